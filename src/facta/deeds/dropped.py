"""Quietly dropped: promises that no deed followed and that no later meeting mentioned, deadline or none.

Silence is counted in meetings of the same series held since the promise was last said. Records of what meetings said
are seldom whole, so silence in the record is a reason to look, not proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from facta.deeds.docket import mentions
from facta.deeds.intervals import Share, wilson
from facta.deeds.say import count, joined
from facta.deeds.support import deeds, undated
from facta.deeds.view import members, view
from facta.record import Case


@dataclass(frozen=True, slots=True)
class Silent:
    """One promise that nothing was heard of again."""

    id: str
    text: str
    actors: tuple[str, ...]
    topic: str
    testable: str
    said: date | None
    last_said: date | None
    meetings_since: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """What fell silent, as of the day."""

    as_of: date
    rows: tuple[Silent, ...]
    share: Share
    """Of the promises that a deed could settle, whose deadline has passed or that have none, each counted once."""
    sentences: tuple[str, ...]


def dropped(case: Case, as_of: date, actor: str = "") -> Dropped:
    """Promises without a deed or a verdict above "not", not mentioned at the last meeting of their series or later.

    Of one actor where one is named. Where no action at all is on record nothing is listed: silence about deeds would
    be that of the record.
    """
    shown = view(case, as_of)
    if shown.commitments and not shown.actions:
        nothing = f"No actions are on record by {as_of}: what was dropped cannot be told from what was done."
        return Dropped(as_of, (), wilson(0, 0), (nothing,))
    asked = [
        one
        for one in shown.commitments
        if one.testable != "no"
        and (not actor or actor in members(shown, one.actors))
        and not one.refrain
        and one.id not in shown.repeats
        and one.id in shown.said
        and shown.index.ended(one) is None
        and ((due := shown.index.due(one)) is None or due.last < as_of)
    ]
    rows = []
    for one in asked:
        actors = members(shown, one.actors)
        last, since = mentions(shown, one)
        acted = deeds(shown, one) or undated(shown, one)
        if since and not acted and not (shown.verdicts.place(one.id) or 0) > 0:
            rows.append(Silent(one.id, one.text, actors, one.topic, one.testable, shown.said.get(one.id), last, since))
    rows.sort(key=lambda row: (-row.meetings_since, row.id))
    share = wilson(len(rows), len(asked))
    said = [
        f"No deed found by {as_of} and no mention at a later meeting of the series: "
        f"{share.told('promises that a deed could settle')}."
    ]
    if rows:
        longest = [f"{row.id} ({count(row.meetings_since, 'meeting')})" for row in rows[:5]]
        said.append(f"Longest silent: {joined(longest)}.")
        said.append("The record of what meetings said is seldom whole: silence is a reason to look, not proof.")
    return Dropped(as_of, tuple(rows), share, tuple(said))
