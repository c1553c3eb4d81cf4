"""``datapackage.json``: the pack described as a Frictionless data package (Table Schema)."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from facta.casepack.columns import columns, types_of
from facta.ids import slug
from facta.record import NOUNS, Case


def write_descriptor(case: Case, folder: Path) -> None:
    """Write the descriptor beside the tables; a case without any row has none, since a data package has a resource."""
    path = folder / "datapackage.json"
    described = descriptor(case)
    if described["resources"]:
        path.write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def descriptor(case: Case) -> dict[str, Any]:
    """The package: a resource for each table that has rows."""
    there = {noun for noun, (name, _) in NOUNS.items() if getattr(case, name)}
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": slug(case.id or "case"),
        "title": case.title or case.id or "case",
        "resources": [_resource(noun, there) for noun in NOUNS if noun in there],
    }
    if case.note:
        package["description"] = case.note
    if case.licence:
        # The specification asks for a short name of letters, digits, - _ and a dot; the words stand in the title.
        name = re.sub(r"[^-a-zA-Z0-9._]+", "-", case.licence).strip("-") or "other"
        package["licenses"] = [{"name": name, "title": case.licence}]
    if case.editor:
        package["contributors"] = [{"title": case.editor, "role": "maintainer"}]
    return package


def _resource(noun: str, there: set[str]) -> dict[str, Any]:
    name, made = NOUNS[noun]
    first = fields(made)[0].name
    kinds = types_of(noun)
    schema: dict[str, Any] = {
        "primaryKey": first,
        "missingValues": [""],
        "fields": [
            {"name": each.name, "type": _type(kinds[each.name]), "description": columns()[name][each.name]["means"]}
            | _boolean(kinds[each.name])
            | _constraints(kinds[each.name], required=each.default is MISSING and each.name == first)
            for each in fields(made)
        ],
    }
    if links := [_link(column, noun, refers) for column, refers in single_links(noun).items() if refers in there]:
        schema["foreignKeys"] = links
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def single_links(noun: str) -> dict[str, str]:
    """Columns that name one item of one other table, with its noun."""
    kinds = types_of(noun)
    return {
        column: rule["refers"][0]
        for column, rule in columns()[NOUNS[noun][0]].items()
        if kinds[column] is str and len(rule.get("refers", ())) == 1 and rule["refers"][0] != "any"
    }


def _link(column: str, noun: str, refers: str) -> dict[str, Any]:
    table, made = NOUNS[refers]
    resource = "" if refers == noun else table
    return {"fields": column, "reference": {"resource": resource, "fields": fields(made)[0].name}}


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


def _constraints(kind: Any, *, required: bool) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": True, "unique": True} if required else {}
    if get_origin(kind) is Literal:
        rules["enum"] = [one for one in get_args(kind) if one]
    return {"constraints": rules} if rules else {}
