"""Nothing in; the format as JSON Schema out, for editors that complete and explain keys while a list is written."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from powermap.validate.drafts import Draft, HeadDraft, ItemDraft, StatuteDraft, VillageDraft

_TOP: tuple[type[Draft], ...] = (HeadDraft, ItemDraft, StatuteDraft, VillageDraft)


def json_schema() -> dict[str, Any]:
    """One schema for every file of a list. Which kind a file is, an editor finds out by its keys (`anyOf`).

    $defs hold, by Chinese names, the parts and the kinds of file: 清单头, 单文件清单, 事项, 事项改动 (an item of an
    overlay: 编号 and the keys that change), 村庄表, 法规库.
    """
    _, generated = models_json_schema(
        [(draft, "validation") for draft in _TOP], by_alias=True, ref_template="#/$defs/{model}"
    )
    parts: dict[str, Any] = {name: part for name, part in generated["$defs"].items() if "properties" in part}
    titles = {name: str(part["title"]) for name, part in parts.items()}
    text = json.dumps(parts, ensure_ascii=False)
    for name, title in titles.items():
        text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{title}"')
    defs = {titles[name]: _plain(part) for name, part in json.loads(text).items()}
    head, item = defs["清单头"], defs["事项"]
    defs["事项改动"] = {
        **item,
        "title": "事项改动",
        "description": "在继承来的事项上只写要改的键",
        "required": ["编号"],
    }
    defs["单文件清单"] = {
        **head,
        "title": "单文件清单",
        "description": "清单头和全部事项写在一个文件里",
        "properties": {
            **head["properties"],
            "事项": {
                "type": "array",
                "items": {"anyOf": [{"$ref": "#/$defs/事项"}, {"$ref": "#/$defs/事项改动"}]},
                "description": "全部事项，一条一事",
            },
        },
        "required": ["事项"],
    }
    defs["村庄表"] = {
        "title": "村庄表",
        "type": "array",
        "items": {"$ref": "#/$defs/村庄"},
        "description": "这份清单印给哪些村",
    }
    defs["法规库"] = {
        "title": "法规库",
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/法规"},
        "description": "引用时用的名称: 这部法规",
    }
    kinds = ("事项", "事项改动", "清单头", "单文件清单", "村庄表", "法规库")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "powermap 小微权力清单",
        "description": "清单文件、事项文件、村庄表和法规库的格式",
        "anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": dict(sorted(defs.items())),
    }


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    """Without Python's docstrings, and without the defaults and the null that only say “left out”: an editor would
    offer to write them."""
    properties = {}
    for key, schema in part.get("properties", {}).items():
        kept = {name: value for name, value in schema.items() if name not in ("default", "title")}
        choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
        if len(choices) == 1:
            kept = {**choices[0], "description": kept["description"]}
        properties[key] = kept
    return {**{name: value for name, value in part.items() if name != "description"}, "properties": properties}
