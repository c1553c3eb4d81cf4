"""British and American spelling, and hyphenated compounds, under one key: what differs by spelling alone is the same.

The key is for comparison and is never shown. It is made by the rules of ``vocab/spelling.yaml``; a word that no rule
knows is its own key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from facta.vocab import load


@dataclass(frozen=True, slots=True)
class _Rules:
    words: dict[str, str]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    kept: re.Pattern[str]
    parts: re.Pattern[str]
    part: dict[str, str]
    double: re.Pattern[str]
    prefix: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data: dict[str, Any] = load("spelling")
    stems = [re.escape(word).replace(r"\*", r"\w*") for word in data["kept"]]
    compounds = {word: word.replace("-", "") for word in data["compounds"]}
    return _Rules(
        words=data["words"] | compounds,
        endings=tuple((re.compile(rf"(?<=\w{{{data['least']}}}){old}$"), new) for old, new in data["endings"]),
        kept=re.compile(rf"(?:{'|'.join(stems)})$"),
        parts=re.compile("|".join(map(re.escape, data["parts"]))),
        part=data["parts"],
        double=re.compile(rf"(?:{'|'.join(data['double'])})l(?=(?:ed|ing|er|ers|or|ors)$)"),
        prefix=re.compile(rf"(?:{'|'.join(data['prefixes'])})-(?=[a-z0-9]{{3,}}$)"),
    )


@lru_cache(maxsize=1 << 17)
def one_spelling(word: str) -> str:
    """The key of a folded word: that of its other spelling too.

    >>> one_spelling("denuclearisation"), one_spelling("programmes"), one_spelling("co-operation")
    ('denuclearization', 'programs', 'cooperation')
    """
    if len(word) < 4 or not word[0].isalpha() or not word.isascii():
        return word
    rules = _rules()
    if word.endswith(("'s", "s'")):
        return one_spelling(word[:-2]) + word[-2:]
    if "-" in word and (closed := rules.prefix.match(word)):
        word = closed.group()[:-1] + word[closed.end() :]
    word = rules.words.get(word, word)
    if not rules.kept.match(word):
        for ending, fold in rules.endings:
            folded = ending.sub(fold, word)
            if folded != word:
                word = folded
                break
    word = rules.parts.sub(lambda match: rules.part[match.group()], word)
    if double := rules.double.match(word):
        word = word[: double.end() - 1] + word[double.end() :]
    return word
