"""``facta export``: the ledger's state as a case pack that is also a data package, or as one SQLite file."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, ledger_option, output_options, refusals, show


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@ledger_option
@click.option("--as-of", metavar="ENTRY|DATE", default="", help="As the ledger stood at an entry or on a day.")
@click.option("--sqlite", metavar="FILE", type=click.Path(path_type=Path), help="Write one SQLite file of tables too.")
@output_options
def command(folder: Path, ledger: str | None, as_of: str, sqlite: Path | None, as_json: bool, as_csv: bool) -> None:
    """Write what is in force as a case pack: CSV tables, case.toml, and datapackage.json (Frictionless).

    Importing it again gives the same record. --sqlite writes the same tables into a file that opens in Datasette.

    \b
    Example:
      facta export backup/ --sqlite backup.sqlite
    """
    from facta.casepack.datapackage import write_descriptor
    from facta.casepack.sqlite import write_sqlite
    from facta.casepack.write import write_pack
    from facta.record import NOUNS

    case = case_of(ledger, as_of)
    try:
        with refusals():
            write_pack(case, folder)
            write_descriptor(case, folder)
            if sqlite:
                write_sqlite(case, sqlite)
    except OSError as error:
        stop(
            f"{error.filename or folder} cannot be written: {(error.strerror or str(error)).rstrip('.')}.",
            "Choose another place.",
        )
    rows = [
        {"table": f"{name}.csv", "rows": len(items)} for name, _ in NOUNS.values() if (items := getattr(case, name))
    ]
    written = f"{folder} and {sqlite}" if sqlite else str(folder)
    show(rows, ("table", "rows"), notes=[f"Written: {written}"], as_json=as_json, as_csv=as_csv)
