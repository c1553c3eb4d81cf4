"""What every command on a ledger shares: which ledger, as of when, and how to print."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facta.cli.inputs import console, emit, errors, safe, stop

if TYPE_CHECKING:
    from rich.console import Console

    from facta.casepack.differences import Difference
    from facta.ledger.chain import Draft
    from facta.ledger.store import Ledger
    from facta.record import Actor, Case

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(function: Command) -> Command:
    """Add ``--ledger``."""
    return click.option(
        "--ledger",
        metavar="PATH|URL",
        default=None,
        help="The ledger: a file, or postgresql://…  [FACTA_DATABASE_URL, else facta.db]",
    )(function)


def output_options(function: Command) -> Command:
    """Add ``--json`` and ``--csv``."""
    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(as_csv(function))


def reading_options(function: Command) -> Command:
    """Add ``--ledger``, ``--as-of``, ``--json`` and ``--csv``; for commands that read."""
    moment = click.option(
        "--as-of", metavar="ENTRY|DATE", default="", help="As the ledger stood at an entry or on a day."
    )
    return ledger_option(moment(output_options(function)))


def author_option(function: Command) -> Command:
    """Add ``--author``: who enters."""
    return click.option(
        "--author", metavar="NAME", envvar="FACTA_AUTHOR", default=_user, help="Who enters.  [FACTA_AUTHOR, else you]"
    )(function)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def opened(ledger: str | None, *, create: bool = False) -> Ledger:
    """The ledger; ends the program with a remedy where it cannot be opened."""
    from facta.ledger.store import open_ledger

    with refusals():
        return open_ledger(ledger, create=create)


def case_of(ledger: str | None, as_of: str = "") -> Case:
    """The state of a ledger, now or as it stood."""
    store = opened(ledger)
    when = moment(as_of)
    with refusals():
        case = store.case(when)
        if when is not None:
            first = next(store.entries(until=1), None)
            if first is None or (first.at[:10] > when.isoformat() if isinstance(when, date) else when < 1):
                told = f": its first is of {first.at[:10]}" if first else ""
                note = f"note: The ledger had no entry yet, as of {as_of}{told}."
                errors().print(note, markup=False, highlight=False, soft_wrap=True)
    return case


def actor_of(case: Case, name: str) -> Actor:
    """The actor of an id, one that promises by itself; ends the program where there is none."""
    from difflib import get_close_matches

    known = {one.id: one for one in case.actors}
    if name not in known:
        near = get_close_matches(name.upper(), known, n=3) or list(known)[:12]
        stop(f"There is no actor “{name}”.", f"There are, for example, {', '.join(near)}." if near else "")
    if members := known[name].members:
        stop(f"{name} is a group.", f"Name one of its members: {', '.join(members)}.")
    return known[name]


def moment(text: str) -> int | date | None:
    """An entry's number or a day."""
    if not text:
        return None
    if text.isdecimal() and text.isascii():
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"“{text}” is neither the number of an entry nor a day.", "Write 120 or 2026-03-20.")


def today_of(case: Case, asked: str = "") -> date:
    """The day that the case speaks for: the one asked for, else the last that it covers, else today."""
    from facta.dates import end

    try:
        return end(asked) or end(case.covers_until) or date.today()  # noqa: DTZ011 - a calendar day, no moment
    except ValueError as error:
        said = str(error)
        stop(said if "date" in said else f"no date: {asked!r}; {said}.")


def show(
    rows: Iterable[Any],
    columns: Sequence[str],
    *,
    title: str = "",
    notes: Sequence[str] = (),
    summary: Any = None,
    spare: Sequence[str] = (),
    as_json: bool = False,
    as_csv: bool = False,
) -> None:
    """Print rows (dataclasses or dicts) as a table, JSON or CSV; ``notes`` are sentences below the table.

    ``summary``: the figures behind the notes, which JSON gives as an object. On a terminal, columns without any entry
    are left out, and ``spare`` ones, in their order, where all do not fit (names in one string go together); a line
    says which.
    A cell of CSV that a spreadsheet would run as a formula is given a leading apostrophe.
    """
    dicts = [asdict(row) if is_dataclass(row) and not isinstance(row, type) else dict(row) for row in rows]
    if as_json:
        figures = {} if summary is None else {"summary": plain(summary)}
        emit(figures | {"rows": dicts, "notes": list(notes)})
        return
    if as_csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(columns)
        quoted = csv.writer(sys.stdout, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row in dicts:
            line = [_harmless(cell(row.get(column))) for column in columns]
            # A carriage return must stand in quotes, which the writer does for line feeds alone.
            (quoted if any("\r" in each for each in line) else table).writerow(line)
        return
    cells = [{column: cell(row.get(column)) for column in columns} for row in dicts]
    terminal = console()
    if title:
        terminal.print(safe(title), style="bold")
    columns = [column for column in columns if any(row[column] for row in cells)]
    widths = {
        column: max(map(len, (_heading(column), *(part for row in cells for part in row[column].split("\n")))))
        for column in columns
    }
    some, long = _fitting(columns, widths, terminal.width, list(spare))
    if not cells:
        terminal.print("Nothing to show.")
    elif not some:
        _blocks(terminal, cells, columns)
    else:
        numbers = {column for column in columns if any(isinstance(row.get(column), int | float) for row in dicts)} - {
            "entry"
        }
        _grid(terminal, cells, some, long, numbers)
        if hidden := [_heading(column) for column in columns if column not in some]:
            terminal.print(safe(f"Not shown at this width, and in --csv: {', '.join(hidden)}."), style="dim")
    for note in notes:
        terminal.print(safe(note))


def plain(value: Any) -> Any:
    """Dataclasses and what holds them as JSON knows them."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


LONG = 24
"""A column with longer cells is wrapped."""
ROOM, AMPLE = 14, 28
"""Characters that a wrapped column is left at least; where spare columns can go, so many more."""


def _fitting(
    columns: Sequence[str], widths: dict[str, int], width: int, spare: list[str]
) -> tuple[list[str], list[str]]:
    """The columns that fit, and which of them are wrapped; none where no table fits."""
    some = list(columns)
    while some:
        long = [column for column in some if widths[column] > LONG]
        while True:
            # A column takes its cells and three characters more.
            room = AMPLE if spare else ROOM
            needed = sum(3 + (min(room, widths[column]) if column in long else widths[column]) for column in some)
            others = [column for column in some if column not in long and widths[column] > ROOM]
            if needed <= width:
                return some, long
            if not others or spare:
                break
            long.append(max(others, key=widths.__getitem__))
        if not spare:
            break
        some = [column for column in some if column not in spare[0].split()]
        spare = spare[1:]
    return [], []


def _grid(
    terminal: Console, cells: list[dict[str, str]], columns: Sequence[str], long: Sequence[str], numbers: set[str]
) -> None:
    from rich import box
    from rich.table import Table

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        grid.add_column(
            _heading(column),
            justify="right" if column in numbers else "left",
            overflow="fold",
            no_wrap=column not in long,
        )
    for row in cells:
        grid.add_row(*(safe(row[column]) for column in columns))
    terminal.print(grid)


def _blocks(terminal: Console, cells: list[dict[str, str]], columns: Sequence[str]) -> None:
    """One paragraph a row: its first cell, its text, then the rest as name and value."""
    from rich.padding import Padding

    first = columns[0]
    body = "text" if "text" in columns else ""
    for row in cells:
        head = safe(row[first])
        head.stylize("bold")
        if body and row[body]:
            head.append_text(safe(f"  {row[body]}"))
        terminal.print(head)
        others = [column for column in columns if column not in (first, body) and row[column]]
        rest = [f"{_heading(column)}: {' '.join(row[column].split())}" for column in others]
        terminal.print(Padding(safe(" · ".join(rest)), (0, 0, 0, 4)), style="dim")
    terminal.print()


def _heading(column: str) -> str:
    return column.replace("_", " ")


def cell(value: Any) -> str:
    """A value as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    return str(value)


_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula."""


def _harmless(text: str) -> str:
    return "'" + text if text[:1] in _STARTS and not _number(text) else text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


@contextmanager
def refusals() -> Iterator[None]:
    """What facta refuses ends the program with its sentence and code 2."""
    from facta.errors import FactaError

    try:
        yield
    except FactaError as error:
        stop(str(error))


def drafts_of(differences: Iterable[Difference]) -> list[Draft]:
    """Differences of two cases as drafts of entries."""
    from facta.ledger.chain import Draft

    return [Draft(one.kind, one.subject, one.payload) for one in differences]
