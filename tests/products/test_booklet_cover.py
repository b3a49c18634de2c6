"""The cover in every theme, with a village and with a field to write its name in, read back from the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from powermap.model import Village
from powermap.products.booklet import make_booklet
from powermap.products.sizes import page_size
from powermap.proof import proof_file
from powermap.render.pdf import draw_pdf
from powermap.validate.themes import load_theme
from powermap.value import replace
from tests.products.booklets import LIST, VILLAGE
from tests.samples import fonts


@pytest.mark.parametrize("village", (VILLAGE, None), ids=("village", "blank"))
@pytest.mark.parametrize("theme", ("党建红", "水乡", "素"))
def test_everything_on_the_cover_can_be_read(theme: str, village: Village | None, tmp_path: Path) -> None:
    document = make_booklet(LIST, village, load_theme(theme), fonts(), page_size("A5")).document
    path = tmp_path / "cover.pdf"
    path.write_bytes(draw_pdf(replace(document, pages=document.pages[:1]), fonts()))
    assert [finding for finding in proof_file(path).findings if finding.check == "contrast"] == []
