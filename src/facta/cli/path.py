"""``facta path``: a pledge in figures against the observed series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from datetime import date

    from facta.deeds.paths import Year
    from facta.record import Case, Pledge

NAMES = ("name", "pledge", "verdict", "cautions")
TABLE = ("period", "pledged", "observed", "gap", "growth_percent", "met", "status", "remark")
COLUMNS = (
    "period",
    "pledged",
    "observed",
    "gap",
    "growth_percent",
    "met",
    "status",
    "others",
    "source_class",
    "remark",
)


@click.command("path")
@reading_options
@click.argument("name", required=False, default="")
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--indicator", metavar="ID", default="", help="The series, for a pledge of your own.")
@click.option("--base", metavar="YEAR", default="", help="Growth: the base year, such as FY2021.")
@click.option("--rate", type=float, default=None, help="Growth: per cent a year.")
@click.option("--years", type=click.IntRange(1, 200), default=None, help="Growth: for how many years.")
@click.option("--target", type=float, default=None, help="A level to reach, in the unit of the series.")
@click.option("--by", metavar="DATE", default="", help="Level: by when, such as FY2027.")
@click.option("--since", metavar="YEAR", default="", help="Level: the first period asked.")
@click.option("--each", is_flag=True, help="Level: to be reached in every period.")
@click.option("--below", is_flag=True, help="Level: a ceiling, not a floor.")
def command(
    ledger: str | None,
    as_of: str,
    as_json: bool,
    as_csv: bool,
    name: str,
    on: str,
    indicator: str,
    base: str,
    rate: float | None,
    years: int | None,
    target: float | None,
    by: str,
    since: str,
    each: bool,
    below: bool,
) -> None:
    """Hold a pledge in figures against the observed series, year by year, with a verdict.

    Without NAME and --indicator: list the pledges that the case names, each with its verdict.

    \b
    Example:
      facta path spending
      facta path --indicator i-jp-budget --rate 10 --years 5 --base FY2021
    """
    from facta.deeds import paths
    from facta.deeds.say import number

    case = case_of(ledger, as_of)
    day = today_of(case, on)
    try:
        known = {one.id: one for one in case.pledges}
        if not name and not indicator:
            rows = [_named(case, day, one) for one in known.values()]
            if not (as_json or as_csv):
                rows = [row | {"cautions": " ".join(map(str, row["cautions"]))} for row in rows]
            none = () if rows else ("This case names no pledges; use --indicator.",)
            show(rows, NAMES, title=f"Pledged paths, {day}", notes=none, as_json=as_json, as_csv=as_csv)
            return
        if not indicator and name not in known:
            stop(f"No path is called “{name}”.", f"There are: {', '.join(known) or 'none'}.")
        pledge = _own(indicator, base, rate, years, target, by, since, each, below) if indicator else known[name]
        found = paths.path(case, day, pledge)
    except ValueError as error:
        stop(str(error))
    title = f"{pledge.title} ({found.unit}), {day}"
    notes = [*found.sentences, *([pledge.note] if pledge.note else [])]
    rows = [_row(year) for year in found.rows]
    if not (as_json or as_csv):
        rows = [
            {name: number(value) if isinstance(value, float) else value for name, value in row.items()} for row in rows
        ]
    columns = COLUMNS if as_csv else TABLE
    figures = {
        "as_of": day,
        "state": found.state,
        "verdict": found.verdict,
        "met": found.met,
        "cumulative_gap": found.cumulative,
        "unit": found.unit,
        "cautions": [*found.cautions, *found.asides],
    }
    show(rows, columns, title=title, notes=notes, summary=figures, as_json=as_json, as_csv=as_csv)


def _named(case: Case, day: date, pledge: Pledge) -> dict[str, Any]:
    """One pledge of the case in a line; where it cannot be judged yet, why."""
    from facta.deeds.paths import path

    row: dict[str, Any] = {"name": pledge.id, "pledge": pledge.title}
    try:
        found = path(case, day, pledge)
    except ValueError as error:
        return row | {"verdict": f"Cannot be judged: {error}", "cautions": ()}
    return row | {"verdict": found.verdict, "cautions": (*found.cautions, *found.asides)}


def _row(year: Year) -> dict[str, object]:
    from dataclasses import asdict

    row: dict[str, object] = asdict(year)
    growth = row.pop("growth")
    return row | {"growth_percent": growth * 100 if isinstance(growth, float) else None}


def _own(
    indicator: str,
    base: str,
    rate: float | None,
    years: int | None,
    target: float | None,
    by: str,
    since: str,
    each: bool,
    below: bool,
) -> Pledge:
    from facta.record import Pledge

    if rate is not None and years is not None and base:
        title = f"{rate:g} % a year for {years} years from {base}"
        return Pledge("", title, indicator, "growth", base=base, rate=rate, years=years)
    if target is None:
        stop("A pledge needs --rate, --years and --base, or --target.", "For example --target 2 --by FY2027.")
    kind: Literal["each", "level"] = "each" if each else "level"
    title = f"{target:g}{' in each period' if each else f' by {by}' if by else ''}"
    return Pledge("", title, indicator, kind, target=target, by=by, since=since, below=below)
