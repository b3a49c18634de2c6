"""A booklet and paper in; the product of its sheets out, with a note how they are printed and folded."""

from __future__ import annotations

from powermap.diagnostics import Diagnostic, Severity
from powermap.products.product import Imposed, Product
from powermap.products.sizes import PageSize
from powermap.value import replace

STAPLED = 80
"""Pages that a usual stapler still goes through when they are folded into one: 20 sheets."""


def imposed(product: Product, sheet: PageSize, signature: int | None) -> Product:
    """The same pages, two to a side of the sheet."""
    short, long = sorted((sheet.width_mm, sheet.height_mm))
    count = len(product.document.pages)
    return replace(
        product,
        file_name=f"{product.file_name.removesuffix('.pdf')}-拼版{sheet.name}.pdf",
        imposed=Imposed(long, short, signature),
        problems=tuple(_notes(count, signature)),
        beside=((".txt", how_to_print(sheet, signature, count).encode()),),
    )


def how_to_print(sheet: PageSize, signature: int | None, pages: int) -> str:
    """What stands beside the file for whoever prints it; lines end as Windows has them."""
    fold = "4. 印好的纸不要打乱，整叠从中间对折，折线上订两个钉。"
    if signature is not None and signature < pages:
        fold = (
            f"4. 每 {signature // 4} 张一帖（最后一帖可以少几张），共 {-(-pages // signature)} 帖："
            "一帖一帖对折，按顺序摞齐，再穿线或者上胶。"
        )
    lines = (
        f"怎样打印：{pages} 页，用 {sheet.name} 纸 {-(-pages // 4)} 张，双面印。",
        "",
        "1. 选“双面打印”，翻转方式选“短边翻转”（有的打印机写“短边装订”）。",
        "2. 缩放选“实际大小”或者“100%”，不要选“适合页面”；纸张方向选“横向”或者“自动”。",
        "3. 先印一张试一试：对折以后封面朝外，翻开左边是第 2 页，就对了。",
        fold,
        "5. 四角有短线的，订好以后照短线裁；虚线是折线。",
        "",
    )
    return "\r\n".join(lines)


def _notes(pages: int, signature: int | None) -> list[Diagnostic]:
    out = [
        Diagnostic(
            "impose-flip",
            Severity.NOTICE,
            "拼版要双面打印",
            "翻转方式选“短边翻转”，缩放选“实际大小”；步骤写在同名的 .txt 里",
        )
    ]
    if signature is None and pages > STAPLED:
        out.append(
            Diagnostic(
                "impose-thick",
                Severity.WARNING,
                f"{pages} 页折成一帖太厚，一般的订书机订不透",
                "加上 --signature 16 分帖折，再穿线或者上胶",
            )
        )
    return out
