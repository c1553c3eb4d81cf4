"""The story of a case on one screen: what was asked, what slipped, the paths, the docket, the actors side by side.

Every sentence is composed from the figures of ``deeds``; nothing here knows which case it tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from facta.briefing.wording import shortened
from facta.deeds.actors import actors
from facta.deeds.agenda import Asked, agenda
from facta.deeds.docket import Docket, docket
from facta.deeds.docket_said import late_text
from facta.deeds.due import Due
from facta.deeds.forecasts import forecasts
from facta.deeds.order import order
from facta.deeds.outcomes import outcomes
from facta.deeds.paths import path
from facta.deeds.say import count, days_text, joined, number, percent
from facta.publish.story_actors import caution, not_rated, side_by_side
from facta.record import Case

WEAK = "weak sources"
PARTLY = "partial"
"""Another word for the verdict “partly”, with which a status may begin."""
LEGEND = f"{WEAK}: known from pages of class other alone, neither official, wire nor press."

SHORT = 42
"""Characters of a promise whose two days stand on the same line."""
TELLING = ((0.1, "almost nothing"), (0.5, "little"), (1.0, "something"))
"""What a word of fewer bits tells."""


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
    lead: str = ""
    """What must be read before the table."""


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
    waiting = [_until(row) for row in found.open if row.status not in ("overdue", "dropped")]
    if waiting:
        items.append(Item("", "open", joined(waiting)))
    # A day named only afterwards is no deadline of the promise: the tally below does not count it.
    if given := [row for row in found.later if not row.planned]:
        whose = "its day" if len(given) == 1 else "their days"
        text = f"{joined([_until(row) for row in given])}; named {whose} afterwards, so not among the {len(found.rows)}"
        items.append(Item("", "open too", text))
    return Chapter("What was promised with a date", tuple(items), notes=tuple(_docket(found)))


def _until(row: Due) -> str:
    return f"{row.id} by {row.due_now}{' (begun)' if row.status == 'begun' else ''}"


def _late(row: Due) -> Item:
    moved = f", put off to {row.due_now}" if row.slip > 0 else ""
    detail = f"due {row.due}{moved}, done {row.done}, {late_text(row)} late"
    figures = {"due": row.due, "done": row.done, "days": row.days, "deed": row.deed}
    return Item(row.id, "done late", row.text.rstrip("."), detail, (WEAK,) if row.weak else (), figures)


def _later(row: Due) -> Item:
    """A promise that named no day, and what plans before it and words since made of that."""
    if row.status == "day given up":
        detail = f"once {row.due_now}, no day since"
    else:
        detail = f"now {row.due_now}, once {row.planned}"
    figures = {"planned": row.planned, "due_now": row.due_now, "slip": row.slip}
    return Item(row.id, row.status, shortened(row.text.rstrip("."), SHORT), detail, (), figures)


def _docket(found: Docket) -> Iterator[str]:
    """The tally and the share done in time, so that one can be added up to the other."""
    if not found.rows:
        return
    tally = Counter(row.status for row in found.rows)
    listed = joined([f"{size} {status}" for status, size in tally.most_common()])
    said = f"{len(found.rows)} of {count(found.promises, 'promise')} had a deadline: {listed}"
    if found.on_time.of:
        left = joined([f"{size} {what}" for what, size in found.left_out.items() if size])
        said += f"; {f'leaving out {left}, ' if left else ''}in time were {found.on_time.text}"
    behind = [row for row in found.later if row.planned and row.slip > 0]
    if behind:
        years = joined([number(round(row.slip / 365.25, 1)) for row in behind])
        verb = "runs" if len(behind) == 1 else "run"
        slipped = f"{len(behind)} dated later {verb} {years} years behind earlier plans"
    if not tally["overdue"] + tally["dropped"]:
        said += f". None overdue, but {slipped}" if behind else ". None overdue"
    elif behind:
        said += f". Besides, {slipped}"
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
        stands = f"{found.state}, {found.hedge}" if found.hedge else found.state
        items.append(Item(pledge.id, stands, told, "", found.marks, figures))
    more = f" (read otherwise too: {', '.join(f'facta path {name}' for name in others)})" if others else ""
    return Chapter(f"Pledges in figures{more}", tuple(items))


def _actors(case: Case, as_of: date) -> Chapter:
    found = actors(case, as_of)
    rows = [row for row in found.rows if not row.few]
    if not rows:
        return Chapter("")
    notes = (*not_rated(rows), *found.notes[:1])
    return Chapter("Words and deeds, one rubric for all", table=side_by_side(rows), notes=notes, lead=caution(rows))


def _outcomes(case: Case, as_of: date) -> Chapter:
    title, notes = "“Another success?”", []
    for row in outcomes(case, as_of).rows[:1]:
        if row.coded:
            tells = ""
            if row.bits is not None:
                most = f", {row.bits_at_most:.2f} at most" if row.bits_at_most else ""
                tells = f"hearing “success” again tells {_tells(row.bits)} ({row.bits:.2f} bits{most}); "
            title += f" {row.favourable} of {row.coded} meetings coded were described favourably, of {row.held} held"
            span = f"95 % interval {percent(row.low or 0)} to {percent(row.high or 0)}"
            notes.append(f"{span}; {tells}again next time: {percent(row.next_favourable or 0)}.")
    items = tuple(
        Item(
            "",
            row.outcome,
            f"({percent(row.probability)} said yes) {row.question}",
            figures={"forecast": row.id, "probability": row.probability, "brier": row.brier},
        )
        for row in forecasts(case, as_of).rows
        if row.state == "resolved"
    )
    if items:
        notes.append("Yes, no: what came; in brackets the forecast.")
    return Chapter(title, items, notes=(" ".join(notes),) if notes else ())


def _tells(bits: float) -> str:
    """How much a word tells, in words."""
    return next((words for most, words in TELLING if bits < most), "much")
