"""One item, or several, in; an article for a public account out: cover, pictures in order, the text that holds them.

The text is an HTML fragment with styles on its elements only: the account's editor drops scripts, classes, ids and
style sheets (docs/wechat.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from powermap.model import Item, PowerList, Village
from powermap.model.theme import Theme
from powermap.products.card.formats import look
from powermap.products.card.make import make_cards
from powermap.products.card.series import make_list_cover, make_series
from powermap.products.card.words import item_brief
from powermap.products.product import Product
from powermap.products.wording import approval_words, bases_words, owners_words, publication_words
from powermap.text.fonts import Catalogue
from powermap.value import replace

MOST_DIGEST = 120
"""Characters of an article's digest, of its text, and of its title that the account's interface takes
(https://developers.weixin.qq.com/doc/offiaccount/Draft_Box/Add_draft.html)."""
MOST_TEXT = 20_000
MOST_TITLE = 64


@dataclass(frozen=True)
class _Story:
    """What the text is written from. only: the item, if it is one."""

    power_list: PowerList
    only: Item | None
    village: Village | None
    palette: Mapping[str, str]
    title: str
    digest: str
    pictures: tuple[Product, ...]


def make_article(
    power_list: PowerList,
    items: tuple[Item, ...],
    village: Village | None,
    theme: Theme,
    fonts: Catalogue,
    scale: int = 1,
    image: str = "png",
) -> tuple[Product, ...]:
    """The pictures of the article, the cover first; the texts lie beside the cover. One item: its card and its long
    picture; several: a series. Raises UsageError for a scale or kind of picture that does not exist.
    """
    shared = (village, theme, fonts)
    only = items[0] if len(items) == 1 else None
    if only:
        (cover,) = make_cards(power_list, only, *shared, "cover", scale, image)
        body = [card for name in ("3x4", "long") for card in make_cards(power_list, only, *shared, name, scale, image)]
    else:
        cover = make_list_cover(power_list, *shared, look("cover", scale, image))
        body = list(make_series(power_list, items, *shared, look("3x4", scale, image)))
    folder = f"article-{only.number}" if only else "article"
    pictures = [_named(product, folder, place) for place, product in enumerate((cover, *body))]
    title = _title(power_list, only)
    digest = _digest(power_list, items, village)
    text = _text(_Story(power_list, only, village, theme.palette, title, digest, tuple(pictures[1:])))
    files = (
        ("/正文.html", text),
        ("/预览.html", _preview(title, text)),
        ("/发布说明.txt", _instructions(title, digest, pictures)),
    )
    beside = tuple((name, content.encode()) for name, content in files)
    return (replace(pictures[0], beside=beside), *pictures[1:])


def _named(product: Product, folder: str, place: int) -> Product:
    """Under its place in the article: names without words of the list are the same in the text and on every disk."""
    ending = product.file_name[product.file_name.rindex("-") :]
    return replace(product, file_name=f"{folder}/{place:02}{ending}")


def _title(power_list: PowerList, only: Item | None) -> str:
    return (f"{only.name}：一张图看懂怎么办" if only else f"{power_list.title}路线图")[:MOST_TITLE]


def _digest(power_list: PowerList, items: tuple[Item, ...], village: Village | None) -> str:
    """As many of the sentences, from the first on, as the digest holds."""
    if len(items) == 1:
        parts = [f"{item_brief(items[0])}。"]
        if items[0].limit:
            parts.append(f"时限：{items[0].limit}。")
    else:
        parts = [f"{power_list.title}路线图，{len(items)} 项权力一项一图。"]
    parts.append("谁来办、怎么办、多久办、谁监督，一看就明白。")
    parts += [f"{phone.label}电话：{phone.number}。" for phone in (village.phones if village else ())]
    digest = ""
    for part in parts:
        if len(digest) + len(part) <= MOST_DIGEST:
            digest += part
    return digest


def _text(story: _Story) -> str:
    """The fragment. Pictures are told in full as long as the whole text stays within what the interface takes."""
    text = ""
    for brief in (False, True):
        text = "\n".join(_parts(story, brief)) + "\n"
        if len(text) <= MOST_TEXT:
            break
    return text


def _parts(story: _Story, brief: bool) -> Iterator[str]:
    red, gold, quiet = story.palette["primary"], story.palette["gold"], story.palette["secondary"]
    yield (
        f'<section style="margin:0;padding:0 0 16px;font-size:17px;line-height:1.75;color:{story.palette["ink"]};'
        f'background-color:{story.palette["paper"]};">'
    )
    yield (
        f'<section style="margin:0 0 16px;padding:12px 16px;border-left:6px solid {gold};'
        f'background-color:{story.palette["band"]};"><p style="margin:0;font-size:20px;font-weight:bold;color:{red};">'
        f"{escape(story.title)}</p></section>"
    )
    yield _paragraph(story.digest)
    for label, words in _facts(story.only):
        yield _labelled(label, words, red)
    for picture in story.pictures:
        if picture.file_name.rpartition(".")[0].endswith("-long"):
            yield _heading("每一步怎么办", red)
        yield _image(picture, _brief(story, picture) if brief else picture.alt)
    if story.village:
        yield _heading("有问题，打电话", red)
        for phone in story.village.phones:
            yield _labelled(phone.label, phone.number, red)
    yield f'<p style="margin:16px;font-size:14px;color:{quiet};">{escape(_edition(story.power_list))}</p>'
    yield "</section>"


def _facts(item: Item | None) -> Iterator[tuple[str, str]]:
    if item is None:
        return
    rows = (
        ("办理主体", owners_words(item)),
        ("办理时限", item.limit),
        ("办理依据", bases_words(item).replace("\n", "；")),
        ("公开方式", publication_words(item.publication)),
    )
    yield from (row for row in rows if row[1])


def _paragraph(words: str) -> str:
    return f'<p style="margin:0 16px 12px;">{escape(words)}</p>'


def _labelled(label: str, words: str, paint: str) -> str:
    strong = f'<strong style="color:{paint};">{escape(label)}</strong>'
    return f'<p style="margin:0 16px 8px;">{strong}\u3000{escape(words)}</p>'


def _heading(words: str, paint: str) -> str:
    return f'<p style="margin:24px 16px 12px;font-size:19px;font-weight:bold;color:{paint};">{escape(words)}</p>'


def _image(picture: Product, alt: str) -> str:
    name = picture.file_name.rpartition("/")[2]
    return (
        f'<p style="margin:16px 0;text-align:center;"><img src="{escape(name)}" alt="{escape(alt)}" '
        'style="display:block;width:100%;height:auto;margin:0 auto;"></p>'
    )


def _brief(story: _Story, picture: Product) -> str:
    """One sentence for a picture."""
    if picture.item is None:
        return picture.alt.partition("\n")[0]
    return item_brief(story.power_list.item(picture.item))


def _edition(power_list: PowerList) -> str:
    return f"{approval_words(power_list)}\u3000{power_list.edition} 版"


def _preview(title: str, text: str) -> str:
    """A whole page around the fragment, to look at, and to copy from."""
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title></head>\n<body style="margin:0 auto;max-width:677px;">\n{text}</body></html>\n'
    )


def _instructions(title: str, digest: str, pictures: Sequence[Product]) -> str:
    """What to fill in where, in the order of the editor."""
    names = [picture.file_name.rpartition("/")[2] for picture in pictures]
    lines = [f"标题：{title}", f"摘要：{digest}", f"封面：{names[0]}", "正文图片，依次上传："]
    return "\n".join([*lines, *names[1:], "每张图旁边同名的 .txt 是图片说明，给看不见图的人听。"]) + "\n"
