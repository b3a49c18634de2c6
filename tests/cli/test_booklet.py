"""`powermap booklet`: its styles, its sheets, and what it refuses before anything is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

TITLE = "昆山市村级“小微权力”共性清单"


def test_pocket_booklet_with_its_sheets(run: Run) -> None:
    result = run("booklet", "kunshan", "--style", "pocket", "--impose", "A4", "--json", "-o", "出")
    assert result.code == 0
    plain, sheets = result.json["outputs"]
    assert plain["path"] == f"出/booklet/{TITLE}-口袋.pdf"
    assert sheets["path"] == f"出/booklet/{TITLE}-口袋-拼版A4.pdf"
    assert (plain["width_mm"], plain["height_mm"]) == (110, 200)
    assert (sheets["width_mm"], sheets["height_mm"]) == (297, 210)
    assert sheets["pages"] * 2 == plain["pages"]
    assert "短边翻转" in Path(f"出/booklet/{TITLE}-口袋-拼版A4.txt").read_text(encoding="utf-8")
    assert "短边翻转" in result.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--impose", "A4", "--size", "A4"), "放不下并排的两页"),
        (("--impose", "A3", "--signature", "10"), "4 的倍数"),
        (("--signature", "16"), "--impose"),
        (("--style", "tiny"), "口袋版"),
        (("--impose", "明信片"), "不认识的纸张大小"),
    ],
)
def test_what_cannot_be_made_is_said_before_anything_is_written(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run("booklet", "kunshan", *words)
    assert result.code == 2
    assert said in result.err
    assert not Path("output").exists()
