"""Nothing in; the version of the Graphviz that lays out in this process, out."""

from __future__ import annotations


def graphviz_version() -> str:
    """The version inside the pygraphviz wheel, as in 14.1.5."""
    import pygraphviz

    return str(pygraphviz.__graphviz_version__)
