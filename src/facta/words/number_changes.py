"""Amounts and dates that differ between an earlier wording and a later one, each shown by the words on both sides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from facta.model import Change, Deadline, Quantity
from facta.words.contrast import contrast
from facta.words.deadlines import deadlines, inside
from facta.words.quantities import quantities

_DIGIT = re.compile(r"\d")
_BOUND = re.compile(
    r"(?i)(?:not? later than|by|before|until|till|ahead of|prior to|within|(?:at |by )?the end|in the \w+ half)\b"
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Amounts and dates of a sentence that count for a change."""

    amounts: tuple[Quantity, ...]
    dates: tuple[Deadline, ...]


@lru_cache(maxsize=4_000)
def numbers(sentence: str, said: date | None) -> Numbers:
    """Amounts and firm dates, kept for the next call; sentences without a digit are not searched."""
    if not _DIGIT.search(sentence):
        return Numbers((), ())
    bounds = (found for found in deadlines(sentence, said) if found.latest and _BOUND.match(found.span.quote))
    return Numbers(quantities(sentence), tuple(bounds))


def differ(later: Numbers, earlier: Numbers) -> tuple[Quantity, Quantity] | None:
    """An amount of the later sentence with another of the same unit in the earlier one, neither standing in both."""
    values_later, values_earlier = {one.value for one in later.amounts}, {one.value for one in earlier.amounts}
    for new in later.amounts:
        for old in earlier.amounts:
            same = new.kind == old.kind and (new.unit == old.unit or new.kind != "count")
            if same and new.value not in values_earlier and old.value not in values_later:
                return old, new
    return None


def moved(later: Numbers, earlier: Numbers) -> tuple[Deadline, Deadline] | None:
    """A date of the earlier sentence and another of the later one, neither standing in both."""
    latest_later, latest_earlier = {one.latest for one in later.dates}, {one.latest for one in earlier.dates}
    for new in later.dates:
        for old in earlier.dates:
            if new.latest not in latest_earlier and old.latest not in latest_later and not inside(new, old):
                return old, new
    return None


def amount(later: str, earlier: str, dates: tuple[date | None, date | None]) -> Change | None:
    """Another amount for the same thing, one that was dropped, or one that was given."""
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    pair = differ(new, old)
    if pair:
        return Change("amount_changed", pair[0].span.quote, pair[1].span.quote, "another amount of the same thing")
    before = old.amounts[0].span.quote if old.amounts and not new.amounts else ""
    after = new.amounts[0].span.quote if new.amounts and not old.amounts else ""
    reason = "the amount was dropped" if before else "an amount was given"
    return Change("amount_changed", before, after, reason) if before or after else None


def deadline(later: str, earlier: str, dates: tuple[date | None, date | None] = (None, None)) -> Change | None:
    """Another date for the same thing, a date that was dropped, or one that was set."""
    new, old = numbers(later, dates[0]), numbers(earlier, dates[1])
    pair = moved(new, old)
    if pair:
        return Change("deadline_moved", pair[0].span.quote, pair[1].span.quote, "another date for the same thing")
    named = _named_times(later, earlier, dates)
    if named:
        return Change("deadline_moved", *named, "another date for the same thing")
    before = old.dates[0].span.quote if old.dates and not new.dates else ""
    after = new.dates[0].span.quote if new.dates and not old.dates else ""
    reason = "the date was dropped" if before else "a date was set"
    return Change("deadline_moved", before, after, reason) if before or after else None


def _named_times(later: str, earlier: str, dates: tuple[date | None, date | None]) -> tuple[str, str] | None:
    """The words of the only time that either sentence names, in a promise, where they mean another time."""
    if contrast(later, earlier).later.promised < 0 or contrast(later, earlier).earlier.promised < 0:
        return None
    held = [
        [one for one in deadlines(sentence, said) if one.latest and not one.vague]
        for sentence, said in ((later, dates[0]), (earlier, dates[1]))
    ]
    if [len(one) for one in held] != [1, 1]:
        return None
    new, old = held[0][0], held[1][0]
    if dates[0] and old.latest and old.latest < dates[0]:
        return None  # what was due then is over: this is another event
    same = new.span.quote.casefold() == old.span.quote.casefold() or new.latest == old.latest or inside(new, old)
    return None if same else (old.span.quote, new.span.quote)
