"""What each column of a case pack means and refers to: ``columns.yaml``, and the types of the nouns."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, get_type_hints

import yaml

from facta.record import NOUNS


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
