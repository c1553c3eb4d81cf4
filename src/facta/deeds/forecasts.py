"""Forecasts: base rates from the record before the day, and the score of every forecast whose day has come.

The base rate is the mean of the posterior under Jeffreys' prior, (k + 1/2) / (n + 1), with its central 95 % interval.
The score is Brier's (1950): the squared distance of the probability from what came, 0 best, 1 worst, 0.25 for a coin.
"Walking forward" gives, before each case of the past, the base rate of the cases before it, and scores that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facta.dates import end
from facta.deeds.docket import docket, rated
from facta.deeds.due import Due
from facta.deeds.intervals import FEW, Chance, mean, next_one
from facta.deeds.say import count
from facta.deeds.view import View, view, when
from facta.record import Case, Forecast
from facta.standing.promises import DOCUMENT, MEETING, held


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A question asked again and again, and how often it came out yes."""

    id: str
    question: str
    yes: int
    of: int
    probability: float
    low: float
    high: float
    brier: float | None
    """Mean score of the base rate walking forward; None before the first case."""
    few: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast on record."""

    id: str
    question: str
    probability: float
    made: str
    resolves: str
    by: str
    state: str
    """open, due (its day has come and nobody resolved it), resolved."""
    outcome: str
    brier: float | None


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Base rates and scored forecasts."""

    as_of: date
    base_rates: tuple[BaseRate, ...]
    rows: tuple[Scored, ...]
    brier: float | None
    """Mean score of the forecasts resolved."""
    sentences: tuple[str, ...]


def forecasts(case: Case, as_of: date, entered: date | None = None) -> Forecasts:
    """Base rates as of the day, and the forecasts made and resolved by then, or by ``entered`` where that is later.

    A case speaks for its last day; a forecast entered after it is a forecast all the same.
    """
    entered = max(as_of, entered or as_of)
    shown = view(case, as_of)
    titles = {one.id: one.title for one in case.series}
    past = sorted(rated(docket(case, as_of).rows, as_of), key=lambda row: (row.due, row.id))
    rates = []
    for name in dict.fromkeys(one.series for one in shown.meetings):
        coded = [one for one in shown.meetings if one.series == name and held(one) and one.success]
        rates.append(
            _rate(
                f"success:{name}",
                f"The next meeting will be called a success ({titles.get(name, name)})",
                [one.success == "yes" for one in coded],
            )
        )
        title = titles.get(name, name)
        if dates := _promised_dates(shown, past, name):
            rates.append(_rate(f"held:{name}", f"A meeting will be held by the date given for it ({title})", dates))
        set_for = [one for one in shown.meetings if one.series == name and one.format != DOCUMENT]
        if any(one.status != "held" for one in set_for):
            rates.append(
                _rate(
                    f"took-place:{name}",
                    f"A meeting on record will be held rather than put off or cancelled ({title})",
                    [one.status == "held" for one in set_for],
                )
            )
    rates.append(
        _rate("on-time", "A promise with a deadline will have its deed by then", [row.status == "done" for row in past])
    )
    rows = tuple(_scored(one, as_of, entered) for one in case.forecasts if _made(one, entered))
    scores = [row.brier for row in rows if row.brier is not None]
    average = sum(scores) / len(scores) if scores else None
    return Forecasts(as_of, tuple(rates), rows, average, _sentences(rates, rows, scores, as_of))


def _promised_dates(shown: View, past: Sequence[Due], series: str) -> list[bool]:
    """For each date given beforehand whether the meeting was held by it, in order of the dates.

    Dates given beforehand are the deadlines of promises to meet, and those of meetings put off or cancelled; one of
    these that fell between such a promise and its deadline is the same date given more closely. A meeting that is on
    record only as held tells nothing of the date that was given for it.
    """
    promises = {one.id: one for one in shown.commitments if one.unit.casefold() == MEETING}
    meetings = {one.id: one.series for one in shown.meetings}
    promised = [row for row in past if row.id in promises and meetings.get(promises[row.id].meeting) == series]
    dates = [(row.due, row.status == "done") for row in promised]
    for one in shown.meetings:
        if one.series == series and one.status != "held" and one.id in shown.met:
            day = shown.met[one.id].end
            if not any(row.said is not None and row.said <= day <= row.due for row in promised):
                dates.append((day, False))
    return [kept for _, kept in sorted(dates, key=lambda one: one[0])]


def brier(probability: float, came: bool) -> float:
    """The squared distance of a probability from what came (Brier, 1950). Raises ValueError outside 0..1."""
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability lies between 0 and 1, not {probability}.")
    return (probability - came) ** 2


def walk_forward(came: Sequence[bool]) -> list[float]:
    """The scores of the base rate given before each case from the cases before it; the first from the prior alone."""
    return [
        brier((sum(came[:k]) + 0.5) / (k + 1), now)  # the mean under Jeffreys' prior, as in next_one
        for k, now in enumerate(came)
    ]


def _rate(key: str, question: str, came: Sequence[bool]) -> BaseRate:
    chance: Chance = next_one(sum(came), len(came))
    score = mean(walk_forward(came)).mean
    return BaseRate(
        key, question, chance.count, chance.of, chance.probability, chance.low, chance.high, score, len(came) < FEW
    )


def _made(one: Forecast, as_of: date) -> bool:
    return not one.made or when(one.made).begin <= as_of


def _scored(one: Forecast, as_of: date, entered: date) -> Scored:
    day = end(one.resolves)
    known = bool(one.outcome) and (not one.resolved or when(one.resolved).begin <= entered)
    state = "resolved" if known else "due" if day is not None and day < as_of else "open"
    score = brier(one.probability, one.outcome == "yes") if known else None
    outcome = one.outcome if known else ""
    return Scored(one.id, one.question, one.probability, one.made, one.resolves, one.by, state, outcome, score)


def _sentences(
    rates: Sequence[BaseRate], rows: Sequence[Scored], scores: Sequence[float], as_of: date
) -> tuple[str, ...]:
    said = []
    for rate in rates:
        walked = f"; given before each in turn it scored {rate.brier:.3f} (Brier)" if rate.brier is not None else ""
        said.append(
            f"{rate.question}: {rate.yes} of {rate.of} before {as_of}, so {rate.probability:.2f} "
            f"(95 % interval {rate.low:.2f} to {rate.high:.2f}){walked}." + (" Too few to lean on." if rate.few else "")
        )
    if any(rate.id.startswith("held:") for rate in rates):
        said.append(
            "Dates given beforehand are on record where a promise to meet named one, or a meeting was put off or "
            "cancelled; one that was given and kept without a promise is not, so the rate leans to no."
        )
    if scores:
        said.append(
            f"{count(len(scores), 'forecast')} resolved, mean Brier score {sum(scores) / len(scores):.3f} "
            "(0 best; a coin scores 0.250)." + (" Too few to judge a forecaster." if len(scores) < FEW else "")
        )
    due = [row.id for row in rows if row.state == "due"]
    if due:
        said.append(f"The day has come for {', '.join(due)}: facta forecast resolve ID yes|no.")
    return tuple(said)
