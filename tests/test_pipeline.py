"""The public verbs as a notebook has them. Texts are invented (tests/series)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import facta
from facta.errors import FactaError, NoStatementError

SERIES = str(Path(__file__).with_name("series"))


def test_what_was_read_goes_straight_into_the_next_verb() -> None:
    reading = facta.read(SERIES)
    assert facta.brief(reading) == facta.brief(reading.statements)
    assert facta.compare(reading) == facta.compare(list(reading.statements))


@pytest.mark.parametrize(
    "call",
    [
        lambda: facta.brief("statements/"),  # type: ignore[arg-type]
        lambda: facta.compare(facta.read(SERIES).statements[0]),  # type: ignore[arg-type]
        lambda: facta.compare(["text"]),  # type: ignore[list-item]
        lambda: facta.segment("text"),  # type: ignore[arg-type]
        lambda: facta.extract(None),  # type: ignore[arg-type]
        lambda: facta.redline("text", 2),  # type: ignore[arg-type]
    ],
)
def test_something_else_than_a_statement_is_refused_with_what_gives_one(call: Callable[[], Any]) -> None:
    with pytest.raises(NoStatementError, match=r"facta\.read\(PATH\)"):
        call()


def test_what_a_verb_gives_is_shown_in_a_few_lines() -> None:
    reading = facta.read(SERIES)
    last = reading.statements[-1]
    shown = [
        reading,
        last,
        facta.extract(last),
        facta.compare(reading),
        facta.brief(reading),
        facta.redline(*reading.statements[:2]),
    ]
    assert all(len(repr(one)) < 2000 for one in shown)
    assert repr(shown[3]).startswith("Comparison('2022-03-04-coast' against 2: ")


def test_an_empty_series_is_a_plain_error() -> None:
    with pytest.raises(FactaError, match="no statement to choose from"):
        facta.brief([])
