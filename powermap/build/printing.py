"""What the command line or a project file says about printing in; one value that says how finished pages become a
print file, out.
"""

from __future__ import annotations

from typing import Literal, get_args

from powermap.errors import UsageError
from powermap.value import Value

Press = Literal["screen", "offset", "board"]
"""screen: sRGB, no marks; offset (胶印): inks, bleed, marks; board (写真、喷绘): inks, a plain margin."""

TextForm = Literal["fonts", "outlines"]
"""outlines (转曲): no font in the file."""

Tile = Literal["", "A4", "A3"]
"""Sheets that a chart is parted over; "" for none."""

PRESS_WORDS = {"屏幕": "screen", "胶印": "offset", "印刷": "offset", "写真": "board", "喷绘": "board"}
TEXT_WORDS = {"字体": "fonts", "转曲": "outlines"}

_SUFFIXES = {"screen": "", "offset": "-印刷", "board": "-写真"}


class Print(Value, frozen=True):
    """How a product is printed."""

    press: Press = "screen"
    text: TextForm = "fonts"
    tile: Tile = ""

    @property
    def suffix(self) -> str:
        """What stands behind the size in file names: "-印刷-转曲", "-拼A4"."""
        return (
            _SUFFIXES[self.press]
            + ("-转曲" if self.text == "outlines" else "")
            + (f"-拼{self.tile}" if self.tile else "")
        )

    @property
    def plain(self) -> bool:
        """Whether the renderer's file is finished as it is."""
        return self.press == "screen" and not self.tile


SCREEN = Print()


def press_named(name: str) -> Press:
    """The press of that name. Raises UsageError."""
    wanted = PRESS_WORDS.get(name.strip(), name.strip())
    for press in get_args(Press):
        if press == wanted:
            return press  # type: ignore[no-any-return]  # get_args gives the words of the Literal
    raise UsageError(f"不认识的印法：{name}。可以写 screen（屏幕）、offset（胶印）或 board（写真、喷绘）")


def text_named(name: str) -> TextForm:
    """The form of text of that name. Raises UsageError."""
    wanted = TEXT_WORDS.get(name.strip(), name.strip())
    for form in get_args(TextForm):
        if form == wanted:
            return form  # type: ignore[no-any-return]
    raise UsageError(f"不认识的文字形式：{name}。可以写 fonts（嵌入字体）或 outlines（转曲）")


def tile_named(name: str) -> Tile:
    """The tile sheet of that name, "" for none. Raises UsageError."""
    wanted = name.strip().upper()
    for tile in get_args(Tile):
        if tile == wanted:
            return tile  # type: ignore[no-any-return]
    raise UsageError(f"拼接打印只能用 A4 或 A3 的纸：{name}")


def print_from(press: str = "screen", text: str = "fonts", tile: str = "") -> Print:
    """The options as typed in. Raises UsageError, also for options that cannot go together."""
    wanted = Print(press_named(press), text_named(text), tile_named(tile))
    if wanted.tile and wanted.press != "screen":
        raise UsageError("--tile 是用自己的打印机一张张打、再拼起来的，不能和 --press offset 或 board 一起写")
    return wanted
