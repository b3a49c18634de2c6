"""A screen colour and a theme's own inks in; the four inks that print it out.

What a theme says is printed as it says. Any other colour goes through the profile of offset printing on coated paper,
but black and grey are black ink alone: four inks one on the other do not hit each other exactly, and thin strokes blur.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from powermap.model.theme import Cmyk, Theme
from powermap.resources import data_dir
from powermap.scene.items import Color

PROFILE = "offset-coated.icc"
"""In profiles/: offset on coated paper, FOGRA39."""

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)

RICH: Cmyk = (0.5, 0.4, 0.4, 1.0)
"""The black of large areas on display boards: black ink alone is a dark grey there, with stripes (230 % of ink)."""

DARK = 0.8
"""Black ink alone from this share on counts as a black."""

_GREY = 0.2
"""A mix whose red, green and blue differ by less looks grey."""

_NEUTRAL = 4
"""Steps of 255 that red, green and blue of a grey may differ by."""

_LIGHT = 0.85
"""Grey that is lighter than this is a tint of the paper, not a grey."""

_BLACKEST = 0.16
"""sRGB lightness (0 to 1) of full black ink on coated paper: L* 16."""


@dataclass(frozen=True)
class Inks:
    """The inks of one theme. rich: large blacks get all four inks, as display-board printers need them."""

    own: Mapping[str, Cmyk]
    text: str
    """The colour of body text, which is black ink alone unless the theme says its inks."""
    rich: bool = False
    _known: dict[Color, Cmyk] = field(default_factory=dict, compare=False, repr=False)

    def of(self, color: Color) -> Cmyk:
        """The inks of a text, a line or a small area."""
        inks = self._known.get(color)
        if inks is None:
            name = hex_of(color)
            inks = self.own.get(name) or (BLACK if name == self.text else converted(name))
            self._known[color] = inks
        return inks

    def of_area(self, color: Color) -> Cmyk:
        """The inks of a large area."""
        inks = self.of(color)
        if self.rich and inks[3] >= DARK and not any(inks[:3]):
            return RICH[0], RICH[1], RICH[2], inks[3]
        return inks


def inks_of(theme: Theme, rich: bool = False) -> Inks:
    """The inks of a theme."""
    return Inks(theme.printed, theme.palette["ink"].upper(), rich)


def hex_of(color: Color) -> str:
    """#RRGGBB in capitals."""
    r, g, b = (round(255 * part) for part in color)
    return f"#{r:02X}{g:02X}{b:02X}"


@lru_cache(maxsize=1024)
def converted(name: str) -> Cmyk:
    """The inks of #RRGGBB by the profile (relative colorimetric), in whole percents; greys as black ink alone."""
    from PIL import Image, ImageCms

    rgb: tuple[int, int, int] = (int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16))
    if rgb == (255, 255, 255):
        return 0.0, 0.0, 0.0, 0.0
    if max(rgb) - min(rgb) <= _NEUTRAL:
        return _grey(rgb)
    pixel: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), rgb), _to_inks())
    c, m, y, k = (round(part / 2.55) / 100 for part in pixel.getpixel((0, 0)))
    red, green, blue = ((1 - part) * (1 - k) for part in (c, m, y))
    if max(red, green, blue) - min(red, green, blue) < _GREY and max(red, green, blue) < _LIGHT:
        return _grey(rgb)
    return c, m, y, k


def convert_picture(picture: Any) -> Any:
    """An RGB Pillow image in the four inks; one of greys alone stays grey, which is black ink alone."""
    from PIL import ImageChops, ImageCms

    red, green, blue = picture.split()
    apart: list[Any] = [ImageChops.difference(red, other).getextrema()[1] for other in (green, blue)]
    if max(apart) <= _NEUTRAL:
        return green
    return ImageCms.applyTransform(picture, _to_inks())


def profile_bytes() -> bytes:
    """The profile, for the file to say what its inks are meant for."""
    return (data_dir("profiles") / PROFILE).read_bytes()


@cache
def _to_inks() -> Any:
    from PIL import ImageCms

    paper = ImageCms.getOpenProfile(str(data_dir("profiles") / PROFILE))
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), paper, "RGB", "CMYK", renderingIntent=intent)


def _grey(rgb: tuple[int, int, int]) -> Cmyk:
    """Black ink as light, between paper and full black; the power fits the black steps of FOGRA39L to 2 %."""
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb]
    light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    lightness = (116 * light ** (1 / 3) - 16) / 100 if light > 0.008856 else 9.033 * light
    share = min(1.0, max(0.0, (1 - lightness) / (1 - _BLACKEST)))
    return 0.0, 0.0, 0.0, round(share**0.83, 2)
