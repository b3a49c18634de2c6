"""The thirty sample routes in; what other programs take to draw each as a chart of boxes and arrows out.

Each is run only if it is installed, one process a route as its users run it, and draws the bare flow: no head, facts,
risks or foot, and no lines broken by the rules of Chinese typography. So the times are a floor for them, not a match.
"""

from __future__ import annotations

import html
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from powermap.layout.graph import Route, route_of
from powermap.model import PowerList


def _lines(route: Route) -> Iterator[tuple[str, str]]:
    """(id, words) of every entry."""
    for i, entry in enumerate(route.entries):
        yield f"n{i}", entry.name


def _edges(route: Route) -> Iterator[tuple[str, str, str]]:
    ids = {entry.key: f"n{i}" for i, entry in enumerate(route.entries)}
    for edge in route.edges:
        if edge.source in ids and edge.target in ids:
            yield ids[edge.source], ids[edge.target], edge.label


def _dot(route: Route) -> str:
    nodes = "".join(f'{i} [label="{words}"];\n' for i, words in _lines(route))
    edges = "".join(f'{a} -> {b} [label="{words}"];\n' for a, b, words in _edges(route))
    return f'digraph {{ node [shape=box, fontname="Noto Sans CJK SC"];\n{nodes}{edges}}}\n'


def _mermaid(route: Route) -> str:
    nodes = "".join(f'{i}["{words}"]\n' for i, words in _lines(route))
    edges = "".join(f'{a} -->|"{words or " "}"| {b}\n' for a, b, words in _edges(route))
    return f"flowchart TD\n{nodes}{edges}"


def _plantuml(route: Route) -> str:
    nodes = "".join(f'rectangle "{words}" as {i}\n' for i, words in _lines(route))
    edges = "".join(f"{a} --> {b} : {words or '_'}\n" for a, b, words in _edges(route))
    return f"@startuml\n{nodes}{edges}@enduml\n"


def _page(route: Route) -> str:
    rows = "".join(f"<tr><td>{html.escape(words)}</td></tr>" for _, words in _lines(route))
    return f"<meta charset=utf-8><style>@page{{size:A2}}td{{border:1pt solid}}</style><table>{rows}</table>"


PEERS: tuple[tuple[str, str, tuple[str, ...], Callable[[Route], str], tuple[str, ...]], ...] = (
    ("dot -Tpdf", ".dot", ("dot", "-Tpdf", "IN", "-o", "OUT.pdf"), _dot, ("dot", "-V")),
    ("mermaid-cli", ".mmd", ("mmdc", "-i", "IN", "-o", "OUT.pdf"), _mermaid, ("mmdc", "--version")),
    ("PlantUML", ".puml", ("plantuml", "-tsvg", "IN"), _plantuml, ("plantuml", "-version")),
    ("WeasyPrint", ".html", (sys.executable, "-m", "weasyprint", "IN", "OUT.pdf"), _page, ("weasyprint", "--version")),
)


def _installed(command: tuple[str, ...]) -> bool:
    if command[1:2] == ("-m",):
        return find_spec(command[2]) is not None
    return shutil.which(command[0]) is not None


def measure_peers(power_list: PowerList) -> None:
    """Print a line for each peer: its version, the median of a route and the sum of all, or that it is not there."""
    routes = [route_of(item) for item in power_list.items]
    print(f"\n{'peers, the bare route, one process each':44} {'median ms':>10} {'sum s':>8}")
    for name, suffix, command, source, version in PEERS:
        if not _installed(command):
            print(f"{name:44} {'not installed':>10}")
            continue
        said = subprocess.run(version, check=False, capture_output=True, encoding="utf-8", errors="replace")
        first = ((said.stdout or said.stderr).strip().splitlines() or [""])[0]
        times = []
        with tempfile.TemporaryDirectory() as folder:
            for i, route in enumerate(routes):
                path = Path(folder) / f"{i}{suffix}"
                path.write_text(source(route), encoding="utf-8")
                call = [w.replace("IN", str(path)).replace("OUT", str(path.with_suffix(""))) for w in command]
                begin = time.perf_counter()
                subprocess.run(call, check=True, capture_output=True)
                times.append(time.perf_counter() - begin)
        print(f"{f'{name} ({first})':44} {1000 * statistics.median(times):10.1f} {sum(times):8.2f}")
