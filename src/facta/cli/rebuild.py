"""``facta rebuild``: make what is in force anew from the entries."""

from __future__ import annotations

import click

from facta.cli.inputs import console, progress, safe
from facta.cli.record_inputs import ledger_option, opened, output_options, refusals, show


@click.command("rebuild")
@ledger_option
@output_options
def command(ledger: str | None, as_json: bool, as_csv: bool) -> None:
    """Replay all entries, make anew what is derived from them, and put the triggers that guard them back in place.

    The entries themselves are not touched.

    \b
    Example:
      facta rebuild --ledger alliance.db
    """
    store = opened(ledger)
    with refusals(), progress("Replaying the entries", quiet=as_json or as_csv):
        count = store.rebuild()
        last = store.head()[0]
    if as_json or as_csv:
        show([{"subjects": count, "entries": last}], ("subjects", "entries"), as_json=as_json, as_csv=as_csv)
        return
    console().print(safe(f"{count} subjects are in force after entry {last}."))
