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
    """The noun and the item of this id or address; else the only actor, or the only place, that bears this name."""
    for noun, (table, _) in NOUNS.items():
        for item in getattr(case, table):
            if key(item) == name:
                return noun, item
    for some in _namesakes(case, name):
        if some:
            return some[0] if len(some) == 1 else None
    return None


def namesakes(case: Case, name: str) -> tuple[str, ...]:
    """The ids of those that share the name, where several do: actors before places."""
    return next((tuple(key(item) for _, item in some) for some in _namesakes(case, name) if some), ())


def _namesakes(case: Case, name: str) -> Iterator[list[tuple[str, Any]]]:
    """Those so called, then those it names too, then those a name of which begins so; actors before places."""
    wanted = name.casefold().strip()
    if not wanted:
        return
    for some in ((_called, _named), (_begun,)):
        for noun in ("actor", "place"):
            for fits in some:
                yield [(noun, item) for item in getattr(case, NOUNS[noun][0]) if fits(item, wanted)]


def _called(item: Any, wanted: str) -> bool:
    return bool(item.name.casefold() == wanted)


def _named(item: Any, wanted: str) -> bool:
    return any(wanted in _forms(name) for name in item.names)


def _begun(item: Any, wanted: str) -> bool:
    return any(one.startswith(f"{wanted} ") for name in (item.name, *item.names) for one in _forms(name))


def _forms(name: str) -> tuple[str, ...]:
    """A name as it stands, and without who calls it so; of ``JPN: Uotsuri-shima (魚釣島)`` each spelling alone too."""
    whole = name.casefold()
    bare = whole.partition(": ")[2] or whole
    latin, _, own = bare.removesuffix(")").partition(" (") if bare.endswith(")") else (bare, "", "")
    return tuple(one for one in (whole, bare, latin, own) if one)


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
