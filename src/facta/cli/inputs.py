"""What every command shares that takes statements: its options, its problems table, its exit codes.

Exit codes: 0 all was read; 1 a defect of facta or a missing extra; 2 bad input, even where the rest was processed.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from facta.model import Problem, Reading

if TYPE_CHECKING:
    from rich.console import Console

    from facta.model import Statement

Command = TypeVar("Command", bound=Callable[..., Any])
BAD_INPUT = 2
NOTES = 20
"""Warnings printed; one that many texts share counts once."""

OTHERS = "other texts"
"""Address of the one problem that counts those of statements not chosen."""

LISTED = 100
"""Rows of a table of problems."""


def statement_options(function: Command) -> Command:
    """Add TARGETS and the options that say how to read them; the values arrive as ``targets`` and ``how``."""

    @functools.wraps(function)
    def gathered(*args: Any, **values: Any) -> Any:
        how = {name: values.pop(name) for name in ("series", "mapping", "language", "allow_private", "keep", "match")}
        return function(*args, how=how, **values)

    options = (
        click.argument("targets", nargs=-1, required=True, metavar="PATH|URL|-…"),
        click.option("--series", metavar="NAME", default="", help="Take all statements as one series of this name."),
        click.option(
            "--map",
            "mapping",
            metavar="FIELD=COLUMN,…",
            callback=mapping_of,
            help="Columns of JSONL or CSV input, such as text=markdown,date=published.",
        ),
        click.option(
            "--match",
            metavar="PATTERN",
            default="",
            callback=_pattern,
            help="Take only statements whose title has this (a regular expression, case ignored).",
        ),
        click.option("--language", metavar="TAG", default="", help="Language of the texts, such as en or ja."),
        click.option("--allow-private", is_flag=True, help="Allow web addresses on private and loopback networks."),
        click.option("--keep", metavar="FOLDER", default=None, help="Keep the bytes of web addresses in this folder."),
    )
    return cast(Command, functools.reduce(lambda command, option: option(command), reversed(options), gathered))


def close_option(function: Command) -> Command:
    """Add ``--close``; the value arrives as ``close``, once it is known that the encoder is there."""
    return click.option(
        "--close",
        is_flag=True,
        callback=_ready,
        help="Read what is in doubt with a pre-trained encoder too: better, far slower. Needs facta[close].",
    )(function)


def _ready(ctx: click.Context, parameter: click.Parameter, value: bool) -> bool:
    if value:
        from facta.engines.encoder import ready
        from facta.errors import MissingEncoderError

        try:
            with progress("Looking for the encoder"):
                ready()
        except MissingEncoderError as error:
            raise click.ClickException(str(error)) from None
    return value


def mapping_of(ctx: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str] | None:
    if not value:
        return None
    pairs = [part.partition("=") for part in value.split(",") if part.strip()]
    if any(not separator or not column.strip() for _, separator, column in pairs):
        raise click.BadParameter("write it as field=column,field=column, for example text=markdown,date=published.")
    return {name.strip(): column.strip() for name, _, column in pairs}


def _pattern(ctx: click.Context, parameter: click.Parameter, value: str) -> re.Pattern[str] | None:
    try:
        return re.compile(value, re.IGNORECASE) if value else None
    except re.error as error:
        raise click.BadParameter(f"not a regular expression: {error}.") from error


def load(targets: Iterable[str], how: dict[str, Any], *, quiet: bool = False) -> Reading:
    """Read the targets with a spinner on a terminal; ends the program with code 2 where nothing could be read."""
    from facta.read import read

    match = how.get("match")
    with progress("Reading", quiet=quiet) as spinner:
        told = None if spinner is None else lambda place: spinner.update(safe(f"Reading {place}"))
        reading = read(*targets, **{name: value for name, value in how.items() if name != "match"}, progress=told)
    if match and reading.statements:
        kept = tuple(one for one in reading.statements if match.search(one.title))
        if not kept:
            report(reading.problems)
            stop(f"None of {len(reading.statements)} titles has “{match.pattern}”.", "facta read lists the titles.")
        reading = Reading(kept, tuple(_of_chosen(reading.problems, kept)))
    if not reading.statements:
        report(reading.problems)
        raise SystemExit(BAD_INPUT)
    return reading


def _of_chosen(problems: Iterable[Problem], kept: Sequence[Statement]) -> Iterator[Problem]:
    """Problems of the statements chosen and of whole files; those of other rows as one, which counts them."""
    rows = {(one.source.address, one.source.locator) for one in kept}
    files = {one.source.address for one in kept}
    others: list[Problem] = []
    for one in problems:
        if one.line is not None:
            chosen = (one.address, f"line {one.line}") in rows
        else:
            # A file that could not be read may hold what was asked for.
            chosen = one.skipped or one.address in files
        if chosen:
            yield one
        else:
            others.append(one)
    if others:
        skipped = sum(one.skipped for one in others)
        noted = len(others) - skipped
        counts = {"note" if noted == 1 else "notes": noted, "skipped": skipped}
        told = " and ".join(f"{size:,} {what}" for what, size in counts.items() if size)
        message = f"{told}, none of a statement chosen."
        yield Problem(OTHERS, message, "Without --match, facta read lists them.", skipped=bool(skipped))


def note_undated(statements: Iterable[Statement]) -> None:
    """Say that undated statements are not taken for the latest, and how to name one."""
    undated = [statement.id for statement in statements if statement.date is None]
    if undated and len(undated) < len(tuple(statements)):
        others = f" and {len(undated) - 3} more" if len(undated) > 3 else ""
        what = "an undated statement is" if len(undated) == 1 else f"{len(undated)} undated statements are"
        note = f"note: {what} not taken for the latest. Name one with --statement: {', '.join(undated[:3])}{others}"
        errors().print(note, markup=False, highlight=False, soft_wrap=True)


def load_corpus(targets: Iterable[str], how: dict[str, Any], *, quiet: bool = False) -> Reading:
    """Read what a series is held against: as the series is read, but never narrowed; empty for no targets."""
    targets = tuple(targets)
    return load(targets, how | {"match": None, "series": ""}, quiet=quiet) if targets else Reading(())


def one_series(reading: Reading, series: str) -> tuple[Statement, ...]:
    """The statements of the one series there is, or of the one named; else ends with code 2 and how to choose."""
    counts = Counter(statement.series for statement in reading.statements)
    # Texts without a series, such as today's draft from standard input, belong to the one series there is.
    if not series and len(set(counts) - {""}) < 2:
        return reading.statements
    if series and series in counts:
        return tuple(statement for statement in reading.statements if statement.series == series)
    report(reading.problems)
    names = "".join(f"\n  {name or '(no name)'} ({count})" for name, count in counts.most_common(20))
    more = f"\n  and {len(counts) - 20} more" if len(counts) > 20 else ""
    wrong = f"No series is called “{series}”. There are {len(counts)}" if series else f"These are {len(counts)} series"
    choice = "Choose one with --only NAME, or join all into one with --series NAME."
    return stop(f"{wrong}, with their statements:{names}{more}\n{choice}")


def report(problems: Iterable[Problem]) -> bool:
    """Print the problems to standard error, what was skipped as a table; True where anything was skipped."""
    problems = tuple(problems)
    if not problems:
        return False
    console = errors()
    notes: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        if not problem.skipped or problem.address == OTHERS:
            notes.setdefault((problem.message, problem.remedy), []).append(_place(problem))
    for (message, remedy), places in list(notes.items())[:NOTES]:
        more = f" and {len(places) - 3:,} more" if len(places) > 3 else ""
        console.print(f"note: {', '.join(places[:3])}{more}: {message} {remedy}", markup=False, highlight=False)
    if len(notes) > NOTES:
        console.print(f"note: and {len(notes) - NOTES:,} more (facta read --json lists all)", markup=False)
    skipped = [problem for problem in problems if problem.skipped and problem.address != OTHERS]
    if skipped:
        listed("Skipped", skipped, len(skipped))
    return any(problem.skipped for problem in problems)


def listed(title: str, problems: Sequence[Problem], of: int) -> None:
    """Print the first problems of so many as a table to standard error, and how many more there are."""
    from rich.table import Table

    table = Table(title=f"{title}: {of:,}", title_justify="left")
    for heading in ("where", "why", "what to do"):
        table.add_column(heading, overflow="fold")
    for problem in problems[:LISTED]:
        table.add_row(*(safe(cell) for cell in (_place(problem), problem.message, problem.remedy)))
    errors().print(table)
    if of > LISTED:
        errors().print(f"The first {LISTED} are listed; there are {of - LISTED:,} more.", markup=False)


def finish(*readings: Reading) -> None:
    """Report the problems and leave with code 2 where something was skipped."""
    problems = dict.fromkeys(problem for reading in readings for problem in reading.problems)
    if report(problems):
        raise SystemExit(BAD_INPUT)


def stop(message: str, remedy: str = "") -> NoReturn:
    """End the program for bad input, with a sentence and a remedy."""
    errors().print(f"facta: {message} {remedy}".rstrip(), markup=False, highlight=False, soft_wrap=True)
    raise SystemExit(BAD_INPUT)


def emit(value: Any) -> None:
    """Print a value as JSON to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def save(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: a neighbour is written first and then takes its name.

    Ends the program with code 2 where it cannot be written.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    part = path.parent / f".{path.name or 'facta'}.part"
    try:
        if path.is_dir() or not path.name:
            raise IsADirectoryError(0, "it is a folder")
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        stop(f"{path} cannot be written: {error.strerror}.", "Choose another place.")
    finally:
        # Also where the user broke off: nothing half-written stays.
        with suppress(OSError):
            part.unlink(missing_ok=True)


def written(*paths: Path | None) -> None:
    """Say where the files are."""
    for path in filter(None, paths):
        errors().print(f"Written: {path.resolve()}", markup=False, highlight=False, soft_wrap=True)


def console() -> Console:
    """The terminal for results."""
    from rich.console import Console

    return Console(highlight=False)


def errors() -> Console:
    """The terminal for problems and progress."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def progress(what: str, *, quiet: bool = False) -> Any:
    """A spinner on a terminal, nothing elsewhere."""
    from contextlib import nullcontext

    if quiet or not sys.stderr.isatty():
        return nullcontext()
    return errors().status(what)


def safe(text: str) -> Any:
    """Text for a table cell without markup and without control characters, which a terminal would obey."""
    from rich.text import Text

    return Text("".join(character if character.isprintable() or character == "\n" else "�" for character in text))


def _place(problem: Problem) -> str:
    return f"{problem.address}:{problem.line}" if problem.line is not None else problem.address
