"""How often a process of the program looks for garbage that only cycles keep: seldom.

Layouts and scenes are trees of hundreds of thousands of small values without cycles, which go when nothing names them.
To walk through all of them again and again, as Python does after every 700 that are new, was a quarter of the time of
a booklet. The cycles there are (a PDF under way and its pages) are still found, some hundred pages later.
"""

from __future__ import annotations

import gc

YOUNG = 20_000
"""So many new values are waited for."""


def collect_seldom() -> None:
    """For processes of the program's own, at their start; a program that uses the package decides for itself."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
