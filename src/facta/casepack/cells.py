"""Values as cells of a CSV table and back, without loss.

A list is joined with "; ". In its items a backslash, a semicolon, a line break and a space at an end are written with a
backslash, so any list comes back as it was.
"""

from __future__ import annotations

import re
import types
from typing import Any, Literal, Union, get_args, get_origin

_ESCAPES = {"\\": "\\\\", ";": "\\;", "\n": "\\n", "\r": "\\r"}
_BACK = {"n": "\n", "r": "\r", "s": " ", "0": ""}


def write_cell(value: Any) -> str:
    """The cell for a value of a record noun."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, tuple):
        return "; ".join(
            _item(f"{one[0]}={'' if one[1] is None else one[1]!r}" if isinstance(one, tuple) else one) for one in value
        )
    return str(value)


def _item(text: str) -> str:
    if not text:
        return "\\0"
    written = "".join(_ESCAPES.get(character, character) for character in text)
    if written.startswith(" "):
        written = "\\s" + written[1:]
    # A lone space is already written; only a second one at the end still needs it.
    return written[:-1] + "\\s" if written.endswith(" ") else written


def read_cell(text: str, kind: Any) -> Any:
    """The value of a cell for a field of type ``kind``. Raises ValueError, with what would be right, for any other."""
    origin = get_origin(kind)
    if origin is tuple:
        items = split(text)
        return tuple(_level(one) for one in items) if get_origin(get_args(kind)[0]) is tuple else tuple(items)
    if origin is Literal:
        allowed = get_args(kind)
        if text not in allowed:
            raise ValueError(f"“{text}” is none of {', '.join(repr(one) for one in allowed if one)}")
        return text
    if origin in (Union, types.UnionType):
        return None if not text.strip() else _number(text, float)
    if kind is bool:
        if text not in ("", "yes", "no"):
            raise ValueError(f"“{text}” is neither yes nor no")
        return text == "yes"
    if kind in (int, float):
        return kind(0) if not text.strip() else _number(text, kind)
    return text


def _number(text: str, kind: Any) -> Any:
    try:
        value = kind(text)
    except ValueError:
        raise ValueError(f"“{text}” is no number") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(f"“{text}” is no finite number")
    return value


def split(text: str) -> list[str]:
    """The items of a list cell."""
    items = []
    for part in re.findall(r"(?:\\.|[^;\\])+", text, re.DOTALL):
        raw = part.strip(" ")
        if raw:
            items.append(re.sub(r"\\(.)", lambda found: _BACK.get(found[1], found[1]), raw, flags=re.DOTALL))
    return items


def _level(text: str) -> tuple[str, float | None]:
    name, separator, value = text.rpartition("=")
    if not separator:
        raise ValueError(f"“{text}” is no level; write level=1, level=-0.5, or level= for not rated")
    return name, None if not value.strip() else _number(value, float)
