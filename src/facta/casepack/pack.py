"""Read and write a case pack: ``case.toml`` and one CSV file per noun, columns in the order of the noun's fields."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, get_type_hints

import yaml

from facta.casepack.cells import read_cell, write_cell
from facta.model import Problem
from facta.record import HEAD, NOUNS, Case

# A long text in one cell is no error.
csv.field_size_limit(64 * 1024 * 1024)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a pack is wrong, to the cell."""

    file: str
    line: int
    column: str
    message: str

    def problem(self, folder: str) -> Problem:
        """The same as a problem of reading."""
        where = f"column {self.column}: " if self.column else ""
        return Problem(f"{folder}/{self.file}", where + self.message, "Correct the cell.", self.line or None)


@dataclass(frozen=True, slots=True)
class Pack:
    """A case as read, the faults that were found, and the line of each item by noun and key."""

    case: Case
    faults: tuple[Fault, ...]
    lines: Mapping[tuple[str, str], int]


@cache
def columns() -> dict[str, dict[str, dict[str, Any]]]:
    """What each column means and refers to, by table; ``columns.yaml``."""
    text = resources.files(__package__).joinpath("columns.yaml").read_text(encoding="utf-8")
    parsed: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(text)
    return parsed


@cache
def types_of(noun: str) -> dict[str, Any]:
    """Types of the fields of a noun."""
    return get_type_hints(NOUNS[noun][1])


def read_pack(folder: str | Path) -> Pack:
    """Read a case pack. Faults of form are collected, not raised; ``check.faults`` adds those of reference."""
    from facta.casepack.check import faults as check

    folder = Path(folder)
    found: list[Fault] = []
    head = _head(folder, found)
    tables: dict[str, tuple[Any, ...]] = {}
    lines: dict[tuple[str, str], int] = {}
    for noun, (name, _) in NOUNS.items():
        path = folder / f"{name}.csv"
        tables[name] = tuple(_rows(path, noun, found, lines)) if path.exists() else ()
    known = {f"{name}.csv" for name, _ in NOUNS.values()}
    found += [
        Fault(path.name, 0, "", f"no table of a case pack is called so; there are {', '.join(sorted(known))}.")
        for path in sorted(folder.glob("*.csv"))
        if path.name not in known
    ]
    everything: dict[str, Any] = {**head, **tables}
    case = Case(**everything)
    return Pack(case, (*found, *check(case, lines)), lines)


def _head(folder: Path, found: list[Fault]) -> dict[str, str]:
    path = folder / "case.toml"
    head: dict[str, Any] = {}
    if not path.exists():
        found.append(Fault("case.toml", 0, "", "missing; it gives at least id and title."))
    else:
        try:
            head = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            found.append(Fault("case.toml", 0, "", f"not TOML: {error}."))
    for name in set(head) - set(HEAD):
        found.append(Fault("case.toml", 0, name, f"unknown; there are {', '.join(HEAD)}."))
    for name in ("id", "title"):
        if path.exists() and not head.get(name):
            found.append(Fault("case.toml", 0, name, "missing."))
    return {"id": "", "title": ""} | {name: str(head[name]) for name in HEAD if name in head}


def _rows(path: Path, noun: str, found: list[Fault], lines: dict[tuple[str, str], int]) -> Iterator[Any]:
    made = NOUNS[noun][1]
    kinds = types_of(noun)
    names = [each.name for each in fields(made)]
    required = {each.name for each in fields(made) if each.default is MISSING}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found.append(Fault(path.name, 0, "", f"cannot be read as UTF-8: {error}."))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heading: list[str] | None = None
    while True:
        begin = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            found.append(Fault(path.name, begin, "", f"not CSV: {error}."))
            return
        if heading is None:
            heading = row
            for name in row:
                if name not in names:
                    found.append(Fault(path.name, begin, name, f"no such column; there are {', '.join(names)}."))
            for name in sorted(required - set(row)):
                found.append(Fault(path.name, begin, name, "the column is missing."))
            if required - set(row):
                return
            continue
        if not any(row):
            continue
        if len(row) != len(heading):
            found.append(Fault(path.name, begin, "", f"{len(row)} cells under {len(heading)} headings."))
            continue
        values: dict[str, Any] = {}
        whole = True
        for name, cell in zip(heading, row, strict=True):
            if name not in kinds or (cell == "" and name not in required):
                continue
            try:
                values[name] = read_cell(cell, kinds[name])
            except ValueError as error:
                whole = False
                found.append(Fault(path.name, begin, name, f"{error}."))
        if whole:
            item = made(**values)
            key = str(values[names[0]])
            if (noun, key) in lines:
                found.append(Fault(path.name, begin, names[0], f"“{key}” stands on line {lines[noun, key]} already."))
            lines.setdefault((noun, key), begin)
            yield item


def write_pack(case: Case, folder: str | Path) -> None:
    """Write the case as a pack; tables without rows are left out. Raises OSError where the folder refuses."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{name} = {_toml(str(getattr(case, name)))}\n" for name in HEAD if getattr(case, name))
    (folder / "case.toml").write_text(head, encoding="utf-8")
    for name, made in NOUNS.values():
        items = getattr(case, name)
        path = folder / f"{name}.csv"
        if not items:
            path.unlink(missing_ok=True)
            continue
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            names = [each.name for each in fields(made)]
            table.writerow(names)
            for item in items:
                # A carriage return must stand in quotes, which the writer does for line feeds alone.
                cells = [write_cell(getattr(item, each)) for each in names]
                if any("\r" in cell for cell in cells):
                    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(cells)
                else:
                    table.writerow(cells)


def _toml(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'
