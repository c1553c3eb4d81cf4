"""What judging a promise needs to know: who shares it, when it was made, when it was due, what bears on it.

One ``Index`` is made for a case and asked many times.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from facta.dates import begin, end
from facta.record import Action, Case, Commitment, Direction, Restatement

MEETING = "meeting"
"""Unit of a promise whose deed is a meeting."""
DOCUMENT = "document only"
"""Format of a meeting at which nobody met."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day in force (the last of its interval), the day as first promised, and how often it was moved in time."""

    first: date
    last: date
    moves: int = 0

    @property
    def slip(self) -> int:
        """Days from the first to the one in force."""
        return (self.last - self.first).days


class Index:
    """Look-ups over one case, up to a day where one is given."""

    def __init__(self, case: Case, as_of: date | None = None) -> None:
        self.case = case
        self.as_of = as_of
        self._groups = {actor.id: actor.members for actor in case.actors if actor.members}
        self.meetings = {meeting.id: meeting for meeting in case.meetings}
        self._actions = {action.id: action for action in case.actions}
        self._evidence: dict[str, list[tuple[Direction, Action]]] = defaultdict(list)
        for row in case.evidence:
            action = self._actions.get(row.action)
            if action is not None and self._past(action.date):
                self._evidence[row.subject].append((row.direction, action))
        self._restatements: dict[str, list[Restatement]] = defaultdict(list)
        for again in case.restatements:
            if self._past(again.date):
                self._restatements[again.commitment].append(again)
        for some in self._restatements.values():
            some.sort(key=lambda one: begin(one.date) or date.max)

    def _past(self, text: str) -> bool:
        """Whether something may have happened by the day; without a date it may."""
        first = begin(text)
        return self.as_of is None or first is None or first <= self.as_of

    def promises(self) -> list[Commitment]:
        """Promises made by the day that count: those of machine origin do not, until a person accepts them."""
        return [one for one in self.case.commitments if one.origin == "person" and self._past(self.said(one))]

    def members(self, actor: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The single actors that an actor stands for: those of a group, else itself."""
        if actor not in self._groups or actor in seen:
            return (actor,)
        return tuple(one for member in self._groups[actor] for one in self.members(member, seen | {actor}))

    def actors(self, commitment: Commitment) -> tuple[str, ...]:
        """Everyone who made the promise, groups resolved, each once."""
        return tuple(dict.fromkeys(one for actor in commitment.actors for one in self.members(actor)))

    def said(self, commitment: Commitment) -> str:
        """When it was made: its own date, else its meeting's."""
        meeting = self.meetings.get(commitment.meeting)
        return commitment.said or (meeting.date if meeting else "")

    def restatements(self, commitment: Commitment) -> list[Restatement]:
        """The promise said again, in order of time."""
        return self._restatements.get(commitment.id, [])

    def deeds(self, commitment: Commitment, direction: Direction) -> list[Action]:
        """Material actions that bear on the promise and are not surely older, first things first; undated ones last.

        A promise to meet again (its unit is ``meeting``) is kept by the next meeting of its series that was held.
        """
        said = begin(self.said(commitment))
        found = {
            action.id: action
            for side, action in self._evidence.get(commitment.id, [])
            if side == direction and action.material and not (said and (end(action.date) or said) < said)
        }
        if direction == "supports" and commitment.unit.casefold() == MEETING:
            found |= {one.id: one for one in self._next_meeting(commitment)}
        return sorted(found.values(), key=lambda action: (begin(action.date) or date.max, action.id))

    def _next_meeting(self, commitment: Commitment) -> list[Action]:
        made = self.meetings.get(commitment.meeting)
        said = end(self.said(commitment))
        if made is None or said is None:
            return []
        later = [
            (day, one)
            for one in self.meetings.values()
            if one.series == made.series and one.status == "held" and one.format != DOCUMENT
            if (day := begin(one.date)) and day > said and self._past(one.date)
        ]
        if not later:
            return []
        _, first = min(later, key=lambda one: (one[0], one[1].id))
        return [Action(first.id, first.date, self.actors(commitment), first.document_title or "meeting", "meeting")]

    def due(self, commitment: Commitment) -> Due | None:
        """When it is due. A new day counts only if it was given no later than the one it moves."""
        first = end(commitment.due)
        if first is None:
            return None
        last, moves = first, 0
        for again in self.restatements(commitment):
            moved, given = end(again.due), begin(again.date)
            if again.kind == "extended" and moved and given and given <= last < moved:
                last, moves = moved, moves + 1
        return Due(first, last, moves)
