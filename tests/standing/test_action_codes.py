"""Codes of actions: which there are, and the class of each, beside the published table where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facta.standing.action_codes import action_codes, class_of, is_code


@pytest.mark.parametrize(
    ("code", "known", "class_"),
    [
        ("01", True, ""),
        ("AGREE", True, "AGREE"),
        ("mobilize", True, "MOBILIZE"),
        ("03", True, "AGREE"),
        ("0311", True, "AGREE"),
        ("16", True, "SANCTION"),
        # An embargo is coercion, though it stands among reduced ties.
        ("163", True, "COERCE"),
        ("0813", True, "RETREAT"),
        ("0812", True, "CONCEDE"),
        ("1712", True, "ASSAULT"),
        ("1", False, ""),
        ("21", False, ""),
        ("039x", False, ""),
        ("BANANA", False, ""),
        ("", False, ""),
    ],
)
def test_a_code_and_its_class(code: str, known: bool, class_: str) -> None:
    assert (is_code(code), class_of(code)) == (known, class_)


@pytest.mark.shared
def test_the_published_table_agrees(shared: Path) -> None:
    path = shared / "data/events/CAMEO2PLOVER-2021.txt"
    if not path.is_file():
        pytest.skip("the table is not there")
    table = re.findall(r"^(\d+): *([A-Z]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len({code for code, _ in table}) > 250
    # 08 stands in the table under two classes, as the head of each.
    assert [(code, class_of(code)) for code, name in table if code != "08" and class_of(code) != name] == []
    assert {code for code, _ in table} <= action_codes()
    assert {name for _, name in table} == {code for code in action_codes() if code.isalpha()}
