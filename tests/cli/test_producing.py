"""`powermap poster`, `booklet` and `card`: files, reports, and the same bytes wherever they are made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from .conftest import ROOT, SAMPLE, Run, run_process

OUTPUT_KEYS = {"path", "product", "item", "village", "pages", "width_mm", "height_mm", "min_pt", "bytes"}


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its relative path, with a digest of its bytes."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_poster_of_one_item_for_a_village(run: Run) -> None:
    result = run("poster", "kunshan", "--item", "08", "--village", "示例村")
    path = Path("output/示例村/posters/08-小型工程立项与发包-A2.pdf")
    assert result.code == 0
    assert result.out.splitlines()[0] == str(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert [file for file in Path("output").rglob("*") if file.is_file()] == [path]


def test_json_report(run: Run) -> None:
    result = run("poster", "kunshan", "--item", "8", "--size", "A3", "--json", "-o", "出")
    report = result.json
    assert set(report) == {"outputs", "problems"}
    (output,) = report["outputs"]
    assert set(output) == OUTPUT_KEYS
    path = Path("出/posters/08-小型工程立项与发包-A3.pdf")
    assert output["path"] == path.as_posix()
    assert output["bytes"] == path.stat().st_size
    assert (output["product"], output["item"], output["village"]) == ("poster", "08", None)
    assert (output["width_mm"], output["height_mm"]) == (297, 420)
    assert output["pages"] >= 1 and output["min_pt"] > 4
    assert path.name in result.err


def test_what_a_sheet_could_not_do_is_told(run: Run) -> None:
    """Notices of a product are shown as it is made; only those of the list are left to check."""
    result = run("poster", "kunshan", "--item", "26", "--size", "A5")
    (product,) = run("poster", "kunshan", "--item", "26", "--size", "A5", "--json").json["outputs"]
    name, last = result.out.splitlines()
    assert product["pages"] > 1
    assert name.endswith(f"-A5.pdf（{product['pages']} 张）")
    assert "[several-sheets]" in result.err and "并排张贴" in result.err and "大一号" not in result.err
    listed = run("check", "kunshan").out.count("提示 [")
    assert listed and f"另有 {listed} 处提示" in last


STRESS = Path(__file__).parents[1] / "stress" / "list"


def test_type_below_the_floor_is_told(run: Run) -> None:
    """The lanes of twenty steps cannot be read on sheets of this size, however many."""
    result = run("poster", str(STRESS), "--item", "24", "--size", "90x90mm", "--view", "lanes")
    assert result.code == 0
    assert "[type-below-floor]" in result.err and "写短一些" in result.err and "大一号" not in result.err


@pytest.mark.parametrize(
    ("command", "product", "ending", "count"),
    [("booklet", "booklet", "-A5.pdf", 1), ("card", "card", "-3x4.png", len(list((SAMPLE / "事项").iterdir())))],
)
def test_booklet_and_cards(run: Run, command: str, product: str, ending: str, count: int) -> None:
    outputs = run(command, "kunshan", "--village", "示例村", "--json").json["outputs"]
    assert len(outputs) == count
    assert all(output["product"] == product and output["village"] == "示例村" for output in outputs)
    assert all(output["path"].endswith(ending) and Path(output["path"]).is_file() for output in outputs)


def test_card_of_an_unknown_format(run: Run) -> None:
    result = run("card", "kunshan", "--format", "5x5")
    assert result.code == 2
    assert "5x5" in result.err and "3x4" in result.err


def test_list_with_errors_makes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "清单.yaml").write_text("清单: 试\n", encoding="utf-8")
    result = run("poster", "清单.yaml", "--json")
    assert result.code == 1
    assert result.json["outputs"] == []
    assert any(problem["severity"] == "error" for problem in result.json["problems"])
    assert "没有生成文件" in result.err
    assert not Path("output").exists()


def test_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "占").write_bytes(b"mine")
    result = run("poster", "kunshan", "--item", "08", "-o", "占")
    assert result.code == 5
    assert "写不了" in result.err and "-o" in result.err
    assert (tmp_path / "占").read_bytes() == b"mine"


def test_village_whose_name_would_lead_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "村.yaml").write_text(
        '- {村名: "../../外村", 监督电话: {村务监督委员会: 0512-0000 0001}}\n', encoding="utf-8"
    )
    result = run("poster", "kunshan", "--item", "08", "--villages", "村.yaml", "--village", "../../外村", "--json")
    (output,) = result.json["outputs"]
    assert result.code == 0
    assert Path(output["path"]).resolve().is_relative_to(tmp_path / "output")
    assert not (tmp_path / "外村").exists() and not (tmp_path.parent / "外村").exists()


def test_same_bytes_from_other_processes(tmp_path: Path) -> None:
    """Other hash seed, time zone, locale and working folder; the list by another path."""
    made = []
    for seed, zone, language, name in (("1", "Asia/Shanghai", "C", "甲"), ("2", "America/Lima", "C.UTF-8", "b")):
        folder = tmp_path / name
        folder.mkdir()
        env = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language}
        lists = str(SAMPLE) if seed == "1" else "kunshan"
        two = ["--item", "08", "--item", "26"]
        for command, items in (("poster", two), ("booklet", []), ("card", two)):
            done = run_process(command, lists, "--village", "示例村", *items, "--json", "-o", "o", cwd=folder, env=env)
            assert done.returncode == 0, done.stderr
            assert json.loads(done.stdout)["outputs"]
        made.append(digests(folder / "o"))
    assert made[0] == made[1]
    assert len(made[0]) == 7, "two posters, a booklet, two cards and their words"


def test_no_list_is_changed_by_making(run: Run) -> None:
    before = digests(ROOT / "lists")
    run("poster", "kunshan", "--item", "30")
    assert digests(ROOT / "lists") == before
