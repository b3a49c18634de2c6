"""From a TrueType file to what measuring needs: its characters' widths and its heights.

Reads the tables itself: for the four fonts of a run fontTools takes over a quarter of a second, this a fiftieth, and
every command waits for it. The tables are described in the OpenType specification 1.9
(https://learn.microsoft.com/typography/opentype/spec/otff); everything in them is big-endian.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from powermap.errors import MissingError, reason_of
from powermap.value import Value

NEEDED_TABLES = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
"""What this module and the PDF writer read; OS/2 is read when it is there."""

_WINDOWS = 3
_UNICODE = 0
_SIMPLIFIED_CHINESE = 0x0804
_ENGLISH = 0x0409


class FontFile(Value, frozen=True):
    """What one file says. All lengths in the font's units, of which there are `units_per_em` to the em."""

    family: str
    units_per_em: int
    ascent: int
    descent: int
    """Below zero."""
    cap_height: int
    glyph_count: int
    advances: dict[str, int]
    """Of every character the font has."""
    missing_advance: int
    """Of the box that is drawn for a character the font does not have."""


class _Unfit(Exception):
    """Why a file cannot be used, in Chinese, for the message to the user."""


def read_font_file(path: Path) -> FontFile:
    """Reads the TrueType font at `path`; of a collection (.ttc), the first font.

    Raises MissingError when there is no such file, when it is not TrueType, is broken, has no Unicode characters, or
    forbids embedding: the PDF writer could not use it.
    """
    try:
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return _Reader(data).read()
    except _Unfit as unfit:
        reason = str(unfit)
    except (struct.error, IndexError, ValueError):  # ValueError: an empty file cannot be mapped
        reason = "文件已损坏，或者不是字体文件"
    except OSError as error:
        reason = reason_of(error)
    raise MissingError(f"字体 {path} 不能用：{reason}。请换一个 TrueType 字体（.ttf），或去掉这项设置，用自带的字体。")


class _Reader:
    """One font's bytes with its table directory."""

    def __init__(self, data: mmap) -> None:
        self._data = data
        start = 0
        if data[:4] == b"ttcf":
            (start,) = self._unpack(">I", 12)
        kind = data[start : start + 4]
        if kind == b"OTTO":
            raise _Unfit("它是 PostScript 轮廓（CFF）的 OpenType 字体，PDF 里嵌不进去")
        if kind in (b"wOFF", b"wOF2"):
            raise _Unfit("它是网页字体（WOFF）")
        if kind not in (b"\0\1\0\0", b"true"):
            raise _Unfit("它不是 TrueType 字体文件")
        (count,) = self._unpack(">H", start + 4)
        self._tables: dict[bytes, tuple[int, int]] = {}
        for record in range(start + 12, start + 12 + 16 * count, 16):
            tag, _, offset, length = self._unpack(">4sIII", record)
            if offset + length > len(data):
                raise _Unfit("文件不完整，后面一部分丢失了")
            self._tables[tag] = offset, length
        absent = [tag for tag in NEEDED_TABLES if tag.encode() not in self._tables]
        if absent:
            raise _Unfit(f"它缺少 TrueType 字体必有的数据表（{'、'.join(absent)}）")

    def read(self) -> FontFile:
        head, hhea, maxp = self._at(b"head"), self._at(b"hhea"), self._at(b"maxp")
        (units_per_em,) = self._unpack(">H", head + 18)
        ascent, descent = self._unpack(">hh", hhea + 4)
        (metric_count,) = self._unpack(">H", hhea + 34)
        (glyph_count,) = self._unpack(">H", maxp + 4)
        if not (units_per_em and metric_count and glyph_count):
            raise _Unfit("文件已损坏")
        cap_height = 0
        if b"OS/2" in self._tables:
            os2, length = self._tables[b"OS/2"]
            (version,) = self._unpack(">H", os2)
            (embedding,) = self._unpack(">H", os2 + 8)
            if embedding == 0x0002 or embedding & 0x0300:  # as the PDF writer decides
                raise _Unfit("字体的授权设置不允许嵌入 PDF")
            if length >= 72:
                ascent, descent = self._unpack(">hh", os2 + 68)  # the typographic ones: a Chinese font's em box
            if version >= 2 and length >= 90:
                (cap_height,) = self._unpack(">h", os2 + 88)
        widths = self._widths(metric_count, glyph_count)
        advances = self._advances(widths)
        if not advances:
            raise _Unfit("里面没有任何可用的字符")
        return FontFile(
            family=self._family(),
            units_per_em=units_per_em,
            ascent=ascent,
            descent=descent,
            cap_height=cap_height or round(0.7 * units_per_em),
            glyph_count=glyph_count,
            advances=advances,
            missing_advance=widths[0],
        )

    def _unpack(self, layout: str, offset: int) -> tuple[Any, ...]:
        return struct.unpack_from(layout, self._data, offset)

    def _at(self, tag: bytes) -> int:
        return self._tables[tag][0]

    def _array(self, code: str, offset: int, count: int) -> array[int]:
        """`count` big-endian numbers of type `code` ("H" 16 bit, "h" signed) from `offset`."""
        values = array(code, self._data[offset : offset + 2 * count])
        if len(values) != count:
            raise IndexError(offset)
        if sys.byteorder == "little":
            values.byteswap()
        return values

    def _widths(self, metric_count: int, glyph_count: int) -> list[int]:
        """Advance by glyph number: glyphs past the last metric have the last one's."""
        widths = self._array("H", self._at(b"hmtx"), 2 * metric_count)[::2].tolist()
        return widths + widths[-1:] * (glyph_count - metric_count)

    def _advances(self, widths: list[int]) -> dict[str, int]:
        offset = self._character_map()
        (layout,) = self._unpack(">H", offset)
        if layout not in (4, 12):
            raise _Unfit(f"它的字符对照表是不支持的格式（cmap {layout}）")
        ranges = self._ranges_32_bit(offset) if layout == 12 else self._ranges_16_bit(offset)
        advances: dict[str, int] = {}
        for first, glyphs in ranges:
            if len(glyphs) == 1 and glyphs[0]:  # most ranges are one character long: do not build anything for it
                advances[chr(first)] = widths[glyphs[0]]
                continue
            characters = map(chr, range(first, first + len(glyphs)))
            if 0 in glyphs:
                advances.update((char, widths[glyph]) for char, glyph in zip(characters, glyphs, strict=True) if glyph)
            else:
                advances.update(zip(characters, map(widths.__getitem__, glyphs), strict=True))
        return advances

    def _character_map(self) -> int:
        """Where the character map is that the PDF writer will use: the last Windows one, else the last Unicode one."""
        cmap = self._at(b"cmap")
        (count,) = self._unpack(">H", cmap + 2)
        found: dict[int, int] = {}
        for record in range(cmap + 4, cmap + 4 + 8 * count, 8):
            platform, encoding, offset = self._unpack(">HHI", record)
            if (platform == _WINDOWS and encoding in (1, 10)) or (platform == _UNICODE and encoding != 5):
                found[platform] = cmap + offset
        if not found:
            raise _Unfit("它没有 Unicode 字符对照表（可能是符号字体）")
        return found[max(found)]

    def _ranges_32_bit(self, offset: int) -> Iterator[tuple[int, range]]:
        """Format 12: (first character, its glyph and those that follow one by one)."""
        (count,) = self._unpack(">I", offset + 12)
        groups = self._data[offset + 16 : offset + 16 + 12 * count]
        if len(groups) != 12 * count:
            raise IndexError(offset)
        for first, last, glyph in struct.iter_unpack(">III", groups):
            yield first, range(glyph, glyph + last - first + 1)

    def _ranges_16_bit(self, offset: int) -> Iterator[tuple[int, list[int]]]:
        """Format 4: (first character, the glyphs of it and of those that follow; 0 where there is none)."""
        _, _, doubled = self._unpack(">HHH", offset + 2)
        count = doubled // 2
        lasts = self._array("H", offset + 14, count)
        firsts = self._array("H", offset + 16 + 2 * count, count)
        deltas = self._array("h", offset + 16 + 4 * count, count)
        pointers_at = offset + 16 + 6 * count
        pointers = self._array("H", pointers_at, count)
        for index, (first, last, delta, pointer) in enumerate(zip(firsts, lasts, deltas, pointers, strict=True)):
            if first == 0xFFFF:  # the end mark
                continue
            if pointer:
                glyphs = self._array("H", pointers_at + 2 * index + pointer, last - first + 1)
                yield first, [(glyph + delta) & 0xFFFF if glyph else 0 for glyph in glyphs]
            else:
                yield first, [(code + delta) & 0xFFFF for code in range(first, last + 1)]

    def _family(self) -> str:
        """The family's name as people know it: Chinese if it has one, else English, else the first."""
        name = self._at(b"name")
        _, count, strings = self._unpack(">HHH", name)
        best: tuple[int, str] = (-1, "")
        for record in range(name + 6, name + 6 + 12 * count, 12):
            platform, _, language, kind, length, offset = self._unpack(">6H", record)
            if platform == _WINDOWS and kind in (1, 16):
                rank = 2 * {_SIMPLIFIED_CHINESE: 2, _ENGLISH: 1}.get(language, 0) + (kind == 16)
                start = name + strings + offset
                best = max(best, (rank, self._data[start : start + length].decode("utf-16-be", "replace")))
        return best[1]
