"""``datapackage.json``: the pack described as a Frictionless data package (Table Schema)."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_origin

from facta.casepack.pack import columns, types_of
from facta.record import NOUNS, Case


def write_descriptor(case: Case, folder: Path) -> None:
    """Write the descriptor beside the tables."""
    text = json.dumps(descriptor(case), ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def descriptor(case: Case) -> dict[str, Any]:
    """The package: a resource for each table that has rows."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "".join(c if c.isalnum() or c in "-_." else "-" for c in (case.id or "case").lower()),
        "title": case.title,
        "resources": [_resource(noun) for noun, (name, _) in NOUNS.items() if getattr(case, name)],
    }
    if case.note:
        package["description"] = case.note
    if case.licence:
        package["licenses"] = [{"title": case.licence}]
    return package


def _resource(noun: str) -> dict[str, Any]:
    name, made = NOUNS[noun]
    first = fields(made)[0].name
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": {
            "primaryKey": first,
            "missingValues": [""],
            "fields": [
                {
                    "name": each.name,
                    "type": _type(types_of(noun)[each.name]),
                    "description": columns()[name][each.name]["means"],
                }
                | _boolean(types_of(noun)[each.name])
                | ({"constraints": {"required": True}} if each.default is MISSING and each.name == first else {})
                for each in fields(made)
            ],
        },
    }


def _type(kind: Any) -> str:
    if kind is bool:
        return "boolean"
    if kind is int:
        return "integer"
    if kind is float or (get_origin(kind) is not None and float in getattr(kind, "__args__", ())):
        return "number"
    return "string"


def _boolean(kind: Any) -> dict[str, Any]:
    return {"trueValues": ["yes"], "falseValues": ["no"]} if kind is bool else {}
