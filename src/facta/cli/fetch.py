"""``facta fetch``: the statements behind the addresses of a case, into the ledger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import console, safe
from facta.cli.record_inputs import (
    author_option,
    case_of,
    drafts_of,
    ledger_option,
    opened,
    output_options,
    refusals,
    show,
)

if TYPE_CHECKING:
    from facta.ledger.chain import Draft
    from facta.ledger.fetching import Fetched
    from facta.record import Case, Document


@click.command("fetch")
@click.argument("pack", required=False, metavar="[CASE]", type=click.Path(path_type=Path))
@ledger_option
@author_option
@click.option("--limit", type=click.IntRange(1), default=None, help="Fetch at most so many this time.")
@click.option(
    "--pause", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between two requests to a host."
)
@click.option(
    "--seconds", type=click.FloatRange(1), default=30.0, show_default=True, help="Longest time for one request."
)
@click.option("--allow-private", is_flag=True, help="Allow web addresses on private and loopback networks.")
@click.option("--dry-run", is_flag=True, help="List what would be fetched, and fetch nothing.")
@output_options
def command(
    pack: Path | None,
    ledger: str | None,
    author: str,
    limit: int | None,
    pause: float,
    seconds: float,
    allow_private: bool,
    dry_run: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Fetch the texts of documents that have an address and no text yet; a case pack is imported first.

    One request at a time, robots.txt asked first, a pause for each host, retries after longer waits. Each text is
    entered as it comes, so that an interrupted run goes on where it stopped. Dead links are listed with an address
    where an archive may have the page. Leaves with code 2 where something was not fetched.

    \b
    Example:
      facta fetch my_case/ --ledger alliance.db
    """
    from facta.ledger.fetching import Fetcher, fetch_all, wanted

    case = None
    if pack is not None:
        from facta.cli.import_ import read_case

        case = read_case(pack)
    if dry_run:
        documents = wanted(case or case_of(ledger))[:limit]
        notes = [f"{len(documents)} addresses would be fetched."]
        show(documents, ("id", "date", "url"), notes=notes, as_json=as_json, as_csv=as_csv)
        return
    store = opened(ledger, create=case is not None)
    with refusals():
        if case is not None:
            from facta.casepack.differences import differences

            store.enter(lambda now: drafts_of(differences(now, case, "imported")), author)
        documents = wanted(store.case())[:limit]
    results: list[Fetched] = []
    fetcher = Fetcher(allow_private=allow_private, pause=pause, seconds=seconds)
    by_id = {document.id: document for document in documents}
    for one in fetch_all(fetcher, documents):
        results.append(one)
        if one.outcome == "fetched":
            with refusals():
                store.enter(lambda case, one=one: _drafts(case, by_id[one.document], one), author)  # type: ignore[misc]
        if not (as_json or as_csv):
            _tell(one)
    counts = Counter(one.outcome for one in results)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing to fetch"
    missed = [one for one in results if one.outcome != "fetched"]
    show(
        missed,
        ("document", "outcome", "message", "archived"),
        notes=[f"{told}. Texts are kept in {store.shown} with the digest of the bytes that came."],
        as_json=as_json,
        as_csv=as_csv,
    )
    if missed:
        raise SystemExit(2)


def _tell(one: Fetched) -> None:
    console().print(safe(f"{one.outcome}: {one.url}"), soft_wrap=True)


def _drafts(case: Case, wanted: Document, one: Fetched) -> list[Draft]:
    """The text as a correction of its document, or as a new document for a meeting that had none."""
    from dataclasses import replace

    from facta.ledger.chain import Draft
    from facta.record import to_payload

    now = next((document for document in case.documents if document.id == wanted.id), None)
    if now and now.text:
        return []
    read = replace(now or wanted, text=one.text, sha256=one.sha256, language=one.language)
    if now is None:
        return [Draft("document.add", read.id, to_payload(read))]
    return [Draft("document.correct", read.id, to_payload(read) | {"reason": f"fetched from {one.url}"})]
