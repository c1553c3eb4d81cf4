"""``facta forecast``: base rates, forecasts on record and their scores; add one, resolve one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import errors, stop
from facta.cli.record_inputs import (
    author_option,
    case_of,
    ledger_option,
    opened,
    reading_options,
    refusals,
    show,
    today_of,
)

if TYPE_CHECKING:
    from facta.record import Forecast

RATES_TABLE = ("question", "yes", "of", "probability", "low", "high", "brier")
TABLE = ("id", "question", "probability", "resolves", "by", "state", "outcome", "brier")
RATES = ("id", "question", "yes", "of", "probability", "low", "high", "brier", "few")
COLUMNS = ("id", "question", "probability", "made", "resolves", "by", "state", "outcome", "brier")


@click.group("forecast", invoke_without_command=True)
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--rates", is_flag=True, help="Show the base rates instead of the forecasts on record.")
@click.pass_context
def command(
    context: click.Context, ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, rates: bool
) -> None:
    """List forecasts with their scores, and the base rates that any forecast starts from.

    \b
    Example:
      facta forecast --rates
      facta forecast add "The next 2+2 is called a success" --probability 0.95 --resolves 2026-12-31 --by "A. Reader"
      facta forecast resolve the-next-2-2-is-called-a-success yes
    """
    if context.invoked_subcommand:
        context.obj = ledger
        return
    from facta.deeds.forecasts import forecasts

    case = case_of(ledger, as_of)
    found = forecasts(case, today_of(case, on), None if on else date.today())  # noqa: DTZ011 - a calendar day
    resolved = sum(row.state == "resolved" for row in found.rows)
    figures = {"as_of": found.as_of, "resolved": resolved, "brier": found.brier, "base_rates": found.base_rates}
    if rates or (not found.rows and not as_json):
        title = f"Base rates, {found.as_of}"
        show(
            found.base_rates,
            RATES if as_csv else RATES_TABLE,
            title=title,
            notes=found.sentences,
            summary=figures,
            as_json=as_json,
            as_csv=as_csv,
        )
        return
    title = f"Forecasts, {found.as_of}"
    columns = COLUMNS if as_csv else TABLE
    how: dict[str, Any] = {"notes": found.sentences, "summary": figures, "as_json": as_json, "as_csv": as_csv}
    show(found.rows, columns, title=title, spare=("by",), **how)


def _probability(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if not 0 <= value <= 1:  # also refuses NaN
        raise click.BadParameter("a probability lies between 0 and 1.")
    return value


def _day(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from facta.dates import interval

    try:
        if interval(value) is None:
            raise ValueError("no date given")
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return value


@command.command("add")
@ledger_option
@click.argument("question")
@click.option("--probability", type=float, required=True, callback=_probability, help="Between 0 and 1.")
@click.option("--resolves", metavar="DATE", required=True, callback=_day, help="When it will be known.")
@click.option("--by", metavar="NAME", required=True, help="Who forecasts.")
@author_option
@click.option("--subject", metavar="ID", default="", help="The promise, meeting or agenda item it is about.")
@click.option("--because", metavar="TEXT", default="", help="The reasons.")
@click.pass_context
def add(
    context: click.Context,
    ledger: str | None,
    question: str,
    probability: float,
    resolves: str,
    by: str,
    subject: str,
    author: str,
    because: str,
) -> None:
    """Enter a forecast, made today."""
    from facta.errors import LedgerError
    from facta.ids import slug
    from facta.ledger.chain import Draft
    from facta.record import Forecast, to_payload

    store = opened(ledger or context.obj, create=False)
    known = {one.id for one in store.case().forecasts}
    base = name = slug(question)
    number = 2
    while name in known:
        name, number = f"{base}-{number}", number + 1
    today = date.today().isoformat()  # noqa: DTZ011 - a calendar day, no moment
    made = Forecast(name, question, probability, today, resolves, by, subject, rationale=because)
    try:
        (entry,) = store.append([Draft("forecast.add", name, to_payload(made))], author)
    except LedgerError as error:
        stop(str(error))
    errors().print(f"Entry {entry.sequence}: {name}", markup=False)


@command.command("resolve")
@ledger_option
@author_option
@click.argument("name", metavar="ID")
@click.argument("outcome", type=click.Choice(["yes", "no"]))
@click.option("--on", metavar="DATE", default="", help="When it was known; default today.")
@click.option("--because", metavar="TEXT", default="", help="The reason; asked for where an outcome is changed.")
@click.pass_context
def resolve(
    context: click.Context, ledger: str | None, author: str, name: str, outcome: str, on: str, because: str
) -> None:
    """Enter what came of a forecast; its score follows.

    "yes" may be known before the day of the forecast, "no" not.

    \b
    Example:
      facta forecast resolve f-rain yes --on 2026-04-02
      facta forecast resolve f-rain no --because "It was snow."
    """
    from dataclasses import replace

    from facta.deeds.forecasts import brier
    from facta.errors import LedgerError
    from facta.ledger.chain import Draft
    from facta.record import to_payload

    store = opened(ledger or context.obj)
    with refusals():
        found = next((one for one in store.case().forecasts if one.id == name), None)
    if found is None:
        stop(f"There is no forecast “{name}”.", "facta forecast lists them.")
    day = _day(context, click.Option(["--on"]), on) if on else date.today().isoformat()  # noqa: DTZ011
    _timely(found, outcome, day)
    because = because.strip()
    if found.outcome and not because:
        stop(
            f"{name} was resolved already: {found.outcome}{f', {found.resolved}' if found.resolved else ''}.",
            "Say with --because why that changes.",
        )
    settled = replace(found, outcome="yes" if outcome == "yes" else "no", resolved=day)
    reason = because or f"{outcome}, as was known on {day}"
    try:
        draft = Draft("forecast.correct", name, to_payload(settled) | {"reason": reason})
        (entry,) = store.append([draft], author)
    except LedgerError as error:
        stop(str(error))
    score = brier(found.probability, outcome == "yes")
    errors().print(f"Entry {entry.sequence}: {name} {outcome}, Brier score {score:.3f}", markup=False)


def _timely(found: Forecast, outcome: str, known: str) -> None:
    """End the program where the outcome cannot have been known on the day that is given."""
    from facta.dates import interval

    day, last, made = interval(known), interval(found.resolves), interval(found.made)
    today = date.today()  # noqa: DTZ011 - a calendar day, no moment
    if day is None or day.begin > today:
        stop(f"{known} is still to come: nothing was known then.", "Give the day with --on.")
    if made is not None and day.end < made.begin:
        stop(f"{known} is before {found.made}, when the forecast was made.", "Give the day with --on.")
    if outcome == "no" and last is not None and min(day.end, today) < last.end:
        stop(
            f"{found.id} may come true until {last.end}: “no” is not known before that day.",
            "Wait till then; “yes” can be entered as soon as it came.",
        )
