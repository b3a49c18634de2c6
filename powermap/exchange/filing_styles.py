"""A title in; an empty document with the styles, margins and page numbers of official documents (GB/T 9704) out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer
    from docx.text.paragraph import Paragraph

Face = Literal["title", "body", "bold", "kai", "folio"]

BODY: Face = "body"
BOLD: Face = "bold"
FACES: dict[Face, str] = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "bold": "黑体",
    "kai": "楷体_GB2312",
    "folio": "宋体",
}
INSTEAD = {"方正小标宋简体": "华文中宋", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
"""Fonts of every Chinese Windows, for machines without those that offices have."""
LATIN = "Times New Roman"
_SHARED_MARKS = re.compile("([“”‘’—…]+)")
"""Marks that Chinese and Latin text have in common."""

TITLE_PT, FORM_PT, BODY_PT, TABLE_PT, FOLIO_PT = 22.0, 42.0, 16.0, 10.5, 14.0
"""二号, 初号, 三号, 五号, 四号 (GB/T 9704-2012, 5.2.4 and 7.5)."""
LEADING_PT = 28.95
"""22 lines in 225 mm (5.2.3)."""
TOP_MM, FOOT_MM, LEFT_MM, RIGHT_MM = 37.0, 35.0, 28.0, 26.0
SIDE_TOP_MM, SIDE_FOOT_MM, SIDE_LEFT_MM, SIDE_RIGHT_MM = 24.0, 20.0, 26.0, 26.0
"""Of a page on its side, as in the PDF."""
FOLIO_UNDER_MM = 7.0
"""From the type area down to the page number (7.5)."""

HEADING, SUBHEADING = "Heading 1", "Heading 2"


def new_document(title: str, author: str) -> Document:
    """With its styles, its first section upright."""
    import docx

    document = docx.Document()
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.comments, core.language = "", "zh-CN"
    _style(document.styles["Normal"], BODY, BODY_PT)
    for name, face in ((HEADING, BOLD), (SUBHEADING, "kai")):
        _style(document.styles[name], face, BODY_PT)
    document.styles[HEADING].paragraph_format.space_before = _pt(LEADING_PT / 2)
    document.settings.odd_and_even_pages_header_footer = True
    _font_table(document)
    section = document.sections[0]
    _size(section, 210, 297, (TOP_MM, FOOT_MM, LEFT_MM, RIGHT_MM))
    return document


def put(paragraph: Paragraph, words: str, face: Face, size: float) -> None:
    """Words in a face, in black; size in pt. Quotes and dashes are runs of their own in the Chinese font alone:
    LibreOffice sets them in the Latin one, half as wide, whatever the hint says.
    """
    for i, part in enumerate(_SHARED_MARKS.split(words)):
        if part or not words:
            run = paragraph.add_run(part)
            run.font.size = _pt(size)
            _set_fonts(run._r.get_or_add_rPr(), FACES[face], FACES[face] if i % 2 else LATIN)


def turn(document: Document) -> Section:
    """A new section on its side."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    _size(section, 297, 210, (SIDE_TOP_MM, SIDE_FOOT_MM, SIDE_LEFT_MM, SIDE_RIGHT_MM))
    return section


def add_folios(section: Section, *, cover: bool) -> None:
    """— 2 — outside: odd pages at the right, even ones at the left, one character in. cover: none on the first page."""
    section.different_first_page_header_footer = cover
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        _folio(footer, right)
    if cover:
        section.first_page_footer.is_linked_to_previous = False


def _folio(footer: _Footer, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.line_spacing = 1.0
    if right:
        paragraph.paragraph_format.right_indent = _pt(FOLIO_PT)
    else:
        paragraph.paragraph_format.left_indent = _pt(FOLIO_PT)
    put(paragraph, "— ", "folio", FOLIO_PT)
    _page_number(paragraph)
    put(paragraph, " —", "folio", FOLIO_PT)


def _page_number(paragraph: Paragraph) -> None:
    """A field that the reader's program fills in (ECMA-376 part 1, 17.16.5.44)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "1"), ("end", "")):
        put(paragraph, text if kind == "text" else "", "folio", FOLIO_PT)
        run = paragraph.runs[-1]._r
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = text
            run.append(element)
        elif kind != "text":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run.append(element)


def _size(section: Section, width: float, height: float, margins: tuple[float, float, float, float]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    top, foot, left, right = margins
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(foot)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    line_mm = 1.2 * FOLIO_PT / 72 * 25.4
    section.footer_distance, section.header_distance = Mm(foot - FOLIO_UNDER_MM - line_mm), Mm(10)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:linePitch"), str(round(LEADING_PT * 20)))
    section._sectPr.append(grid)


def _style(style: Any, face: Face, size: float) -> None:
    from docx.shared import RGBColor

    style.font.size, style.font.bold, style.font.italic = _pt(size), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_fonts(style.element.get_or_add_rPr(), FACES[face])
    spacing = style.paragraph_format
    spacing.line_spacing, spacing.space_before, spacing.space_after = _pt(LEADING_PT), _pt(0), _pt(0)


def _set_fonts(properties: Any, east: str, latin: str = LATIN) -> None:
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", east), ("cs", latin)):
        fonts.set(qn(f"w:{slot}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def _font_table(document: Document) -> None:
    """What stands in for fonts that are not there (ECMA-376 part 1, 17.8.3.1)."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in INSTEAD.items()
    )
    end = "</w:fonts>"
    part._blob = part.blob.decode("utf-8").replace(end, fonts + end).encode("utf-8")


def _pt(value: float) -> Any:
    from docx.shared import Pt

    return Pt(value)
