"""The case as it could be known on a day: what had been promised, done, judged and observed by then.

Every function of this room starts from a ``View``, so that "as of" means the same everywhere: nothing that was said,
done, written or judged after the day enters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from facta.dates import Interval, interval
from facta.record import Action, Assessment, Case, Commitment, Evidence, Meeting, Restatement
from facta.vocab import load


@dataclass(frozen=True, slots=True)
class View:
    """A case on a day, with what is looked up again and again."""

    case: Case
    as_of: date
    commitments: tuple[Commitment, ...]
    """Promises made by that day, and those of unknown day; machine suggestions left out."""
    said: Mapping[str, date]
    """Commitment -> the day it was made, where known (the last day of a partial date)."""
    meetings: tuple[Meeting, ...]
    """Meetings due by that day, held or not, in order of date."""
    on_record: frozenset[str]
    """Meetings of which any promise is recorded."""
    actions: Mapping[str, Action]
    """Actions that had begun by that day."""
    evidence: Mapping[str, tuple[Evidence, ...]]
    """Subject -> its evidence, as far as the action it names had begun."""
    restatements: Mapping[str, tuple[Restatement, ...]]
    """Commitment -> its restatements by that day, in order."""
    repeats: Mapping[str, tuple[str, ...]]
    """Commitment -> the earlier ones that it merely says again; one that is restated in its own right is not here."""
    verdicts: Mapping[tuple[str, str], Assessment]
    """(subject, actor or "") -> the assessment in force."""
    places: Mapping[tuple[str, str], float | None]
    """(scale, level) -> place on the crosswalk: 1 kept, 0 not, -1 acted against; None for not rated."""


def view(case: Case, as_of: date) -> View:
    """The case as of the day."""
    meetings = sorted((one for one in case.meetings if _by(one.date, as_of)), key=lambda one: when(one.date).begin)
    days = {one.id: when(one.date).end for one in meetings}
    commitments: list[Commitment] = []
    said: dict[str, date] = {}
    known = {one.id for one in case.meetings}
    for commitment in case.commitments:
        if commitment.origin == "machine":
            continue
        day = when(commitment.said).end if commitment.said else days.get(commitment.meeting)
        if day is None and commitment.meeting in known:
            continue  # its meeting comes after the day
        if day is not None:
            if not _by(commitment.said, as_of):
                continue
            said[commitment.id] = min(day, as_of)
        commitments.append(commitment)
    actions = {one.id: one for one in case.actions if _by(one.date, as_of)}
    future = {one.id for one in case.actions} - set(actions)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for item in case.evidence:
        if item.action not in future:
            evidence[item.subject].append(item)
    restatements: dict[str, list[Restatement]] = defaultdict(list)
    for each in case.restatements:
        if each.date and _by(each.date, as_of):
            restatements[each.commitment].append(each)
    return View(
        case,
        as_of,
        tuple(commitments),
        said,
        tuple(meetings),
        frozenset([*(one.meeting for one in commitments), *(one.meeting for one in case.restatements)]),
        actions,
        {subject: tuple(items) for subject, items in evidence.items()},
        {key: tuple(sorted(items, key=lambda one: when(one.date).end)) for key, items in restatements.items()},
        _repeats(commitments, restatements),
        _in_force(case.assessments, as_of),
        _places(case),
    )


def _repeats(
    commitments: Iterable[Commitment], restatements: Mapping[str, list[Restatement]]
) -> dict[str, tuple[str, ...]]:
    """A promise repeats another where the record has its words, at its meeting, as a restatement of that one."""
    again: dict[tuple[str, str], list[str]] = defaultdict(list)
    for items in restatements.values():
        for one in items:
            if one.meeting and one.text:
                again[one.meeting, one.text].append(one.commitment)
    found = {}
    for promise in commitments:
        heads = tuple(head for head in again.get((promise.meeting, promise.text), ()) if head != promise.id)
        if heads and promise.id not in restatements:
            found[promise.id] = heads
    return found


def when(text: str) -> Interval:
    """The days of a date that is known; raises ValueError for an empty one."""
    found = interval(text)
    if found is None:
        raise ValueError("no date")
    return found


def _by(text: str, as_of: date) -> bool:
    """Whether it had begun by the day; what has no date counts as begun."""
    found = interval(text)
    return found is None or found.begin <= as_of


def _in_force(assessments: Iterable[Assessment], as_of: date) -> dict[tuple[str, str], Assessment]:
    """The verdict that stands on each subject: an adjudication before others, then the later, never an external one."""
    standing: dict[tuple[str, str], Assessment] = {}
    ranked = sorted(
        (one for one in assessments if not one.external and _by(one.date, as_of)),
        key=lambda one: (bool(one.adjudicates), one.date, one.id),
    )
    for one in ranked:
        standing[one.subject, one.actor] = one
    return standing


def _places(case: Case) -> dict[tuple[str, str], float | None]:
    places = {
        (name, str(level)): place for name, scale in load("scales").items() for level, place in scale.get("levels", ())
    }
    return places | {(scale.id, level): place for scale in case.scales for level, place in scale.levels}


def members(case: Case, actors: Iterable[str]) -> tuple[str, ...]:
    """The actors behind these: a group gives its members, each once."""
    groups = {actor.id: actor.members for actor in case.actors if actor.members}
    found: dict[str, None] = {}
    for actor in actors:
        for one in groups.get(actor, (actor,)):
            found[one] = None
    return tuple(found)


def verdict(shown: View, subject: str, actor: str = "") -> Assessment | None:
    """The assessment in force on a subject: the actor's own, else the one for all."""
    return shown.verdicts.get((subject, actor)) or shown.verdicts.get((subject, ""))


def place(shown: View, assessment: Assessment | None) -> float | None:
    """Where a verdict stands on the crosswalk; None for none, and for one that is not rated."""
    return None if assessment is None else shown.places.get((assessment.scale, assessment.value))


def standing(shown: View, subject: str, actors: Iterable[str]) -> float | None:
    """Where a subject stands: its one verdict, or the mean of those given actor by actor; None where none is rated."""
    whole = place(shown, shown.verdicts.get((subject, "")))
    if whole is not None:
        return whole
    own = (shown.verdicts.get((subject, actor)) for actor in actors)
    parts = [at for one in own if (at := place(shown, one)) is not None]
    return sum(parts) / len(parts) if parts else None
