"""``facta init``: an empty ledger."""

from __future__ import annotations

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import ledger_option, opened


@click.command("init")
@ledger_option
def command(ledger: str | None) -> None:
    """Make an empty ledger, or bring the tables of an older one up to date.

    \b
    Example:
      facta init --ledger alliance.db
    """
    store = opened(ledger, create=True)
    sequence, head = store.head()
    console().print(safe(f"The ledger {store.shown} has {sequence} entries; head {head[:16]}…"), soft_wrap=True)
