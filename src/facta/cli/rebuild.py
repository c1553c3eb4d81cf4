"""``facta rebuild``: make what is in force anew from the entries."""

from __future__ import annotations

import click

from facta.cli.inputs import console, errors, progress, safe
from facta.cli.record_inputs import ledger_option, opened, output_options, refusals, show


@click.command("rebuild")
@ledger_option
@output_options
def command(ledger: str | None, as_json: bool, as_csv: bool) -> None:
    """Replay all entries, make anew what is derived from them, and put the triggers that guard them back in place.

    The entries themselves are not touched. Where one does not hold, nothing is: it is named, and the code is 1.

    \b
    Example:
      facta rebuild --ledger alliance.db
    """
    from facta.deeds.say import count
    from facta.errors import TamperedError

    store = opened(ledger)
    with refusals(), progress("Replaying the entries", quiet=as_json or as_csv):
        gone = store.unguarded()
        try:
            subjects = store.rebuild()
        except TamperedError as error:
            errors().print(f"facta: {error}", markup=False, highlight=False, soft_wrap=True)
            raise SystemExit(1) from error
        last = store.head()[0]
    if as_json or as_csv:
        row = {"subjects": subjects, "entries": last, "triggers_put_back": gone}
        show([row], tuple(row), as_json=as_json, as_csv=as_csv)
        return
    console().print(safe(f"{count(subjects, 'subject is', 'subjects are')} in force after entry {last}."))
    if gone:
        told = (
            f"Put back: the triggers that refuse changes ({', '.join(gone)}). What was written past the ledger "
            "meanwhile shows only against a head noted elsewhere: facta verify --against HEAD-HASH"
        )
        console().print(safe(told), soft_wrap=True)
