"""``read``: any number of targets in, statements and problems out. Bad input never raises; it becomes a Problem."""

from __future__ import annotations

import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, cast

from facta import ids
from facta.errors import UnreadableError
from facta.model import DateClaim, Problem, Reading, Source, SourceClass, Statement
from facta.read import dates, formats
from facta.read.draft import DOCUMENT_LIMIT, MEGABYTE, SAVED, Draft
from facta.read.lines import WIDE, columns
from facta.read.publishers import classify
from facta.text.language import UNDETERMINED, detect

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$")
_TITLE_LENGTH = 200
_SHOWN = 10
"""Problems of one kind that are told one by one for one file of rows."""


def read(
    *targets: str | Path,
    series: str = "",
    mapping: Mapping[str, str] | None = None,
    allow_private: bool = False,
    language: str = "",
    keep: str | Path | None = None,
    kind: SourceClass | str = "",
    progress: Callable[[str], None] | None = None,
) -> Reading:
    """Read statements from files, folders, web addresses, ``-`` (standard input) and ``sotu:YEAR-YEAR``.

    ``series`` makes all of them one series; else a ``series`` field counts, else the folder's name. ``mapping`` names
    the columns of JSONL and CSV (``{"text": "markdown", "date": "published"}``). ``language`` (BCP 47) and ``kind``
    (official, wire, press, other) declare what is else detected. ``allow_private`` lets web addresses lead into private
    networks. ``keep`` is a folder in which the bytes of web addresses and of standard input are kept. ``progress`` is
    called with the address of each statement read.

    The statements come by date, undated ones last, as drafts would. Never raises for bad input: what
    could not be read, or is in doubt, is in ``Reading.problems``.
    """
    statements: list[Statement] = []
    problems: list[Problem] = []
    known: dict[str, str] = {}
    taken: set[str] = set()
    now = datetime.now(UTC)
    for target in targets:
        for draft in _drafts(str(target), mapping, allow_private=allow_private, keep=Path(keep) if keep else None):
            if isinstance(draft, Problem):
                problems.append(draft)
                continue
            problems += draft.problems
            place = draft.address if draft.line is None else f"{draft.address}:{draft.line}"
            if not any(character.isalnum() for character in draft.text):
                remedy = "Give a document with text in it."
                problems.append(Problem(draft.address, "No text was found in it.", remedy, draft.line))
                continue
            digest = ids.digest(re.sub(r"\s+", " ", draft.text))
            if digest in known:
                message = f"The same text as {known[digest]}."
                problems.append(Problem(draft.address, message, "Leave one of the two out.", draft.line))
                continue
            known[digest] = place
            statement = _statement(draft, taken, now, series=series, language=language, kind=kind)
            problems += _doubts(statement, draft)
            statements.append(statement)
            if progress:
                progress(place)
    statements.sort(key=lambda statement: (statement.date is None, statement.date or date.min))
    return Reading(tuple(statements), tuple(_gathered(problems)))


def _gathered(problems: list[Problem]) -> list[Problem]:
    """One file's many problems of one kind as the first few and their number."""
    gathered: list[Problem] = []
    counts: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        key = (problem.address, problem.remedy) if problem.line is not None else ("", "")
        counts[key] += 1
        if key == ("", "") or counts[key] <= _SHOWN:
            gathered.append(problem)
    for (address, remedy), count in counts.items():
        if address and count > _SHOWN:
            last = next(p for p in reversed(gathered) if p.address == address and p.remedy == remedy)
            message = f"The same holds for {count - _SHOWN} more rows: {last.message}"
            gathered.insert(gathered.index(last) + 1, replace(last, message=message, line=None))
    return gathered


def _drafts(
    target: str, mapping: Mapping[str, str] | None, *, allow_private: bool, keep: Path | None
) -> Iterator[Draft | Problem]:
    """Drafts of one target; whatever goes wrong inside is caught here and becomes a Problem."""
    try:
        if not target.strip():
            raise UnreadableError("(empty)", "An empty address was given.", "Name a file, a folder or a web address.")
        if target == "-":
            yield from _standard_input(mapping, keep)
        elif target.lower().startswith("sotu:"):
            from facta.read.sotu import addresses

            yield from addresses(target)
        elif _URL.match(target):
            from facta.read.web import fetch

            page = fetch(target, allow_private=allow_private)
            snapshot = _keep(page.data, keep, page.suffix)
            yield from formats.from_bytes(page.data, target, page.suffix, mapping, url=page.url, snapshot=snapshot)
        else:
            yield from _path(Path(target).expanduser(), target, mapping)
    except UnreadableError as error:
        yield Problem(error.address, error.message, error.remedy, error.line)
    except (OSError, ValueError) as error:
        yield Problem(target, f"It cannot be opened: {_reason(error)}.", "Check the name and your rights to it.")


def _path(path: Path, shown: str, mapping: Mapping[str, str] | None) -> Iterator[Draft | Problem]:
    if not path.is_dir():
        yield from _file(path, shown, mapping)
        return
    from facta.read.folder import walk

    for found in walk(path):
        if isinstance(found, Problem):
            yield found
            continue
        for draft in _file(found, str(found), mapping):
            if isinstance(draft, Draft):
                draft.folder = found.parent.resolve().name
            yield draft


def _file(path: Path, shown: str, mapping: Mapping[str, str] | None) -> Iterator[Draft | Problem]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISFIFO(status.st_mode):
            raise UnreadableError(shown, "It is neither a file nor a folder.", "Give a file.")
        suffix = path.suffix.lower().lstrip(".")
        if suffix in formats.ROWS:
            with path.open("rb") as stream:
                yield from formats.from_rows(stream, shown, suffix, mapping)
            return
        if status.st_size > DOCUMENT_LIMIT:
            raise UnreadableError(shown, _too_large(status.st_size), "Split it, or give many statements as JSONL.")
        with path.open("rb") as stream:
            data = stream.read(DOCUMENT_LIMIT + 1)
        if len(data) > DOCUMENT_LIMIT:
            raise UnreadableError(shown, _too_large(len(data)), "Split it, or give many statements as JSONL.")
        yield from formats.from_bytes(data, shown, suffix, mapping)
    except UnreadableError as error:
        yield Problem(error.address, error.message, error.remedy, error.line)
    except OSError as error:
        yield Problem(shown, f"It cannot be opened: {_reason(error)}.", "Check the name and your rights to it.")


def _standard_input(mapping: Mapping[str, str] | None, keep: Path | None) -> Iterator[Draft | Problem]:
    stream = getattr(sys.stdin, "buffer", None)
    data = stream.read(DOCUMENT_LIMIT + 1) if stream else sys.stdin.read(DOCUMENT_LIMIT + 1).encode()
    if len(data) > DOCUMENT_LIMIT:
        raise UnreadableError("-", _too_large(len(data)), "Give a file instead.")
    snapshot = _keep(data, keep, "")
    yield from formats.from_bytes(data, "-", "", mapping, snapshot=snapshot)


def _too_large(size: int) -> str:
    limit = DOCUMENT_LIMIT // MEGABYTE
    return f"It has {max(size // MEGABYTE, limit)} MB or more; one document may have {limit} MB."


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _keep(data: bytes, folder: Path | None, suffix: str) -> str:
    """Store the bytes under their digest; the same bytes are stored once."""
    if folder is None:
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{ids.digest(data)[:32]}.{suffix or 'bin'}"
    if not path.exists():
        path.write_bytes(data)
    return str(path)


def _statement(draft: Draft, taken: set[str], now: datetime, *, series: str, language: str, kind: str) -> Statement:
    title = " ".join(draft.title.replace("\u00a0", " ").split())[:_TITLE_LENGTH]
    claims = _claims(draft, title)
    when = claims[0].value if claims else None
    name, found = classify(draft.url, draft.publisher)
    tag, basis = _language(draft, language)
    source = Source(
        address=draft.address,
        retrieved_at=now,
        sha256=draft.sha256,
        media_type=draft.media_type,
        kind=cast(SourceClass, kind) if kind else found,
        size=draft.size,
        locator="" if draft.line is None else f"line {draft.line}",
        snapshot=draft.snapshot,
        licence=draft.licence,
        web=draft.url if draft.url.startswith(("https://", "http://")) else "",
    )
    return Statement(
        id=_id(draft, title, when, taken),
        title=title or _first_line(draft.text),
        text=draft.text,
        date=when,
        source=source,
        series=series or draft.series or draft.folder,
        language=tag,
        language_basis=basis,
        publisher=name,
        date_claims=tuple(claims),
    )


def _claims(draft: Draft, title: str) -> list[DateClaim]:
    """All claims in order of authority: declared, metadata, the text, the name; last the metadata of office files,

    which tell when a file was saved and not when a statement was made.
    """
    strong = [claim for claim in draft.claims if not claim.quote.startswith(SAVED)]
    saved = [claim for claim in draft.claims if claim.quote.startswith(SAVED)]
    name = draft.url or ("" if draft.line is not None or draft.address == "-" else Path(draft.address).stem)
    named = dates.in_name(name) if name else None
    said = dates.in_text(title, draft.text, last_resort=not strong and not named)
    if not said and draft.vague and (rest := dates.in_text(title, draft.text, last_resort=True)):
        said = rest if _within(rest, strong[0]) else None
    if not said and not strong and not named:
        said = dates.in_text("", draft.margins)
    if said:
        strong.append(said)
    if named:
        strong.append(named)
    if draft.vague and (exact := [c for c in strong[1:] if _within(c, strong[0])]):
        # "2023" and "13 January 2023" agree; the exact one is in force.
        strong = exact + [c for c in strong[1:] if c not in exact]
    return strong + saved


def _within(exact: DateClaim, vague: DateClaim) -> bool:
    month_given = vague.quote.strip() != str(vague.value.year)
    return exact.value.year == vague.value.year and (not month_given or exact.value.month == vague.value.month)


def _language(draft: Draft, declared: str) -> tuple[str, Literal["declared", "detected", "assumed"]]:
    tag = re.split(r"[-_]", declared or draft.language)[0].strip().lower()
    if re.fullmatch(r"[a-z]{2,3}", tag):
        return tag, "declared"
    found = detect(draft.text)
    return ("en", "assumed") if found == UNDETERMINED else (found, "detected")


def _id(draft: Draft, title: str, when: date | None, taken: set[str]) -> str:
    base = draft.id if _PLAIN_ID.match(draft.id) else ids.slug(draft.id.rsplit("/", 1)[-1], 80) if draft.id else ""
    if not base:
        stem = "" if draft.line is not None or draft.address == "-" or draft.url else Path(draft.address).stem
        name = stem or title or _first_line(draft.text)
        base = ids.slug(name)
        if (
            sum(map(str.isalpha, base)) < 4 and len(WIDE.findall(name)) > 4
        ):  # of a Chinese title only its numerals survive
            base = ids.digest(name)[:10]
        day = when.isoformat() if when else ""
        if day and not base.startswith((day, day.replace("-", ""))):
            base = f"{day}-{base}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _first_line(text: str) -> str:
    lines = [line for line in text[:2000].split("\n") if line][:4]
    # A dateline is no title where something better follows.
    line = next((line for line in lines if len(line) > 60 or not dates.find(line)), lines[0])
    if columns(line) <= 120:
        return line
    cut = line[:60] if WIDE.match(line[50:51]) else line[:117].rsplit(" ", 1)[0]
    return f"{cut}…"


def _doubts(statement: Statement, draft: Draft) -> Iterable[Problem]:
    if statement.date is None:
        message = "No date was found; the statement is taken as a draft, after all dated ones."
        remedy = "Put the date into the text's first lines, its front matter, a column or the file name (2023-01-13-…)."
        yield Problem(draft.address, message, remedy, draft.line, skipped=False)
        return
    first, *others = statement.date_claims
    if first.quote.startswith(SAVED):
        message = f"The only date is the day on which the file was saved, {first.value}."
        yield Problem(draft.address, message, "Declare the date if another is right.", draft.line, skipped=False)
    # A file is saved some time after the statement: that is no disagreement. Before it, it is.
    others = [c for c in others if c.value < first.value or not c.quote.startswith(SAVED)]
    if told := "; ".join(f"{c.basis}: {c.value} ({c.quote})" for c in others[:3] if c.value != first.value):
        message = f"The date {first.value} ({first.basis}) is in force, but there is also {told}."
        yield Problem(draft.address, message, "Declare the date if another is right.", draft.line, skipped=False)
