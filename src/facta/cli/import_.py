"""``facta import``: a case pack, or a table that others made, into the ledger: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli.inputs import LISTED, console, listed, mapping_of, progress, safe, stop
from facta.cli.record_inputs import author_option, drafts_of, ledger_option, opened, output_options, refusals, show

if TYPE_CHECKING:
    from facta.ledger.chain import Draft
    from facta.record import Case

JOIN = "Choose another --ledger, or add --join to have both in one."


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@ledger_option
@author_option
@click.option("--format", "form", default="pack", show_default=True, help="pack, g20, trumptracker or matrix.")
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN,…",
    callback=mapping_of,
    help="Columns of others' tables, such as text=commitment,actor=member.",
)
@click.option("--reason", default="imported", show_default=True, help="Entered with every correction.")
@click.option("--withdraw", is_flag=True, help="Withdraw what the ledger has and the pack has no longer.")
@click.option(
    "--join",
    is_flag=True,
    help="Take a pack of another case too; the ledger keeps its own title and dates (not with --withdraw).",
)
@click.option("--dry-run", is_flag=True, help="Check and count, but enter nothing.")
@output_options
def command(
    path: Path,
    ledger: str | None,
    author: str,
    form: str,
    mapping: dict[str, str] | None,
    reason: str,
    withdraw: bool,
    join: bool,
    dry_run: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Import a case pack (a folder with case.toml and CSV tables; docs/reference/case-pack.md), or others' tables.

    The name of a bundled case, us_japan, does instead of a folder.

    Everything is checked first, each fault with file, line and column; then all is entered, or nothing. Importing
    the same pack again enters nothing; a changed pack enters its differences as corrections. A pack of another case
    than the ledger's is refused, unless --join is given.

    \b
    Example:
      facta import us_japan
      facta import my_case/ --author "A. Coder"
      facta import g20.csv --format g20
    """
    from facta.deeds.say import count
    from facta.record import Case

    case = read_case(path, form, mapping)
    notes = []

    def missing(now: Case) -> list[Draft]:
        return drafts_of_pack(now, case, reason, withdraw=withdraw, remedy="" if join else JOIN)

    with refusals(), progress("Entering", quiet=as_json or as_csv):
        if dry_run:
            found = missing(_present(ledger) or Case("", ""))
            kinds, where = [draft.kind for draft in found], ledger or "the ledger"
        else:
            store = opened(ledger, create=True)
            made = store.enter(missing, author)
            here = store.case()
            if here.id != case.id:
                notes.append(
                    f"The ledger stays “{here.title}” (its dates too: it covers until {here.covers_until or 'today'}), "
                    f"which “{case.title}” has joined."
                )
            kinds, where = [entry.kind for entry in made], store.shown
    rows = [{"kind": kind, "entries": number} for kind, number in Counter(kinds).items()]
    verb = "would be entered" if dry_run else "entered"
    notes.append(
        f"{count(len(kinds), 'entry', 'entries')} {verb} into {where}."
        if kinds
        else f"Nothing new: {where} says all of this already."
    )
    if rows or as_json or as_csv:
        show(rows, ("kind", "entries"), notes=notes, as_json=as_json, as_csv=as_csv)
    else:
        console().print(safe(notes[-1]), soft_wrap=True)


def drafts_of_pack(
    now: Case, pack: Case, reason: str, *, withdraw: bool = False, remedy: str = "Choose another --ledger."
) -> list[Draft]:
    """What a pack has that the ledger lacks. Raises LedgerError, with the remedy, where the ledger is of another case.

    No remedy: both are wanted in one ledger.
    """
    from facta.casepack.differences import differences
    from facta.errors import LedgerError

    if remedy and now.id and now.id != pack.id:
        raise LedgerError(
            f"The ledger holds another case: “{now.title}” ({now.id}), not “{pack.title}” ({pack.id}). "
            f"Nothing was entered. {remedy}"
        )
    return drafts_of(differences(now, pack, reason, withdraw=withdraw))


def _present(ledger: str | None) -> Case | None:
    """The case of a ledger that is there; a dry run makes none."""
    from facta.ledger.database import address

    where = address(ledger)
    return opened(ledger).case() if "://" in where or Path(where).expanduser().exists() else None


def read_case(path: Path, form: str = "pack", mapping: dict[str, str] | None = None) -> Case:
    """A whole case from a pack or a foreign table; ends the program where it has a fault."""
    from facta.casepack.check import faults
    from facta.casepack.pack import read_pack

    if form == "pack":
        from facta import cases

        if not path.exists() and str(path).replace("-", "_") in cases.names():
            path = cases.folder(str(path))
        if not path.is_dir():
            stop(
                f"{path} is no folder.",
                f"A case pack is a folder with case.toml, or {' or '.join(cases.names())}; for a table give --format.",
            )
        pack = read_pack(path)
        found, case = pack.faults, pack.case
    else:
        from facta.casepack.external import FORMATS

        if form not in FORMATS:
            stop(f"There is no format “{form}”.", f"Choose one of pack, {', '.join(sorted(FORMATS))}.")
        if not path.exists():
            stop(f"{path} is not there.", "Give the file of the table.")
        try:
            with refusals():
                case = FORMATS[form](path, mapping)
        except OSError as error:
            stop(f"{path} cannot be read: {error.strerror}.")
        found = tuple(faults(case, {}))
    if found:
        listed("Faults", [fault.problem(str(path)) for fault in found[:LISTED]], len(found))
        stop(f"Nothing was entered: {len(found):,} faults." if len(found) > 1 else "Nothing was entered: one fault.")
    return case
