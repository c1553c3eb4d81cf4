"""Which passages are asked and not said: questions, and the turn of a reporter in a transcript.

What is asked promises nothing, whatever its verbs: "Would you think that the two will open the border?".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from facta.model import Passage
from facta.vocab import load

_MARK = re.compile("[?？][”\"’'」』）)\\]]*\\s*$")


@cache
def _turns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("questions")
    return re.compile(words["asks"]), re.compile(words["answers"])


def asked(passages: Sequence[Passage]) -> frozenset[str]:
    """Ids of the passages that are questions or stand in a reporter's turn, which ends with its paragraph or where
    somebody else is named as speaking.
    """
    asks, answers = _turns()
    found: set[str] = set()
    turn = -1
    for passage in passages:
        if asks.match(passage.quote):
            turn = passage.paragraph
        elif answers.match(passage.quote):
            turn = -1
        if passage.paragraph == turn or _MARK.search(passage.quote):
            found.add(passage.id)
    return frozenset(found)
