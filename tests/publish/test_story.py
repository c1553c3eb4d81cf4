"""The story of a case: what is said of a pledge in figures carries its cautions. The bundled case tells."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from facta.casepack.pack import read_pack
from facta.cases import folder
from facta.publish.story import story
from facta.record import Case

TODAY = date(2026, 3, 20)


@pytest.fixture(scope="module")
def bundled() -> Case:
    return read_pack(folder("us_japan")).case


def test_a_path_carries_its_cautions(bundled: Case) -> None:
    (lines,) = [chapter.lines for chapter in story(bundled, TODAY) if chapter.title == "Pledges in figures"]
    told = list(pairwise(lines))
    spending = next(after for before, after in told if "FY2021 to FY2026: 51,235" in before[1])
    assert spending[0] == "caution"
    assert "Rests on a draft: FY2026" in spending[1]
    assert "The definition changed (FY2023" in spending[1]
    assert "definition widened" not in spending[1], "facta path spending tells the rest"
    reached = next(after for before, after in told if "reached in FY2025" in before[1])
    assert "FY2025 was not over on 2026-03-20" in reached[1]


def test_a_year_that_is_over_needs_no_such_caution(bundled: Case) -> None:
    (lines,) = [chapter.lines for chapter in story(bundled, date(2026, 4, 1)) if chapter.title == "Pledges in figures"]
    assert not any("FY2025 was not over" in text for _, text in lines)


def test_a_case_without_anything_has_no_chapters() -> None:
    assert all(text for chapter in story(Case("empty", "Empty"), TODAY) for _, text in chapter.lines)
