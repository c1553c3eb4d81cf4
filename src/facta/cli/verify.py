"""``facta verify``: does every entry hold, and all that was derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import console, emit, progress, safe, stop
from facta.cli.record_inputs import ledger_option, opened, output_options, refusals, show

if TYPE_CHECKING:
    from facta.ledger.verdict import Verdict
    from facta.standing.quotes import Quoted, State


@click.command("verify")
@ledger_option
@click.option("--against", metavar="HEAD-HASH", default=None, help="A head digest noted earlier; it must still be in.")
@output_options
def command(ledger: str | None, against: str | None, as_json: bool, as_csv: bool) -> None:
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

    if against is not None and not against.strip():
        stop("--against was given no digest.", "Give the head that facta verify printed (is the variable set?).")
    store = opened(ledger)
    with refusals(), progress("Recomputing every entry", quiet=as_json or as_csv):
        verdict = store.verify(against or "")
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
        # Quotes of a record that does not hold are not looked for.
        told = () if verdict.fault or verdict.stale else quoted(checked, states)
        for sentence in (*sentences(verdict), *told):
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
    """What was found, in plain words; what does not hold comes first."""
    from facta.deeds.say import count

    said = []
    if verdict.fault:
        before = verdict.fault.sequence - 1
        rest = f" The {count(before, 'entry before it does', 'entries before it do')}." if before else ""
        said.append(f"Entry {verdict.fault.sequence} does not hold: {verdict.fault.reason}.{rest}")
    if verdict.missing:
        said.append(
            f"The head noted earlier ({verdict.missing[:12]}…) is not among the entries: the ledger was cut off, or "
            "rewritten from some entry on."
        )
    if verdict.stale:
        some = ", ".join(verdict.stale[:5]) + (", …" if len(verdict.stale) > 5 else "")
        derived = "derived from the entries"
        rows = count(
            len(verdict.stale), f"row {derived} is not what they give", f"rows {derived} are not what they give"
        )
        said.append(f"{rows}: {some}.")
    if verdict.unguarded:
        gone = ", ".join(verdict.unguarded)
        said.append(
            f"The triggers that refuse changes are gone or exchanged ({gone}); somebody could have written past the "
            "ledger. Compare the head with one noted elsewhere."
        )
    if (verdict.stale or verdict.unguarded) and not verdict.fault:
        said.append("Mend what is derived, and put the triggers back, with: facta rebuild")
    if verdict.holds:
        said.append(f"{_all(verdict.entries)}. Head: {verdict.head}")
    elif not verdict.fault:
        total = count(verdict.entries, "entry", "entries")
        said.append(f"The chain of digests agrees with itself ({total}). Head: {verdict.head}")
    return said


def _all(entries: int) -> str:
    return f"All {entries:,} entries hold" if entries > 1 else "The one entry holds" if entries else "No entries yet"
