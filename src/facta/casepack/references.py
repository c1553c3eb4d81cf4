"""What in a record refers to one of its items: by the columns that ``columns.yaml`` says name an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from facta.casepack.columns import columns
from facta.record import NOUNS, Case, key


class Reference(NamedTuple):
    """One item that names another."""

    noun: str
    column: str
    """The column in which it names it."""
    item: Any


def find(case: Case, name: str) -> tuple[str, Any] | None:
    """The noun and the item of this id or address; else the only actor, or the only place, of this name, case aside."""
    for noun, (table, _) in NOUNS.items():
        for item in getattr(case, table):
            if key(item) == name:
                return noun, item
    wanted = name.casefold()
    for noun in ("actor", "place"):
        found = [
            (noun, item)
            for item in getattr(case, NOUNS[noun][0])
            if wanted in (item.name.casefold(), *(_bare(one).casefold() for one in item.names))
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _bare(name: str) -> str:
    """A name without who calls it so: ``JPN: Uotsuri-shima``."""
    return name.partition(": ")[2] or name


def references(case: Case, noun: str, name: str) -> Iterator[Reference]:
    """Every item that names the item ``name`` of ``noun``, in the order of the tables, each with its column."""
    for other, (table, _) in NOUNS.items():
        naming = [
            column
            for column, rule in columns()[table].items()
            if {noun, "any"} & set(rule.get("refers", ())) and not (noun == "source" and "any" in rule["refers"])
        ]
        for item in getattr(case, table) if naming else ():
            for column in naming:
                value = getattr(item, column)
                if value == name if isinstance(value, str) else name in value:
                    yield Reference(other, column, item)
