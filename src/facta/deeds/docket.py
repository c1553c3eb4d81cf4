"""The overdue docket as of any day: what is due, overdue and by how long, extended, done late, quietly dropped.

A deadline is the last day of its interval as first promised, and again as moved in time: a day moved after it had
passed stays missed. Done is the first material deed that supports the promise (words never count), unless the verdict
in force puts it below kept: then it is begun, no more. Late is measured against the first deadline. No deed found is
not "not done": it is overdue, as of a day. A promise that named no day, and was given one later, or had one in an
earlier plan, stands apart: it is in no rate, and its slip is told against that plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facta.deeds.docket_said import sentences
from facta.deeds.due import Due, Status
from facta.deeds.intervals import Share, wilson
from facta.deeds.support import deeds, remarks, undated
from facta.deeds.view import View, members, view
from facta.record import Case, Commitment
from facta.standing.footing import Footing
from facta.standing.promises import held

SETTLED: tuple[Status, ...] = ("done", "done late", "kept, day unknown", "withdrawn", "superseded")
"""Statuses that ask for nothing more."""
UNRATED: tuple[Status, ...] = ("withdrawn", "superseded", "kept, day unknown", "nothing against it")
"""Statuses that no rate counts."""


@dataclass(frozen=True, slots=True)
class Docket:
    """The docket on a day."""

    as_of: date
    promises: int
    rows: tuple[Due, ...]
    """Promises with a deadline; the longest overdue first, then by deadline."""
    later: tuple[Due, ...]
    """Promises that named no day and had one before or since, unless they are kept; in no rate."""
    on_time: Share
    """Of those whose first deadline has passed: done by it."""
    left_out: Mapping[str, int]
    """What that share leaves out, each promise once: the statuses of all rows add up with it."""
    sentences: tuple[str, ...]

    @property
    def open(self) -> tuple[Due, ...]:
        """What still asks for a deed."""
        return tuple(row for row in self.rows if row.status not in SETTLED)


def docket(case: Case, as_of: date, actor: str = "") -> Docket:
    """Every promise with a deadline, as it stands on the day; of one actor where one is named.

    Raises ValueError for a date that is none.
    """
    shown, footing = view(case, as_of), Footing(case)
    promises = [one for one in shown.commitments if not actor or actor in members(shown, one.actors)]
    rows = [row for one in promises if (row := _due(shown, footing, one)) is not None]
    rows.sort(key=lambda row: (row.status in SETTLED or row.due_now >= as_of, row.due_now, row.id))
    later = [row for one in promises if (row := _dated_later(shown, one)) is not None]
    passed = rated(rows, as_of)
    on_time = wilson(sum(row.status == "done" for row in passed), len(passed))
    left = left_out(rows, as_of)
    said = sentences(shown, promises, rows, later, passed, on_time, left, actor)
    return Docket(as_of, len(promises), tuple(rows), tuple(later), on_time, left, said)


def rated(rows: Sequence[Due], as_of: date) -> list[Due]:
    """The promises of which a share is taken: due by the day as first promised, each once, still standing.

    Left out are those kept on a day that nobody knows, and those not to act: neither has a day by which it was done.
    """
    return [row for row in rows if row.due < as_of and not row.repeats and row.status not in UNRATED]


def left_out(rows: Sequence[Due], as_of: date) -> dict[str, int]:
    """Rows that the share of those done in time leaves out, by the reason."""
    single = [row for row in rows if not row.repeats]
    return {
        "saying an earlier promise again": len(rows) - len(single),
        "whose first day has not passed": sum(row.due >= as_of and row.status not in UNRATED for row in single),
        "ended, or without a day": sum(row.status in UNRATED for row in single),
    }


def _dated_later(shown: View, commitment: Commitment) -> Due | None:
    """A promise that named no day itself and had one in an earlier plan or since; None where it is kept or ended."""
    plan, at = shown.index.plan(commitment), shown.verdicts.place(commitment.id)
    day = plan.later or plan.earlier
    kept = at is not None and at >= 1
    if day is None or commitment.due or kept or shown.index.ended(commitment) or commitment.id in shown.repeats:
        return None
    mentioned, since = mentions(shown, commitment)
    first = next(iter(deeds(shown, commitment)), None)
    judged = shown.verdicts.of(commitment.id)
    return Due(
        commitment.id,
        commitment.text,
        members(shown, commitment.actors),
        commitment.topic,
        shown.said.get(commitment.id),
        plan.earlier or day,
        day,
        "dated later" if plan.later is not None else "day given up",
        (shown.as_of - day).days,
        False,
        (day - (plan.earlier or day)).days,
        None,
        None,
        first.id if first else "",
        judged.said if judged.standing != "none" else _levels(shown, commitment),
        judged.rule,
        mentioned,
        since,
        (),
        False,
        plan.earlier,
        plan.named,
    )


def _due(shown: View, footing: Footing, commitment: Commitment) -> Due | None:
    deadline = shown.index.due(commitment)
    if deadline is None:
        return None
    as_of, due, due_now = shown.as_of, deadline.first, deadline.last
    found = deeds(shown, commitment)
    first = found[0] if found else None
    acted = first is not None or bool(undated(shown, commitment))
    judged = shown.verdicts.of(commitment.id)
    at = shown.verdicts.place(commitment.id)
    mentioned, since = mentions(shown, commitment)
    ended = shown.index.ended(commitment)
    status: Status
    at_least = False
    if ended is not None and not acted:
        status, days = ("withdrawn" if ended.kind == "withdrawn" else "superseded"), 0
    elif at is not None and at < 0:
        status, days = "acted against", (as_of - due_now).days
    elif commitment.refrain:
        # Kept by not acting: it cannot be overdue, nor done.
        against = shown.index.deeds(commitment, "contradicts")
        status, days = ("acted against" if against else "nothing against it"), (as_of - due_now).days
    elif first is not None and (at is None or at >= 1) and not (undated(shown, commitment) and first.earliest > due):
        # Late only where even the first day possible, of whichever deed, came after.
        earliest = min(found, key=lambda one: one.earliest)
        late = (earliest.earliest - due).days if earliest.earliest > due else min(0, (first.day - due).days)
        status, days = ("done late" if late > 0 else "done"), late
        at_least = late > 0 and earliest.earliest < earliest.day
    elif (acted and at is None) or (at is not None and at >= 1):
        status, days = "kept, day unknown", 0
    elif acted:
        status, days = "begun", (as_of - due_now).days
    elif due_now >= as_of:
        status, days = ("extended" if due_now > due else "not yet due"), (as_of - due_now).days
    else:
        gone = since > 0 and (mentioned is None or mentioned <= due_now)
        status, days = ("dropped" if gone else "overdue"), (as_of - due_now).days
    return Due(
        commitment.id,
        commitment.text,
        members(shown, commitment.actors),
        commitment.topic,
        shown.said.get(commitment.id),
        due,
        due_now,
        status,
        days,
        at_least,
        deadline.slip,
        deadline.too_late,
        first.day if first else None,
        first.id if first else "",
        judged.said if judged.standing != "none" else _levels(shown, commitment),
        judged.rule,
        mentioned,
        since,
        shown.repeats.get(commitment.id, ()),
        # What had happened by the same day shows the same deed: an act, and the meeting that it is.
        first is not None and footing.weak_deeds(one.id for one in found if one.day <= first.day),
        shown.index.plan(commitment).earlier,
    )


def _levels(shown: View, commitment: Commitment) -> str:
    """Verdicts given actor by actor, side by side."""
    return "; ".join(
        f"{actor}: {shown.verdicts.of(commitment.id, actor).said}" for actor in shown.verdicts.actors(commitment.id)
    )


def mentions(shown: View, commitment: Commitment) -> tuple[date | None, int]:
    """When it was last said (at its meeting, in a restatement, in words about it), and meetings of its series since.

    Only meetings of which any promise is on record are counted: the others are silent about everything.
    """
    same = (commitment.id, *shown.repeats.get(commitment.id, ()))
    days = [when.end for key in same for when, _ in shown.restatements.get(key, ())]
    days += [one.day for one in remarks(shown, commitment.id, members(shown, commitment.actors))]
    if (said := shown.said.get(commitment.id)) is not None:
        days.append(said)
    if not days:
        return None, 0
    last = max(days)
    series = next((one.series for one in shown.meetings if one.id == commitment.meeting), "")
    since = sum(
        one.series == series and one.id in shown.on_record and held(one) and shown.met[one.id].begin > last
        for one in shown.meetings
        if one.id in shown.met
    )
    return last, since
