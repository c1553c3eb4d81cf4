"""Lists of names. The sentences are invented."""

from __future__ import annotations

import pytest

from facta.text.actors import mentions
from facta.text.coordination import runs


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Norway, Ghana, and the Republic of Korea met.", [["NO", "GH", "KR"]]),
        ("Norway and its Ghana office", [["NO", "GH"]]),
        ("neither Norway nor Ghana", [["NO", "GH"]]),
        ("Norway’s and Ghana’s ships", [["NO", "GH"]]),
        ("the Norway-Ghana pact", [["NO", "GH"]]),
        ("Norway (NO) and Ghana", [["NO", "GH"]]),
        ("Norway as well as Ghana", [["NO", "GH"]]),
        ("Norway and\n the Government of Ghana", [["NO", "GH"]]),
        ("Norway met Ghana and Peru", [["GH", "PE"]]),
        ("Norway met Ghana", []),
        ("", []),
    ],
)
def test_names_that_play_one_part(text: str, lists: list[list[str]]) -> None:
    found = mentions(text)
    assert [[one.id for one in found[first : last + 1]] for first, last in runs(text, found)] == lists
