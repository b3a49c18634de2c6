"""Names of card formats in; their sizes, and the names of their files, out."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from powermap.errors import UsageError
from powermap.value import Value

Image = Literal["png", "jpg"]

FORMATS = MappingProxyType(
    {
        "3x4": (1080, 1440),
        "cover": (900, 383),
        "square": (1080, 1080),
        "square500": (500, 500),
        "long": (1080, 0),
        "story": (1080, 1920),
    }
)
"""Width and height in px by the name of the format, one px being one pt on the page; 0: as high as it needs."""

SCALES = (1, 2)
"""How many pixels of the file are one px of the format: 2 for prints and large screens."""


class Look(Value, frozen=True):
    """How a picture is made: its format, how large, and in which kind of file."""

    format_name: str = "3x4"
    scale: int = 1
    image: Image = "png"

    @property
    def ending(self) -> str:
        """What stands behind the subject in a file name."""
        return f"-{self.format_name}{f'@{self.scale}x' if self.scale > 1 else ''}.{self.image}"

    def pixels(self, width: float, height: float) -> tuple[int, int]:
        """Width and height of the file in px, from those of the page in pt."""
        return round(width * self.scale), round(height * self.scale)


def look(format_name: str = "3x4", scale: int = 1, image: str = "png") -> Look:
    """Raises UsageError for a format, a scale or a kind of file that does not exist, or that cannot stay below 1 MB."""
    if format_name not in FORMATS:
        raise UsageError(f"没有这种卡片格式：{format_name}。可用的格式：{'、'.join(FORMATS)}")
    if scale not in SCALES:
        raise UsageError(f"倍数 {scale} 不能用。可用的倍数：{'、'.join(map(str, SCALES))}")
    kind = image.lower().replace("jpeg", "jpg")
    if kind == "jpg" and (format_name, scale) == ("long", 2):
        raise UsageError("长图放大到 2 倍，存成 JPEG 会超过 1 MB。请用 --image png，或不写 --scale")
    if kind == "jpg":
        return Look(format_name, scale, "jpg")
    if kind == "png":
        return Look(format_name, scale, "png")
    raise UsageError(f"没有这种图片：{image}。可用的有：png、jpg")
