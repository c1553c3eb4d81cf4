"""A case as one SQLite file of plain tables, with links between them: opens well in Datasette."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from facta.casepack.pack import columns, types_of
from facta.record import NOUNS, Case, key


def write_sqlite(case: Case, path: Path) -> None:
    """Write the file whole: a neighbour is made first and then takes the name.

    Lists are kept as readable text, and also as link tables (``commitments_actors``: id, actors) where they refer to
    another table.
    """
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as connection, connection:
            for noun in NOUNS:
                _table(connection, case, noun)
        part.replace(path)
    except sqlite3.Error as error:
        raise OSError(0, str(error), str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _table(connection: sqlite3.Connection, case: Case, noun: str) -> None:
    name, made = NOUNS[noun]
    items = getattr(case, name)
    if not items:
        return
    kinds = types_of(noun)
    names = [each.name for each in fields(made)]
    first = names[0]
    # The names come from our own dataclasses, never from data.
    parts = [f'"{each}" {_affinity(kinds[each])}' + (" PRIMARY KEY" if each == first else "") for each in names]
    parts += [
        f'FOREIGN KEY ("{each}") REFERENCES "{NOUNS[rule["refers"][0]][0]}"'
        for each, rule in columns()[name].items()
        if _single(rule, kinds[each])
    ]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
    marks = ", ".join("?" for _ in names)
    connection.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608
        ([_plain(getattr(item, each), columns()[name][each]) for each in names] for item in items),
    )
    for each, rule in columns()[name].items():
        if rule.get("refers") and kinds[each] == tuple[str, ...]:
            connection.execute(f'CREATE TABLE "{name}_{each}" ("{first}" TEXT, "{each}" TEXT)')
            rows = [(key(item), one) for item in items for one in getattr(item, each)]
            connection.executemany(f'INSERT INTO "{name}_{each}" VALUES (?, ?)', rows)  # noqa: S608


def _single(rule: dict[str, Any], kind: Any) -> bool:
    refers = rule.get("refers", ())
    return kind is str and len(refers) == 1 and refers[0] != "any"


def _affinity(kind: Any) -> str:
    if kind in (bool, int):
        return "INTEGER"
    return "REAL" if float in getattr(kind, "__args__", (kind,)) else "TEXT"


def _plain(value: Any, rule: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        return "; ".join(f"{one[0]}={one[1]}" if isinstance(one, tuple) else one for one in value)
    # An empty reference is no reference.
    return None if value == "" and rule.get("refers") else value
