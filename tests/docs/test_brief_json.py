"""The page on the JSON of a brief names every key, and no other; the series is the invented one of the tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import facta
from facta.publish.brief_json import comparison_document, to_document

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/brief-json.md").read_text(encoding="utf-8")


EARLIER = "Joint Statement\n\n1 May 2018\n\nArvenia will deliver ten ambulances to Borland by the end of 2024."


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    earlier = tmp_path_factory.mktemp("earlier") / "2018.txt"
    earlier.write_text(EARLIER, encoding="utf-8")
    return to_document(facta.brief(facta.read(ROOT / "tests/series", earlier, series="forum").statements))


def test_the_table_names_the_keys_in_order(document: dict[str, Any]) -> None:
    table = PAGE.split("| key | holds |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == list(document)


@pytest.mark.parametrize(
    ("key", "extra"),
    [
        ("statement", set()),
        ("passages", {"act", "lineage"}),
        ("dropped", set()),
        ("commitments", {"restatements", "changes"}),
        ("unmentioned", set()),
        ("outcomes", set()),
        ("series", set()),
    ],
)
def test_every_field_is_told(document: dict[str, Any], key: str, extra: set[str]) -> None:
    """Fields of a noun are told by its own page; all others here."""
    value = document[key][0] if isinstance(document[key], list) and document[key] else document[key]
    section = next(part for part in PAGE.split("\n## ") if f"`{key}`" in part.partition("\n")[0])
    wanted = extra or set(value)
    assert {name for name in wanted if f"`{name}`" not in section} == set()


def test_the_fields_of_lineage_and_of_a_comparison_are_told(document: dict[str, Any]) -> None:
    lineage = next(one["lineage"] for one in document["passages"] if one["lineage"])
    comparison = comparison_document(facta.compare(facta.read(ROOT / "tests/series").statements))
    assert {name for name in (*lineage, *comparison) if f"`{name}`" not in PAGE} == set()
