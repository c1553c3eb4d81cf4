"""``facta rebuild``: make what is in force anew from the entries."""

from __future__ import annotations

import click

from facta.cli.inputs import console, progress, safe
from facta.cli.record_inputs import ledger_option, opened, refusals


@click.command("rebuild")
@ledger_option
def command(ledger: str | None) -> None:
    """Replay all entries, make anew what is derived from them, and put the triggers that guard them back in place.

    The entries themselves are not touched.

    \b
    Example:
      facta rebuild --ledger alliance.db
    """
    store = opened(ledger)
    with refusals(), progress("Replaying the entries"):
        count = store.rebuild()
        last = store.head()[0]
    console().print(safe(f"{count} subjects are in force after entry {last}."))
