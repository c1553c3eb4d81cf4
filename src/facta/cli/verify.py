"""``facta verify``: does every entry hold, and all that was derived from them."""

from __future__ import annotations

import click

from facta.cli.inputs import console, emit, safe
from facta.cli.record_inputs import ledger_option, opened


@click.command("verify")
@ledger_option
@click.option("--against", metavar="HEAD-HASH", default="", help="A head digest noted earlier; it must still be in.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(ledger: str | None, against: str, as_json: bool) -> None:
    """Recompute the chain of digests and what is in force; name the first entry that does not hold.

    Note the head that it prints somewhere else: with --against, a ledger that was cut off or rewritten from some
    entry on is found out too. Leaves with code 1 where something does not hold.

    \b
    Example:
      facta verify --against 3f2c…
    """
    from facta.errors import LedgerError

    store = opened(ledger)
    try:
        verdict = store.verify(against)
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        emit(
            {
                "holds": verdict.holds,
                "entries": verdict.entries,
                "head": verdict.head,
                "fault": verdict.fault and {"entry": verdict.fault.sequence, "reason": verdict.fault.reason},
                "stale": list(verdict.stale),
            }
        )
    elif verdict.fault:
        said = f"Entry {verdict.fault.sequence} does not hold: {verdict.fault.reason}."
        console().print(safe(f"{said} The {verdict.entries} entries before it do."), soft_wrap=True)
    elif verdict.stale:
        some = ", ".join(verdict.stale[:5])
        console().print(
            safe(
                f"All {verdict.entries} entries hold, but {len(verdict.stale)} rows derived from them do not ({some})."
            ),
            soft_wrap=True,
        )
        console().print("Mend them with: facta rebuild")
    else:
        console().print(safe(f"All {verdict.entries} entries hold. Head: {verdict.head}"), soft_wrap=True)
    if not verdict.holds:
        raise SystemExit(1)
