"""A PDF in; what is written in its structure out: page boxes, fonts, output intents, metadata, their faults."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from powermap.diagnostics import Severity
from powermap.errors import InputError
from powermap.proof.report import Finding
from powermap.units import to_mm
from powermap.value import Value

if TYPE_CHECKING:
    from pikepdf import Pdf

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top of a page box in pt, as the file has it."""

BLEED_MM = 3.0
"""What print shops ask for around the trimmed sheet."""

_ROUNDING = 0.15
"""pt that boxes may differ by through rounding: a twentieth of a millimetre."""

_SUBSET = re.compile(r"[A-Z]{6}\+")
"""The tag of a subset (ISO 32000-1, 9.6.4)."""

_DEEPEST = 12
"""Forms within forms that are followed."""


class Boxes(Value, frozen=True):
    """The boxes of a page, None where the file has none of its own. rotate in degrees."""

    media: Corners
    crop: Corners | None = None
    bleed: Corners | None = None
    trim: Corners | None = None
    rotate: int = 0

    @property
    def sheet(self) -> Corners:
        """What is left after the cut."""
        return self.trim or self.crop or self.media

    @property
    def size_mm(self) -> tuple[float, float]:
        left, bottom, right, top = self.sheet
        return to_mm(right - left), to_mm(top - bottom)


class FontFacts(Value, frozen=True):
    """A font resource. pages: where it is used, from 1."""

    name: str
    embedded: bool
    subset: bool
    pages: tuple[int, ...]


class Structure(Value, frozen=True):
    boxes: tuple[Boxes, ...]
    fonts: tuple[FontFacts, ...]
    intent: bool
    title: str
    author: str

    @property
    def offset(self) -> bool:
        """Made for offset printing: it has an output intent, or trimmed sheets smaller than what is printed. A bleed
        box that says there is no bleed means a plain margin, as display boards have it.
        """
        return self.intent or any(
            boxes.trim and not _same(boxes.trim, boxes.media) and not (boxes.bleed and _same(boxes.bleed, boxes.trim))
            for boxes in self.boxes
        )

    @property
    def board(self) -> bool:
        """Made for a display-board printer: a plain margin around the trimmed sheet and no output intent."""
        return not self.offset and any(boxes.trim and not _same(boxes.trim, boxes.media) for boxes in self.boxes)


def open_pdf(data: bytes) -> Pdf:
    """Raises InputError for what cannot be read, or only with a password."""
    import pikepdf

    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise InputError("这个 PDF 有密码。请去掉密码再检查") from error
    except pikepdf.PdfError as error:
        raise InputError(f"这个 PDF 读不出来（{error}）。请重新生成") from error


def read_structure(pdf: Pdf) -> Structure:
    """The facts that pikepdf finds. Raises InputError for a page without a usable media box."""
    info: Any = pdf.trailer.get("/Info", {})
    return Structure(
        tuple(_boxes(page.obj) for page in pdf.pages),
        tuple(_fonts(pdf)),
        len(list(pdf.Root.get("/OutputIntents", []))) > 0,
        str(info.get("/Title", "")),
        str(info.get("/Author", "")),
    )


def check_boxes(structure: Structure) -> list[Finding]:
    """Every page's boxes lie in one another, a sheet with a trim box has its bleed, and all sheets are one size; some
    may lie on their side, as tables of official documents do.
    """
    out = []
    for number, boxes in enumerate(structure.boxes, 1):
        problems = list(_box_problems(boxes, structure.offset))
        out += [Finding("page-boxes", Severity.ERROR, number, what) for what in problems]
    sizes = [boxes.size_mm for boxes in structure.boxes]
    for number, size in enumerate(sizes[1:], 2):
        if max(abs(a - b) for a, b in zip(sorted(size), sorted(sizes[0]), strict=True)) > to_mm(1):
            first, here = (f"{w:.0f}×{h:.0f}" for w, h in (sizes[0], size))
            what = f"这一页 {here} 毫米，第 1 页 {first} 毫米，同一个文件的纸应一样大"
            out.append(Finding("page-boxes", Severity.ERROR, number, what))
    return out


def check_fonts(fonts: Iterable[FontFacts], outlined: bool = False) -> list[Finding]:
    """Every font is in the file, and only as much of it as is used; none at all if text is meant to be outlines."""
    out = []
    for font in fonts:
        if outlined:
            what = f"文件名说文字已转曲，里面却还有字体 {font.name}"
            out.append(Finding("font-embedding", Severity.ERROR, font.pages[0], what))
        if not font.embedded:
            what = f"字体 {font.name} 没有嵌入，别的机器上会换成另一种字"
            out.append(Finding("font-embedding", Severity.ERROR, font.pages[0], what))
        elif not font.subset:
            what = f"字体 {font.name} 整个嵌入了，应只嵌入用到的字，否则文件太大"
            out.append(Finding("font-embedding", Severity.WARNING, font.pages[0], what))
    return out


def _boxes(page: Any) -> Boxes:
    def box(key: str) -> Corners | None:
        found = _inherited(page, key)
        if found is None:
            return None
        try:
            a, b, c, d = (float(value) for value in found)
        except (TypeError, ValueError) as error:
            raise InputError(f"页面的 {key[1:]} 写得不对，请重新生成") from error
        return min(a, c), min(b, d), max(a, c), max(b, d)

    media = box("/MediaBox")
    if media is None or media[2] - media[0] <= 0 or media[3] - media[1] <= 0:
        raise InputError("有一页没有大小（MediaBox），请重新生成")
    rotate = _inherited(page, "/Rotate")
    return Boxes(media, box("/CropBox"), box("/BleedBox"), box("/TrimBox"), int(rotate or 0) % 360)


def _inherited(page: Any, key: str) -> Any:
    """A page's own value, or that of the nearest node above it (ISO 32000-1, 7.7.3.4)."""
    node, steps = page, 0
    while node is not None and steps < 64:
        if key in node:
            return node[key]
        if key in ("/BleedBox", "/TrimBox"):
            return None
        node, steps = node.get("/Parent"), steps + 1
    return None


def _box_problems(boxes: Boxes, offset: bool) -> Iterator[str]:
    if boxes.rotate:
        yield f"页面带有旋转 {boxes.rotate}°，有的印刷流程不认，请直接做成要的方向"
    named = (("CropBox", boxes.crop), ("BleedBox", boxes.bleed), ("TrimBox", boxes.trim))
    for name, box in named:
        if box and not _inside(box, boxes.media):
            yield f"{name} 超出了 MediaBox"
    if boxes.trim and boxes.bleed and not _inside(boxes.trim, boxes.bleed):
        yield "TrimBox 超出了 BleedBox"
    if not offset:
        return
    if not boxes.trim:
        yield "胶印文件的每一页都要有 TrimBox（裁切尺寸）"
    elif not boxes.bleed:
        yield "有 TrimBox 却没有 BleedBox（出血）"
    else:
        bleed = min(
            boxes.trim[0] - boxes.bleed[0],
            boxes.trim[1] - boxes.bleed[1],
            boxes.bleed[2] - boxes.trim[2],
            boxes.bleed[3] - boxes.trim[3],
        )
        if to_mm(bleed + _ROUNDING) < BLEED_MM:
            yield f"出血只有 {max(0.0, to_mm(bleed)):.1f} 毫米，四边都要 {BLEED_MM:g} 毫米"


def _inside(inner: Corners, outer: Corners) -> bool:
    return (
        inner[0] >= outer[0] - _ROUNDING
        and inner[1] >= outer[1] - _ROUNDING
        and inner[2] <= outer[2] + _ROUNDING
        and inner[3] <= outer[3] + _ROUNDING
    )


def _same(a: Corners, b: Corners) -> bool:
    return all(abs(x - y) <= _ROUNDING for x, y in zip(a, b, strict=True))


def _fonts(pdf: Pdf) -> list[FontFacts]:
    found: dict[tuple[str, bool, bool], list[int]] = {}
    for number, page in enumerate(pdf.pages, 1):
        for font in resources_of(page.obj, "/Font"):
            name = str(font.get("/BaseFont", "/（无名）"))[1:]
            key = (_SUBSET.sub("", name, count=1), _is_embedded(font), bool(_SUBSET.match(name)))
            pages = found.setdefault(key, [])
            if number not in pages:
                pages.append(number)
    return [FontFacts(*key, tuple(pages)) for key, pages in sorted(found.items())]


def _is_embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    descendants = font.get("/DescendantFonts")
    described = descendants[0] if descendants is not None and len(descendants) else font
    descriptor = described.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def resources_of(holder: Any, kind: str, depth: int = 0) -> Iterator[Any]:
    """The resources of one kind of a page or form, those of the forms on it too."""
    resources = _inherited(holder, "/Resources")
    if resources is None or depth > _DEEPEST:
        return
    for _, value in sorted(resources.get(kind, {}).items()):
        yield value
    for _, value in sorted(resources.get("/XObject", {}).items()):
        if value.get("/Subtype") == "/Form" and "/Resources" in value:
            yield from resources_of(value, kind, depth + 1)
