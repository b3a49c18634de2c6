"""An article: text that an editor keeps whole, pictures in order with their words, and how a browser shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from powermap.build.producing import Order, article, write
from powermap.model import Item
from powermap.products.card.article import MOST_DIGEST, MOST_TEXT, make_article
from powermap.text.fonts import load_catalogue
from powermap.validate.themes import load_theme
from powermap.value import replace

from .test_card import sample

KEPT_TAGS = {"section", "p", "strong", "img"}
KEPT_ATTRIBUTES = {"style", "src", "alt"}
CHROMIUM = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), "")


class Reader(HTMLParser):
    """Collects tags, attributes, pictures and text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.pictures: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "img":
            found = dict(attrs)
            self.pictures.append((found["src"] or "", found["alt"] or ""))
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def texts(items: Sequence[Item]) -> dict[str, str]:
    made = make_article(sample(), tuple(items), sample().villages[0], load_theme(), load_catalogue())
    return {name: content.decode() for name, content in made[0].beside}


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return reader


@pytest.mark.parametrize("numbers", [("08",), ("26", "27")])
def test_the_text_has_only_what_the_editor_keeps(numbers: tuple[str, ...]) -> None:
    text = texts([sample().item(number) for number in numbers])["/正文.html"]
    found = read(text)
    assert found.tags <= KEPT_TAGS and found.attributes <= KEPT_ATTRIBUTES
    assert "url(" not in text and "position" not in text and "<!--" not in text


def test_an_article_on_one_item() -> None:
    item = sample().item("08")
    made = make_article(sample(), (item,), sample().villages[0], load_theme(), load_catalogue())
    names = [product.file_name for product in made]
    assert names == ["article-08/00-cover.png", "article-08/01-3x4.png", "article-08/02-long.png"]
    found = read(texts([item])["/正文.html"])
    assert [name for name, _ in found.pictures] == ["01-3x4.png", "02-long.png"]
    for (_, alt), product in zip(found.pictures, made[1:], strict=True):
        assert alt == product.alt and all(entry.name in alt for entry in item.entries)
    for words in (item.name, item.limit, "0512-0000 0001", "示范文本"):
        assert words in found.text


def test_an_article_on_the_whole_list_stays_within_what_the_interface_takes() -> None:
    whole = texts(sample().items)
    found = read(whole["/正文.html"])
    assert len(whole["/正文.html"]) <= MOST_TEXT
    assert len(found.pictures) == 1 + len(sample().categories) + 30 + 1
    assert all(alt for _, alt in found.pictures)


@pytest.mark.parametrize("numbers", [("08",), ("26",), ("08", "26")])
def test_the_digest_is_short_and_whole(numbers: tuple[str, ...]) -> None:
    items = [sample().item(number) for number in numbers]
    told = dict(line.split("：", 1) for line in texts(items)["/发布说明.txt"].splitlines() if "：" in line)
    assert 0 < len(told["摘要"]) <= MOST_DIGEST and told["摘要"].endswith("。")
    assert told["封面"] == "00-cover.png"


def test_words_of_the_list_cannot_become_markup() -> None:
    item = replace(sample().item("08"), name='<b>"工程"&', limit="<script>")
    text = texts([replace(item, number="08")])["/正文.html"]
    assert "<b>" not in text and "<script>" not in text
    assert "&lt;b&gt;" in text


def test_everything_is_in_one_folder(tmp_path: Path) -> None:
    order = Order(sample(), (sample().item("08"),), sample().villages[0], load_theme(), load_catalogue())
    for _ in write(article(order), order, tmp_path):
        pass
    (folder,) = {path.parent for path in tmp_path.rglob("*") if path.is_file()}
    names = {path.name for path in folder.iterdir()}
    assert {"正文.html", "预览.html", "发布说明.txt", "00-cover.png", "02-long.png", "02-long.txt"} <= names
    text = (folder / "正文.html").read_text(encoding="utf-8")
    assert all((folder / name).is_file() for name in re.findall(r'src="([^"]+)"', text))


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: the article is not looked at in a browser")
def test_a_browser_shows_it_on_a_telephone(tmp_path: Path) -> None:
    """375 px wide: nothing sticks out, every picture is there and as wide as the screen."""
    order = Order(sample(), (sample().item("08"),), sample().villages[0], load_theme(), load_catalogue())
    for _ in write(article(order), order, tmp_path):
        pass
    (page,) = tmp_path.rglob("正文.html")
    probe = page.with_name("probe.html")
    text = page.read_text(encoding="utf-8")
    # A frame gives the width: a window cannot be made so narrow.
    inner = f'<meta charset="utf-8"><body style="margin:0">{text}'
    page.with_name("inner.html").write_text(inner, encoding="utf-8")
    probe.write_text(
        '<meta charset="utf-8">'
        '<iframe src="inner.html" width="375" height="800" scrolling="no" style="border:0"></iframe>'
        "<script>"
        "onload=()=>{const d=frames[0].document;const i=[...d.images];document.title="
        "[d.documentElement.clientWidth,d.documentElement.scrollWidth,"
        "i.map(x=>x.naturalWidth+'x'+Math.round(x.getBoundingClientRect().width)).join(',')].join(';')}</script>",
        encoding="utf-8",
    )
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}"]
    flags += ["--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom"]
    done = subprocess.run([CHROMIUM, *flags, probe.as_uri()], capture_output=True, timeout=120, check=True)
    title = re.search(r"<title>([^<]*)</title>", done.stdout.decode("utf-8"))
    assert title, done.stderr.decode("utf-8", "replace")[-500:]
    assert title[1] == "375;375;1080x375,1080x375"
