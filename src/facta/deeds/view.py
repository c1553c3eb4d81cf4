"""The case as it could be known on a day: what had been promised, done, judged and observed by then.

Every function of this room starts from a ``View``, so that "as of" means the same everywhere: nothing that was said,
done, written or judged after the day enters. What has no date is of unknown day: it may have been by any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from facta.dates import Interval, interval
from facta.record import Action, Case, Commitment, Meeting, Restatement
from facta.standing.promises import Index
from facta.standing.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class View:
    """A case on a day, with what is looked up again and again."""

    case: Case
    as_of: date
    index: Index
    """What bears on each promise: the rules that scorecards follow too."""
    commitments: tuple[Commitment, ...]
    """Promises made by that day, and those of unknown day; machine suggestions left out."""
    said: Mapping[str, date]
    """Commitment -> the day it was made, where known (the last day of a partial date)."""
    meetings: tuple[Meeting, ...]
    """Meetings due by that day, held or not, in order of date; those of unknown day last."""
    met: Mapping[str, Interval]
    """Meeting -> its days, where known."""
    on_record: frozenset[str]
    """Meetings of which any promise is recorded."""
    actions: Mapping[str, Action]
    """Actions that had begun by that day."""
    restatements: Mapping[str, tuple[tuple[Interval, Restatement], ...]]
    """Commitment -> its restatements of known day by that day, in order, each with its days."""
    repeats: Mapping[str, tuple[str, ...]]
    """Commitment -> the earlier ones that it merely says again; one that is restated in its own right is not here."""
    verdicts: Verdicts
    """The verdicts in force."""


def view(case: Case, as_of: date) -> View:
    """The case as of the day."""
    index = Index(case, as_of)
    met = {one.id: days for one in case.meetings if (days := index.met(one)) is not None and days.begin <= as_of}
    meetings = [one for one in case.meetings if one.id in met or index.met(one) is None]
    meetings.sort(key=lambda one: met[one.id].begin if one.id in met else date.max)
    commitments = index.promises()
    restatements = {one.id: dated for one in case.commitments if (dated := _dated(index, one))}
    return View(
        case,
        as_of,
        index,
        tuple(commitments),
        {one.id: min(made.end, as_of) for one in commitments if (made := index.made(one)) is not None},
        tuple(meetings),
        met,
        frozenset([*(one.meeting for one in commitments), *(one.meeting for one in case.restatements)]),
        index.actions,
        restatements,
        _repeats(commitments, index),
        Verdicts(case, as_of=as_of),
    )


def _dated(index: Index, commitment: Commitment) -> tuple[tuple[Interval, Restatement], ...]:
    days = ((index.calendars.days(one.date, *commitment.actors), one) for one in index.restatements(commitment))
    return tuple((when, one) for when, one in days if when is not None)


def _repeats(commitments: Iterable[Commitment], index: Index) -> dict[str, tuple[str, ...]]:
    """A promise repeats another where a restatement of that one names it, or has its words at its meeting."""
    named: dict[str, list[str]] = defaultdict(list)
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    own: set[str] = set()
    known = {one.id for one in commitments}
    for promise in commitments:
        for one in index.restatements(promise):
            own.add(promise.id)
            if one.by in known:
                named[one.by].append(promise.id)
            elif one.meeting and one.text:
                alike[one.meeting, one.text].append(promise.id)
    found = {}
    for promise in commitments:
        heads = dict.fromkeys([*named.get(promise.id, ()), *alike.get((promise.meeting, promise.text), ())])
        heads.pop(promise.id, None)
        if heads and promise.id not in own:
            found[promise.id] = tuple(heads)
    return found


def when(text: str) -> Interval:
    """The days of a date that is known; raises ValueError for an empty one."""
    found = interval(text)
    if found is None:
        raise ValueError("no date")
    return found


def members(shown: View, actors: Iterable[str]) -> tuple[str, ...]:
    """The actors behind these: a group gives its members, each once."""
    return shown.index.groups.of(actors)
