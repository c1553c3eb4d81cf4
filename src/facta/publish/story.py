"""The story of a case on one screen: what was asked, what slipped, the paths, the docket, the actors side by side.

Every sentence is composed from the figures of ``deeds``; nothing here knows which case it tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from facta.deeds.actors import Conduct, actors
from facta.deeds.agenda import agenda
from facta.deeds.docket import docket
from facta.deeds.forecasts import forecasts
from facta.deeds.order import order
from facta.deeds.outcomes import outcomes
from facta.deeds.paths import path
from facta.record import Case


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, a table of actors side by side, lines of (mark, text); the mark is a word, never a colour alone."""

    title: str
    lines: tuple[tuple[str, str], ...]
    table: tuple[tuple[str, ...], ...] = ()
    """The first row names the actors, the first column the measures."""


def story(case: Case, as_of: date) -> tuple[Chapter, ...]:
    """The chapters of a case as of a day; a chapter without data is left out."""
    chapters = (
        Chapter("What was asked from outside, and how it stands", tuple(_asked(case, as_of))),
        Chapter("What was promised with a date", tuple(_dated(case, as_of))),
        Chapter("Pledges in figures", tuple(_paths(case, as_of))),
        Chapter("Words and deeds, one rubric for all", *_actors(case, as_of)),
        Chapter("“Another success?”", tuple(_outcomes(case, as_of))),
    )
    return tuple(chapter for chapter in chapters if chapter.lines)


def _asked(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = agenda(case, as_of)
    for row in found.rows:
        never = "" if row.promised else " (never promised)"
        yield row.verdict or "not judged", f"{row.text.rstrip('.')}: {_beside(row.verdict, row.status)}{never}."
    for question in case.questions:
        # What is held against a day of the calendar stands among the dated promises.
        if not (question.first_day or question.then_day):
            answer = order(case, as_of, question)
            yield answer.answer, f"{question.title.rstrip('?')}? {answer.sentences[0].partition(': ')[0].rstrip('.')}."


def _beside(verdict: str, status: str) -> str:
    """A status without the verdict with which it begins, since that stands before the line."""
    if verdict and status.casefold().startswith(verdict) and status[len(verdict) :].lstrip()[:1] in (":", ";", ","):
        return status[len(verdict) :].lstrip(" :;,")
    return status or "no status"


def _dated(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = docket(case, as_of)
    for row in found.rows:
        # What was kept on its day needs no line here: facta overdue has them all.
        if row.status == "done late":
            least = "at least " if row.at_least else ""
            moved = f", put off to {row.due_now}" if row.slip > 0 else ""
            late = f"due {row.due}{moved}, done {least}{_days(row.days)} late"
            yield "done late", f"{row.text.rstrip('.')}: {late}."
        elif row.status == "overdue":
            yield "overdue", f"{row.text.rstrip('.')}: due {row.due_now}, overdue by {_days(row.days)}."
    waiting = [f"{row.id}, due {row.due_now} ({row.status})" for row in found.open if row.status != "overdue"]
    if waiting:
        yield "open", f"{'; '.join(waiting)}."
    if found.rows:
        yield "", " ".join(found.sentences[:4])


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _paths(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    """One reading of each pledge, and its cautions; the others are named."""
    told: set[object] = set()
    others = []
    for pledge in case.pledges:
        same = {pledge.subjects or pledge.id, (pledge.indicator, pledge.kind, pledge.target, pledge.rate)}
        if told & same:
            others.append(pledge.id)
            continue
        told |= same
        try:
            found = path(case, as_of, pledge)
        except ValueError as error:
            yield "", f"{pledge.title}: {error}"
            continue
        claimed = "" if pledge.compare is None else f" {' '.join(found.more)}"
        yield "", f"{pledge.title}. {found.verdict}{claimed}"
        if found.cautions:
            yield "caution", " ".join(found.cautions)
    if others:
        yield "", f"Read otherwise too: {', '.join(f'facta path {name}' for name in others)}."


def _actors(case: Case, as_of: date) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, ...], ...]]:
    found = actors(case, as_of)
    rows = [row for row in found.rows if not row.few]
    if not rows:
        return (), ()
    lines = (("", " ".join(found.notes[:2])),) if found.notes else ()
    return lines, side_by_side(rows)


def side_by_side(rows: Sequence[Conduct]) -> tuple[tuple[str, ...], ...]:
    """Actors as columns, measures as rows."""
    return (
        ("", *(row.name for row in rows)),
        ("promises and claims rated", *(f"{row.judged} of {row.words}" for row in rows)),
        (
            "kept / partly / not / acted against",
            *(f"{row.kept} / {row.partly} / {row.not_kept} / {row.against}" for row in rows),
        ),
        ("kept, of those rated (95 %)", *(_share(row) for row in rows)),
        ("rated on weak sources alone", *(str(row.weak) for row in rows)),
        ("actions in words / in deeds", *(f"{row.verbal} / {row.material}" for row in rows)),
    )


def _share(row: Conduct) -> str:
    if row.kept_share is None or row.low is None or row.high is None:
        return "none rated"
    return f"{row.kept_share:.0%} ({row.low:.0%} to {row.high:.0%})"


def _outcomes(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = outcomes(case, as_of)
    yield "", found.sentences[0]
    for row in forecasts(case, as_of).rows:
        if row.state == "resolved":
            yield row.outcome, f"{row.question} Forecast {row.probability:.0%}; Brier score {row.brier:.2f}."
