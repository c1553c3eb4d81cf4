"""Write a case as a pack: all bytes are made first, then every file takes its place whole."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from pathlib import Path
from typing import Any

from facta.casepack.cells import write_cell
from facta.errors import UnwritableCaseError
from facta.record import HEAD, NOUNS, Case


def write_pack(case: Case, folder: str | Path) -> None:
    """Write the case as a pack; tables without rows are left out, and older ones of their name removed.

    Raises OSError where the folder refuses, and UnwritableCaseError for a case that UTF-8 cannot hold (lone
    surrogates), or where the folder has tables in YAML, beside which the written ones would say everything twice.
    """
    folder = Path(folder)
    wanted = {"case.toml": _head(case)}
    for name, made in NOUNS.values():
        if items := getattr(case, name):
            wanted[f"{name}.csv"] = _table(items, [each.name for each in fields(made)])
    contents = {name: _encoded(name, text) for name, text in wanted.items()}
    if doubled := sorted(f"{name}.yaml" for name, _ in NOUNS.values() if (folder / f"{name}.yaml").exists()):
        raise UnwritableCaseError(
            f"{folder} has {doubled[0]}, which would double what is written. Choose another folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    try:
        for name, data in contents.items():
            part = folder / f".{name}.part"
            parts.append((part, folder / name))
            part.write_bytes(data)
        for part, path in parts:
            part.replace(path)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)
    for name, _ in NOUNS.values():
        if f"{name}.csv" not in contents:
            (folder / f"{name}.csv").unlink(missing_ok=True)


def _head(case: Case) -> str:
    return "".join(f"{name} = {_toml(str(getattr(case, name)))}\n" for name in HEAD if getattr(case, name))


def _table(items: tuple[Any, ...], names: list[str]) -> str:
    stream = io.StringIO(newline="")
    table = csv.writer(stream, lineterminator="\n")
    quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    table.writerow(names)
    for item in items:
        cells = [write_cell(getattr(item, each)) for each in names]
        # A carriage return must stand in quotes, which the writer does for line feeds alone.
        (quoted if any("\r" in cell for cell in cells) else table).writerow(cells)
    return stream.getvalue()


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnwritableCaseError(
            f"{name} would hold half a character (U+{ord(text[error.start]):04X}), which UTF-8 has no bytes for. "
            "Correct the text; nothing was written."
        ) from error


def _toml(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'
