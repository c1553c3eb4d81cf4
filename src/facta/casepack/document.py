"""The reference page of case packs, made from ``columns.yaml`` and the nouns: ``python -m facta.casepack.document``."""

from __future__ import annotations

import sys
from dataclasses import MISSING, fields
from typing import Any, Literal, get_args, get_origin

from facta.casepack.columns import columns, types_of
from facta.record import HEAD, NOUNS
from facta.vocab import load

_INTRODUCTION = """# Case packs

<!-- Made by `python -m facta.casepack.document` from src/facta/casepack/columns.yaml: edit that file, not this one. -->

A case pack is a folder that holds a whole record: `case.toml`, and one table for each noun. `facta import FOLDER`
checks all of it, names every fault with file, line and column, and then enters all or nothing; importing the same pack
again enters nothing, and a changed pack enters its differences as corrections. `facta export FOLDER` writes what is
in force as a pack. Export and import lose nothing.

## Form

- Tables are CSV: UTF-8, comma, quotes doubled inside quotes (RFC 4180), the first row naming the columns. Columns may
  stand in any order, and those that may be empty may be left out. A table without rows needs no file.
- A table may be YAML instead (`scales.yaml`): a list of rows, each with names and values. Lists may then be lists,
  and a scale's levels `[level, place]` with `null` for not rated.
- Ids are unique over all tables, have no line break and no space at an end, and at most 2,000 bytes.
- What is missing is an empty cell, never a guess.
- **date**: as exact as known: `2021`, `2021-03`, `2021-03-16`, `FY2027`, or a range `2022/2024`.
- **list**: items joined by `; `. In an item `\\;` stands for a semicolon, `\\n` and `\\r` for line ends, `\\s` for a
  space at an end, `\\\\` for a backslash; an empty item is `\\0`.
- **yes/no**: `yes` or `no`. **number**: digits with a decimal point; no thousands separators.
- A text that begins with `=` stays as it is: a pack is data, and must come back as it went. What `--csv` prints for
  spreadsheets is another thing and is defused.
- What was fetched (marked so below) is left in force where a pack's cell is empty; so is what a person accepted where
  the pack still has the machine's suggestion.
- Other files in the folder (`README.md`, `datapackage.json`) are left alone.

`facta export` adds `datapackage.json`, which makes the folder a Frictionless tabular data package; `--sqlite FILE`
writes the same tables into one SQLite file, lists as link tables too (`commitments_actors`), which opens in Datasette.

## case.toml

| field | holds |
|---|---|
"""

_HEAD = {
    "id": "Short key of the case. Required.",
    "title": "Its title. Required.",
    "covers_from": "First day that it covers (date).",
    "covers_until": "Last day that it covers (date): its “today” unless the reader asks for another day.",
    "editor": "Who wrote the verdicts.",
    "licence": "Terms of the pack.",
    "note": "Remarks.",
}


_CODES = """## Codes of actions

After CAMEO 2.0 and PLOVER (September 2021), in our own words
([`action_codes.yaml`](../../src/facta/vocab/action_codes.yaml)); in capitals or not. A CAMEO code of three or four
digits says more than its root and may stand for it. `material` is the editor's judgement and no function of the code.
"""


def document() -> str:
    """The page as Markdown."""
    parts = [_INTRODUCTION + "\n".join(f"| `{name}` | {_HEAD[name]} |" for name in HEAD)]
    for noun, (name, made) in NOUNS.items():
        needed = {each.name: "yes" for each in fields(made) if each.default is MISSING}
        summary = " ".join((made.__doc__ or "").replace("``", "`").split())
        rows = [
            f"| `{column}` | {_kind(types_of(noun)[column], rule)} | {needed.get(column, '')} | {_means(rule)} |"
            for column, rule in columns()[name].items()
        ]
        parts.append(
            f"## {name}.csv\n\n{summary}\n\n| column | form | required | holds |\n|---|---|---|---|\n" + "\n".join(rows)
        )
    return "\n\n".join([*parts, _codes()]) + "\n"


def _codes() -> str:
    data = load("action_codes")
    classes = [
        f"| `{name}` | {entry['means']} | {'deed' if entry['material'] else 'words'} | {', '.join(entry['cameo'])} |"
        for name, entry in data["classes"].items()
    ]
    roots = [f"| `{root}` | {entry['means']} |" for root, entry in data["roots"].items()]
    return "\n".join(
        [
            _CODES,
            "| class | who acts | usually | CAMEO |\n|---|---|---|---|",
            *classes,
            "\n| CAMEO root | who acts |\n|---|---|",
            *roots,
        ]
    )


def _kind(kind: Any, rule: dict[str, Any]) -> str:
    if get_origin(kind) is tuple:
        form = "list"
    elif get_origin(kind) is Literal:
        form = "one of " + ", ".join(f"`{one}`" for one in get_args(kind) if one)
    elif kind is bool:
        form = "yes/no"
    elif kind is int:
        form = "whole number"
    elif kind is not str:
        form = "number"
    else:
        form = {"date": "date", "url": "web address", "action code": "code of an action"}.get(
            rule.get("form", ""), "text"
        )
    if refers := rule.get("refers"):
        to = "any table" if "any" in refers else " or ".join(f"{NOUNS[noun][0]}.csv" for noun in refers)
        return f"{form}: {'ids' if form == 'list' else 'id'} in {to}" if "source" not in refers else f"{form} in {to}"
    return form


def _means(rule: dict[str, Any]) -> str:
    text = str(rule["means"])
    if rule.get("after"):
        text += f" Not before `{rule['after']}`."
    return text + (" Fetched." if rule.get("fetched") else "")


if __name__ == "__main__":
    sys.stdout.write(document())
