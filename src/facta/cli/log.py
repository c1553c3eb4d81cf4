"""``facta log``: the entries."""

from __future__ import annotations

from collections import deque
from datetime import date
from difflib import get_close_matches

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import moment, opened, reading_options, refusals, show


@click.command("log")
@click.argument("subject", default="")
@reading_options
@click.option("--last", type=click.IntRange(1), default=30, show_default=True, help="How many entries, the last ones.")
def command(subject: str, ledger: str | None, as_of: str, as_json: bool, as_csv: bool, last: int) -> None:
    """List the last entries, or all that is entered on one SUBJECT: who, when, what, why.

    \b
    Example:
      facta log c-2021-04-02
    """
    store = opened(ledger)
    until = moment(as_of)
    with refusals():
        number = until if isinstance(until, int) else None
        entries = store.entries(until=number, subject=subject)
        if not subject and not isinstance(until, date):
            end = store.head()[0] if number is None else number
            entries = store.entries(since=max(0, end - last), until=number)
        if isinstance(until, date):
            entries = (entry for entry in entries if entry.at[:10] <= until.isoformat())
        shown = list(entries) if subject else list(deque(entries, maxlen=last))
        if subject and not shown and next(store.entries(subject=subject), None) is None:
            near = get_close_matches(subject, {entry.subject for entry in store.entries()}, n=3)
            stop(
                f"Nothing was ever entered on “{subject}” in {store.shown}.",
                f"Did you mean {' or '.join(near)}?" if near else "facta log without a subject lists the last entries.",
            )
    rows = [
        {
            "entry": entry.sequence,
            "at": entry.at[:19].replace("T", " "),
            "by": entry.author,
            "kind": entry.kind,
            "subject": entry.subject,
            "reason": entry.data.get("reason", ""),
            "hash": entry.hash if as_json or as_csv else entry.hash[:10],
        }
        | ({"payload": entry.data} if as_json else {})
        for entry in shown
    ]
    columns = ("entry", "at", "by", "kind", "subject", "reason", "hash")
    show(rows, columns, spare=("hash",), as_json=as_json, as_csv=as_csv)
