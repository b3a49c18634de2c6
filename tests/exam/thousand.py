"""A list, a number of questions and of seeds in; every exam by seed judged by independent code, faults out.

Takes minutes, so it is no part of the tests:

    python -m tests.exam.thousand --list 示例镇 --questions 25 --seeds 1000
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from powermap.build.loading import load_checked, load_fonts
from powermap.model import PowerList
from powermap.products.exam import Paper, set_papers
from powermap.resources import data_dir
from powermap.validate.themes import load_theme
from tests.exam.truth import faults


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--list", default="示例镇", help="a sample list")
    arguments.add_argument("--questions", type=int, default=25)
    arguments.add_argument("--seeds", type=int, default=1000, help="seeds from 0 on")
    options = arguments.parse_args()
    power_list = load_checked(str(data_dir("lists") / options.list), None, load_fonts(load_theme(None))).power_list
    assert power_list is not None
    found = 0
    kinds: Counter[str] = Counter()
    distinct: set[tuple[str, ...]] = set()
    for seed in range(options.seeds):
        papers = set_papers(power_list, options.questions, seed)
        for paper in papers:
            for fault in faults_of(power_list, paper, options.questions):
                found += 1
                print(f"seed {seed} {paper.name}: {fault}")
        kinds.update(question.kind for question in papers[0].questions)
        distinct.add(tuple(sorted(question.key for question in papers[0].questions)))
    print(f"{options.list}: {options.seeds} exams, {len(distinct)} of them different, {dict(kinds)}, {found} faults")
    raise SystemExit(bool(found))


def faults_of(power_list: PowerList, paper: Paper, count: int) -> Iterator[str]:
    """What is wrong with a paper: its questions, one asked twice, their number, the marks."""
    for question in paper.questions:
        yield from faults(power_list, question)
    for what, values in (
        ("stem", [question.stem for question in paper.questions]),
        ("fact", [str(question.fact) for question in paper.questions]),
    ):
        yield from (f"{what} {times} times: {value}" for value, times in Counter(values).items() if times > 1)
    if len(paper.questions) != count:
        yield f"{len(paper.questions)} questions"
    if paper.total != 100:
        yield f"{paper.total} marks"


if __name__ == "__main__":
    main()
