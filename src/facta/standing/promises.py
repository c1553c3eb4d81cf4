"""What judging a promise needs to know: who shares it, when it was made, when it was due, what bears on it.

One ``Index`` is made for a case and asked many times. Its rules, which scorecards, docket and written rules share:

- A deed counts unless it was surely over before the promise was made, or surely began after the promise had ended
  (withdrawn or superseded). Dates known to the month or year are read in favour of who promised.
- A day moved counts only where the new one was named before the old one had passed; else the old one stays missed.
- A day named before the promise was made is an earlier plan: it moves nothing, and a slip is told against it.
- What has no date may have happened by any day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facta.dates import Interval
from facta.record import Action, Case, Commitment, Direction, Evidence, Meeting, Restatement
from facta.standing.calendars import Calendars
from facta.standing.members import Members

MEETING = "meeting"
"""Unit of a promise whose deed is a meeting."""
DOCUMENT = "document only"
"""Format of a meeting at which nobody met."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a deadline: as first promised, as now in force, and how often it was moved in time."""

    first: date
    last: date
    moves: int = 0
    too_late: date | None = None
    """The last day that was named only when the one in force had passed: it moves nothing."""

    @property
    def slip(self) -> int:
        """Days from the first to the one in force; below zero: brought forward."""
        return (self.last - self.first).days


@dataclass(frozen=True, slots=True)
class Plan:
    """Days that others than the promise itself named for it."""

    earlier: date | None
    """The first day planned before the promise was made."""
    later: date | None
    """The last day named for it since."""
    named: date | None
    """When that was, at the latest."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A promise was withdrawn or superseded; ``by``: the last day possible, None where nobody knows when."""

    kind: str
    by: date | None
    restatement: Restatement


class Index:
    """Look-ups over one case, up to a day where one is given."""

    def __init__(self, case: Case, as_of: date | None = None) -> None:
        self.case = case
        self.as_of = as_of
        self.groups = Members(case.actors)
        self.calendars = Calendars(case.actors, self.groups)
        self.meetings = {meeting.id: meeting for meeting in case.meetings}
        self.actions = {one.id: one for one in case.actions if self._past(self.when(one))}
        """Actions that had begun by the day."""
        self._evidence: dict[str, list[Evidence]] = defaultdict(list)
        for row in case.evidence:
            if row.action in self.actions:
                self._evidence[row.subject].append(row)
        self._restatements: dict[str, list[tuple[date, Restatement]]] = defaultdict(list)
        promisers = {one.id: one.actors for one in case.commitments}
        for again in case.restatements:
            days = self.calendars.days(again.date, *promisers.get(again.commitment, ()))
            if self._past(days):
                self._restatements[again.commitment].append((days.end if days else date.max, again))
        for some in self._restatements.values():
            some.sort(key=lambda one: one[0])

    def _past(self, days: Interval | None) -> bool:
        return self.as_of is None or days is None or days.begin <= self.as_of

    def promises(self) -> list[Commitment]:
        """Promises made by the day that count: those of machine origin do not, until a person accepts them."""
        return [one for one in self.case.commitments if one.origin == "person" and self._past(self.made(one))]

    def members(self, actor: str) -> tuple[str, ...]:
        """The single actors that an actor stands for: those of a group, else itself."""
        return self.groups.of((actor,))

    def actors(self, commitment: Commitment) -> tuple[str, ...]:
        """Everyone who made the promise, groups resolved, each once."""
        return self.groups.of(commitment.actors)

    def said(self, commitment: Commitment) -> str:
        """When it was made: its own date, else its meeting's."""
        meeting = self.meetings.get(commitment.meeting)
        return commitment.said or (meeting.date if meeting else "")

    def made(self, commitment: Commitment) -> Interval | None:
        """The days on which it may have been made; None where nobody knows."""
        return self.calendars.days(self.said(commitment), *commitment.actors)

    def when(self, action: Action) -> Interval | None:
        """The days on which it may have been done; None where nobody knows."""
        return self.calendars.days(action.date, *action.actors)

    def met(self, meeting: Meeting) -> Interval | None:
        """The days on which the meeting may have been; None where nobody knows."""
        return self.calendars.days(meeting.date, *self._parties(meeting))

    def _parties(self, meeting: Meeting) -> Sequence[str]:
        return next((one.actors for one in self.case.series if one.id == meeting.series), ())

    def restatements(self, commitment: Commitment) -> list[Restatement]:
        """The promise said again, in order of time; those without a date last."""
        return [again for _, again in self._restatements.get(commitment.id, ())]

    def ended(self, commitment: Commitment) -> Ended | None:
        """How and when the promise ended before it was kept; None where it did not."""
        for again in self.restatements(commitment):
            if again.kind in ("withdrawn", "superseded"):
                days = self.calendars.days(again.date, *commitment.actors)
                return Ended(again.kind, days.end if days else None, again)
        return None

    def bearing(
        self, subject: str, direction: Direction, *, material: bool = True, since: date | None = None
    ) -> list[Action]:
        """Actions with evidence of this direction on a subject, first things first, undated ones last.

        Not those that were surely over before ``since``.
        """
        found: dict[str, tuple[date, Action]] = {}
        for row in self._evidence.get(subject, ()):
            action = self.actions[row.action]
            if row.direction != direction or action.material != material:
                continue
            days = self.when(action)
            if days is None or since is None or days.end >= since:
                found[action.id] = (days.begin if days else date.max, action)
        return [action for _, action in sorted(found.values(), key=lambda one: (one[0], one[1].id))]

    def deeds(self, commitment: Commitment, direction: Direction) -> list[Action]:
        """Material actions that bear on the promise while it stood, first things first; undated ones last.

        A promise to meet again (its unit is ``meeting``) is kept by the next meeting of its series that was held.
        """
        made, ended = self.made(commitment), self.ended(commitment)
        since = made.begin if made is not None else None
        found = {one.id: one for one in self.bearing(commitment.id, direction, since=since)}
        if direction == "supports" and commitment.unit.casefold() == MEETING:
            found |= {one.id: one for one in self._next_meeting(commitment)}
        begins = {one.id: days.begin for one in found.values() if (days := self.when(one)) is not None}
        if ended is not None and ended.by is not None:
            found = {name: one for name, one in found.items() if begins.get(name, date.min) <= ended.by}
        return sorted(found.values(), key=lambda one: (begins.get(one.id, date.max), one.id))

    def _next_meeting(self, commitment: Commitment) -> list[Action]:
        at, made = self.meetings.get(commitment.meeting), self.made(commitment)
        if at is None or made is None:
            return []
        later = [
            (days.begin, one.id, one)
            for one in self.meetings.values()
            if one.series == at.series and held(one)
            if (days := self.met(one)) is not None and days.begin > made.end and self._past(days)
        ]
        if not later:
            return []
        _, _, first = min(later)
        title = first.document_title or "meeting"
        return [Action(first.id, first.date, self.actors(commitment), title, "meeting", sources=first.sources)]

    def due(self, commitment: Commitment) -> Due | None:
        """When it is due: the last day of its interval as first promised, and as moved since. None without a deadline.

        A restatement that names a day moves it, later or sooner, if it may have been made no later than both.
        """
        days = self.calendars.days(commitment.due, *commitment.actors)
        if days is None:
            return None
        last, moves, too_late = days.end, 0, None
        for again in self.restatements(commitment):
            moved = self.calendars.days(again.due, *commitment.actors)
            if moved is None or moved.end == last or self._before(commitment, again):
                continue
            given = self.calendars.days(again.date, *commitment.actors)
            if given is not None and given.begin <= min(last, moved.end):
                last, moves = moved.end, moves + 1
            elif moved.end > last:
                too_late = moved.end
        return Due(days.end, last, moves, too_late)

    def _before(self, commitment: Commitment, again: Restatement) -> bool:
        """Whether a row about the promise is surely older than the promise."""
        made, given = self.made(commitment), self.calendars.days(again.date, *commitment.actors)
        return made is not None and given is not None and given.end < made.begin

    def plan(self, commitment: Commitment) -> Plan:
        """The days that plans before the promise, and words after it, named for it."""
        earlier, later, named = None, None, None
        for again in self.restatements(commitment):
            days = self.calendars.days(again.due, *commitment.actors)
            if days is None:
                continue
            if self._before(commitment, again):
                earlier = earlier or days.end
            else:
                given = self.calendars.days(again.date, *commitment.actors)
                later, named = days.end, given.end if given else None
        return Plan(earlier, later, named)


def held(meeting: Meeting) -> bool:
    """Whether people met: a document issued without a meeting is none."""
    return meeting.status == "held" and meeting.format != DOCUMENT
