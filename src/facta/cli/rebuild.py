"""``facta rebuild``: make what is in force anew from the entries."""

from __future__ import annotations

import click

from facta.cli.inputs import console, progress, safe, stop
from facta.cli.record_inputs import ledger_option, opened


@click.command("rebuild")
@ledger_option
def command(ledger: str | None) -> None:
    """Replay all entries and make anew what is derived from them. The entries themselves are not touched.

    \b
    Example:
      facta rebuild --ledger alliance.db
    """
    from facta.errors import LedgerError

    store = opened(ledger)
    try:
        with progress("Replaying the entries"):
            count = store.rebuild()
    except LedgerError as error:
        stop(str(error))
    console().print(safe(f"{count} subjects are in force after entry {store.head()[0]}."))
