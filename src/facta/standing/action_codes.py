"""Codes that an action may carry: CAMEO roots and codes, PLOVER classes; ``vocab/action_codes.yaml``."""

from __future__ import annotations

from functools import cache
from typing import Any

from facta.vocab import load


@cache
def action_codes() -> frozenset[str]:
    """Every code there is, letters in capitals."""
    data = load("action_codes")
    codes = (code for entry in data["roots"].values() for code in entry["codes"].split())
    return frozenset([*data["roots"], *codes, *data["classes"]])


def is_code(text: str) -> bool:
    """Whether a text is a code, in capitals or not.

    >>> is_code("agree"), is_code("0311"), is_code("1"), is_code("BANANA")
    (True, True, False, False)
    """
    return text.upper() in action_codes()


def class_of(code: str) -> str:
    """The PLOVER class of a code; "" for what is none, and for CAMEO's plain statements and appeals.

    >>> class_of("0311"), class_of("163"), class_of("16"), class_of("mobilize"), class_of("01")
    ('AGREE', 'COERCE', 'SANCTION', 'MOBILIZE', '')
    """
    if not is_code(code):
        return ""
    classes: dict[str, Any] = load("action_codes")["classes"]
    if code.upper() in classes:
        return code.upper()
    begins = {one: name for name, entry in classes.items() for one in entry["cameo"] if code.startswith(one)}
    return begins[max(begins, key=len)] if begins else ""
