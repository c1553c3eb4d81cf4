"""Whether a case holds together: ids, references, dates, addresses, coordinates, levels. Every fault with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from facta.casepack.pack import Fault, columns
from facta.dates import interval
from facta.record import NOUNS, Case, key
from facta.vocab import load

_FIRMNESS = range(5)


def faults(case: Case, lines: Mapping[tuple[str, str], int]) -> Iterator[Fault]:
    """Every fault of a case; ``lines`` gives the line of each (noun, key) in its file."""
    ids = {noun: {key(item) for item in getattr(case, name)} for noun, (name, _) in NOUNS.items()}
    everything = {one: noun for noun, some in ids.items() if noun != "source" for one in some}
    units = {one.id: one.unit for one in case.indicators}
    levels = scale_levels(case)
    for noun, (name, _) in NOUNS.items():
        rules = columns()[name]
        for item in getattr(case, name):
            line = lines.get((noun, key(item)), 0)
            if not key(item):
                yield Fault(f"{name}.csv", line, next(iter(rules)), "empty: it identifies the row.")
            elif everything.get(key(item), noun) != noun and noun != "source":
                other = NOUNS[everything[key(item)]][0]
                yield Fault(f"{name}.csv", line, "id", f"“{key(item)}” is an id in {other}.csv too.")
            for column, rule in rules.items():
                value = getattr(item, column)
                message = _form(rule.get("form", ""), value, item, units, levels) or _reference(
                    rule.get("refers", ()), value, ids, everything
                )
                if message:
                    yield Fault(f"{name}.csv", line, column, message)


def scale_levels(case: Case) -> dict[str, set[str]]:
    """Levels of each scale, built in or of the case."""
    built_in = {name: {level for level, *_ in scale["levels"]} for name, scale in load("scales").items()}
    return built_in | {one.id: {level for level, _ in one.levels} for one in case.scales}


def _form(form: str, value: Any, item: Any, units: dict[str, str], levels: dict[str, set[str]]) -> str:
    if value is None or value == "":
        return ""
    if form == "date":
        try:
            interval(value)
        except ValueError as error:
            return f"{error}."
    elif form == "url":
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return f"“{value}” is no web address."
    elif form in ("latitude", "longitude"):
        limit = 90 if form == "latitude" else 180
        if abs(value) > limit:
            return f"{value} lies outside -{limit} to {limit}."
        if (item.lat is None) != (item.lon is None):
            return "latitude and longitude go together."
    elif form == "probability" and not 0 <= value <= 1:
        return f"{value} is no probability: 0 to 1."
    elif form == "firmness" and value not in _FIRMNESS:
        return f"{value} is no firmness: 0 to 4."
    elif form == "unit" and units.get(item.indicator) and value != units[item.indicator]:
        return f"“{value}” is not the unit of the indicator, “{units[item.indicator]}”."
    elif form == "level":
        if item.scale not in levels:
            return f"the scale “{item.scale}” is not known; there are {', '.join(sorted(levels))}."
        if value not in levels[item.scale]:
            return f"“{value}” is no level of {item.scale}: {', '.join(sorted(levels[item.scale]))}."
    return ""


def _reference(refers: Any, value: Any, ids: dict[str, set[str]], everything: dict[str, str]) -> str:
    if not refers or not value:
        return ""
    known: Any = everything if "any" in refers else set().union(*(ids[noun] for noun in refers))
    lost = [one for one in ((value,) if isinstance(value, str) else value) if one not in known]
    if not lost:
        return ""
    where = "any table" if "any" in refers else " or ".join(f"{NOUNS[noun][0]}.csv" for noun in refers)
    return f"“{lost[0]}” stands in no row of {where}."
