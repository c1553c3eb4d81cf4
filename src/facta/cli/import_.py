"""``facta import``: a case pack, or a table that others made, into the ledger: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import console, progress, report, safe, stop
from facta.cli.record_inputs import author_option, ledger_option, opened

if TYPE_CHECKING:
    from facta.record import Case


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@ledger_option
@author_option
@click.option("--format", "form", default="pack", show_default=True, help="pack, g20, trumptracker or matrix.")
@click.option("--reason", default="imported", show_default=True, help="Entered with every correction.")
@click.option("--withdraw", is_flag=True, help="Withdraw what the ledger has and the pack has no longer.")
@click.option("--dry-run", is_flag=True, help="Check and count, but enter nothing.")
def command(path: Path, ledger: str | None, author: str, form: str, reason: str, withdraw: bool, dry_run: bool) -> None:
    """Import a case pack (a folder with case.toml and CSV tables; docs/reference/case-pack.md), or others' tables.

    Everything is checked first, each fault with file, line and column; then all is entered, or nothing. Importing
    the same pack again enters nothing; a changed pack enters its differences as corrections.

    \b
    Example:
      facta import my_case/ --author "A. Coder"
      facta import g20.csv --format g20
    """
    from facta.casepack.differences import differences
    from facta.errors import FactaError
    from facta.ledger.chain import Draft

    case = _read(path, form)
    store = opened(ledger, create=True)
    try:
        with progress("Entering"):
            found = differences(store.case(), case, reason, withdraw=withdraw)
            if not dry_run:
                store.append([Draft(one.kind, one.subject, one.payload) for one in found], author)
    except FactaError as error:
        stop(str(error))
    counts = Counter(one.kind for one in found)
    said = ", ".join(f"{kind} {count}" for kind, count in counts.items()) or "nothing: the ledger says all this already"
    verb = "Would enter" if dry_run else "Entered"
    console().print(safe(f"{verb} into {store.shown}: {said}."), soft_wrap=True)


def _read(path: Path, form: str) -> Case:
    if form == "pack":
        from facta.casepack.pack import read_pack

        if not path.is_dir():
            stop(f"{path} is no folder.", "A case pack is a folder with case.toml; for a table give --format.")
        pack = read_pack(path)
        if pack.faults:
            report(fault.problem(str(path)) for fault in pack.faults)
            stop(f"{len(pack.faults)} faults: nothing was entered.")
        return pack.case
    from facta.casepack.external import FORMATS
    from facta.errors import FactaError

    if form not in FORMATS:
        stop(f"There is no format “{form}”.", f"Choose one of pack, {', '.join(sorted(FORMATS))}.")
    try:
        case: Case = FORMATS[form](path)
    except (FactaError, OSError) as error:
        stop(str(error))
    return case
