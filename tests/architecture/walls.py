"""The sources of the package in; every import that crosses a wall out. The walls are those of docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "powermap"

LAYERS = (
    ("errors", "diagnostics", "units", "geometry", "resources", "garbage", "value"),
    ("model",),
    ("source",),
    ("validate",),
    ("compare",),
    ("text",),
    ("layout",),
    ("scene",),
    ("render",),
    ("products",),
    ("press",),
    ("proof",),
    ("exchange",),
    ("build",),
    ("cli",),
    ("__main__",),
)
"""From the first to the last: a part imports from its own layer and those before it."""

APART = {("products", "render"), ("scene", "render"), ("proof", "scene"), ("proof", "products")}
"""(who, what): never, though the order of the layers would allow it."""

HOMES = {
    "PIL": ("render", "proof"),
    "budoux": ("text",),
    "distributed": ("build",),
    "docx": ("exchange",),
    "fontTools": ("text",),
    "graphviz": ("layout",),
    "msgspec": ("value",),
    "openpyxl": ("source", "exchange"),
    "pikepdf": ("press", "proof"),
    "pptx": ("exchange",),
    "pydantic": ("validate",),
    "pydantic_core": ("validate",),
    "pygraphviz": ("layout",),
    "pypdfium2": ("render", "proof"),
    "reportlab": ("render",),
    "rich": ("cli",),
    "segno": ("scene",),
    "typer": ("cli",),
    "watchfiles": ("build",),
    "yaml": ("source",),
    "zxingcpp": ("proof",),
}
"""The parts that may import a library. One that is not here may be imported nowhere."""

BANNED = {"subprocess", "socket", "urllib", "http", "locale"}
"""Of the standard library: nothing is started, nothing is fetched, nothing depends on where it runs."""


@dataclass(frozen=True)
class Import:
    """One import: the part of the package it stands in, the module it names, and where."""

    part: str
    module: str
    place: str

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    @property
    def target(self) -> str | None:
        """The part of the package that is imported, None for another library or the package itself."""
        names = self.module.split(".")
        return names[1] if names[0] == PACKAGE and len(names) > 1 else None


def sources_of(package: Path) -> dict[str, str]:
    """Path from the package's folder → text, for every module."""
    return {path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in package.rglob("*.py")}


def imports_of(sources: Mapping[str, str]) -> Iterator[Import]:
    """Every import, also those inside functions and those for types only: they are arrows as well."""
    for file, text in sorted(sources.items()):
        part = file.partition("/")[0].removesuffix(".py")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                modules = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                module = node.module or ""
                modules = [f"{module}.{name.name}" for name in node.names] if module == PACKAGE else [module]
                modules = [f"relative.{module}"] if node.level else modules
            else:
                continue
            for module in modules:
                yield Import(part, module, f"{file}:{node.lineno}")


def wrong_arrows(sources: Mapping[str, str]) -> list[str]:
    """Imports from a later layer, between parts that are kept apart, or of a part that has no layer."""
    rank = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    wrong = []
    for found in imports_of(sources):
        if found.top == "relative":
            wrong.append(f"{found.place}: relative import")
        if found.target is None or found.target.startswith("__version"):
            continue
        for name in (found.part, found.target):
            if name not in rank:
                wrong.append(f"{found.place}: {name} has no layer")
        if found.part == "__init__" or rank.get(found.part, 0) < rank.get(found.target, 0):
            wrong.append(f"{found.place}: {found.part} imports {found.target}, which comes later")
        if (found.part, found.target) in APART:
            wrong.append(f"{found.place}: {found.part} imports {found.target}, which is kept apart from it")
    return wrong


def wrong_homes(sources: Mapping[str, str], standard_library: frozenset[str]) -> list[str]:
    """Libraries imported where they do not live, and modules of the standard library that are imported nowhere."""
    wrong = []
    for found in imports_of(sources):
        if found.top in BANNED:
            wrong.append(f"{found.place}: {found.top} is not used")
        ours = found.top in (PACKAGE, "relative") or found.top in standard_library
        if not ours and found.part not in HOMES.get(found.top, ()):
            wrong.append(f"{found.place}: {found.top} does not live in {found.part}")
    return wrong
