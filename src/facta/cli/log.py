"""``facta log``: the entries."""

from __future__ import annotations

import click

from facta.cli.record_inputs import ledger_option, opened, show


@click.command("log")
@click.argument("subject", default="")
@ledger_option
@click.option("--last", type=click.IntRange(1), default=30, show_default=True, help="How many entries, the last ones.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with payloads.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def command(subject: str, ledger: str | None, last: int, as_json: bool, as_csv: bool) -> None:
    """List the last entries, or all that is entered on one SUBJECT: who, when, what, why.

    \b
    Example:
      facta log c-2021-04-02
    """
    store = opened(ledger)
    since = 0 if subject else max(0, store.head()[0] - last)
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
        for entry in store.entries(since=since, subject=subject)
    ]
    show(rows, ("entry", "at", "by", "kind", "subject", "reason", "hash"), as_json=as_json, as_csv=as_csv)
