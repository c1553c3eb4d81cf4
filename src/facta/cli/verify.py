"""``facta verify``: does every entry hold, and all that was derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import console, emit, progress, safe
from facta.cli.record_inputs import ledger_option, opened, output_options, refusals, show

if TYPE_CHECKING:
    from facta.ledger.verdict import Verdict
    from facta.standing.quotes import Quoted, State


@click.command("verify")
@ledger_option
@click.option("--against", metavar="HEAD-HASH", default="", help="A head digest noted earlier; it must still be in.")
@output_options
def command(ledger: str | None, against: str, as_json: bool, as_csv: bool) -> None:
    """Recompute the chain of digests and what is in force; name the first entry that does not hold.

    Also looks for every quote of evidence in the stored text of its document, where that is kept; a quote that is not
    there is listed, for a person to judge, and does not make the ledger fail.

    Note the head that it prints somewhere else: with --against, a ledger that was cut off or rewritten from some
    entry on is found out too. Leaves with code 1 where something does not hold.

    \b
    Example:
      facta verify --against 3f2c0a61d5e8
    """
    from facta.standing.quotes import quotes

    store = opened(ledger)
    with refusals(), progress("Recomputing every entry", quiet=as_json or as_csv):
        verdict = store.verify(against)
        checked = quotes(store.case()) if not (verdict.fault or verdict.stale) else ()
    states = Counter(one.state for one in checked)
    if as_json or as_csv:
        row = {
            "holds": verdict.holds,
            "entries": verdict.entries,
            "head": verdict.head,
            "fault": verdict.fault and {"entry": verdict.fault.sequence, "reason": verdict.fault.reason},
            "missing": verdict.missing,
            "stale": list(verdict.stale),
            "unguarded": list(verdict.unguarded),
            "quotes": len(checked),
            "quotes_found": states["found"],
            "quotes_not_found": [one.evidence.id for one in checked if one.state == "not found"],
            "quotes_unchecked": states["no stored text"],
        }
        if as_json:
            emit(row)
        else:
            show([row], tuple(row), as_csv=True)
    else:
        for sentence in (*sentences(verdict), *quoted(checked, states)):
            console().print(safe(sentence), soft_wrap=True)
    if not verdict.holds:
        raise SystemExit(1)


def quoted(checked: Sequence[Quoted], states: Mapping[State, int]) -> Iterator[str]:
    """How many quotes of evidence stand in the stored texts, and which do not."""
    if not checked:
        yield "No evidence has a quote that could be looked for in a stored text."
        return
    yield (
        f"Quotes of evidence: {len(checked)}; found in the stored text {states['found']}, not found "
        f"{states['not found']}, no text stored to check against {states['no stored text']}."
    )
    for one in checked:
        if one.state == "not found":
            yield f"{one.evidence.id}: {one.sentence}"


def sentences(verdict: Verdict) -> list[str]:
    """What was found, in plain words."""
    if verdict.fault:
        before = verdict.fault.sequence - 1
        rest = f" The {before} entries before it do." if before else ""
        return [f"Entry {verdict.fault.sequence} does not hold: {verdict.fault.reason}.{rest}"]
    said = [f"All {verdict.entries} entries hold. Head: {verdict.head}"]
    if verdict.missing:
        said = [
            f"The {verdict.entries} entries hold among themselves, but the head noted earlier "
            f"({verdict.missing[:12]}…) is not among them: the ledger was cut off, or rewritten from some entry on."
        ]
    if verdict.stale:
        some = ", ".join(verdict.stale[:5]) + (", …" if len(verdict.stale) > 5 else "")
        said.append(
            f"{len(verdict.stale)} rows derived from them are not what they give: {some}. Mend them with: facta rebuild"
        )
    if verdict.unguarded:
        gone = ", ".join(verdict.unguarded)
        said.append(
            f"The triggers that refuse changes are gone or exchanged ({gone}); somebody could have written past the "
            "ledger. Compare the head with one noted elsewhere; put the triggers back with: facta rebuild"
        )
    return said
