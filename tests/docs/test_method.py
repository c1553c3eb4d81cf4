"""The constants that the page on method states are those of the code it links to."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
STATED = re.findall(r"\[`(\w+) = ([^`]+)`\]\(\.\./src/([\w/]+)\.py\)", (DOCS / "method.md").read_text(encoding="utf-8"))


def test_the_page_states_constants() -> None:
    assert len(STATED) > 10


@pytest.mark.parametrize(("name", "value", "path"), STATED, ids=lambda one: str(one))
def test_a_constant_is_that_of_the_code(name: str, value: str, path: str) -> None:
    assert getattr(importlib.import_module(path.replace("/", ".")), name) == ast.literal_eval(value)


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    text = (DOCS / "method.md").read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in re.findall(r"^#+ (.+)$", text, re.M)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text)) <= headings
