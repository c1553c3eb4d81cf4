"""Order: which of two promised things came first, by which dates, with the actions that show it.

Only material actions count. Where only the year or month of one is known, the order is said only if it holds for every
day possible; else it "cannot be told".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from facta.dates import begin
from facta.deeds.intervals import FEW, Share, wilson
from facta.deeds.say import count, days_text, joined
from facta.deeds.support import deeds, supporting
from facta.deeds.view import View, members, view, when
from facta.record import Case, Question
from facta.standing.footing import Footing

CALENDAR = "a day of the calendar"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things: a label, and which material actions show it."""

    label: str
    subjects: tuple[str, ...] = ()
    """Promises, agenda items: actions whose evidence supports one of them."""
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    since: str = ""
    day: str = ""
    """A day of the calendar instead of actions."""


_FIELDS = {
    "subjects": "subjects",
    "kinds": "kinds",
    "actors": "actors",
    "ids": "actions",
    "since": "since",
    "day": "day",
}
"""Field of a side -> what its columns in a question are called after ``first_`` and ``then_``."""


def sides(question: Question) -> tuple[Side, Side]:
    """The two things that a question sets against each other."""
    one, two = (
        Side(
            getattr(question, which),
            **{name: getattr(question, f"{which}_{column}") for name, column in _FIELDS.items()},
        )
        for which in ("first", "then")
    )
    return one, two


def asked(first: Side, then: Side, key: str = "", title: str = "") -> Question:
    """The question whether ``first`` came before ``then``."""
    values = {
        f"{which}_{column}": getattr(one, name)
        for which, one in (("first", first), ("then", then))
        for name, column in _FIELDS.items()
    }
    return Question(key, title or f"{first.label}, then {then.label}", first.label, then.label, **values)


@dataclass(frozen=True, slots=True)
class Step:
    """One action of either side, in order of time."""

    side: str
    earliest: date
    latest: date
    id: str
    actors: tuple[str, ...]
    text: str
    weak: bool = False
    """Known from sources of class other alone."""


@dataclass(frozen=True, slots=True)
class Order:
    """The answer."""

    question: Question
    as_of: date
    answer: Literal[
        "as asked", "reversed", "same time", "cannot be told", "only the first", "only the second", "neither"
    ]
    days: int | None
    """Days from the first side's first action to the second's, at least; below zero: the second came first."""
    before: Share
    """Actions of the second side that surely came before the first of the first side, of all of them."""
    rows: tuple[Step, ...]
    sentences: tuple[str, ...]
    weak: tuple[str, ...] = ()
    """Actions on which the answer rests that are known from sources of class other alone."""


def order(case: Case, as_of: date, question: Question) -> Order:
    """Which of the two came first, as of the day. Raises ValueError for a side that says nothing of what it means."""
    shown, footing = view(case, as_of), Footing(case)
    first, then = (
        [replace(step, weak=footing.weak_deeds((step.id,))) for step in _steps(shown, one)] for one in sides(question)
    )
    found = _order(as_of, question, first, then)
    weak = tuple(dict.fromkeys(step.id for some in (first, then) for step in some[:1] if step.weak))
    if not weak:
        return found
    said = f"Known from weak sources alone (class other): {joined(weak)}."
    return replace(found, weak=weak, sentences=(*found.sentences, said))


def _order(as_of: date, question: Question, first: list[Step], then: list[Step]) -> Order:
    rows = tuple(sorted([*first, *then], key=lambda step: (step.latest, step.earliest, step.id)))
    a, b = question.first, question.then
    if not first or not then:
        answer: Literal["only the first", "only the second", "neither"]
        answer = "only the first" if first else "only the second" if then else "neither"
        absent = joined([label for label, steps in ((a, first), (b, then)) if not steps])
        said = f"No material action was found by {as_of} for {absent}"
        said += f"; {_told(a if first else b, (first or then)[0])}." if first or then else "."
        early = len(then) if then and not first else 0
        return Order(question, as_of, answer, None, wilson(early, len(then)), rows, (said,))
    one = min(first, key=lambda step: (step.latest, step.earliest))
    two = min(then, key=lambda step: (step.latest, step.earliest))
    first_from, then_from = min(step.earliest for step in first), min(step.earliest for step in then)
    exact = one.earliest == one.latest and two.earliest == two.latest
    before = wilson(sum(step.latest < first_from for step in then), len(then))
    told = f"{_told(a, one)}; {_told(b, two)}."
    if one.latest == two.latest and one.earliest == two.earliest == one.latest:
        return Order(question, as_of, "same time", 0, before, rows, (f"Both on one day: {told}",))
    if one.latest < then_from:
        days = (then_from - one.latest).days
        verdict = f"{a[:1].upper() + a[1:]} came first, by {'' if exact else 'at least '}{days_text(days)}: {told}"
        return Order(question, as_of, "as asked", days, before, rows, (verdict, *_more(b, a, before)))
    if two.latest < first_from:
        days = (two.latest - first_from).days
        verdict = f"{b[:1].upper() + b[1:]} came first, by {'' if exact else 'at least '}{days_text(-days)}: {told}"
        return Order(question, as_of, "reversed", days, before, rows, (verdict, *_more(b, a, before)))
    verdict = f"Which came first cannot be told from dates known only to the month or year: {told}"
    return Order(question, as_of, "cannot be told", None, before, rows, (verdict,))


def _more(b: str, a: str, before: Share) -> tuple[str, ...]:
    said = f"Of {count(before.of, 'action')} for {b}, {before.count} came before the first for {a}"
    if before.of < FEW:
        return (f"{said}; {before.of} is too few for a rate.",)
    return (f"{said}: {before.text}.",)


def _told(label: str, step: Step) -> str:
    if step.text == CALENDAR:
        return f"{label} is {step.id}"
    day = f"on {step.latest}" if step.earliest == step.latest else f"between {step.earliest} and {step.latest}"
    return f"the first for {label} came {day} ({step.id})"


def side(case: Case, text: str) -> Side:
    """A side as written on the command line: an id, ``topic:NAME``, ``kind:NAME`` or a day.

    Raises ValueError with what may be written.
    """
    kind, _, name = text.partition(":")
    if kind == "topic" and name:
        found = tuple(one.id for one in case.commitments if one.topic.casefold() == name.casefold())
        if found:
            return Side(name, subjects=found)
    elif kind == "kind" and any(action.kind == name for action in case.actions):
        return Side(name, kinds=(name,))
    elif any(action.id == text for action in case.actions):
        return Side(text, ids=(text,))
    elif text in {*(one.id for one in case.commitments), *(one.id for one in case.agenda)}:
        return Side(text, subjects=(text,))
    else:
        try:
            if begin(text):
                return Side(text, day=text)
        except ValueError:
            pass
    raise ValueError(f"“{text}” is no action, promise or agenda item here; also allowed: topic:NAME, kind:NAME, a day.")


def _steps(shown: View, wanted: Side) -> list[Step]:
    if not any((wanted.day, wanted.subjects, wanted.kinds, wanted.actors, wanted.ids)):
        raise ValueError(f"“{wanted.label}” names no subject, kind, actor, action or day.")
    if wanted.day:
        days = when(wanted.day)
        return [Step(wanted.label, days.begin, days.end, wanted.day, (), CALENDAR)]
    supported: set[str] = set()
    steps: dict[str, Step] = {}
    promises = {one.id: one for one in shown.commitments}
    for subject in wanted.subjects:
        known = promises.get(subject)
        found = deeds(shown, known) if known is not None else supporting(shown, subject)
        supported |= {deed.id for deed in found}
        if not wanted.kinds and not wanted.ids:
            steps |= {
                deed.id: Step(wanted.label, deed.earliest, deed.day, deed.id, deed.actors, deed.text)
                for deed in found
                if deed.id not in shown.actions
            }
    since = begin(wanted.since)
    for action in shown.actions.values():
        known_days = shown.index.when(action)
        if known_days is None or not action.material:
            continue
        actors, days = members(shown, action.actors), known_days
        if (
            (wanted.subjects and action.id not in supported)
            or (wanted.kinds and action.kind not in wanted.kinds)
            or (wanted.actors and not set(wanted.actors) & {*actors, *action.actors})
            or (wanted.ids and action.id not in wanted.ids)
            or (since and days.end < since)
        ):
            continue
        earliest = max(days.begin, since) if since else days.begin
        steps[action.id] = Step(wanted.label, earliest, min(days.end, shown.as_of), action.id, actors, action.text)
    return sorted(steps.values(), key=lambda step: (step.latest, step.earliest, step.id))
