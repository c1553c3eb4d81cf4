"""The story of a case on one screen: what was asked, what slipped, the paths, the docket, the actors side by side.

Every sentence is composed from the figures of ``deeds``; nothing here knows which case it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from facta.deeds.actors import actors
from facta.deeds.agenda import agenda
from facta.deeds.docket import docket
from facta.deeds.forecasts import forecasts
from facta.deeds.order import order
from facta.deeds.outcomes import outcomes
from facta.deeds.paths import path
from facta.record import Case

SHORT = {"done": "done", "partly": "partly", "not done": "not done", "reversed": "reversed", "": "not judged"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, and lines of (mark, text); the mark is a word, never a colour alone."""

    title: str
    lines: tuple[tuple[str, str], ...]


def story(case: Case, as_of: date) -> tuple[Chapter, ...]:
    """The chapters of a case as of a day; a chapter without data is left out."""
    chapters = (
        Chapter("What was asked from outside, and how it stands", tuple(_asked(case, as_of))),
        Chapter("What was promised with a date", tuple(_dated(case, as_of))),
        Chapter("Pledges in figures", tuple(_paths(case, as_of))),
        Chapter("Words and deeds, one rubric for all", tuple(_actors(case, as_of))),
        Chapter("“Another success?”", tuple(_outcomes(case, as_of))),
    )
    return tuple(chapter for chapter in chapters if chapter.lines)


def _asked(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = agenda(case, as_of)
    for row in found.rows:
        promise = "promised" if row.promised else "never promised"
        yield SHORT[row.verdict], f"{row.text.rstrip('.')}: {row.status or 'no status'} ({promise})."
    for question in case.questions:
        answer = order(case, as_of, question)
        yield answer.answer, f"{question.title.rstrip('?')}? {answer.sentences[0]}"


def _dated(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = docket(case, as_of)
    for row in found.rows:
        # What was kept on its day needs no line here: facta overdue has them all.
        if row.status == "done late":
            least = "at least " if row.at_least else ""
            moved = f", put off to {row.due_now}" if row.slip > 0 else ""
            late = f"due {row.due}{moved}, done {row.done}, {least}{_days(row.days)} late"
            yield "done late", f"{row.text.rstrip('.')}: {late}."
        elif row.status == "overdue":
            yield "overdue", f"{row.text.rstrip('.')}: due {row.due_now}, overdue by {_days(row.days)}."
        elif row in found.open:
            yield row.status, f"{row.text.rstrip('.')}: due {row.due_now}."
    for sentence in found.sentences[:2]:
        yield "", sentence


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"


def _paths(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    for pledge in case.pledges:
        try:
            found = path(case, as_of, pledge)
        except ValueError as error:
            yield "", f"{pledge.title}: {error}"
            continue
        yield "", f"{pledge.title}. {found.verdict}"
        if found.cautions:
            yield "caution", " ".join(found.cautions)


def _actors(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = actors(case, as_of)
    for row in found.rows:
        if row.few:
            continue
        share = "" if row.kept_share is None else f"{row.kept_share:.0%} kept ({row.low:.0%} to {row.high:.0%})"
        yield (
            row.name,
            f"{row.promises + row.claims} promises and claims, {row.judged} rated: {row.kept} kept, "
            f"{row.partly} partly, {row.not_kept} not, {row.against} acted against; {share}. "
            f"Actions: {row.verbal} in words, {row.material} in deeds.",
        )
    for sentence in found.sentences[len(found.rows) :]:
        yield "", sentence


def _outcomes(case: Case, as_of: date) -> Iterator[tuple[str, str]]:
    found = outcomes(case, as_of)
    yield "", found.sentences[0]
    for row in forecasts(case, as_of).rows:
        if row.state == "resolved":
            yield row.outcome, f"{row.question} Forecast {row.probability:.0%}; Brier score {row.brier:.2f}."
