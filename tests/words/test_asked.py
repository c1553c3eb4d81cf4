"""What is asked promises nothing. All sentences are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from facta.model import Source, Statement
from facta.text.segment import segment
from facta.words.asked import asked
from facta.words.extract import extract

SOURCE = Source("-", datetime(2020, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("We will open the border. Will you keep it open?", ["Will you keep it open?"]),
        (
            "QUESTION: Would you say that Ostria will open the border? It will close the port.\n\n"
            "MR. KORR: We will open it.",
            [
                "QUESTION: Would you say that Ostria will open the border?",
                "It will close the port.",
            ],
        ),
        (
            "海港社记者：双方将何时开始谈判？外界说中方将开放口岸。\n\n发言人：双方将推进合作。",
            ["海港社记者：双方将何时开始谈判？", "外界说中方将开放口岸。"],
        ),
    ],
)
def test_questions_and_the_turn_of_a_reporter_are_asked(text: str, questions: list[str]) -> None:
    statement = Statement("s", "", text, None, SOURCE)
    passages = segment(statement)
    found = asked(passages)
    assert [passage.quote for passage in passages if passage.id in found] == questions
    assert not {one.passage.quote for one in extract(statement).commitments} & set(questions)
