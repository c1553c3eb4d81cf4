"""``facta overdue``: the docket of promises with a deadline."""

from __future__ import annotations

import click

from facta.cli.record_inputs import case_of, reading_options, show, today_of

SILENT = ("id", "actors", "text", "topic", "said", "last_said", "meetings_since")
TABLE = ("id", "actors", "text", "due", "status", "days", "done", "verdict")
COLUMNS = ("id", "actors", "text", "due", "due_now", "status", "days", "done", "deed", "verdict", "meetings_since")


@click.command("overdue")
@reading_options
@click.option("--on", metavar="DATE", default="", help="The day to look from; default the last day the case covers.")
@click.option("--open", "only_open", is_flag=True, help="Leave out what is done, withdrawn or superseded.")
@click.option(
    "--dropped", "silent", is_flag=True, help="What fell silent, deadline or none: no deed, no mention since."
)
@click.option("--actor", metavar="ID", default="", help="Only promises of this actor.")
def command(
    ledger: str | None, as_of: str, as_json: bool, as_csv: bool, on: str, only_open: bool, silent: bool, actor: str
) -> None:
    """List every promise with a deadline: overdue, extended, done late, quietly dropped.

    Days are days late or overdue; below zero early or still to run.

    \b
    Example:
      facta overdue --on 2022-01-01 --open
    """
    from facta.deeds.docket import docket

    case = case_of(ledger, as_of)
    if silent:
        from facta.deeds.dropped import dropped

        quiet = dropped(case, today_of(case, on))
        gone = [row for row in quiet.rows if not actor or actor in row.actors]
        title = f"Quietly dropped, {quiet.as_of}"
        show(gone, SILENT, title=title, notes=quiet.sentences, as_json=as_json, as_csv=as_csv)
        return
    found = docket(case, today_of(case, on))
    rows = [row for row in (found.open if only_open else found.rows) if not actor or actor in row.actors]
    columns = COLUMNS if as_csv else TABLE
    show(rows, columns, title=f"Docket, {found.as_of}", notes=found.sentences, as_json=as_json, as_csv=as_csv)
