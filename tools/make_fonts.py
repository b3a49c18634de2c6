"""From the Noto CJK and LXGW WenKai font files of Debian to the four TrueType fonts in fonts/.

Needs: apt-get install fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai (versions: fonts/README.md).
Run `make fonts`, or `python tools/make_fonts.py --help` for other folders. The same sources and the same fontTools
give the same bytes. A user never needs to run this: the fonts are part of the project.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from powermap.text.charsets import gb2312, gbk, standard_beyond_gb2312

ROOT = Path(__file__).resolve().parent.parent
DEBIAN_FONTS = Path("/usr/share/fonts")

# Largest distance between a cubic curve of the source and the quadratic ones here, in em: one unit of 1000,
# 0.04 mm at a glyph of 40 mm. Half of it makes the files a tenth larger, and the difference cannot be seen.
CURVE_ERROR = 0.001

# The moment in the fonts' head tables, in seconds since 1904-01-01: 2024-01-01 00:00 UTC. Fixed, so that bytes repeat.
FIXED_TIME = 3786912000

SIMPLIFIED_CHINESE = 2  # the face's number in every Noto CJK collection: JP, KR, SC, TC, HK


@dataclass(frozen=True)
class Recipe:
    """How one font is made: source file (in the folder of sources), face, style, and the characters it gets."""

    stem: str
    source: str
    face: int
    family: str
    style: str
    weight: int
    wide: bool
    """Whether it gets GBK. Every font gets GB 2312, 通用规范汉字表 and EXTRA."""


_SANS, _SERIF, _KAI = "opentype/noto/NotoSansCJK", "opentype/noto/NotoSerifCJK", "truetype/lxgw-wenkai/LXGWWenKai"

RECIPES = (
    Recipe("hei-regular", f"{_SANS}-Regular.ttc", SIMPLIFIED_CHINESE, "Powermap Hei", "Regular", 400, True),
    Recipe("hei-bold", f"{_SANS}-Bold.ttc", SIMPLIFIED_CHINESE, "Powermap Hei", "Bold", 700, True),
    Recipe("song-black", f"{_SERIF}-Black.ttc", SIMPLIFIED_CHINESE, "Powermap Song", "Black", 900, False),
    Recipe("kai-regular", f"{_KAI}-Regular.ttf", -1, "Powermap Kai", "Regular", 400, False),
)


def span(first: str, last: str) -> str:
    """Every character from `first` to `last`."""
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


# What lists and posters use beyond the character sets. A source that lacks one of these simply does not give it.
EXTRA = "".join(
    (
        "\u00a0",  # no-break space, which comes with text pasted from word processors and web pages
        span("\u00a1", "\u00ff").replace("\u00ad", ""),  # Latin-1: × ÷ ° ± · § © ² ³
        "–—―‐‑‒‘’“”†‡•…‰′″※‾⁄€№℃℉℡™Ω",
        span("①", "⑳") + span("⑴", "⒇") + span("⒈", "⒛") + span("Ⓐ", "Ⓩ") + span("ⓐ", "ⓩ") + "⓪",
        span("⓫", "⓿") + span("❶", "❿") + span("㉑", "㉟") + span("㊱", "㊿") + span("㈠", "㈩") + span("㊀", "㊉"),
        span("Ⅰ", "Ⅻ") + span("ⅰ", "ⅻ"),
        "←↑→↓↔↕↖↗↘↙⇐⇑⇒⇓⇔↩↪➡⬅⬆⬇",
        "■□▪▫▲△▶▷▼▽◀◁◆◇○◎●◯★☆✓✔✗✘☑☐☒☎☏✆✉♀♂☰",
        "【】〔〕〖〗《》〈〉「」『』〇々〒〓㎜㎝㎞㎎㎏㏄㎡㎥㏎㏑㏒㏕",
        "−∓≈≒≠≤≥∞√∑∏∫∴∵⊙⊥∥∠⌒",
        # Characters of hamlet and river names around Lake Tai, and of place names beyond GBK.
        "浜泾溇圩埭塘坔泖漕荡堽㘰㘭㙟㟍㳠㵲㲿㳡㴩㮋坵垛埝堰垾墩垟埂汊溆浃渎滧溏漾滆洮氿厍厾庵圹圫垭塍畈𠙶𡌴𡐓𡎴𡍲",
    )
)


def characters(recipe: Recipe) -> set[str]:
    """The characters that the font of `recipe` should have, if its source does."""
    return set(gb2312() | (gbk() if recipe.wide else frozenset()) | standard_beyond_gb2312() | set(EXTRA))


class Outlines:
    """One source font, read: characters to quadratic outlines and advance widths in its own units."""

    def __init__(self, path: Path, face: int) -> None:
        self.font: Any = TTFont(path, fontNumber=face, lazy=True)
        self.cmap: dict[int, str] = self.font.getBestCmap()
        self.em: int = self.font["head"].unitsPerEm
        self._glyphs = self.font.getGlyphSet()
        self._cubic = "CFF " in self.font

    def advance(self, name: str) -> int:
        return int(self.font["hmtx"][name][0])

    def outline(self, name: str, transform: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> Any:
        """The TrueType glyph: components drawn out, curves quadratic, hints gone, then transformed."""
        recording = DecomposingRecordingPen(self._glyphs)
        self._glyphs[name].draw(recording)
        target = TTGlyphPen(None)
        # PostScript contours run the other way round.
        quadratic = Cu2QuPen(target, CURVE_ERROR * self.em, reverse_direction=True) if self._cubic else target
        recording.replay(TransformPen(quadratic, transform))
        return target.glyph()

    def bounds(self, name: str) -> tuple[float, float, float, float]:
        pen = BoundsPen(self._glyphs)
        self._glyphs[name].draw(pen)
        return pen.bounds or (0, 0, 0, 0)


def full_width(char: str, name: str, source: Outlines) -> tuple[int, tuple[float, ...]] | None:
    """The advance and the transform that make a punctuation mark one em wide, or None: keep it as it is.

    Chinese marks share their code points with Western ones (clreq, "Punctuation Marks"), and a source has the Western
    width at some of them: the quotes sit in their half of the em, the middle dot in its middle, and the dash fills the
    em, at the height of the characters' middle, so that the two of 破折号 make one line.
    """
    em = source.em
    spare = em - source.advance(name)
    if char == "—":
        left, bottom, right, top = source.bounds(name)
        overlap = em * 0.008  # past the em at both ends, or a hairline shows where two dashes meet
        stretch = (em + 2 * overlap) / (right - left)
        middle = em * 0.38  # of a box from -0.12 to 0.88 em
        return em, (stretch, 0, 0, 1, -overlap - left * stretch, middle - (bottom + top) / 2)
    if spare <= 0:
        return None
    if char in "“‘":
        return em, (1, 0, 0, 1, spare, 0)
    if char in "”’":
        return em, (1, 0, 0, 1, 0, 0)
    if char in "·…":
        return em, (1, 0, 0, 1, spare / 2, 0)
    return None


def build(recipe: Recipe, sources: Path, target: Path) -> Path:
    """Makes one font and returns its file. Raises OSError when the source is missing or the target not writable."""
    source = Outlines(sources / recipe.source, recipe.face)
    wanted = sorted(ord(char) for char in characters(recipe) if ord(char) in source.cmap)

    # Glyphs in the order of their code points: long runs, so the character map stays small and quick to read.
    glyphs: dict[str, Any] = {".notdef": source.outline(".notdef")}
    advances: dict[str, int] = {".notdef": source.advance(".notdef")}
    cmap: dict[int, str] = {}
    for code in wanted:
        origin = source.cmap[code]
        wide = full_width(chr(code), origin, source)
        name = f"wide-{origin}" if wide else origin
        cmap[code] = name
        if name not in glyphs:
            advances[name], transform = wide or (source.advance(origin), (1, 0, 0, 1, 0, 0))
            glyphs[name] = source.outline(origin, transform)

    builder = FontBuilder(source.em, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(cmap)
    builder.setupGlyf(glyphs)
    table = builder.font["glyf"]
    builder.setupHorizontalMetrics({name: (advances[name], getattr(table[name], "xMin", 0)) for name in glyphs})
    set_up_metrics(builder, source, recipe)
    builder.setupNameTable(names(source, recipe), mac=False)
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = FIXED_TIME
    path = target / f"{recipe.stem}.ttf"
    builder.save(path)
    return path


def set_up_metrics(builder: FontBuilder, source: Outlines, recipe: Recipe) -> None:
    """Copies the heights of the source: line box (hhea, win) and em box (typo)."""
    hhea, os2 = source.font["hhea"], source.font["OS/2"]
    builder.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent, lineGap=0)
    builder.setupOS2(
        version=4,
        sTypoAscender=os2.sTypoAscender,
        sTypoDescender=os2.sTypoDescender,
        sTypoLineGap=0,
        usWinAscent=os2.usWinAscent,
        usWinDescent=os2.usWinDescent,
        sCapHeight=os2.sCapHeight,
        sxHeight=os2.sxHeight,
        usWeightClass=recipe.weight,
        fsType=0,
        fsSelection=0x20 if recipe.style == "Bold" else 0x40,
        panose=os2.panose,
    )
    builder.font["head"].macStyle = 1 if recipe.style == "Bold" else 0


def names(source: Outlines, recipe: Recipe) -> dict[str, str]:
    """The name table: our own family name, since the licence reserves LXGW and 霞鹜 and Noto is a trademark."""
    table = source.font["name"]
    original, version = table.getDebugName(4), table.getDebugName(5)
    # Only four styles may share a family for old programs: a black one is a family of its own there.
    legacy = recipe.style in ("Regular", "Bold")
    result = {
        "copyright": table.getDebugName(0),
        "familyName": recipe.family if legacy else f"{recipe.family} {recipe.style}",
        "styleName": recipe.style if legacy else "Regular",
        "uniqueFontIdentifier": f"powermap;{recipe.stem};{version}",
        "fullName": f"{recipe.family} {recipe.style}",
        "version": "Version 1.000",
        "psName": f"{recipe.family}-{recipe.style}".replace(" ", ""),
        "description": f"TrueType subset made for powermap from {original}, {version}.",
        "licenseDescription": table.getDebugName(13),
        "licenseInfoURL": table.getDebugName(14),
    }
    if not legacy:
        result |= {"typographicFamily": recipe.family, "typographicSubfamily": recipe.style}
    return result


def make(recipes: Iterable[Recipe], sources: Path, target: Path) -> list[Path]:
    """Makes the fonts of `recipes`, one process each, and returns their files in the same order."""
    todo = list(recipes)
    with ProcessPoolExecutor() as pool:
        return list(pool.map(build, todo, [sources] * len(todo), [target] * len(todo)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the project's TrueType fonts from Debian's font packages.")
    parser.add_argument("--sources", type=Path, default=DEBIAN_FONTS, help="folder of fonts (default: %(default)s)")
    parser.add_argument("--target", type=Path, default=ROOT / "fonts", help="folder to write (default: %(default)s)")
    parser.add_argument("--only", choices=[recipe.stem for recipe in RECIPES], help="make this one font only")
    options = parser.parse_args()
    recipes = [recipe for recipe in RECIPES if options.only in (None, recipe.stem)]
    absent = [
        str(options.sources / recipe.source) for recipe in recipes if not (options.sources / recipe.source).is_file()
    ]
    if absent:
        print(
            "missing:",
            *absent,
            "install: fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai",
            sep="\n  ",
            file=sys.stderr,
        )
        return 3
    for path in make(recipes, options.sources, options.target):
        print(f"{path}  {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
