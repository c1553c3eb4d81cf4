"""What of the criticism in a series is said for the first time: a target, an epithet, a place, a matter, a strength."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from facta.model import Criticism, Passage
from facta.text.actors import mentions, name, sieve
from facta.text.phrases import fold, language, lower
from facta.text.spelling import one_spelling
from facta.vocab import load
from facta.words.align import stem
from facta.words.judgement import cues_of

FirstKind = Literal["target", "named", "epithet", "place", "matter", "strength"]
RAISED = " (raised before, not as criticism)"
"""Behind a first whose matter or place earlier statements named beside the target."""


@dataclass(frozen=True, slots=True)
class First:
    """Something said of a target for the first time in a series."""

    kind: FirstKind
    target: str
    value: str
    """The epithet, place, matter or strength; "" for a target."""
    text: str
    """The same in words, as it stands in ``Criticism.firsts``."""


def firsts(series: Sequence[Sequence[Criticism]], before: Iterable[Passage] = ()) -> list[tuple[Criticism, ...]]:
    """The criticisms of each statement, in the order given (by date), with ``firsts`` filled in.

    The first statement of a series has nothing before it, so nothing in it is a first. Nor is anything said of a target
    that is only evident: that it is meant is an inference, not something said. Forms of one epithet are one.

    ``before`` is what the statements before the last one say, criticism or not: where one sentence of it names a
    target beside a matter or place that the last statement holds against it for the first time, the first says so.
    """
    rows = _news(series)
    raised = _raised({first for _, new in rows[-1] for first in new}, before) if rows else set()
    return [
        tuple(
            replace(item, firsts=tuple(first.text + (RAISED if first in raised else "") for first in new))
            for item, new in row
        )
        for row in rows
    ]


def _raised(new: set[First], before: Iterable[Passage]) -> set[First]:
    """Those whose matter or place stands beside the target in a sentence of ``before``."""
    pending = {first for first in new if first.kind in ("matter", "place")}
    found: set[First] = set()
    for passage in before:
        if not pending:
            break
        text = " ".join(passage.quote.lower().split())
        likely = {one for one in pending if sieve(one.target).search(text) and _matter(one, text).search(fold(text))}
        if likely:
            named = {name(mention.id) for mention in mentions(passage.quote)}
            found |= {one for one in likely if one.target in named and (one.kind == "matter" or one.value in named)}
            pending -= found
    return found


def _matter(first: First, text: str) -> re.Pattern[str]:
    """What tells of its matter, or may name its place, in a text in lower case."""
    return sieve(first.value) if first.kind == "place" else dict(cues_of(language(text)).matters)[first.value]


def first_evers(series: Sequence[Sequence[Criticism]]) -> list[tuple[tuple[Criticism, First], ...]]:
    """The same as ``firsts``, as data: per statement, every criticism that says something new with what is new."""
    return [tuple((item, first) for item, new in row for first in new) for row in _news(series)]


def _news(series: Sequence[Sequence[Criticism]]) -> list[list[tuple[Criticism, list[First]]]]:
    seen: dict[str, set[tuple[str, str]]] = {}
    strongest: dict[str, int] = {}
    rows: list[list[tuple[Criticism, list[First]]]] = []
    for position, items in enumerate(series):
        row: list[tuple[Criticism, list[First]]] = []
        # Strength is held against earlier statements: within one statement there is no "before".
        earlier = dict(strongest)
        for item in items:
            row.append((item, _new(item, seen, strongest, earlier) if position and item.named else []))
            _remember(item, seen, strongest)
        rows.append(row)
    return rows


def _facts(item: Criticism) -> dict[tuple[FirstKind, str], str]:
    """What is said of the target, by kind and key, each with its words as they stand."""
    facts: dict[tuple[FirstKind, str], str] = {("target", ""): ""}
    if item.named:
        facts["named", ""] = ""
    for span in item.epithets:
        words = " ".join(lower(span.quote).split())
        facts.setdefault(("epithet", _epithet(words)), words)
    facts |= {("place", place): place for place in item.places}
    return facts | {("matter", matter): matter for matter in item.matters}


def _epithet(words: str) -> str:
    """What the forms and spellings of an epithet have in common: "destabilising" is "destabilizing"."""
    return _one_form().get(words) or _stems(words)


@cache
def _one_form() -> dict[str, str]:
    """Of each form that stands in a list of forms, the stem of the first."""
    lists = [one for entry in load("epithets").values() for script in entry.values() for one in script]
    return {form: _stems(one[0]) for one in lists if not isinstance(one, str) for form in one}


def _stems(words: str) -> str:
    return " ".join(stem(one_spelling(word)) for word in words.split())


def _remember(item: Criticism, seen: dict[str, set[tuple[str, str]]], strongest: dict[str, int]) -> None:
    if item.target:
        seen.setdefault(item.target, set()).update(_facts(item))
        strongest[item.target] = max(strongest.get(item.target, 0), item.strength)


def _new(
    item: Criticism, seen: dict[str, set[tuple[str, str]]], strongest: dict[str, int], earlier: dict[str, int]
) -> list[First]:
    who = item.target
    known = seen.get(who)
    new: list[First] = []
    for (fact, key), value in _facts(item).items():
        if known is not None and (fact, key) in known:
            continue
        if known is None and fact == "named":
            continue
        text = {
            "target": f"target {who}",
            "named": f"{who} named",
            "epithet": f"{who}: '{value}'",
            "place": f"{who} over {value}",
            "matter": f"{who} on {value}",
        }[fact]
        new.append(First(fact, who, value, text))
    if who in earlier and item.strength > strongest[who]:
        text = f"{who}: strength {item.strength}, before at most {earlier[who]}"
        new.append(First("strength", who, str(item.strength), text))
    return new
