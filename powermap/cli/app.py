"""Nothing in; the program with all its commands out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.main import get_command

from powermap.cli import (
    booklet,
    build,
    cards,
    checking,
    diff,
    doctor,
    exam,
    exchange,
    fonts,
    new,
    overview,
    producing,
    proofing,
)
from powermap.cli.console import say
from powermap.cli.help import Command, Group

_COMMANDS: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("check", checking.check, "检查清单或主题文件，列出全部问题：文件:行:列、哪里不对、怎么改"),
    ("poster", producing.poster, "每个事项一张挂图（PDF）"),
    ("overview", overview.overview, "整份清单一张总览（PDF）"),
    ("booklet", booklet.booklet, "整份清单一本培训手册（PDF）"),
    ("card", cards.card, "每个事项一张手机卡片（PNG、JPEG），成套卡片，公众号文章"),
    ("exam", exam.exam, "从清单出考卷：A、B 两卷和答案（PDF），另有题目数据"),
    ("new", new.new, "新建一个能直接做的项目：清单、村庄、主题、项目文件"),
    ("build", build.build, "按项目文件做出各村的全部产品，只重做变了的"),
    ("proof", proofing.proof, "复查做好的 PDF 和 PNG，说明哪里不合格"),
    ("import", exchange.import_, "把填好的工作簿（.xlsx）变成清单文件夹"),
    ("export", exchange.export, "把清单导出成工作簿等别的程序用的文件"),
    ("diff", diff.diff, "比较两份清单，列出变化；加 -o 出备案表（PDF、DOCX）"),
    ("schema", checking.schema, "输出清单格式的 JSON Schema，供编辑器补全和提示"),
    ("fonts", fonts.fonts, "列出各用途的字体、文件和收字"),
    ("doctor", doctor.doctor, "检查安装：各部分的版本，能不能用"),
)
_EPILOG = "各命令的选项见 powermap 命令 --help。试一试：powermap poster kunshan --village 示例村"


def command() -> Any:
    """The command line as an object with `main`."""
    settings = {"help_option_names": ["--help", "-h"]}
    app = typer.Typer(
        cls=Group,
        help="把村级“小微权力”清单变成可以付印的路线图：挂图、手册、手机卡片。",
        epilog=_EPILOG,
        add_completion=False,
        rich_markup_mode=None,
        no_args_is_help=True,
        context_settings=settings,
    )
    app.callback()(_options)
    for name, function, help_text in _COMMANDS:
        app.command(name, cls=Command, help=help_text, context_settings=settings)(function)
    return get_command(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from powermap import __version__

        say(f"powermap {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[bool, typer.Option("--version", help="显示版本", callback=_show_version, is_eager=True)] = False,
) -> None:
    """Options of the program itself."""
