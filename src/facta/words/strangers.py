"""Names that no vocabulary knows, where the sentence itself shows that they act: "Dorland's aggression", "urge Dorland
to withdraw", "attacks by Dorland".

Only a single capitalised word in one of these three places counts. A genitive counts before a word for conduct alone:
"X's poisoning" may be what X suffered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from facta.model import Span
from facta.text.actors import Mention
from facta.text.phrases import compile_phrases
from facta.vocab import load
from facta.words.lexicon import nouns, verbs

_NAME = r"(?<![\w'-])([A-Z][a-z]{3,})(?![\w-])"
_LOOSE = r"(?: (?:and |, )?[a-z][\w-]*){0,4}? "


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    data: dict[str, Any] = load("criticism")
    conduct = compile_phrases([*data["acts_of"]["en"], *data["charges"]["en"]]).pattern
    demands = compile_phrases(data["demands"]["en"]).pattern
    wrongs = compile_phrases(data["wrongs"]["en"]).pattern
    return (
        re.compile(rf"{_NAME}'s?{_LOOSE}(?:{conduct})"),
        re.compile(rf"(?i:{demands}) {_NAME}(?= (?:not )?(?:to|for|over)\b)"),
        re.compile(rf"(?i:{wrongs})(?: [a-z][\w-]*| [A-Z][\w-]*){{0,5}} by {_NAME}(?=[.,;]| against\b| in\b|$)"),
    )


def strangers(text: str, known: Sequence[Mention]) -> list[Mention]:
    """Mentions of names that are not in ``known``, in folded English text; the id is the name itself."""
    taken = [(one.begin, one.end) for one in known]
    common = load("criticism")["no_names"]
    found: dict[int, Mention] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text):
            begin, end = match.span(1)
            word = match[1].lower()
            plain = word in verbs() or any(word in table for table in nouns()) or word in common
            beside = re.search(r"[A-Z][\w'.-]* $", text[:begin]) if begin else None
            if plain or beside or any(begin < last and first < end for first, last in taken):
                continue
            found[begin] = Mention(match[1], Span(begin, end, match[1]), "name")
    return [found[begin] for begin in sorted(found)]
