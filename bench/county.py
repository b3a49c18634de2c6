"""A number of villages in; one whole build of them, its time, memory and size, and the proof of files at random, out.

    python -m bench.county --villages 170 --proof 100 FOLDER

Run it on a quiet machine; FOLDER keeps what was made, and a second run says what an unchanged county costs.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from bench.builds import build, make_project
from powermap.build.loading import load_checked, load_fonts
from powermap.proof import proof_file
from powermap.validate.themes import load_theme


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--villages", type=int, default=170)
    arguments.add_argument("--proof", type=int, default=100, help="how many files are read back")
    arguments.add_argument("--seed", type=int, default=1, help="which files those are")
    options = arguments.parse_args()
    project = make_project(options.folder, options.villages)
    for turn in ("cold", "unchanged"):
        cost = build(project)
        print(f"{turn}: {cost.wall:.1f} s, {cost.cpu:.1f} s of processor, {cost.peak_mb:.0f} MB, {cost.made} jobs made")
    out = options.folder / "成品"
    files = sorted(path for path in out.rglob("*") if path.suffix in (".pdf", ".png"))
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{len(files)} PDF and PNG, {size / 1e9:.2f} GB in all")
    power_list = load_checked(str(options.folder / "清单"), str(options.folder / "村庄.yaml"), load_fonts(load_theme()))
    chosen = random.Random(options.seed).sample(files, min(options.proof, len(files)))
    failed = [report for path in chosen if not (report := proof_file(path, power_list.power_list)).passed]
    for report in failed:
        print(f"{report.file}: {'; '.join(map(str, report.findings))}")
    print(f"proof: {len(chosen) - len(failed)} of {len(chosen)} pass")
    sys.exit(4 if failed else 0)


if __name__ == "__main__":
    main()
