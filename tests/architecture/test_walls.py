"""The imports of the package keep to the walls, and the check of them sees each kind of breach."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from .walls import HOMES, LAYERS, imports_of, sources_of, wrong_arrows, wrong_homes

ROOT = Path(__file__).parents[2]
SOURCES = sources_of(ROOT / "powermap")
STANDARD = frozenset(sys.stdlib_module_names)

DISTRIBUTIONS = {
    "PIL": "pillow",
    "docx": "python-docx",
    "pptx": "python-pptx",
    "pydantic_core": "pydantic",
    "yaml": "pyyaml",
    "zxingcpp": "zxing-cpp",
}
"""Where the name to install differs from the name to import."""


def test_arrows_run_one_way() -> None:
    assert wrong_arrows(SOURCES) == []


def test_libraries_stay_at_home() -> None:
    assert wrong_homes(SOURCES, STANDARD) == []


def test_something_is_read() -> None:
    """An empty reading would pass everything."""
    parts = {found.part for found in imports_of(SOURCES)}
    assert {"model", "source", "validate", "text", "layout", "scene", "render", "products", "build", "cli"} <= parts


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("layout/flow.py", "from powermap.scene.items import Path", "layout imports scene"),
        ("model/items.py", "import powermap.cli", "model imports cli"),
        ("model/items.py", "from powermap import text", "model imports text"),
        ("text/a.py", "def f():\n    from powermap.render import pdf", "text imports render"),
        ("source/a.py", "if TYPE_CHECKING:\n    from powermap.validate import Checked", "source imports validate"),
        ("products/poster.py", "from powermap.render.pdf import draw_pdf", "kept apart"),
        ("proof/read.py", "from powermap.scene.items import Text", "kept apart"),
        ("errors.py", "from powermap.model import Item", "errors imports model"),
        ("__init__.py", "from powermap.model import Item", "__init__ imports model"),
        ("utils/a.py", "from powermap.model import Item", "utils has no layer"),
        ("scene/a.py", "from .items import Text", "relative import"),
    ],
)
def test_wrong_arrow_is_seen(file: str, text: str, says: str) -> None:
    assert any(says in line for line in wrong_arrows({file: text}))


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("cli/a.py", "from powermap import __version__"),
        ("scene/a.py", "from powermap.scene.items import Text\nfrom powermap.geometry import Rect"),
        ("build/a.py", "from powermap.render.pdf import draw_pdf\nfrom powermap.products.poster import make_poster"),
    ],
)
def test_right_arrow_passes(file: str, text: str) -> None:
    assert wrong_arrows({file: text}) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("scene/a.py", "import reportlab"),
        ("products/a.py", "from reportlab.lib import colors"),
        ("cli/a.py", "import pypdfium2"),
        ("source/a.py", "import pydantic.fields"),
        ("layout/a.py", "def f():\n    import subprocess"),
        ("cli/a.py", "import requests"),
        ("build/a.py", "from rich.progress import Progress"),
    ],
)
def test_library_away_from_home_is_seen(file: str, text: str) -> None:
    assert len(wrong_homes({file: text}, STANDARD)) == 1


ACCELERATORS = {"rl-accel"}
"""Declared though not imported here: a library finds them by itself, and the program is slower without."""


def test_what_is_imported_is_what_is_declared() -> None:
    """A dependency nobody uses is dead weight for every user; one not declared fails on another machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = (*project["dependencies"], *project["optional-dependencies"]["cluster"])
    declared = {re.split(r"[<>=!~ ]", line)[0].lower() for line in wanted}
    imported = {found.top for found in imports_of(SOURCES)} & set(HOMES)
    assert declared == {DISTRIBUTIONS.get(name, name).lower() for name in imported} | ACCELERATORS


def test_lock_pins_every_dependency() -> None:
    """`make` installs the lock alone, so that all that is declared must be in it, at one exact version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locks = {
        "requirements.txt": project["dependencies"],
        "requirements-dev.txt": project["optional-dependencies"]["dev"],
        "requirements-bench.txt": project["optional-dependencies"]["bench"],
    }
    for file, wanted in locks.items():
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
        pinned = {line.partition("==")[0].lower() for line in lines if re.match(r"[\w.-]+==\d", line)}
        assert all(re.match(r"(#|-r |[\w.-]+==\d[\w.]*(; .+)?$)", line) for line in lines), file
        assert {re.split(r"[<>=!~ ]", line)[0].lower() for line in wanted} <= pinned, file


def test_architecture_page_shows_the_layers() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    parts = [name for layer in LAYERS[1:-1] for name in layer]
    assert all(f"`{name}/`" in page for name in parts)
