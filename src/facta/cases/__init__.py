"""The cases that come with facta, each a case pack: a folder of data that a person can review and edit."""

from __future__ import annotations

from pathlib import Path

from facta.errors import FactaError

_HERE = Path(__file__).parent


def names() -> tuple[str, ...]:
    """Names of the bundled cases, such as ``us_japan``."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/case.toml")))


def folder(name: str) -> Path:
    """The folder of a bundled case; hyphens and underscores are the same. Raises an error for any other name."""
    found = _HERE / name.replace("-", "_")
    if found.name not in names():
        raise FactaError(f"No bundled case is called {name!r}; there are {', '.join(names())}.")
    return found
