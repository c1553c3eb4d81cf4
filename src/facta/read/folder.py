"""Folders: which files in them are read, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from facta.model import Problem
from facta.read import formats
from facta.vocab import load

_SHOWN = 5


def walk(folder: Path) -> Iterator[Path | Problem]:
    """The files of a folder and its subfolders, by name; hidden ones are passed over, foreign ones counted in a note.

    A folder reached twice through links is read once, so loops end.
    """
    left: list[str] = []
    found = False
    for item in _inside(folder, set()):
        if isinstance(item, Problem):
            yield item
        elif not formats.known(item.suffix.lower().lstrip(".")) or item.stem.lower() in load("reading")["not_texts"]:
            left.append(str(item.relative_to(folder)))
        else:
            found = True
            yield item
    if left:
        more = f" and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
        message = f"{len(left)} files were left alone: {', '.join(left[:_SHOWN])}{more}."
        remedy = "Name a file itself to have it read all the same."
        yield Problem(str(folder), message, remedy, skipped=False)
    if not found:
        yield Problem(str(folder), "There is no statement in the folder.", "Give a folder with documents in it.")


def _inside(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    # An own stack instead of recursion: no folder is too deep.
    stack = [folder]
    while stack:
        current = stack.pop()
        try:
            if current.is_dir():
                status = current.stat()
                if (status.st_dev, status.st_ino) in seen:
                    message = "The folder was reached a second time through a link."
                    yield Problem(str(current), message, "Remove the link.", skipped=False)
                    continue
                seen.add((status.st_dev, status.st_ino))
                names = [item for item in current.iterdir() if not item.name.startswith(".")]
                stack += sorted(names, key=lambda item: item.name, reverse=True)
            elif current.is_file() or current.is_symlink():
                yield current
        except OSError as error:
            message = f"It cannot be opened: {error.strerror or error}."
            yield Problem(str(current), message, "Check your rights to it.")
