"""``facta init``: an empty ledger."""

from __future__ import annotations

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import ledger_option, opened, refusals


@click.command("init")
@ledger_option
def command(ledger: str | None) -> None:
    """Make an empty ledger, or bring the tables of an older one up to date.

    \b
    Example:
      facta init --ledger alliance.db
    """
    store = opened(ledger, create=True)
    with refusals():
        sequence, head = store.head()
    told = f"{sequence} entries. Head: {head}" if sequence else "no entries yet"
    console().print(safe(f"The ledger {store.shown} has {told}."), soft_wrap=True)
