"""The reference of the nouns, made from the dataclasses themselves: ``python -m facta.cli.reference_nouns``."""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, fields, is_dataclass
from types import ModuleType
from typing import Any

import click

from facta import model, record

HEAD = """# The nouns

Made from `facta.model` and `facta.record` themselves (`python -m facta.cli.reference_nouns`); a test keeps it so.

All are frozen dataclasses: what a verb gives can be read, compared and kept, and never changes under your hands.
`dataclasses.asdict` turns any of them into plain data. A type in brackets may be missing (`None`)."""

PARTS = (
    (model, "What is said", "Statements and what is read out of them, by machine."),
    (record, "What is kept", "The record of a case: what people entered, with its sources."),
)


def reference() -> str:
    """Every noun with its fields, types, defaults and meaning, as Markdown."""
    parts = [HEAD]
    for module, title, intro in PARTS:
        parts += [f"## {title}\n\n{intro} Module `{module.__name__}`."]
        parts += [_noun(noun) for noun in _nouns(module)]
        if choices := _choices(module):
            rows = "\n".join(f"| `{name}` | {means} |" for name, means in choices)
            parts.append(f"### Values\n\n| type | one of |\n|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def _nouns(module: ModuleType) -> list[type[Any]]:
    """The dataclasses that a module defines, in the order of the file."""
    return [one for one in vars(module).values() if is_dataclass(one) and isinstance(one, type) and _of(one, module)]


def _of(one: type[Any], module: ModuleType) -> bool:
    return one.__module__ == module.__name__


def _noun(noun: type[Any]) -> str:
    told = _columns(noun) | _told(noun)
    rows = [
        f"| `{each.name}` | {_type(str(each.type))} | {_default(each)} | {told.get(each.name, '')} |"
        for each in fields(noun)
    ]
    for name, value in vars(noun).items():
        if isinstance(value, property):
            rows.append(f"| `{name}` | derived | | {_plain(inspect.getdoc(value) or '')} |")
    table = "\n".join(["| field | type | default | meaning |", "|---|---|---|---|", *rows])
    return f"### {noun.__name__}\n\n{_plain(inspect.getdoc(noun) or '')}\n\n{table}"


def _columns(noun: type[Any]) -> dict[str, str]:
    """Field -> what its column in a case pack holds; empty for nouns that no pack has."""
    from facta.casepack.columns import columns

    table = next((field for field, made in record.NOUNS.values() if made is noun), "")
    return {name: _plain(str(column["means"])) for name, column in columns().get(table, {}).items()}


def _told(noun: type[Any]) -> dict[str, str]:
    """Field -> the string that stands under it in the source."""
    body = ast.parse(inspect.getsource(noun)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    last = ""
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            last = statement.target.id
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and last:
            found[last] = _plain(str(statement.value.value))
            last = ""
    return found


def _type(text: str) -> str:
    """A type as a reader takes it: ``tuple[X, ...]`` is several X, ``X | None`` is [X]."""
    if text.endswith(" | None"):
        return f"[{_type(text.removesuffix(' | None'))}]"
    if text.startswith("tuple[") and text.endswith(", ...]"):
        return f"several {_type(text[6:-6])}"
    if text.startswith("Literal["):
        return _values(text[8:-1])
    return f"`{text}`"


def _default(each: Any) -> str:
    if each.default is MISSING:
        return "" if each.default_factory is MISSING else "none"
    return {"''": "empty", "()": "none", "None": "none", "True": "yes", "False": "no"}.get(
        repr(each.default), str(each.default)
    )


def _choices(module: ModuleType) -> list[tuple[str, str]]:
    """Names of the module that stand for a choice of words."""
    found = []
    for statement in ast.parse(inspect.getsource(module)).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Subscript):
            value = ast.unparse(statement.value)
            if value.startswith("Literal["):
                found.append((ast.unparse(statement.targets[0]), _values(value[8:-1])))
    return found


def _values(text: str) -> str:
    values = ast.literal_eval(f"[{text}]")
    return ", ".join(str(value) or "empty" for value in values)


def _plain(text: str) -> str:
    """Running text for a cell: one line, single backquotes, no bar that would end the cell."""
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    click.echo(reference(), nl=False)
