"""``facta latency``: time from promise to deed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from facta.cli.record_inputs import case_of, reading_options, show, today_of

COLUMNS = ("group", "promises", "acted", "median", "low", "high", "within_a_year", "few")
PROMISES = ("id", "actors", "text", "said", "days", "acted", "deed")


@click.command("latency")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option(
    "--by",
    type=click.Choice(["actor", "firmness", "topic", "testable", "dated", "year"]),
    default="actor",
    show_default=True,
    help="How to group the promises.",
)
@click.option("--promises", is_flag=True, help="List the promises and their waits instead of the groups.")
@click.option("--repeats", is_flag=True, help="Count promises that say an earlier one again, too.")
def command(
    ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, by: str, promises: bool, repeats: bool
) -> None:
    """Say how many days pass from promise to first material deed, open promises counted as open.

    Median and interval in days (Kaplan-Meier); a log-rank test says whether groups can be told apart.

    \b
    Example:
      facta latency --by firmness
    """
    from facta.deeds.latency import latency

    case = case_of(ledger, as_of)
    found = latency(case, today_of(case, on), by, repeats)
    title = f"Days from promise to deed, {found.as_of}"
    figures = {
        "as_of": found.as_of,
        "promises": found.promises,
        "assessed": found.assessed,
        "dated": found.dated,
        "all": found.whole,
        "test": found.test,
    }
    how: dict[str, Any] = {"notes": found.sentences, "summary": figures, "as_json": as_json, "as_csv": as_csv}
    if promises:
        waits = sorted(found.waits, key=lambda wait: (not wait.acted, wait.days))
        show(waits, PROMISES, title=title, **how)
        return
    rows = [asdict(row) | {"within_a_year": row.year} for row in found.rows]
    show(rows, COLUMNS, title=title, **how)
