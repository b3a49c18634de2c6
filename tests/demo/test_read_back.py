"""Reading back sees each thing it is there to see."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .read_back import MM, Pdf

FONT = Path(__file__).parents[2] / "fonts" / "kai-regular.ttf"


def drawn(
    folder: Path, width: float = 420, text: str = "公示", x: float = 50, font: str = "kai", title: str = "试"
) -> Pdf:
    path = folder / "x.pdf"
    canvas = Canvas(str(path), pagesize=(width * MM, 594 * MM), initialFontName="kai" if font == "kai" else None)
    canvas.setTitle(title)
    canvas.setFont(font, 20)
    canvas.drawString(x, 100, text)
    canvas.save()
    return Pdf(path)


def setup_module() -> None:
    pdfmetrics.registerFont(TTFont("kai", str(FONT)))


def test_good_sheet(tmp_path: Path) -> None:
    assert list(drawn(tmp_path).problems("A2")) == []


def test_font_that_is_not_embedded(tmp_path: Path) -> None:
    assert any(
        "Helvetica is not embedded" in line for line in drawn(tmp_path, font="Helvetica", text="x").problems("A2")
    )


def test_wrong_size(tmp_path: Path) -> None:
    assert any("400.0 x 594.0 mm" in line for line in drawn(tmp_path, width=400).problems("A2"))


def test_character_outside(tmp_path: Path) -> None:
    assert any("'公' leaves the sheet" in line for line in drawn(tmp_path, x=-10).problems("A2"))


def test_no_words_and_no_title(tmp_path: Path) -> None:
    assert {"page 1: no text", "no title"} <= set(drawn(tmp_path, text="", title="").problems("A2"))


def test_lacking_words(tmp_path: Path) -> None:
    item = tmp_path / "item.yaml"
    item.write_text("名称: 公示\n流程:\n  - 步骤: 归档\n    时限: 【甲】内\n", encoding="utf-8")
    assert drawn(tmp_path).lacking(item, {"甲": "5 日"}) == ["归档", "5 日内"]
