"""The pledges and questions of order that a case names: ``paths.toml`` beside its tables, documented at its head."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any

from facta.deeds.order import Question, Side
from facta.deeds.paths import Pledge

KINDS = ("growth", "level", "each")


@dataclass(frozen=True, slots=True)
class Named:
    """What a case names, by name."""

    pledges: Mapping[str, Pledge]
    questions: Mapping[str, Question]


def named(case_id: str = "", file: str | Path | None = None) -> Named:
    """The pledges and questions in a file, else of the bundled case of this id; none where there are none.

    Raises ValueError where the file is no such data, OSError where it cannot be read.
    """
    if file is not None:
        text, where = Path(file).read_text(encoding="utf-8"), str(file)
    else:
        folder = case_id.replace("-", "_")
        found = resources.files("facta").joinpath("cases", folder, "paths.toml")
        if not folder.isidentifier() or not found.is_file():
            return Named({}, {})
        text, where = found.read_text(encoding="utf-8"), "paths.toml"
    try:
        data = tomllib.loads(text)
        pledges = {name: _pledge(name, row) for name, row in data.get("path", {}).items()}
        questions = {name: _question(name, row) for name, row in data.get("order", {}).items()}
    except (tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error
    return Named(pledges, questions)


def _pledge(name: str, row: dict[str, Any]) -> Pledge:
    values = _fields(Pledge, row)
    if values.get("kind") not in KINDS:
        raise ValueError(f"path.{name}: kind is one of {', '.join(KINDS)}.")
    for wanted in ("title", "indicator"):
        if not values.get(wanted):
            raise ValueError(f"path.{name}: {wanted} is missing.")
    return Pledge(id=name, **values)


def _question(name: str, row: dict[str, Any]) -> Question:
    values = _fields(Question, row)
    for side in ("first", "then"):
        if not isinstance(row.get(side), dict):
            raise ValueError(f"order.{name}: {side} is missing.")
        values[side] = Side(**_fields(Side, row[side]))
    return Question(id=name, **values)


def _fields(made: type[Any], row: dict[str, Any]) -> dict[str, Any]:
    known = {each.name for each in fields(made)} - {"id"}
    if extra := set(row) - known:
        raise ValueError(f"no field {', '.join(sorted(extra))}; there are {', '.join(sorted(known))}.")
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
