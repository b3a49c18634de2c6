"""`powermap export` and `powermap import` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

from openpyxl import load_workbook

from .conftest import Run


def test_out_and_in_again(run: Run) -> None:
    exported = run("export", "kunshan", "--to", "xlsx", "--json")
    assert exported.code == 0
    (book,) = exported.json["outputs"]
    imported = run("import", book["path"], "-o", "新清单", "--json")
    assert imported.code == 0
    assert imported.json["list"] == "新清单"
    assert run("check", "新清单").code == 0
    assert len(list(Path("新清单/事项").iterdir())) == 30


def test_a_fault_is_named_by_its_cell_and_nothing_is_written(run: Run) -> None:
    (book,) = run("export", "kunshan", "--json").json["outputs"]
    workbook = load_workbook(book["path"])
    workbook["流程"]["E2"].value = "村长"
    workbook["事项"]["D3"].value = "没有的类别"
    workbook.save("坏.xlsx")
    result = run("import", "坏.xlsx", "-o", "新清单", "--json")
    assert result.code == 1
    errors = {problem["cell"] for problem in result.json["problems"] if problem["severity"] == "error"}
    assert errors == {"E2", "D3"}
    assert "坏.xlsx 流程!E2" in result.err
    assert not Path("新清单").exists()
    part = run("import", "坏.xlsx", "-o", "新清单", "--partial")
    assert part.code == 0
    assert "没有写" in part.out
    assert run("check", "新清单").code == 0


def test_a_list_that_is_there_is_not_lost(run: Run) -> None:
    (book,) = run("export", "kunshan", "--json").json["outputs"]
    run("import", book["path"], "-o", "清单甲")
    assert run("import", book["path"], "-o", "清单甲").code == 1
    assert run("import", book["path"], "-o", "清单甲", "--replace").code == 0
    assert run("check", "清单甲/备份/1").code == 0


def test_json_is_what_the_schema_describes(run: Run) -> None:
    (file,) = run("export", "kunshan", "--to", "json", "--json").json["outputs"]
    value = json.loads(Path(file["path"]).read_text(encoding="utf-8"))
    described = run("schema").out
    assert [key for key in (*value, *value["事项"][0]) if f'"{key}"' not in described and key != "事项"] == []
    assert len(value["事项"]) == 30


def test_an_unknown_format(run: Run) -> None:
    result = run("export", "kunshan", "--to", "doc")
    assert result.code == 2
    assert "xlsx" in result.err
