"""The story of a case on one screen: what was asked, what slipped, the paths, the docket, the actors side by side.

Every sentence is composed from the figures of ``deeds``; nothing here knows which case it tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from facta.deeds.actors import actors
from facta.deeds.agenda import Asked, agenda
from facta.deeds.docket import Docket, Due, docket
from facta.deeds.docket_said import late_text
from facta.deeds.forecasts import forecasts
from facta.deeds.order import order
from facta.deeds.outcomes import outcomes
from facta.deeds.paths import path
from facta.deeds.say import count, days_text, joined
from facta.publish.story_actors import not_rated, side_by_side
from facta.record import Case

WEAK = "weak sources"
PARTLY = "partial"
"""Another word for the verdict “partly”, with which a status may begin."""
LEGEND = f"{WEAK}: known from pages of class other alone, neither official, wire nor press."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing told: its id, how it stands in a word, what it is, the figures in words, and doubts as marks."""

    id: str
    status: str
    text: str
    detail: str = ""
    marks: tuple[str, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, a table of actors side by side, items, and sentences that hold for all of them."""

    title: str
    items: tuple[Item, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    """The first row names the actors, the first column the measures."""
    notes: tuple[str, ...] = ()


def story(case: Case, as_of: date) -> tuple[Chapter, ...]:
    """The chapters of a case as of a day; a chapter without data is left out."""
    made = (_agenda, _dated, _paths, _actors, _outcomes)
    chapters = [make(case, as_of) for make in made]
    return tuple(one for one in chapters if one.items or one.table)


def _agenda(case: Case, as_of: date) -> Chapter:
    found = agenda(case, as_of)
    # A question about one item tells how that item stands; what is held against a day is among the dated promises.
    asked = [one for one in case.questions if not (one.first_day or one.then_day)]
    answers = {one.subjects[0] if len(one.subjects) == 1 else "": order(case, as_of, one) for one in asked}
    items = []
    for row in found.rows:
        said, weak = _beside(row), row.weak_alone
        if answer := answers.pop(row.id, None):
            said, weak = _first(answer.sentences[0]), bool(answer.weak)
        # What is done or undone needs a word more than its verdict; facta agenda has it for the others.
        detail = said if answer or row.verdict == "done" else ""
        marks = (*(() if row.promised else ("no promise",)), *((WEAK,) if weak else ()))
        figures = {
            "status": row.status,
            "status_as_of": row.status_as_of,
            "promised_by": row.promised,
            "first_promised": row.first_promised,
            "deeds": row.deeds,
            "weak": row.weak,
            "against": row.against,
        }
        items.append(Item(row.id, row.verdict or "not judged", row.text.rstrip("."), detail, marks, figures))
    items += [
        Item(one.question.id, one.answer, one.question.title, _first(one.sentences[0]), (WEAK,) if one.weak else ())
        for one in answers.values()
    ]
    partly = sum(row.verdict == "partly" for row in found.rows)
    tally = f": {found.done.count} of {found.done.of} done, {partly} partly, {found.promised.count} ever promised"
    return Chapter(f"What was asked from outside{tally if found.rows else ''}", tuple(items))


def _first(sentence: str) -> str:
    """The answer without the dates that follow its colon."""
    answer = sentence.partition(": ")[0].rstrip(".")
    return answer[:1].lower() + answer[1:]


def _beside(row: Asked) -> str:
    """A status without the verdict with which it begins, since that stands before the line."""
    for word in (row.verdict, PARTLY if row.verdict == "partly" else ""):
        rest = row.status[len(word) :].lstrip()
        if word and row.status.casefold().startswith(word) and rest[:1] in (":", ";", ","):
            return rest.lstrip(" :;,")
    return row.status or "no status"


def _dated(case: Case, as_of: date) -> Chapter:
    found = docket(case, as_of)
    # What was kept on its day needs no line here: facta overdue has them all.
    late = sorted((row for row in found.rows if row.status == "done late"), key=lambda row: row.due, reverse=True)
    items = [_late(row) for row in late[:1]]
    if more := [f"{row.id} by {late_text(row)}{f' [{WEAK}]' if row.weak else ''}" for row in late[1:]]:
        items.append(Item("", "late too", joined(more)))
    for row in found.rows:
        if row.status in ("overdue", "dropped"):
            silent = ", and no later meeting spoke of it" if row.status == "dropped" else ""
            detail = f"due {row.due_now}, {days_text(row.days)} ago; no deed found{silent}"
            items.append(Item(row.id, row.status, row.text.rstrip("."), detail, (), {"days": row.days}))
    items += [_later(row) for row in found.later if row.planned]
    waiting = [
        f"{row.id} by {row.due_now}{' (begun)' if row.status == 'begun' else ''}"
        for row in (*found.open, *(one for one in found.later if not one.planned))
        if row.status not in ("overdue", "dropped")
    ]
    if waiting:
        items.append(Item("", "open", joined(waiting)))
    return Chapter("What was promised with a date", tuple(items), notes=tuple(_docket(found)))


def _late(row: Due) -> Item:
    moved = f", put off to {row.due_now}" if row.slip > 0 else ""
    detail = f"due {row.due}{moved}, done {row.done}, {late_text(row)} late"
    figures = {"due": row.due, "done": row.done, "days": row.days, "deed": row.deed}
    return Item(row.id, "done late", row.text.rstrip("."), detail, (WEAK,) if row.weak else (), figures)


def _later(row: Due) -> Item:
    """A promise that named no day, and what plans before it and words since made of that."""
    if row.status == "day given up":
        detail = f"named no day; planned before for {row.due_now}, no day since"
    else:
        word = "later" if row.slip > 0 else "sooner"
        detail = f"named no day; now {row.due_now}, {abs(row.slip) / 365.25:.1f} years {word} than planned before"
    figures = {"planned": row.planned, "due_now": row.due_now, "slip": row.slip}
    return Item(row.id, row.status, row.text.rstrip("."), detail, (), figures)


def _docket(found: Docket) -> Iterator[str]:
    """The tally and the share done in time, so that one can be added up to the other."""
    if not found.rows:
        return
    tally = Counter(row.status for row in found.rows)
    listed = joined([f"{number} {status}" for status, number in tally.most_common()])
    said = f"{len(found.rows)} of {count(found.promises, 'promise')} had a deadline: {listed}"
    if not tally["overdue"] + tally["dropped"]:
        said += "; none overdue"
    if found.on_time.of:
        left = joined([f"{number} {what}" for what, number in found.left_out.items() if number])
        said += f". Done in time: {found.on_time.text}{f', leaving out {left}' if left else ''}"
    if weak := [row.id for row in found.rows if row.weak and row.status == "done"]:
        said += f". Done, on {WEAK}: {joined(weak)}"
    yield f"{said}."


def _paths(case: Case, as_of: date) -> Chapter:
    """One reading of each pledge, and its doubts; the others are named."""
    seen: set[object] = set()
    items, others = [], []
    for pledge in case.pledges:
        same = {pledge.subjects or pledge.id, (pledge.indicator, pledge.kind, pledge.target, pledge.rate)}
        if seen & same:
            others.append(pledge.id)
            continue
        seen |= same
        try:
            found = path(case, as_of, pledge)
        except ValueError as error:
            items.append(Item(pledge.id, "no figure", pledge.title, str(error).rstrip(".")))
            continue
        claimed = "" if pledge.compare is None else f". {' '.join(found.more)}".rstrip(".")
        told = f"{pledge.title}: {found.told}{claimed}"
        figures = {"verdict": found.verdict, "cumulative": found.cumulative, "unit": found.unit}
        items.append(Item(pledge.id, found.state, told, "", found.marks, figures))
    more = f" (read otherwise too: {', '.join(f'facta path {name}' for name in others)})" if others else ""
    return Chapter(f"Pledges in figures{more}", tuple(items))


def _actors(case: Case, as_of: date) -> Chapter:
    found = actors(case, as_of)
    rows = [row for row in found.rows if not row.few]
    if not rows:
        return Chapter("")
    notes = (*not_rated(rows), " ".join(found.notes[:2]))
    return Chapter("Words and deeds, one rubric for all", table=side_by_side(rows), notes=notes)


def _outcomes(case: Case, as_of: date) -> Chapter:
    title, notes = "“Another success?”", []
    for row in outcomes(case, as_of).rows[:1]:
        if row.coded:
            bits = f"{row.bits or 0:.2f} bits" + (f", {row.bits_at_most:.2f} at most" if row.bits_at_most else "")
            title += f" {row.favourable} of {row.coded} meetings coded were described favourably, of {row.held} held"
            span = f"95 % interval {row.low:.0%} to {row.high:.0%}"
            said = f"{span}; hearing it again tells {bits}; the next one: {row.next_favourable:.2f}."
            notes.append(f"{said} Answered: forecasts, with the probability said and Brier's score, 0 best.")
    items = tuple(
        Item(
            "",
            row.outcome,
            f"{row.question} ({row.probability:.0%}, Brier {row.brier:.2f})",
            figures={"forecast": row.id, "probability": row.probability, "brier": row.brier},
        )
        for row in forecasts(case, as_of).rows
        if row.state == "resolved"
    )
    return Chapter(title, items, notes=tuple(notes))
