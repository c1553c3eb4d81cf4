"""Values as cells of a CSV table and back, without loss.

A list is joined with "; ". In its items a backslash, a semicolon, a line break and a space at an end are written with a
backslash, so any list comes back as it was. A cell that begins with "=" stays as it is: a pack is data, and what a
spreadsheet would make of it is the business of ``--csv`` output, which is defused.
"""

from __future__ import annotations

import math
import re
import types
from typing import Any, Literal, Union, get_args, get_origin

_ESCAPES = {"\\": "\\\\", ";": "\\;", "\n": "\\n", "\r": "\\r"}
_BACK = {"\\": "\\", ";": ";", "n": "\n", "r": "\r", "s": " ", "0": ""}
_PART = re.compile(r"(?:\\.|[^;\\])+|(\\)$", re.DOTALL)
_NUMBERS = {
    int: re.compile(r"[+-]?[0-9]+", re.ASCII),
    float: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII),
}


def write_cell(value: Any) -> str:
    """The cell for a value of a record noun."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, tuple):
        return "; ".join(_item(f"{one[0]}={write_cell(one[1])}" if isinstance(one, tuple) else one) for one in value)
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
            raise ValueError(f"“{text}” is none of {', '.join(str(one) for one in allowed if one)}")
        return text
    if origin in (Union, types.UnionType):
        return None if not text.strip() else _number(text, float)
    if kind is bool:
        if text not in ("yes", "no"):
            raise ValueError(f"“{text}” is neither yes nor no")
        return text == "yes"
    if kind in (int, float):
        return _number(text, kind)
    return text


def fits(value: Any, kind: Any) -> bool:
    """Whether a value is one of type ``kind``, as a noun's field declares it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if inner[-1] is Ellipsis:
            return all(fits(one, inner[0]) for one in value)
        return len(value) == len(inner) and all(fits(one, each) for one, each in zip(value, inner, strict=True))
    if origin is Literal:
        return isinstance(value, str) and value in inner
    if origin in (Union, types.UnionType):
        return any(fits(value, each) for each in inner)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _number(text: str, kind: Any) -> Any:
    if not text.strip():
        raise ValueError("empty: a number is needed")
    if not _NUMBERS[kind].fullmatch(text.strip()):
        raise ValueError(f"“{text}” is no {'whole ' if kind is int else ''}number")
    value = kind(text)
    if kind is float and not math.isfinite(value):
        raise ValueError(f"“{text}” is too large")
    return value


def split(text: str) -> list[str]:
    """The items of a list cell. Raises ValueError for a backslash that means nothing."""
    items = []
    for found in _PART.finditer(text):
        if found[1]:
            raise ValueError("a backslash at the end; write \\\\ for one")
        raw = found[0].strip(" ")
        if raw:
            items.append(re.sub(r"\\(.?)", _unescape, raw, flags=re.DOTALL))
    return items


def _unescape(found: re.Match[str]) -> str:
    if found[1] not in _BACK:
        raise ValueError(f"“\\{found[1]}” means nothing; write \\\\ for a backslash")
    return _BACK[found[1]]


def _level(text: str) -> tuple[str, float | None]:
    name, separator, value = text.rpartition("=")
    if not separator:
        raise ValueError(f"“{text}” is no level; write level=1, level=-0.5, or level= for not rated")
    return name, None if not value.strip() else _number(value, float)
