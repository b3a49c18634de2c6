"""A finished booklet's PDF in; the PDF of the sheets to be printed, folded and stapled out.

Two pages stand side by side on each side of a sheet, at their own size. The pages themselves are not touched: each
becomes a form that is placed, so that what was proofed is what is printed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from powermap.errors import InputError, UsageError
from powermap.geometry import Rect
from powermap.press.offset import describe_for_offset
from powermap.units import mm, to_mm
from powermap.value import Value

PAPER_MM = 0.1
"""How thick a leaf of usual book paper (80 g/m²) is: what each inner sheet is pushed out by in a fold."""

MOST_BLEED = mm(3)
"""What is taken of a page's bleed."""

MARK, MARK_GAP, HAIR = mm(4), mm(3), 0.25
"""Length of a mark, its distance from the trimmed edge (bleed stays clear of it), its line width, in pt."""

LEAF = 4
"""Pages of a folded sheet."""

_NEAR = 0.6
"""Sheets that are too small by no more than this many pt are large enough: A4 is 0.3 pt less than two A5."""


class Side(Value, frozen=True):
    """One side of a sheet: the indexes of its pages (None: blank), and how many sheets of its fold lie around it."""

    left: int | None
    right: int | None
    depth: int


def sides_of(pages: int, signature: int | None = None) -> tuple[Side, ...]:
    """The sides of all sheets, front and back in turn, for a book of so many pages.

    signature: pages of one folded section, a multiple of four; None folds all sheets into one. The last section takes
    what is left. Blank pages that make whole sheets stand before the last page, which stays the back cover.
    Raises UsageError if the signature is not a multiple of four.
    """
    if signature is not None and (signature < LEAF or signature % LEAF):
        raise UsageError(f"每帖的页数应是 4 的倍数，如 16：{signature}")
    order: list[int | None] = list(range(pages))
    order[-1:-1] = [None] * (-pages % LEAF)
    length = signature or len(order)
    sections = [order[i : i + length] for i in range(0, len(order), length)]
    return tuple(side for section in sections for side in _folded(section))


def _folded(section: Sequence[int | None]) -> Iterator[Side]:
    """The sheets of one section from the outermost one in; turned over its short edge, a sheet shows its back."""
    last = len(section) - 1
    for depth, first in enumerate(range(0, len(section) // 2, 2)):
        yield Side(section[last - first], section[first], depth)
        yield Side(section[first + 1], section[last - first - 1], depth)


def impose(
    data: bytes, sheet_mm: tuple[float, float], signature: int | None = None, paper_mm: float = PAPER_MM
) -> bytes:
    """The sheets as a PDF, in landscape, to be printed on both sides and turned over the short edge.

    sheet_mm: the paper, whichever side first. Fold and trim marks stand where the paper is larger than the two pages.
    The pages of inner sheets move towards the fold by the thickness of those around them (creep). If the file was made
    for offset printing (it has bleed or an output intent), the trim box is the two pages and the bleed box that with
    their bleed; sheets for an office printer have no such boxes. Raises UsageError if two pages do not fit on the
    sheet, InputError if the file cannot be read or its pages differ in size.
    """
    try:
        source = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise InputError(f"拼版用的 PDF 打不开：{error}") from error
    with source, pikepdf.new() as target:
        press = _Press(source, target, max(sheet_mm), min(sheet_mm), mm(paper_mm))
        for side in sides_of(len(source.pages), signature):
            press.print_side(side)
        _describe(source, target)
        out = io.BytesIO()
        target.save(out, min_version="1.6", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def check_sheet(page_mm: tuple[float, float], sheet_mm: tuple[float, float]) -> None:
    """Raises UsageError if two pages of that width and height do not stand side by side on the sheet."""
    width, height = page_mm
    if 2 * width > max(sheet_mm) + to_mm(_NEAR) or height > min(sheet_mm) + to_mm(_NEAR):
        raise UsageError(
            f"{max(sheet_mm):g}×{min(sheet_mm):g} 毫米的纸放不下并排的两页 {width:.0f}×{height:.0f} 毫米。"
            "请换大一号的纸，如 --impose A3，或者用 --size 把成品改小"
        )


class _Press:
    """Places the pages of one file on sheets of another."""

    def __init__(self, source: Pdf, target: Pdf, long_mm: float, short_mm: float, paper: float) -> None:
        self.source, self.target, self.paper = source, target, paper
        self.trims = [_box(page, "/TrimBox") for page in source.pages]
        self.bleeds = [_bleed(page, trim) for page, trim in zip(source.pages, self.trims, strict=True)]
        sizes = {(round(trim.w, 1), round(trim.h, 1)) for trim in self.trims}
        if len(sizes) != 1 or any(int(page.get("/Rotate", 0)) % 360 for page in source.pages):
            raise InputError("拼版要求每页一样大、不旋转，这份 PDF 不是")
        width, height = self.trims[0].w, self.trims[0].h
        check_sheet((to_mm(width), to_mm(height)), (long_mm, short_mm))
        self.for_offset = "/OutputIntents" in source.Root or self.bleeds != self.trims
        self.sheet = (max(mm(long_mm), 2 * width), max(mm(short_mm), height))
        self.trim = Rect((self.sheet[0] - 2 * width) / 2, (self.sheet[1] - height) / 2, 2 * width, height)

    def print_side(self, side: Side) -> None:
        """Adds one side of a sheet."""
        forms, content = Dictionary(), [b"q"]
        bleed = 0.0
        for name, index in (("/L", side.left), ("/R", side.right)):
            if index is None:
                continue
            bleed = max(
                bleed, self.trims[index].x - self.bleeds[index].x, self.bleeds[index].right - self.trims[index].right
            )
            form, x, y = self._placed(index, name == "/L", side.depth * self.paper)
            forms[name] = form
            content.append(b"q 1 0 0 1 %.4f %.4f cm %s Do Q" % (x, y, name.encode()))
        marks = b"\n".join(_marks(self.trim, self.sheet))
        content += [b"Q", b"q 0 G %.2f w" % HAIR, marks, b"Q"] if marks else [b"Q"]
        page = Page(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, *(_number(v) for v in self.sheet)]),
                Resources=Dictionary(XObject=forms),
                Contents=self.target.make_stream(b"\n".join(content)),
            )
        )
        if self.for_offset:
            page.obj.TrimBox = _array(self.trim)
            page.obj.BleedBox = _array(_within(self.trim.inset(-bleed), self.sheet))
        self.target.pages.append(page)

    def _placed(self, index: int, left: bool, creep: float) -> tuple[pikepdf.Object, float, float]:
        """A page as a form that ends at the fold, and where its origin comes to lie."""
        trim, bleed = self.trims[index], self.bleeds[index]
        form = self.target.copy_foreign(self.source.pages[index].as_form_xobject(handle_transformations=False))
        if left:  # its right edge lies at the fold: what creep moves over it is not shown
            form.BBox = _array(Rect(bleed.x, bleed.y, trim.right - creep - bleed.x, bleed.h))
            return form, self.trim.x + creep - trim.x, self.trim.y - trim.y
        form.BBox = _array(Rect(trim.x + creep, bleed.y, bleed.right - trim.x - creep, bleed.h))
        return form, self.trim.cx - creep - trim.x, self.trim.y - trim.y


def _marks(trim: Rect, sheet: tuple[float, float]) -> Iterator[bytes]:
    """Path operators of the fold marks, dashed, and of the trim marks, where the paper has room for them."""
    beside, above = trim.x - MARK_GAP >= mm(1), trim.y - MARK_GAP >= mm(1)
    reach_x, reach_y = min(MARK, trim.x - MARK_GAP), min(MARK, trim.y - MARK_GAP)
    for y, way in ((trim.y, -1), (trim.bottom, 1)):
        if above:
            start = y + way * MARK_GAP
            yield b"[2 2] 0 d %.3f %.3f m %.3f %.3f l S [] 0 d" % (trim.cx, start, trim.cx, start + way * reach_y)
            for x in (trim.x, trim.right):
                yield b"%.3f %.3f m %.3f %.3f l S" % (x, start, x, start + way * reach_y)
        if beside:
            for x, side in ((trim.x, -1), (trim.right, 1)):
                start = x + side * MARK_GAP
                yield b"%.3f %.3f m %.3f %.3f l S" % (start, y, start + side * reach_x, y)


def _box(page: Page, name: str) -> Rect:
    """A box of a page, with what stands for it where there is none (ISO 32000-1, 14.11.2). y is the lower edge."""
    box = page.obj.get(name) or page.cropbox
    x0, y0, x1, y1 = (float(v) for v in box)
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _bleed(page: Page, trim: Rect) -> Rect:
    """The bleed around a page, not more than is usual, nor than there is."""
    there = _box(page, "/BleedBox")
    x, y = max(there.x, trim.x - MOST_BLEED), max(there.y, trim.y - MOST_BLEED)
    right, bottom = min(there.right, trim.right + MOST_BLEED), min(there.bottom, trim.bottom + MOST_BLEED)
    return Rect(x, y, right - x, bottom - y)


def _within(rect: Rect, sheet: tuple[float, float]) -> Rect:
    x, y = max(0.0, rect.x), max(0.0, rect.y)
    return Rect(x, y, min(sheet[0], rect.right) - x, min(sheet[1], rect.bottom) - y)


def _array(rect: Rect) -> Array:
    return Array([_number(v) for v in (rect.x, rect.y, rect.right, rect.bottom)])


def _number(value: float) -> float:
    return round(value, 4)


def _describe(source: Pdf, target: Pdf) -> None:
    """What the file says about itself, and how it wants to be printed: both sides, over the short edge, not scaled."""
    for key in ("/Title", "/Author", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"):
        if key in source.docinfo:
            target.docinfo[key] = str(source.docinfo[key])
    root = target.Root
    if "/Lang" in source.Root:
        root.Lang = pikepdf.String(str(source.Root.Lang))
    if "/Trapped" in source.docinfo:
        target.docinfo.Trapped = source.docinfo.Trapped
    if "/OutputIntents" in source.Root:
        intents = (source.make_indirect(intent) for intent in source.Root.OutputIntents)
        root.OutputIntents = Array([target.copy_foreign(intent) for intent in intents])
        describe_for_offset(target, " 拼版")
    root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.DuplexFlipShortEdge
    )
