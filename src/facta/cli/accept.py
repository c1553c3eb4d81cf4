"""``facta accept``: a person decides on what a machine suggested."""

from __future__ import annotations

import click

from facta.cli.inputs import console, safe, stop
from facta.cli.record_inputs import author_option, case_of, ledger_option, opened, output_options, refusals, show


@click.command("accept")
@click.argument("ids", nargs=-1, metavar="ID…")
@ledger_option
@author_option
@click.option("--all", "everything", is_flag=True, help="Decide on all suggestions at once.")
@click.option("--edit", "edits", multiple=True, metavar="FIELD=VALUE", help="Accept with this field changed.")
@click.option("--reject", is_flag=True, help="Withdraw instead of accepting; needs --reason.")
@click.option("--reason", default="", help="Why it is rejected.")
@click.option("--as-of", metavar="ENTRY|DATE", default="", help="For the list: as the ledger stood then.")
@output_options
def command(
    ids: tuple[str, ...],
    ledger: str | None,
    author: str,
    everything: bool,
    edits: tuple[str, ...],
    reject: bool,
    reason: str,
    as_of: str,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Accept a machine's suggestions, as they are or edited, or reject them; without ID, list those that wait.

    \b
    Example:
      facta accept 2021-03-16-joint-statement-812 --edit due=2021-12-31
      facta accept --reject 2021-03-16-joint-statement-812 --reason "no promise"
    """
    from facta.deeds.say import count
    from facta.ledger.suggestions import accepted, rejected, waiting

    if not ids and not everything:
        found = waiting(case_of(ledger, as_of))
        columns = ("id", "actors", "firmness", "due", "text", "note")
        note = f"{count(len(found), 'suggestion waits', 'suggestions wait')} for a decision."
        show(found, columns, notes=[note], as_json=as_json, as_csv=as_csv)
        return
    if ids and everything:
        stop("Give either ids or --all.")
    if edits and (everything or len(ids) != 1):
        stop("--edit changes one suggestion.", "Give one ID.")
    if edits and reject:
        stop("What is rejected is not edited.")
    if reject and not reason.strip():
        stop("A rejection has a reason.", 'Give --reason "no promise".')
    changes = dict(_pair(edit) for edit in edits)
    store = opened(ledger)
    with refusals():
        entries = store.enter(
            lambda case: (
                rejected(case, ids or [one.id for one in waiting(case)], author, reason)
                if reject
                else accepted(case, ids or [one.id for one in waiting(case)], author, changes)
            ),
            author,
        )
    verb = "rejected" if reject else "accepted"
    if as_json or as_csv:
        rows = [{"entry": one.sequence, "kind": one.kind, "id": one.subject} for one in entries]
        show(rows, ("entry", "kind", "id"), as_json=as_json, as_csv=as_csv)
        return
    console().print(safe(f"{count(len(entries), 'suggestion')} {verb} by {author}."), soft_wrap=True)


def _pair(edit: str) -> tuple[str, str]:
    field, separator, value = edit.partition("=")
    if not separator:
        stop(f"“{edit}” is no change.", "Write FIELD=VALUE, such as due=2021-12-31.")
    return field.strip(), value
