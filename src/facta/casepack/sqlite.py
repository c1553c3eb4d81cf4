"""A case as one SQLite file of plain tables, with links between them: opens well in Datasette."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from facta.casepack.columns import columns, types_of
from facta.casepack.datapackage import single_links
from facta.record import HEAD, NOUNS, Case, key


def write_sqlite(case: Case, path: Path) -> None:
    """Write the file whole: a neighbour is made first and then takes the name. Raises OSError where that fails.

    Lists are kept as readable text, and also as link tables (``commitments_actors``: commitment, actors) where they
    refer to another table. The table ``about`` describes the case as a whole. Tables without rows are there too, so
    that every foreign key has its table.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as connection, connection:
            connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
            rows = [(name, getattr(case, name)) for name in HEAD if getattr(case, name)]
            connection.executemany("INSERT INTO about VALUES (?, ?)", rows)
            for noun in NOUNS:
                _table(connection, case, noun)
        part.replace(path)
    except (sqlite3.Error, UnicodeEncodeError) as error:
        raise OSError(0, str(error), str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _table(connection: sqlite3.Connection, case: Case, noun: str) -> None:
    name, made = NOUNS[noun]
    items = getattr(case, name)
    kinds = types_of(noun)
    names = [each.name for each in fields(made)]
    first = names[0]
    # The names come from our own dataclasses, never from data.
    parts = [f'"{each}" {_affinity(kinds[each])}' + (" PRIMARY KEY" if each == first else "") for each in names]
    parts += [f'FOREIGN KEY ("{each}") {_to(refers)}' for each, refers in single_links(noun).items()]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
    marks = ", ".join("?" for _ in names)
    connection.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',  # noqa: S608
        ([_plain(getattr(item, each), columns()[name][each]) for each in names] for item in items),
    )
    for each in single_links(noun):
        connection.execute(f'CREATE INDEX "{name}_by_{each}" ON "{name}" ("{each}")')
    for each, rule in columns()[name].items():
        if rule.get("refers") and kinds[each] == tuple[str, ...]:
            _links(connection, noun, each, rule["refers"], [(key(i), one) for i in items for one in getattr(i, each)])


def _links(
    connection: sqlite3.Connection, noun: str, column: str, refers: list[str], rows: list[tuple[str, str]]
) -> None:
    """A table of its own for a column that lists others; no foreign key to items of several tables."""
    table = f"{NOUNS[noun][0]}_{column}"
    keys = [f'FOREIGN KEY ("{noun}") {_to(noun)}']
    if len(refers) == 1 and refers[0] != "any":
        keys.append(f'FOREIGN KEY ("{column}") {_to(refers[0])}')
    connection.execute(f'CREATE TABLE "{table}" ("{noun}" TEXT, "{column}" TEXT, {", ".join(keys)})')
    connection.executemany(f'INSERT INTO "{table}" VALUES (?, ?)', rows)  # noqa: S608
    connection.execute(f'CREATE INDEX "{table}_by_{noun}" ON "{table}" ("{noun}")')
    connection.execute(f'CREATE INDEX "{table}_by_{column}" ON "{table}" ("{column}")')


def _to(noun: str) -> str:
    table, made = NOUNS[noun]
    return f'REFERENCES "{table}" ("{fields(made)[0].name}")'


def _affinity(kind: Any) -> str:
    if kind in (bool, int):
        return "INTEGER"
    return "REAL" if float in getattr(kind, "__args__", (kind,)) else "TEXT"


def _plain(value: Any, rule: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        return "; ".join(
            f"{one[0]}={'' if one[1] is None else one[1]}" if isinstance(one, tuple) else one for one in value
        )
    # An empty reference is no reference.
    return None if value == "" and rule.get("refers") else value
