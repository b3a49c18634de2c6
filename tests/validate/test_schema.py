"""The published JSON Schema: complete, explained, and of one mind with the checker about the sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from powermap.validate import json_schema

SCHEMA = json_schema()


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """The part of JSON Schema that the format uses."""
    if "$ref" in schema:
        return fits(value, SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    kinds: dict[str, Any] = {"object": dict, "array": list, "string": str, "number": (int, float), "boolean": bool}
    wanted = schema.get("type", [])
    if wanted and not any(isinstance(value, kinds[kind]) for kind in ([wanted] if isinstance(wanted, str) else wanted)):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "anyOf" in schema and not any(fits(value, choice) for choice in schema["anyOf"]):
        return False
    if "oneOf" in schema and sum(fits(value, choice) for choice in schema["oneOf"]) != 1:
        return False
    if isinstance(value, list) and "items" in schema:
        return all(fits(child, schema["items"]) for child in value)
    if isinstance(value, dict):
        named, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        return set(schema.get("required", ())) <= set(value) and all(
            fits(child, named[key]) if key in named else (fits(child, others) if isinstance(others, dict) else others)
            for key, child in value.items()
        )
    return True


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from nodes(child)
    elif isinstance(value, list):
        for child in value:
            yield from nodes(child)


def load(text: str) -> Any:
    """YAML as an editor reads it: dates stay text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("kind", ["清单头", "事项", "法规库", "村庄表"])
def test_good_files_fit_their_kind_and_the_whole(good_files: dict[str, str], kind: str) -> None:
    assert fits(load(good_files[kind]), SCHEMA["$defs"][kind])
    assert fits(load(good_files[kind]), SCHEMA)


def test_a_single_file_fits(good_files: dict[str, str]) -> None:
    single = load(good_files["清单头"]) | {"事项": [load(good_files["事项"])]}
    assert fits(single, SCHEMA["$defs"]["单文件清单"])
    assert fits(single, SCHEMA)


@pytest.mark.parametrize(
    ("old", "new"),
    [("办理主体:", "责任主体:"), ("性质: 自治事务", "性质: 自治"), ("防控: 入户征求意见, ", ""), ("流程:", "步骤:")],
)
def test_a_faulty_item_does_not_fit(item_text: str, old: str, new: str) -> None:
    assert old in item_text
    assert not fits(load(item_text.replace(old, new)), SCHEMA["$defs"]["事项"])


def test_every_key_is_explained_in_chinese() -> None:
    for name, part in SCHEMA["$defs"].items():
        assert not name.isascii()
        for key, schema in part.get("properties", {}).items():
            assert not schema.get("description", "").isascii(), f"{name}.{key}"


def test_every_reference_leads_somewhere() -> None:
    wanted = {node["$ref"].removeprefix("#/$defs/") for node in nodes(SCHEMA) if "$ref" in node}
    assert wanted <= set(SCHEMA["$defs"])
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
