"""Small projects on the disk: two short items of the sample list, three villages, cards only unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from powermap.build.building import Choice, Finished, Planned, Summary, build
from powermap.build.project import read_project

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "lists"
SHORT = ("12", "30")
VILLAGES = ("甲村", "乙村", "丙村")


def village_lines(names: Iterable[str] = VILLAGES) -> str:
    return "".join(
        f'- 村名: "{name}"\n  监督电话: {{村务监督委员会: 0512-0000 {i:04}}}\n' for i, name in enumerate(names, start=1)
    )


def small_project(folder: Path, products: str = "- 卡片", villages: Iterable[str] = VILLAGES) -> Path:
    """A project file with all it refers to."""
    items = folder / "清单" / "事项"
    items.mkdir(parents=True)
    for number in SHORT:
        (path,) = (LISTS / "kunshan" / "事项").glob(f"{number}-*.yaml")
        (items / path.name).write_bytes(path.read_bytes())
    head = (LISTS / "kunshan" / "清单.yaml").read_text(encoding="utf-8").replace("../villages.yaml", "../村庄.yaml")
    (folder / "清单" / "清单.yaml").write_text(head, encoding="utf-8")
    (folder / "法规库.yaml").write_bytes((LISTS / "法规库.yaml").read_bytes())
    (folder / "村庄.yaml").write_text(village_lines(villages), encoding="utf-8")
    path = folder / "项目.yaml"
    path.write_text(f"清单: 清单\n输出: 成品\n产品:\n  {products}\n", encoding="utf-8")
    return path


def built(project: Path, choice: Choice = Choice(workers=1)) -> Summary:  # noqa: B008 (frozen)
    """One build in this process."""
    return build(read_project(project), choice, lambda event: None)


def told(project: Path, choice: Choice = Choice(workers=1)) -> tuple[Summary, list[Planned | Finished]]:  # noqa: B008
    """One build, and what it said."""
    said: list[Planned | Finished] = []
    return build(read_project(project), choice, said.append), said


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file but those of the build itself, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".powermap" not in path.parts
    }


def edit(path: Path, old: str, new: str) -> None:
    """Replace what must be there once at least."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
