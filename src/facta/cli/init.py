"""``facta init``: an empty ledger."""

from __future__ import annotations

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import ledger_option, opened, output_options, refusals, show


@click.command("init")
@ledger_option
@output_options
def command(ledger: str | None, as_json: bool, as_csv: bool) -> None:
    """Make an empty ledger, or bring the tables of an older one up to date.

    \b
    Example:
      facta init --ledger alliance.db
    """
    from facta.deeds.say import count

    store = opened(ledger, create=True)
    with refusals():
        sequence, head = store.head()
    if as_json or as_csv:
        row = {"ledger": store.shown, "entries": sequence, "head": head}
        show([row], ("ledger", "entries", "head"), as_json=as_json, as_csv=as_csv)
        return
    told = f"{count(sequence, 'entry', 'entries')}. Head: {head}" if sequence else "no entries yet"
    console().print(safe(f"The ledger {store.shown} has {told}."), soft_wrap=True)
