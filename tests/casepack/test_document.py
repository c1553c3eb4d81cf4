"""The reference page of case packs is what ``columns.yaml`` gives."""

from __future__ import annotations

from pathlib import Path

from facta.casepack.document import document

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "case-pack.md"


def test_the_page_is_up_to_date() -> None:
    made = "python -m facta.casepack.document > docs/reference/case-pack.md"
    assert PAGE.read_text(encoding="utf-8") == document(), f"make it again with: {made}"
