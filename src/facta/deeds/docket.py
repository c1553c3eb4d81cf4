"""The overdue docket as of any day: what is due, overdue and by how long, extended, done late, quietly dropped.

A deadline is the last day of its interval as first promised, and again as last extended. Done is the first material
deed that supports the promise (words never count), unless the verdict in force puts it below kept: then it is begun,
no more. Late is measured against the first deadline. No deed found is not "not done": it is overdue, as of a day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from facta.deeds.intervals import FEW, Share, wilson
from facta.deeds.say import count, days_text, joined
from facta.deeds.support import deeds, held, remarks
from facta.deeds.view import View, members, place, standing, verdict, view, when
from facta.record import Case, Commitment

Status = Literal[
    "done",
    "done late",
    "kept, day unknown",
    "begun",
    "acted against",
    "not yet due",
    "extended",
    "overdue",
    "dropped",
    "withdrawn",
    "superseded",
]
SETTLED: tuple[Status, ...] = ("done", "done late", "kept, day unknown", "withdrawn", "superseded")
"""Statuses that ask for nothing more."""
ENDED: tuple[Status, ...] = ("withdrawn", "superseded")
"""Statuses that no rate counts."""


@dataclass(frozen=True, slots=True)
class Due:
    """One promise with a deadline, and how it stands on the day."""

    id: str
    text: str
    actors: tuple[str, ...]
    topic: str
    said: date | None
    due: date
    """As first promised."""
    due_now: date
    """As last said: extended or brought forward; the same where it never moved."""
    status: Status
    days: int
    """Days late where it was done, overdue where it is open; below zero: early, or still to run."""
    slip: int
    """Days that the deadline itself was moved; below zero: brought forward."""
    done: date | None
    """The day by which the first deed had surely happened."""
    deed: str
    """Its id."""
    verdict: str
    """The level in force, "" where nobody has judged it."""
    rule: str
    last_said: date | None
    """When a meeting last mentioned it."""
    meetings_since: int
    """Meetings of its series held after that."""
    repeats: tuple[str, ...]
    """Earlier promises that it merely says again; it is listed and enters no rate."""


@dataclass(frozen=True, slots=True)
class Docket:
    """The docket on a day."""

    as_of: date
    promises: int
    rows: tuple[Due, ...]
    """Promises with a deadline; the longest overdue first, then by deadline."""
    on_time: Share
    """Of those whose first deadline has passed: done by it."""
    sentences: tuple[str, ...]

    @property
    def open(self) -> tuple[Due, ...]:
        """What still asks for a deed."""
        return tuple(row for row in self.rows if row.status not in SETTLED)


def docket(case: Case, as_of: date) -> Docket:
    """Every promise with a deadline, as it stands on the day. Raises ValueError for a date that is none."""
    shown = view(case, as_of)
    rows = [row for one in shown.commitments if (row := _due(shown, one)) is not None]
    rows.sort(key=lambda row: (row.status in SETTLED or row.due_now >= as_of, row.due_now, row.id))
    passed = [row for row in rows if row.due < as_of and not row.repeats and row.status not in ENDED]
    on_time = wilson(sum(row.status == "done" and row.done is not None for row in passed), len(passed))
    return Docket(as_of, len(shown.commitments), tuple(rows), on_time, _sentences(shown, rows, passed, on_time))


def _due(shown: View, commitment: Commitment) -> Due | None:
    if not commitment.due:
        return None
    as_of, said = shown.as_of, shown.said.get(commitment.id)
    due = when(commitment.due).end
    restatements = shown.restatements.get(commitment.id, ())
    due_now = next((when(one.due).end for one in reversed(restatements) if one.due), due)
    found = deeds(shown, commitment)
    first = found[0] if found else None
    judged = verdict(shown, commitment.id)
    at = standing(shown, commitment.id, members(shown.case, commitment.actors))
    mentioned, since = mentions(shown, commitment)
    ended = next((one.kind for one in reversed(restatements) if one.kind in ("withdrawn", "superseded")), None)
    status: Status
    if ended == "withdrawn" and first is None:
        status, days = "withdrawn", 0
    elif ended == "superseded" and first is None:
        status, days = "superseded", 0
    elif at is not None and at < 0:
        status, days = "acted against", (as_of - due_now).days
    elif first is not None and (at is None or at >= 1):
        late = (first.earliest - due).days if first.earliest > due else min(0, (first.day - due).days)
        status, days = ("done late" if late > 0 else "done"), late
    elif at is not None and at >= 1:
        status, days = "kept, day unknown", 0
    elif first is not None:
        status, days = "begun", (as_of - due_now).days
    elif due_now >= as_of:
        status, days = ("extended" if due_now > due else "not yet due"), (as_of - due_now).days
    else:
        gone = since > 0 and (mentioned is None or mentioned <= due_now)
        status, days = ("dropped" if gone else "overdue"), (as_of - due_now).days
    return Due(
        commitment.id,
        commitment.text,
        members(shown.case, commitment.actors),
        commitment.topic,
        said,
        due,
        due_now,
        status,
        days,
        (due_now - due).days,
        first.day if first else None,
        first.id if first else "",
        judged.value if judged else _levels(shown, commitment),
        judged.rule if judged else "",
        mentioned,
        since,
        shown.repeats.get(commitment.id, ()),
    )


def _levels(shown: View, commitment: Commitment) -> str:
    """Verdicts given actor by actor, side by side."""
    own = [
        f"{actor}: {one.value}"
        for actor in members(shown.case, commitment.actors)
        if (one := shown.verdicts.get((commitment.id, actor))) is not None and place(shown, one) is not None
    ]
    return "; ".join(own)


def mentions(shown: View, commitment: Commitment) -> tuple[date | None, int]:
    """When it was last said (at its meeting, in a restatement, in words about it), and meetings of its series since.

    Only meetings of which any promise is on record are counted: the others are silent about everything.
    """
    same = (commitment.id, *shown.repeats.get(commitment.id, ()))
    days = [when(one.date).end for key in same for one in shown.restatements.get(key, ())]
    days += [one.day for one in remarks(shown, commitment.id, members(shown.case, commitment.actors))]
    if (said := shown.said.get(commitment.id)) is not None:
        days.append(said)
    if not days:
        return None, 0
    last = max(days)
    series = next((one.series for one in shown.meetings if one.id == commitment.meeting), "")
    since = sum(
        one.series == series and one.id in shown.on_record and held(one) and when(one.date).begin > last
        for one in shown.meetings
    )
    return last, since


def _sentences(shown: View, rows: Sequence[Due], passed: Sequence[Due], on_time: Share) -> tuple[str, ...]:
    tally = Counter(row.status for row in rows)
    said = [
        f"As of {shown.as_of}: {len(rows)} of {count(len(shown.commitments), 'promise')} had a deadline; "
        f"{joined([f'{number} {status}' for status, number in tally.most_common()]) or 'none to show'}."
    ]
    if passed:
        said.append(f"Of those whose first deadline has passed, done by it: {on_time.text}.")
    late = [row for row in rows if row.status == "done late"]
    if late:
        worst = max(late, key=lambda row: row.days)
        said.append(
            f"Done late: {joined([f'{row.id} by {days_text(row.days)}' for row in late])}; "
            f"the longest delay was {days_text(worst.days)}."
        )
    overdue = [row for row in rows if row.status in ("overdue", "dropped")]
    if overdue:
        gone = f"; {tally['dropped']} of them not mentioned at any later meeting recorded" if tally["dropped"] else ""
        said.append(f"Overdue: no material deed was found by {shown.as_of}, which is not the same as not done{gone}.")
    moved = [row for row in rows if row.slip]
    if moved:
        listed = [
            f"{row.id} {'put off' if row.slip > 0 else 'brought forward'} by {days_text(abs(row.slip))}"
            for row in moved
        ]
        said.append(f"Deadlines that moved when said again: {joined(listed)}.")
    again = [f"{row.id} ({joined(row.repeats)})" for row in rows if row.repeats]
    if again:
        said.append(f"Listed but counted in no rate, for it says an earlier promise again: {joined(again)}.")
    unjudged = sum(not row.verdict for row in rows)
    if unjudged:
        said.append(f"{unjudged} of {len(rows)} are not judged: their status rests on deeds and dates alone.")
    if len(passed) < FEW:
        said.append(f"Only {count(len(passed), 'deadline has', 'deadlines have')} passed: too few for a rate.")
    return tuple(said)
