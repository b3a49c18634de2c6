"""Nothing in; what is installed and whether it works out: each part is used once, in small, not only imported."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from powermap.errors import PowermapError
from powermap.resources import data_dir
from powermap.value import Value

LEAST_PYTHON = (3, 11)
SAMPLE = "kunshan"


class Finding(Value, frozen=True):
    """One part: its name, its version or state, whether it works, and what to do if not."""

    part: str
    state: str
    works: bool = True
    advice: str = ""


def examine(output: Path) -> Iterator[Finding]:
    """Every part in turn. output is the folder that a run would write to; nothing stays in it."""
    yield _python()
    yield Finding("系统", f"{platform.system()} {platform.release()} {platform.machine()}")
    for part, package, probe in _PROBES:
        yield _probed(part, package, probe)
    yield _probed("字体", "", _fonts)
    yield _probed("输出文件夹", "", lambda: _writing(output))


def _python() -> Finding:
    found = platform.python_version()
    least = ".".join(map(str, LEAST_PYTHON))
    fits = sys.version_info[:2] >= LEAST_PYTHON
    return Finding(
        "Python", f"{found}（{sys.executable}）", fits, "" if fits else f"请安装 Python {least} 或更新的版本"
    )


def _probed(part: str, package: str, probe: Callable[[], str]) -> Finding:
    reinstall = f"请重新安装：pip install --force-reinstall {package}" if package else ""
    try:
        installed = f"{package} {version(package)}" if package else ""
        state = probe()
    except PackageNotFoundError:
        return Finding(part, f"没有安装 {package}", False, reinstall)
    except PowermapError as error:
        return Finding(part, "不能用", False, str(error))
    except Exception as error:  # whatever a broken library raises is what is to be shown
        return Finding(part, f"不能用：{type(error).__name__}: {error}", False, reinstall)
    return Finding(part, "，".join(filter(None, (installed, state))))


def _reading() -> str:
    from powermap.source import read_list

    return f"示范清单读到 {len(read_list(data_dir('lists') / SAMPLE).items)} 项"


def _checking() -> str:
    from powermap.source import read_list
    from powermap.validate import check_list

    if check_list(read_list(data_dir("lists") / SAMPLE)).power_list is None:
        raise PowermapError("自带的示范清单通不过检查。请重新安装 powermap")
    return "示范清单通过检查"


def _layout() -> str:
    from powermap.layout.engine import graphviz_version
    from powermap.layout.graph import END, START, Edge, Route
    from powermap.layout.ranks import place_ranks

    ranks = place_ranks(Route((), (Edge(START, END),)))
    if ranks[START][0] >= ranks[END][0]:
        raise PowermapError("Graphviz 排出的次序不对。请重新安装：pip install --force-reinstall pygraphviz")
    return f"Graphviz {graphviz_version()}，排版正常"


def _pdf() -> str:
    return f"试画一页，{len(_page())} 字节"


def _png() -> str:
    from powermap.render.png import draw_png

    return f"试转一图，{len(draw_png(_page(), 64, 64))} 字节"


def _page() -> bytes:
    from powermap.render.pdf import draw_pdf
    from powermap.scene.items import Color, Document, Page, Text
    from powermap.text.fonts import load_catalogue

    fonts = load_catalogue()
    body = fonts.font("body")
    word = Text(8, 40, "图", body.name, 24, Color(0, 0, 0), body.width("图", 24))
    return draw_pdf(Document((Page(64, 64, (word,)),), "试", "powermap", "试"), fonts)


def _qr() -> str:
    from powermap.geometry import Rect
    from powermap.scene.items import Color
    from powermap.scene.qr import qr_code

    _, code = qr_code("https://example.org", Rect(0, 0, 72, 72), Color(0, 0, 0), Color(1, 1, 1))
    return f"试做一码，{len(code.segments)} 笔"


def _breaking() -> str:
    from powermap.text.cohesion import cohesion

    return f"试断一句，{cohesion('张榜公布办理结果').count(0.0)} 段"


def _fonts() -> str:
    from powermap.text.font_report import describe
    from powermap.text.fonts import load_catalogue

    reports = describe(load_catalogue())
    most = max(report.characters for report in reports)
    return f"{len(reports)} 种用途的字体齐全，最多的有 {most} 字"


def _proof() -> str:
    from powermap.proof import proof_bytes

    return f"试查一页，{len(proof_bytes(_page(), '试.pdf').findings)} 处问题"


def _workbook() -> str:
    from powermap.exchange.workbook import workbook
    from powermap.validate.themes import load_theme

    return f"试做空工作簿，{len(workbook(None, load_theme(None)))} 字节"


def _imports(*names: str) -> Callable[[], str]:
    def probe() -> str:
        for name in names:
            import_module(name)
        return "可以用"

    return probe


def _writing(output: Path) -> str:
    from powermap.build.writing import write_atomically

    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    written = write_atomically(output, "powermap-doctor.tmp", "试写".encode())
    written.unlink()
    for folder in made:
        folder.rmdir()
    return f"可以写：{os.path.abspath(output)}"


_PROBES: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("读清单", "PyYAML", _reading),
    ("检查清单", "pydantic", _checking),
    ("断行", "budoux", _breaking),
    ("排流程", "pygraphviz", _layout),
    ("二维码", "segno", _qr),
    ("画 PDF", "reportlab", _pdf),
    ("转 PNG", "pypdfium2", _png),
    ("存 PNG", "pillow", _png),
    ("复查", "pikepdf", _proof),
    ("认二维码", "zxing-cpp", _imports("zxingcpp")),
    ("工作簿", "openpyxl", _workbook),
    ("备案表", "python-docx", _imports("docx")),
    ("幻灯片", "python-pptx", _imports("pptx")),
    ("进度条", "rich", _imports("rich.progress")),
    ("边改边出", "watchfiles", _imports("watchfiles")),
)
