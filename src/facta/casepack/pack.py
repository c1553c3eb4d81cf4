"""Read a case pack: ``case.toml`` and one table per noun, as CSV or, for long texts, as YAML."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from facta.casepack.cells import fits, read_cell
from facta.casepack.check import faults as check
from facta.casepack.columns import types_of
from facta.casepack.fault import Fault, Row
from facta.casepack.yaml_table import yaml_rows
from facta.record import HEAD, NOUNS, Case

# A long text in one cell is no error.
csv.field_size_limit(64 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Pack:
    """A case as read, the faults that were found, and the line of each item by noun and key."""

    case: Case
    faults: tuple[Fault, ...]
    lines: Mapping[tuple[str, str], int]


def read_pack(folder: str | Path) -> Pack:
    """Read a case pack. Every fault of form and of reference is collected with its place; none is raised."""
    folder = Path(folder)
    found: list[Fault] = []
    lines: dict[tuple[str, str], int] = {}
    head = _head(folder, found, lines)
    tables: dict[str, tuple[Any, ...]] = {name: () for name, _ in NOUNS.values()}
    for noun, (name, _) in NOUNS.items():
        for path in (folder / f"{name}.csv", folder / f"{name}.yaml"):
            if path.exists():
                tables[name] += tuple(_rows(path, noun, found, lines))
    tabled = {f"{name}{suffix}": noun for noun, (name, _) in NOUNS.items() for suffix in (".csv", ".yaml")}
    # A fault that names no cell cost the rest of its table.
    unread = {tabled[fault.file] for fault in found if fault.file in tabled and not (fault.column and fault.line > 1)}
    found += [
        Fault(
            path.name,
            0,
            "",
            f"no table of a case pack is called so; there are {', '.join(sorted(tables))}.",
            "Rename it, or move it elsewhere.",
        )
        for path in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if path.suffix.lower() in (".csv", ".yaml", ".yml", ".tsv", ".xlsx") and path.name not in tabled
    ]
    everything: dict[str, Any] = {**head, **tables}
    case = Case(**everything)
    return Pack(case, (*found, *check(case, lines, unread)), lines)


def _head(folder: Path, found: list[Fault], lines: dict[tuple[str, str], int]) -> dict[str, str]:
    path = folder / "case.toml"
    head: dict[str, Any] = {}
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        head = tomllib.loads(text)
    except FileNotFoundError:
        found.append(
            Fault("case.toml", 0, "", "missing; it gives at least id and title.", "Write it, or name another folder.")
        )
    except OSError as error:
        found.append(_unreadable("case.toml", error))
    except UnicodeDecodeError as error:
        found.append(not_utf8("case.toml", error))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        found.append(Fault("case.toml", int(at[1]) if at else 0, "", f"not TOML: {error}."))
    else:
        found += [
            Fault("case.toml", 0, name, "missing.", f"Add {name}.") for name in ("id", "title") if not head.get(name)
        ]
    for number, line in enumerate(text.splitlines(), 1):
        if named := re.match(r"\s*([A-Za-z_]+)\s*=", line):
            lines.setdefault(("case", named[1]), number)
    for name in sorted(set(head) - set(HEAD)):
        found.append(Fault("case.toml", lines.get(("case", name), 0), name, f"unknown; there are {', '.join(HEAD)}."))
    values = {"id": "", "title": ""}
    for name in (name for name in HEAD if name in head):
        value = head[name]
        if isinstance(value, bool) or not isinstance(value, str | int | date):
            found.append(Fault("case.toml", lines.get(("case", name), 0), name, "must be text in quotes."))
            continue
        values[name] = value.date().isoformat() if isinstance(value, datetime) else str(value)
    return values


def not_utf8(name: str, error: UnicodeDecodeError) -> Fault:
    """The fault of a file in another encoding, with the line of the first byte that shows it."""
    line = error.object.count(b"\n", 0, error.start) + 1
    return Fault(name, line, "", f"not UTF-8: byte 0x{error.object[error.start]:02x}.", "Save the file as UTF-8.")


def _unreadable(name: str, error: OSError) -> Fault:
    return Fault(name, 0, "", f"cannot be read: {error.strerror}.", "Make it a file that you may read.")


def _rows(path: Path, noun: str, found: list[Fault], lines: dict[tuple[str, str], int]) -> Iterator[Any]:
    """The items of one table; a row with a fault is left out, but its id is noted in ``lines`` as there."""
    made = NOUNS[noun][1]
    kinds = types_of(noun)
    first = fields(made)[0].name
    required = {each.name for each in fields(made) if each.default is MISSING}
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        found.append(_unreadable(path.name, error))
        return
    except UnicodeDecodeError as error:
        found.append(not_utf8(path.name, error))
        return
    if path.suffix == ".yaml":
        read_table = yaml_rows
    else:
        read_table = _csv_rows
    for line, row in read_table(path.name, text, list(kinds), required, found):
        key = str(row.get(first, ""))
        twice = (noun, key) in lines
        if twice:
            found.append(Fault(path.name, line, first, f"“{key}” stands on line {lines[noun, key]} already."))
        else:
            lines[noun, key] = line
        values: dict[str, Any] = {}
        whole = True
        for name, cell in row.items():
            if cell == "" and name not in required:
                continue
            try:
                values[name] = read_cell(cell, kinds[name]) if isinstance(cell, str) else cell
                if not fits(values[name], kinds[name]):
                    raise ValueError("a list stands where one value belongs")
            except ValueError as error:
                whole = False
                found.append(Fault(path.name, line, name, f"{error}."))
        if whole and not twice:
            yield made(**values)


def _csv_rows(name: str, text: str, columns: list[str], required: set[str], found: list[Fault]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading: list[str] | None = None
    while True:
        # The reader counts the lines it has taken; the next row begins on the one after them.
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            if heading is None:
                found.append(Fault(name, 1, "", "empty; the first row gives the names of the columns."))
            return
        except csv.Error as error:
            found.append(Fault(name, line, "", f"not CSV: {error}."))
            return
        if heading is None:
            heading = row
            before = len(found)
            for column in dict.fromkeys(row):
                if column not in columns:
                    found.append(Fault(name, line, column, f"no such column; there are {', '.join(columns)}."))
                elif row.count(column) > 1:
                    found.append(Fault(name, line, column, "the column stands there twice."))
            found += [
                Fault(name, line, each, "the column is missing.") for each in columns if each in required - set(row)
            ]
            if len(found) > before and (required - set(row) or len(set(row)) < len(row)):
                return
            continue
        if not any(row):
            continue
        if len(row) != len(heading):
            found.append(Fault(name, line, "", f"{len(row)} cells under {len(heading)} headings."))
            continue
        yield line, {column: cell for column, cell in zip(heading, row, strict=True) if column in columns}
