"""A finished PDF or PNG in; the report of every check on it out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from powermap.diagnostics import Severity
from powermap.errors import InputError, UsageError, reason_of
from powermap.model import Item, PowerList, Village
from powermap.proof import codes as qr
from powermap.proof import jpeg
from powermap.proof import picture as png
from powermap.proof.areas import check_areas
from powermap.proof.bleed import check_bleed
from powermap.proof.expected import (
    check_extra,
    check_known,
    check_missing,
    item_for,
    item_pages,
    overview_texts,
    plain,
    texts_in,
    village_for,
    village_texts,
    wanted_texts,
)
from powermap.proof.images import check_images
from powermap.proof.inks import check_inks
from powermap.proof.legibility import Floors, check_contrast, check_heading_sizes, check_type_size, floors_of, is_card
from powermap.proof.page import PageContent
from powermap.proof.pdfium import PageReader, open_document
from powermap.proof.pdfx import check_pdfx
from powermap.proof.placing import check_covered, check_margin, check_overlap, check_strokes
from powermap.proof.report import Finding, PageFacts, Report
from powermap.proof.setting import check_line_ends, check_line_starts, check_lonely, check_parted, check_parted_names
from powermap.proof.structure import Boxes, Structure, check_boxes, check_fonts, open_pdf, read_structure

_IMPOSED = ("拼版",)
_TILED = ("-拼A4", "-拼A3")
_OUTLINED = "-转曲"
_PARTS = "拼接打印的纸只查字体和页面框，图上的内容请查没有拼接的那一份"
_OVERVIEW = "总览"
"""In the title or the file name of the one sheet that has every item's name and no routes."""

_POCKET = "口袋版"
"""In the title of a booklet that has the routes alone."""

_NO_READER = "没有装读二维码的库，二维码没有检查。请运行 pip install zxing-cpp"


def proof_file(path: Path, expected: PowerList | None = None) -> Report:
    """Read a finished file back and say what is wrong with it; with a list, also which of its texts are missing.

    A file that cannot be read is a finding. Raises UsageError if there is no such file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了文件 {path}：{reason_of(error)}") from error
    return proof_bytes(data, str(path), expected)


def proof_bytes(data: bytes, name: str, expected: PowerList | None = None) -> Report:
    """The same for a file in memory; its name tells the format of a card and the village (a folder)."""
    try:
        if data.startswith(png.SIGNATURE):
            return _proof_png(data, name, expected)
        if data.startswith(jpeg.SIGNATURE):
            return _proof_jpeg(data, name, expected)
        if data[:1024].find(b"%PDF-") >= 0:
            return _proof_pdf(data, name, expected)
        raise InputError("不是 PDF，也不是 PNG 或 JPEG 图片")
    except InputError as error:
        finding = Finding("unreadable", Severity.ERROR, 0, str(error))
        return Report(name, "", len(data), findings=(finding,))


def _proof_pdf(data: bytes, name: str, expected: PowerList | None) -> Report:
    with open_pdf(data) as pdf:
        structure = read_structure(pdf)
        findings = check_boxes(structure) + check_fonts(structure.fonts, outlined=_OUTLINED in name)
        if structure.offset:
            findings += check_inks(pdf) + check_pdfx(pdf)
        elif structure.board:
            findings += check_inks(pdf) + check_areas(pdf)
    pages: list[PageContent] = []
    facts: list[PageFacts] = []
    reader_there = qr.reader_installed()
    if any(word in name for word in _TILED):
        findings.append(Finding("page-boxes", Severity.NOTICE, 0, _PARTS))
        sizes = tuple(PageFacts(i, *boxes.size_mm) for i, boxes in enumerate(structure.boxes, 1))
        fonts = tuple(font.name for font in structure.fonts)
        return Report(name, "pdf", len(data), sizes, tuple(findings), fonts, structure.title, structure.author)
    with open_document(data) as document:
        for index, boxes in enumerate(structure.boxes):
            page, codes, found = _proof_page(document, index, boxes.size_mm, name, reader_there)
            pages.append(page)
            findings += found
            if structure.offset and not any(word in name for word in _IMPOSED):
                findings += _proof_bleed(document, index, boxes)
            facts.append(
                PageFacts(
                    index + 1,
                    *boxes.size_mm,
                    page.smallest_type,
                    tuple(round(image.dpi) for image in page.images),
                    tuple(code.text for code in codes if code.text),
                )
            )
        outline = _outline(document)
    if not reader_there and any(qr.likely_places(page) for page in pages):
        findings.append(Finding("qr", Severity.NOTICE, 0, _NO_READER))
    if expected is not None:
        findings += _against_list(expected, pages, facts, structure, outline, name)
    return Report(
        name,
        "pdf",
        len(data),
        tuple(facts),
        tuple(findings),
        tuple(font.name for font in structure.fonts),
        structure.title,
        structure.author,
        structure.offset,
    )


def _proof_page(
    document: Any, index: int, size_mm: tuple[float, float], name: str, reader_there: bool
) -> tuple[PageContent, list[qr.Code], list[Finding]]:
    reader = PageReader(document, index)
    try:
        page = reader.read()
        codes = qr.codes_of(page, reader) if reader_there else []
        ground = reader.ground()
    finally:
        reader.close()
    floors = _floors(page, size_mm, name)
    findings = [
        *check_margin(page),
        *check_overlap(page),
        *check_covered(page),
        *check_strokes(page),
        *check_line_starts(page.number, page.blocks),
        *check_line_ends(page.number, page.blocks),
        *check_lonely(page.number, page.blocks),
        *check_parted(page.number, page.blocks),
        *check_type_size(page, floors.note),
        *check_contrast(page, ground),
        *check_images(page),
        *(qr.check_codes(page, codes, size_mm) if reader_there else ()),
    ]
    return page, codes, findings


def _proof_bleed(document: Any, index: int, boxes: Boxes) -> list[Finding]:
    """On a page of its own: where leaves are imposed, those inside move by the thickness of the paper."""
    reader = PageReader(document, index)
    try:
        return check_bleed(index + 1, boxes, reader.colors())
    finally:
        reader.close()


def _floors(page: PageContent, size_mm: tuple[float, float], name: str) -> Floors:
    return floors_of(*size_mm, card=is_card(page), imposed=any(word in name for word in _IMPOSED))


def _outline(document: Any) -> list[tuple[str, int]]:
    """Titles of the outline and their pages from 1."""
    out = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if index is not None:
            out.append((bookmark.get_title(), index + 1))
    return out


def _against_list(
    power_list: PowerList,
    pages: list[PageContent],
    facts: list[PageFacts],
    structure: Structure,
    outline: list[tuple[str, int]],
    name: str,
) -> list[Finding]:
    village = village_for(power_list, structure.author, Path(name).parts)
    codes = [(fact.number, code) for fact in facts for code in fact.codes]
    findings = _addresses(power_list, village, codes)
    text = "".join(page.text for page in pages)
    if not text:
        return [*findings, Finding("missing-text", Severity.NOTICE, 0, "文字都转成了轮廓，没法和清单比对")]
    names = [actor.name for actor in power_list.actors]
    for page in pages:
        findings += check_parted_names(page.number, page.blocks, names)
    card = is_card(pages[0])
    floors = _floors(pages[0], structure.boxes[0].size_mm, name)
    if village:
        findings += check_missing(village_texts(village, card=card), text, village.name)
    item = item_for(power_list, structure.title, Path(name).name)
    if item:
        findings += check_missing(wanted_texts(item, card=card), text, f"{item.number} {item.name}")
        findings += _heading_sizes(item, pages, floors, card)
        if card:
            return findings
        known = (*texts_in(item), *texts_in(village), *_head_texts(power_list))
        return findings + check_extra(known, _block_texts(pages))
    if _OVERVIEW in Path(name).name or _OVERVIEW in structure.title:
        wanted = (text for item in power_list.items for text in overview_texts(item))
        return [*findings, *check_missing(wanted, text, "总览")]
    ranges = item_pages(outline, power_list.items, len(pages))
    if not ranges:
        if foreign := check_known(power_list, structure.title, Path(name).name):
            return [*findings, *foreign]
        what = "看不出这个文件是哪个事项的（标题、文件名、书签里都没有编号加名称），没有和清单比对"
        return [*findings, Finding("missing-text", Severity.NOTICE, 0, what)]
    for item in power_list.items:
        own = ranges.get(item.number)
        if own is None:
            findings.append(Finding("missing-text", Severity.ERROR, 0, f"缺事项 {item.number} {item.name}"))
            continue
        own_pages = [pages[number - 1] for number in own]
        own_text = "".join(page.text for page in own_pages)
        due = wanted_texts(item, pocket=_POCKET in structure.title)
        findings += check_missing(due, own_text, f"{item.number} {item.name}", own.start)
        findings += _heading_sizes(item, own_pages, floors, card)
    return findings


def _heading_sizes(item: Item, pages: list[PageContent], floors: Floors, card: bool) -> list[Finding]:
    """The item's name and its steps against floors of their own."""
    steps = [map(plain, (entry.name, entry.short) if card else (entry.name,)) for entry in item.entries]
    return [
        *check_heading_sizes(pages, "事项名称", [[plain(item.name)]], floors.name),
        *check_heading_sizes(pages, "步骤", steps, floors.step),
    ]


def _head_texts(power_list: PowerList) -> Iterable[str]:
    """The texts of a list that stand on its products besides those of items."""
    yield from (power_list.title, power_list.code, power_list.basis, power_list.edition)
    yield from texts_in(power_list.categories)
    yield from texts_in(power_list.actors)
    yield from texts_in(power_list.levels)


def _block_texts(pages: list[PageContent]) -> list[tuple[int, str]]:
    return [(page.number, plain("".join(line.text for line in block))) for page in pages for block in page.blocks]


def _addresses(power_list: PowerList, village: Village | None, codes: list[tuple[int, str]]) -> list[Finding]:
    villages = (village,) if village else power_list.villages
    links = [place.link for place in villages if place.link]
    findings = []
    for page in dict.fromkeys(page for page, _ in codes):
        findings += qr.check_addresses(page, [text for number, text in codes if number == page], links)
    if village and village.link and not codes and qr.reader_installed():
        findings.append(Finding("qr", Severity.ERROR, 0, f"没有 {village.name} 的二维码（{village.link}）"))
    return findings


def _proof_png(data: bytes, name: str, expected: PowerList | None) -> Report:
    picture = png.read_picture(data)
    findings = png.check_pixels(picture, Path(name).name) + png.check_bytes(len(data)) + png.check_colour(picture)
    return _proof_picture(data, name, "png", (picture.width, picture.height), findings, expected)


def _proof_jpeg(data: bytes, name: str, expected: PowerList | None) -> Report:
    picture = jpeg.read_jpeg(data)
    findings = png.check_pixels(picture, Path(name).name) + png.check_bytes(len(data)) + jpeg.check_sampling(picture)
    return _proof_picture(data, name, "jpg", (picture.width, picture.height), findings, expected)


def _proof_picture(
    data: bytes,
    name: str,
    kind: Literal["png", "jpg"],
    size: tuple[int, int],
    findings: list[Finding],
    expected: PowerList | None,
) -> Report:
    """The codes of a picture, and where they lead."""
    image = png.decode(data)
    texts: tuple[str, ...] = ()
    if qr.reader_installed():
        codes, found = png.check_codes(image)
        findings = findings + found
        texts = tuple(code.text for code in codes if code.text)
    else:
        findings = [*findings, Finding("qr", Severity.NOTICE, 0, _NO_READER)]
    if expected is not None:
        village = village_for(expected, "", Path(name).parts)
        unread = Finding("missing-text", Severity.NOTICE, 0, "图片里的字读不出来，没有和清单比对，只核对了二维码")
        findings = [*findings, *_addresses(expected, village, [(1, text) for text in texts]), unread]
    page = PageFacts(1, *size, codes=texts)
    return Report(name, kind, len(data), (page,), tuple(findings))
