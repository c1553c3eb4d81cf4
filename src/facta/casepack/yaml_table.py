"""A table of a case pack as YAML: a list of mappings, for texts that do not sit well in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from facta.casepack.cells import read_cell, write_cell
from facta.casepack.fault import Fault, Row

_LEVELS = "levels"
"""The one column whose items have two parts."""


def yaml_rows(name: str, text: str, columns: list[str], required: set[str], found: list[Fault]) -> Iterator[Row]:
    """The rows with the line each begins on. Numbers and dates are taken as written; lists may be lists."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        found.append(Fault(name, mark.line + 1 if mark else 0, "", f"not YAML: {error.problem}."))
        return
    except (yaml.YAMLError, RecursionError) as error:
        found.append(Fault(name, 0, "", f"not YAML: {error}."))
        return
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode) or any(not isinstance(one, yaml.MappingNode) for one in node.value):
        found.append(Fault(name, node.start_mark.line + 1, "", "must be a list of rows, each with names and values."))
        return
    for one in node.value:
        yield from _row(name, one, columns, required, found)


def _row(name: str, node: Any, columns: list[str], required: set[str], found: list[Fault]) -> Iterator[Row]:
    line = node.start_mark.line + 1
    row: dict[str, Any] = {}
    before = len(found)
    for label, value in node.value:
        column, at = str(label.value), label.start_mark.line + 1
        if column not in columns:
            found.append(Fault(name, at, column, f"no such column; there are {', '.join(columns)}."))
        elif column in row:
            found.append(Fault(name, at, column, "the column stands there twice."))
        else:
            try:
                row[column] = _value(column, value)
            except ValueError as error:
                found.append(Fault(name, at, column, f"{error}."))
    found += [
        Fault(name, line, column, "missing.", f"Add {column}.") for column in columns if column in required - set(row)
    ]
    if len(found) == before:
        yield line, row


def _value(column: str, node: Any) -> Any:
    """The value as a cell has it; a list as a tuple."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:null":
            return ""
        if node.tag == "tag:yaml.org,2002:bool":
            return write_cell(node.value.lower() in ("yes", "true", "on"))
        return node.value
    if isinstance(node, yaml.SequenceNode):
        if column == _LEVELS:
            return tuple(_level(one) for one in node.value)
        if all(isinstance(one, yaml.ScalarNode) for one in node.value):
            return tuple(str(one.value) for one in node.value)
    raise ValueError("must be one value, or a list of values")


def _level(node: Any) -> tuple[str, float | None]:
    """``[level, place]``, the place null for not rated."""
    if not isinstance(node, yaml.SequenceNode) or len(node.value) != 2:
        raise ValueError("a level is written [level, place], the place null for not rated")
    level, place = node.value
    if not isinstance(level, yaml.ScalarNode) or not isinstance(place, yaml.ScalarNode):
        raise ValueError("a level is written [level, place], the place null for not rated")
    value = None if place.tag.endswith(":null") else read_cell(place.value, float)
    return str(level.value), value
