"""The written rules for awkward verdicts, and those that follow from dates and evidence alone.

A finding is no verdict: it names the rule, the facts and what verdicts the rule permits. Dates known to the month or
year only are read in favour of who promised: late means that even the first possible day of the deed was after the last
possible day of the promise. Only material actions count as deeds; a statement never does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from facta.dates import Interval
from facta.record import Action, Case, Commitment
from facta.standing.promises import Index
from facta.standing.scales import Families, show_on
from facta.vocab import load


@dataclass(frozen=True, slots=True)
class Rule:
    """A written rule: its definition, the levels of the fulfilment scale it permits, and what they say."""

    name: str
    means: str
    permits: tuple[str, ...]
    derived: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds for a promise as of a day. ``days``: by how much it is overdue, late or moved."""

    rule: str
    commitment: str
    sentence: str
    since: date | None = None
    days: int | None = None
    actions: tuple[str, ...] = ()
    permits: tuple[str, ...] = ()


def rules() -> dict[str, Rule]:
    """Every written rule by name."""
    return {
        name: Rule(name, one["means"], tuple(one["permits"]), one["derived"], one["verdict"])
        for name, one in load("rules").items()
    }


def permitted(rule: str, value: str, scale: str, among: Families | None = None) -> bool:
    """Whether a verdict on any scale can be one that the rule permits. Raises KeyError for an unknown rule."""
    shown = show_on(value, scale, "fulfilment", among)
    return not shown.levels or bool(set(shown.levels) & set(rules()[rule].permits))


def derive(case: Case, as_of: date, commitments: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Every rule that dates and evidence alone show to hold as of a day, promise by promise."""
    index = Index(case, as_of)
    wanted = set(commitments)
    return tuple(
        finding
        for promise in index.promises()
        if not wanted or promise.id in wanted
        for check in CHECKS
        for finding in check(index, promise, as_of)
    )


def _finding(
    rule: str,
    promise: Commitment,
    sentence: str,
    since: date | None = None,
    days: int | None = None,
    actions: tuple[str, ...] = (),
) -> Finding:
    return Finding(rule, promise.id, sentence, since, days, actions, rules()[rule].permits)


def overdue(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """Due passed, nothing done, not replaced and not withdrawn. A promise to refrain has no day by which it is done."""
    due = index.due(promise)
    over = index.ended(promise) is not None
    if promise.refrain or due is None or over or as_of <= due.last or index.deeds(promise, "supports"):
        return
    days = (as_of - due.last).days
    late = f" That it was put off to {due.too_late} was said when the day had passed." if due.too_late else ""
    yield _finding(
        "overdue", promise, f"Due by {due.last}, {_days(days)} ago; no deed on record.{late}", due.last, days
    )


def extended(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """The due day was put off in time."""
    due = index.due(promise)
    if due and due.slip > 0:
        times = "once" if due.moves == 1 else f"{due.moves} times"
        sentence = f"Due by {due.first} as first promised, moved {times} to {due.last}, by {_days(due.slip)}."
        yield _finding("extended", promise, sentence, due.last, due.slip)


def done_late(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """The first supporting deed surely came after the day first promised; an undated deed may have been in time."""
    due = index.due(promise)
    deeds = index.deeds(promise, "supports")
    if promise.refrain or due is None or not deeds or any(not deed.date for deed in deeds):
        return
    when, made = index.when(deeds[0]), index.made(promise)
    # No deed keeps a promise before it is made, even one whose day is known by the year alone.
    first = max(when.begin, made.begin) if when and made else when.begin if when else None
    if when and first and first > due.first:
        days = (first - due.first).days
        moved = f", moved in time to {due.last}" if due.moves else ""
        least = "" if first == when.end else "at least "
        sentence = (
            f"Due by {due.first} as first promised{moved}; the first deed came on {deeds[0].date}, "
            f"{least}{_days(days)} late."
        )
        yield _finding("done late", promise, sentence, first, days, (deeds[0].id,))


def done_by_somebody_else(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """Every supporting deed is by others."""
    deeds = [deed for deed in index.deeds(promise, "supports") if deed.actors]
    theirs = set(index.actors(promise))
    if deeds and theirs and not any(theirs & set(index.groups.of(deed.actors)) for deed in deeds):
        others = ", ".join(dict.fromkeys(actor for deed in deeds for actor in deed.actors))
        sentence = f"Every deed on record that supports it is by {others}."
        yield _finding("done by somebody else", promise, sentence, _since(index.when(deeds[0])), None, _ids(deeds))


def reversed_later(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """A contradicting deed surely came after a supporting one."""
    done = [days.end for deed in index.deeds(promise, "supports") if (days := index.when(deed))]
    if not done:
        return
    against = [
        deed for deed in index.deeds(promise, "contradicts") if (days := index.when(deed)) and days.begin > min(done)
    ]
    if against:
        sentence = f"Done by {min(done)}; a deed against it followed on {against[0].date}."
        yield _finding("reversed later", promise, sentence, _since(index.when(against[0])), None, _ids(against))


def superseded(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """Another promise took its place."""
    for again in index.restatements(promise):
        if again.kind == "superseded":
            by = again.superseded_by or "another promise"
            sentence = f"Replaced by {by} on {again.date or 'an unknown day'}."
            since = _since(index.calendars.days(again.date, *promise.actors))
            yield _finding("superseded by a newer promise", promise, sentence, since)


def too_vague(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """Coded as not testable."""
    if promise.testable == "no":
        yield _finding("too vague to rate", promise, "Coded as not testable by a third party.")


def conditional(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """It names a condition."""
    if promise.condition:
        yield _finding("conditional", promise, f"Holds under a condition: {promise.condition}.")


def refrain(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """It promises not to do something."""
    if promise.refrain:
        against = index.deeds(promise, "contradicts")
        day = (against[0].date or "of unknown day") if against else ""
        sentence = f"A deed against it is on record, {day}." if against else "No deed against it on record."
        since = _since(index.when(against[0])) if against else None
        yield _finding("refrain from", promise, sentence, since, None, _ids(against))


def logistics(index: Index, promise: Commitment, as_of: date) -> Iterator[Finding]:
    """It promises a meeting or journey."""
    if promise.logistics:
        yield _finding("trivially kept logistics", promise, "A promise of logistics; means are also given without it.")


def _since(days: Interval | None) -> date | None:
    return days.begin if days is not None else None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _ids(deeds: list[Action]) -> tuple[str, ...]:
    return tuple(deed.id for deed in deeds)


CHECKS: tuple[Callable[[Index, Commitment, date], Iterator[Finding]], ...] = (
    overdue,
    extended,
    done_late,
    done_by_somebody_else,
    reversed_later,
    superseded,
    too_vague,
    conditional,
    refrain,
    logistics,
)
"""The rules that facta derives, in the order they are named."""
