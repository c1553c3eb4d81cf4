"""The reference of the nouns is made from the dataclasses, and says something about each."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from facta import model, record
from facta.cli.reference_nouns import reference

PAGE = Path(__file__).parents[2] / "docs/reference/data-model.md"


def test_the_reference_of_the_nouns_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), (
        "run python -m facta.cli.reference_nouns > docs/reference/data-model.md"
    )


@pytest.mark.parametrize("noun", [model.Statement, model.Deadline, record.Case, record.Assessment])
def test_every_field_has_its_row(noun: type) -> None:
    section = reference().split(f"### {noun.__name__}\n")[1].split("\n### ")[0]
    assert [each.name for each in fields(noun) if f"| `{each.name}` |" not in section] == []
