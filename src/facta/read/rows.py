"""Many statements in one file: JSONL, a JSON array, CSV and TSV, one statement a row.

Files are read row by row, so they may be larger than memory; one row that does not parse leaves the others unharmed.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from facta import ids
from facta.errors import UnreadableError
from facta.model import DateClaim, Problem
from facta.read import dates
from facta.read.decode import decode
from facta.read.draft import DOCUMENT_LIMIT, TEXT_LIMIT, Draft
from facta.vocab import load

FIELDS = ("text", "date", "title", "series", "id", "url", "language", "publisher")
_LOOK_AHEAD = 50
_LONG = 200
"""Mean characters from which a column of unknown name may be taken for the text."""
_HTML = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|span|strong|article|section)\b[^<>]*>.*</", re.I | re.S)


class Row(NamedTuple):
    """One record, the line it begins on, and the bytes it was."""

    line: int
    values: dict[str, Any]
    data: bytes


def rows(stream: IO[bytes], address: str, suffix: str, mapping: Mapping[str, str] | None) -> Iterator[Draft | Problem]:
    """The statements of a stream of records. ``suffix`` is ``jsonl``, ``json``, ``csv`` or ``tsv``.

    ``mapping`` names the column for each of ``FIELDS``; what it leaves out is guessed from the names of the columns,
    and the guess is told as a Problem that skips nothing.
    """
    media_type = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/json"}.get(
        suffix, "application/x-ndjson"
    )
    if mapping and (unknown := sorted(set(mapping) - set(FIELDS))):
        message = f"The mapping names fields that facta does not have: {', '.join(unknown)}."
        yield Problem(address, message, f"Use of: {', '.join(FIELDS)}.")
        return
    records = {"csv": _csv, "tsv": _csv, "json": _json}.get(suffix, _jsonl)(stream, address)
    ahead: list[Row | Problem] = []
    for record in records:
        ahead.append(record)
        if len(ahead) >= _LOOK_AHEAD:
            break
    sample = [record.values for record in ahead if isinstance(record, Row)]
    if not sample:
        yield from (record for record in ahead if isinstance(record, Problem))
        if not ahead:
            yield Problem(address, "The file has no rows.", "Give a file with one statement a row.")
        return
    columns = list(dict.fromkeys(str(key) for values in sample for key in values))
    fields, guessed = _fields(columns, sample, mapping or {})
    if missing := sorted(column for column in (mapping or {}).values() if column not in columns):
        message = f"There is no column {', '.join(missing)}."
        yield Problem(address, message, f"The columns are: {', '.join(columns[:20])}.")
        return
    if "text" not in fields:
        message = "No column looks like the text of a statement."
        yield Problem(address, message, f"Name it: --map text=COLUMN, of {', '.join(columns[:20])}.")
        return
    if guessed:
        told = ", ".join(f"{field}={fields[field]}" for field in guessed)
        yield Problem(address, f"Columns read as {told}.", "Say otherwise with --map.", skipped=False)
    imprecise: list[int] = []
    for record in _chain(ahead, records):
        if isinstance(record, Problem):
            yield record
            continue
        yield _draft(record, fields, address, media_type, imprecise)
    if imprecise:
        message = f"{len(imprecise)} rows give no day; where the text gives none either, it is the first."
        yield Problem(address, message, "Give full dates where the order matters.", imprecise[0], skipped=False)


def _chain(first: Iterable[Row | Problem], then: Iterable[Row | Problem]) -> Iterator[Row | Problem]:
    yield from first
    yield from then


def _fields(
    columns: list[str], sample: list[dict[str, Any]], mapping: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    fields = dict(mapping)
    guessed: list[str] = []
    by_name = {column.strip().lower(): column for column in columns}
    for field in FIELDS:
        if field in fields:
            continue
        taken = set(fields.values())
        names = [by_name[name] for name in load("reading")["fields"][field] if name in by_name]
        column = next((name for name in names if name not in taken and _filled(name, sample)), None)
        if field == "text" and (column is None or _mean_length(column, sample) < _LONG / 4):
            longest = max(columns, key=lambda name: _mean_length(name, sample))
            if _mean_length(longest, sample) >= _LONG and longest not in taken:
                column = longest
        if column is not None:
            fields[field] = column
            guessed.append(field)
    return fields, guessed


def _filled(column: str, sample: list[dict[str, Any]]) -> bool:
    return any(values.get(column) not in (None, "") for values in sample)


def _mean_length(column: str, sample: list[dict[str, Any]]) -> float:
    return sum(len(v) for values in sample if isinstance(v := values.get(column), str)) / len(sample)


def _draft(row: Row, fields: dict[str, str], address: str, media_type: str, imprecise: list[int]) -> Draft | Problem:
    text = row.values.get(fields["text"])
    if not isinstance(text, str) or not text.strip():
        message = f"The row has no text in column {fields['text']}."
        return Problem(address, message, "Fill it in, or name another column with --map text=COLUMN.", row.line)
    if len(text) > TEXT_LIMIT:
        message = f"The text has {len(text):,} characters."
        return Problem(address, message, f"facta reads up to {TEXT_LIMIT:,}; split it.", row.line)

    def value(field: str) -> str:
        content = row.values.get(fields.get(field, ""))
        return "" if content is None or isinstance(content, dict | list) else str(content).strip()[:2000]

    draft = Draft(address, _clean(text, fields["text"]), media_type, line=row.line)
    draft.sha256, draft.size = ids.digest(row.data), len(row.data)
    draft.title, draft.series, draft.id = value("title"), value("series"), value("id")
    draft.url, draft.language, draft.publisher = value("url"), value("language"), value("publisher")
    if declared := value("date"):
        _declare(draft, row.values.get(fields["date"]), declared, imprecise)
    return draft


def _declare(draft: Draft, raw: object, shown: str, imprecise: list[int]) -> None:
    parsed = dates.parse(raw)
    if parsed:
        draft.claims.append(DateClaim(parsed.value, "declared", parsed.quote))
        if parsed.precision != "day":
            draft.vague = True
            imprecise.append(draft.line or 0)
    elif dates.is_ambiguous(raw):
        draft.warn(f"The date {shown[:40]!r} can be read in two ways.", "Write it as year-month-day.")
    else:
        draft.warn(f"The date {shown[:40]!r} cannot be read.", "Write it as year-month-day.")


def _clean(text: str, column: str) -> str:
    from facta.read.markdown import looks_like_markdown, markdown
    from facta.read.plain import plain

    name = column.strip().lower()
    if name in load("reading")["html"] or _HTML.match(text) or text.count("</p>") + text.count("<br") > 1:
        from facta.read.html import fragment

        return fragment(text)
    if name in load("reading")["markdown"] or looks_like_markdown(text):
        return markdown(text)
    return plain(text)


def _jsonl(stream: IO[bytes], address: str) -> Iterator[Row | Problem]:
    number = 0
    while line := stream.readline(DOCUMENT_LIMIT + 1):
        number += 1
        if len(line) > DOCUMENT_LIMIT:
            while line and not line.endswith(b"\n"):
                line = stream.readline(DOCUMENT_LIMIT)
            message = f"The line is longer than {DOCUMENT_LIMIT // 1_000_000} MB."
            yield Problem(address, message, "Put one statement on a line.", number)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except UnicodeDecodeError:
            yield Problem(address, "The line is not UTF-8.", "Save the file as UTF-8.", number)
        except ValueError as error:
            said = f"The line is not JSON: {error.msg}." if isinstance(error, json.JSONDecodeError) else f"{error}."
            yield Problem(address, said, "Write one JSON object on each line.", number)
        except RecursionError:
            yield Problem(address, "The line is nested too deep.", "Write one flat JSON object on each line.", number)
        else:
            if isinstance(values, dict):
                yield Row(number, values, line.rstrip(b"\r\n"))
            else:
                yield Problem(address, "The line is no JSON object.", "Write one JSON object on each line.", number)


def _json(stream: IO[bytes], address: str) -> Iterator[Row | Problem]:
    data = stream.read(DOCUMENT_LIMIT + 1)
    if len(data) > DOCUMENT_LIMIT:
        yield Problem(address, f"The file is larger than {DOCUMENT_LIMIT // 1_000_000} MB.", "Give it as JSONL.")
        return
    try:
        content = json.loads(decode(data, address)[0])
    except UnreadableError as error:
        yield Problem(address, error.message, error.remedy)
        return
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        yield Problem(address, f"The file is not JSON: {message}.", "Correct it, or give JSONL.", line)
        return
    except RecursionError:
        yield Problem(address, "The file is nested too deep.", "Give a flat array of objects.")
        return
    if isinstance(content, dict):
        arrays = [value for value in content.values() if isinstance(value, list)]
        content = arrays[0] if len(arrays) == 1 else [content]
    for number, values in enumerate(content if isinstance(content, list) else [content], 1):
        if isinstance(values, dict):
            yield Row(number, values, json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        else:
            yield Problem(address, f"Element {number} is no JSON object.", "Give an array of objects.", number)


def _csv(stream: IO[bytes], address: str) -> Iterator[Row | Problem]:
    head = stream.read(65_536)
    rest = _Rejoined(head, stream)
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # Under a mark nothing is in doubt; the sample might end inside a character.
        _, note = ("", "") if marked else decode(head if head.isascii() else _whole_characters(head), address)
    except UnreadableError as error:
        yield Problem(address, error.message, error.remedy)
        return
    encoding = note.rsplit(" ", 1)[-1].rstrip(".") if "read as" in note else "utf-8-sig"
    if marked:
        encoding = "utf-16"
    if note:
        yield Problem(address, note, "Check the text, and save the file as UTF-8.", skipped=False)
    csv.field_size_limit(max(csv.field_size_limit(), TEXT_LIMIT))
    text = io.TextIOWrapper(io.BufferedReader(rest, 1 << 16), encoding=encoding, errors="replace", newline="")
    first = head.split(b"\n", 1)[0]
    counts = {delimiter: first.count(delimiter.encode()) for delimiter in (",", "\t", ";", "|")}
    delimiter = max(counts, key=lambda d: counts[d])
    reader = csv.DictReader(text, delimiter=delimiter if counts[delimiter] else ",", strict=False)
    line = 1
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(address, f"The row does not parse: {error}.", "Check quotes and line ends.", line)
            if "field larger" not in str(error):
                return
            continue
        extra = values.pop(None, None)
        if extra:
            message = f"The row has {len(extra)} more cells than the head."
            yield Problem(address, message, "Quote cells that hold the separator.", line, skipped=False)
        data = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield Row(max(line, 2), values, data)


def _whole_characters(head: bytes) -> bytes:
    """The sample up to its last line end, so that no character is cut in two."""
    return head[: head.rfind(b"\n") + 1] or head


class _Rejoined(io.RawIOBase):
    """The head that was looked at, then the rest of the stream."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)
