"""What the docket says of itself in plain sentences: the tally, the share done in time, delays, moves, doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from facta.deeds.due import Due
from facta.deeds.intervals import FEW, Share
from facta.deeds.say import count, days_text, joined
from facta.deeds.view import View
from facta.record import Commitment
from facta.standing.verdicts import waiting_note


def late_text(row: Due) -> str:
    """By how much it is late, in words."""
    return f"{'at least ' if row.at_least else ''}{days_text(row.days)}"


def days_named(later: Sequence[Due]) -> list[str]:
    """Each with its day, and by how much that is after the day planned before."""
    told = []
    for row in later:
        if row.status == "day given up":
            told.append(f"{row.id} (planned before for {row.due_now}, no day since)")
            continue
        moved = "later" if row.slip > 0 else "sooner"
        slip = f", {days_text(abs(row.slip))} {moved} than planned before ({row.planned})" if row.planned else ""
        told.append(f"{row.id} by {row.due_now}{slip}")
    return told


def sentences(
    shown: View,
    promises: Sequence[Commitment],
    rows: Sequence[Due],
    later: Sequence[Due],
    passed: Sequence[Due],
    on_time: Share,
    left_out: Mapping[str, int],
    actor: str,
) -> tuple[str, ...]:
    tally = Counter(row.status for row in rows)
    said = [
        f"As of {shown.as_of}{f', of {actor}' if actor else ''}: {len(rows)} of {count(len(promises), 'promise')} had "
        f"a deadline; {joined([f'{number} {status}' for status, number in tally.most_common()]) or 'none to show'}."
    ]
    if passed:
        left = joined([f"{number} {what}" for what, number in left_out.items() if number])
        said.append(
            f"Done by the deadline first named, of those for which it has passed: {on_time.text}"
            f"{f'; left out are {left}' if left else ''}."
        )
    if rows and not shown.actions:
        said.append(f"No actions are on record by {shown.as_of}: that a day has passed says nothing of what was done.")
    overdue = [row for row in rows if row.status in ("overdue", "dropped")]
    if overdue:
        gone = f"; {tally['dropped']} of them not mentioned at any later meeting recorded" if tally["dropped"] else ""
        said.append(f"Overdue: no material deed was found by {shown.as_of}, which is not the same as not done{gone}.")
    elif rows:
        said.append("Overdue: none.")
    if free := len(promises) - len(rows):
        said.append(f"{free} of {count(len(promises), 'promise')} named no day, so no day can find them late.")
    if later:
        said.append(f"Of these, given a day by later words or an older plan, in no rate: {joined(days_named(later))}.")
    if weak := [row.id for row in rows if row.weak]:
        said.append(f"The deed is known from weak sources alone (class other): {joined(weak)}.")
    late = [row for row in rows if row.status == "done late"]
    if late:
        worst = max(late, key=lambda row: row.days)
        said.append(
            f"Done late: {joined([f'{row.id} by {late_text(row)}' for row in late])}"
            + (f"; the longest delay was {late_text(worst)}." if len(late) > 1 else ".")
        )
    moved = [row for row in rows if row.slip]
    if moved:
        listed = [
            f"{row.id} {'put off' if row.slip > 0 else 'brought forward'} by {days_text(abs(row.slip))}"
            for row in moved
        ]
        said.append(f"Deadlines that moved when said again: {joined(listed)}.")
    missed = [f"{row.id} ({row.too_late})" for row in rows if row.too_late is not None]
    if missed:
        said.append(f"A new day was named only after the old one had passed, which stays missed: {joined(missed)}.")
    again = [f"{row.id} ({joined(row.repeats)})" for row in rows if row.repeats]
    if again:
        said.append(f"Listed but counted in no rate, for it says an earlier promise again: {joined(again)}.")
    unknown = [row.id for row in rows if row.status == "kept, day unknown"]
    if unknown:
        said.append(f"Kept on a day that is not known, so in no rate: {joined(unknown)}.")
    disputed = [row.id for row in rows if row.verdict == "disputed"]
    if disputed:
        said.append(f"Disputed between coders, so their status rests on deeds and dates alone: {joined(disputed)}.")
    unjudged = sum(not row.verdict for row in rows)
    if unjudged:
        said.append(f"{unjudged} of {len(rows)} are not judged: their status rests on deeds and dates alone.")
    said += waiting_note(shown.verdicts.waiting)
    if 0 < len(passed) < FEW:
        said.append(f"Only {count(len(passed), 'deadline has', 'deadlines have')} passed: too few for a rate.")
    elif rows and not passed:
        said.append("No deadline of those that count has passed yet.")
    return tuple(said)
