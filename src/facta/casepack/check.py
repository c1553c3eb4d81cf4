"""Whether a record holds together: ids, references, dates, addresses, coordinates, levels. Every fault with its cell.

One rule book for case packs and for the ledger: what the ledger takes in is a pack that can be read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from facta.casepack.columns import columns
from facta.casepack.fault import Fault
from facta.dates import interval
from facta.record import HEAD, NOUNS, Case, key
from facta.standing.action_codes import is_code
from facta.vocab import load

KEY_LIMIT = 2000
"""Bytes of an id or address: PostgreSQL indexes no longer ones."""

YEARS, STEEPEST = 200, 1000
"""For no longer, and by no more per cent a year, does a pledge of growth run."""

_FIRMNESS = range(5)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Known:
    """What an item may refer to."""

    ids: Mapping[str, Set[str]]
    """Noun -> keys."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Indicator -> its unit."""
    levels: Mapping[str, Set[str]] = field(default_factory=dict)
    """Scale -> its levels."""
    unread: Set[str] = frozenset()
    """Nouns whose table could not be read: what refers to them is not judged."""

    def where(self, one: str) -> list[str]:
        """The nouns that have an item of this id; addresses of sources are no ids."""
        return [noun for noun, keys in self.ids.items() if noun != "source" and one in keys]


def faults(case: Case, lines: Mapping[tuple[str, str], int], unread: Set[str] = frozenset()) -> Iterator[Fault]:
    """Every fault of a case; ``lines`` gives the line of each (noun, key) in its file, rows with faults included.

    ``unread`` are the nouns whose tables as a whole could not be read.
    """
    ids: dict[str, set[str]] = {noun: {key(item) for item in getattr(case, name)} for noun, (name, _) in NOUNS.items()}
    for noun, one in lines:
        if noun in ids:
            ids[noun].add(one)
    known = Known(ids, {one.id: one.unit for one in case.indicators}, scale_levels(case.scales), unread)
    for column, message in head_faults({name: getattr(case, name) for name in HEAD}):
        yield Fault("case.toml", lines.get(("case", column), 0), column, message)
    for noun, (name, _) in NOUNS.items():
        for item in getattr(case, name):
            line = lines.get((noun, key(item)), 0)
            for column, message in item_faults(noun, item, known):
                yield Fault(f"{name}.csv", line, column, message)


def head_faults(head: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Faults of what describes the case as a whole, as (field, message)."""
    for name in ("covers_from", "covers_until"):
        if message := _date(head.get(name, "")):
            yield name, message
    if message := _before(head.get("covers_until", ""), head.get("covers_from", ""), "covers_from"):
        yield "covers_until", message


def item_faults(noun: str, item: Any, known: Known) -> Iterator[tuple[str, str]]:
    """Faults of one item, as (column, message)."""
    name = NOUNS[noun][0]
    rules = columns()[name]
    first = next(iter(rules))
    if message := _key(key(item)):
        yield first, message
    if noun != "source" and (others := [other for other in known.where(key(item)) if other != noun]):
        yield first, f"“{key(item)}” is an id in {NOUNS[others[0]][0]} too."
    for column, rule in rules.items():
        value = getattr(item, column)
        if not value and (kind := getattr(item, "kind", "")) in rule.get("needed", ()):
            yield column, f"empty: a row of kind “{kind}” needs it."
        message = _form(rule, value, item, known) or _reference(rule.get("refers", ()), value, known)
        if message:
            yield column, message


def scale_levels(scales: Iterable[Any]) -> dict[str, Set[str]]:
    """Levels of each scale, built in or of the case."""
    built_in: dict[str, Set[str]] = {
        name: {level for level, *_ in scale["levels"]} for name, scale in load("scales").items()
    }
    return built_in | {one.id: {level for level, _ in one.levels} for one in scales}


def _key(text: str) -> str:
    if not text:
        return "empty: it identifies the row."
    if _UNPRINTABLE.search(text) or text != text.strip():
        return "it has a line break, a control character, or a space at an end."
    return "" if len(text.encode()) <= KEY_LIMIT else f"it is longer than {KEY_LIMIT} bytes."


def _form(rule: Mapping[str, Any], value: Any, item: Any, known: Known) -> str:
    if value is None or value == "":
        return ""
    form = rule.get("form", "")
    if form == "date":
        return _date(value) or _before(value, getattr(item, rule.get("after", ""), ""), rule.get("after", ""))
    if form == "url":
        return "" if is_web(value) else f"“{value}” is no web address."
    if form in ("latitude", "longitude"):
        limit = 90 if form == "latitude" else 180
        if abs(value) > limit:
            return f"{value} lies outside -{limit} to {limit}."
        if (item.lat is None) != (item.lon is None):
            return "latitude and longitude go together."
    if form == "probability" and not 0 <= value <= 1:
        return f"{value} is no probability: 0 to 1."
    if form == "firmness" and value not in _FIRMNESS:
        return f"{value} is no firmness: 0 to 4."
    if form == "rate" and not -100 <= value <= STEEPEST:
        return f"{value} is no rate of growth: -100 to {STEEPEST} per cent a year."
    if form == "years" and not 0 <= value <= YEARS:
        return f"{value} is no number of years: 1 to {YEARS}."
    if form == "action code" and not is_code(value):
        names = ", ".join(load("action_codes")["classes"])
        return f"“{value}” is no action code: write a CAMEO code, two digits or more such as 01 or 0311, or {names}."
    if form == "unit" and known.units.get(item.indicator) and value != known.units[item.indicator]:
        return f"“{value}” is not the unit of the indicator, “{known.units[item.indicator]}”."
    return _level(item.scale, value, known.levels) if form == "level" else ""


def is_web(value: str) -> bool:
    """True for a web address: http or https, a host, and no space in it."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f]", value)
    except ValueError:
        return False


def _date(value: str) -> str:
    try:
        interval(value)
    except ValueError:
        return f"“{value}” is no date: write 2021, 2021-03, 2021-03-16, FY2027 or a range with /."
    return ""


def _before(value: str, other: str, name: str) -> str:
    """The fault of a date that lies wholly before the one it should follow."""
    try:
        this, that = interval(value), interval(other)
    except ValueError:
        return ""
    return f"“{value}” lies before {name}, “{other}”." if this and that and this.end < that.begin else ""


def _level(scale: str, value: str, levels: Mapping[str, Set[str]]) -> str:
    if scale not in levels:
        return f"the scale “{scale}” is not known; there are {', '.join(sorted(levels))}."
    if value not in levels[scale]:
        return f"“{value}” is no level of {scale}: {', '.join(sorted(levels[scale]))}."
    return ""


def _reference(refers: Any, value: Any, known: Known) -> str:
    if not refers or not value:
        return ""
    for one in (value,) if isinstance(value, str) else value:
        nouns = [noun for noun in NOUNS if noun != "source"] if "any" in refers else refers
        if known.unread & set(nouns):
            continue
        if not any(one in known.ids.get(noun, ()) for noun in nouns):
            where = "any table" if "any" in refers else " or ".join(f"{NOUNS[noun][0]}.csv" for noun in refers)
            return f"“{one}” stands in no row of {where}."
    return ""
