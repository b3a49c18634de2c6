"""A route in; for every node its rank and its place in the rank out, from Graphviz dot running in this process.

Graphviz sees no text and no sizes that matter: boxes are measured with the font that prints, and only rank and order
are taken back (docs/architecture.md, "Graphviz never sees text").
"""

from __future__ import annotations

import io
from collections import defaultdict
from contextlib import redirect_stderr
from functools import lru_cache
from itertools import pairwise

from powermap.layout.graph import Route

SPINE_WEIGHT = 100
"""dot shortens and straightens heavy edges first."""


@lru_cache(maxsize=512)
def place_ranks(route: Route) -> dict[str, tuple[int, int]]:
    """(rank, order) of every node; rank 0 is START, order counts from the left within a rank."""
    import graphviz
    import pygraphviz

    names = {key: f"n{i}" for i, key in enumerate(route.index)}
    dot = graphviz.Digraph(
        graph_attr={"rankdir": "TB", "ordering": "out"},
        node_attr={"shape": "box", "fixedsize": "true", "width": "1", "height": "0.5", "label": ""},
    )
    column = route.column
    for key, name in names.items():
        dot.node(name, **({"group": "column"} if key in column else {}))
    for above, below in pairwise(column):
        dot.edge(names[above], names[below], weight=str(SPINE_WEIGHT), style="invis")
    early_ends = {chain.keys[-1] for chain in route.side_chains if chain.exit is None}
    for edge in route.edges:
        if edge.back or edge.source in early_ends:
            continue
        dot.edge(names[edge.source], names[edge.target])
    with redirect_stderr(io.StringIO()):
        placed = pygraphviz.AGraph(string=dot.source)
        placed.layout(prog="dot")
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for key, name in names.items():
        x, y = (float(v) for v in placed.get_node(name).attr["pos"].split(","))
        rows[-y].append((x, key))
    return {key: (rank, order) for rank, y in enumerate(sorted(rows)) for order, (_, key) in enumerate(sorted(rows[y]))}
