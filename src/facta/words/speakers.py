"""Who speaks in a statement: whom "we" means.

The title tells, up to its first "on" (what follows is the matter, not the speaker): "Joint Statement of Arvenia and
Borland on the Northern Sea". Where it names nobody, the publisher is asked, and at last the opening, but only where
it says who speaks: "We, the leaders of Arvenia and Borland", or a report that they met. A state that is merely
mentioned, or criticised, is no speaker: a wrong "we" would make promises of those who are condemned.
"""

from __future__ import annotations

import re
from functools import cache

from facta.model import Statement
from facta.text.actors import mentions
from facta.text.coordination import runs
from facta.text.phrases import fold
from facta.vocab import load
from facta.words.targets import scored

_MATTER = re.compile(r"\b(?:on|regarding|concerning|about)\b", re.IGNORECASE)
_OPENING = 600
"""Characters of the text that are asked last."""
_BLAMED = 3.0
"""Least score of a target of criticism, which is then no speaker."""

_PORTFOLIO = re.compile(r"\b(?:for|to)(?: the)? $", re.IGNORECASE)
"""What stands before an actor who is the matter or the addressee: "Special Representative for Arvenia"."""


def speakers(statement: Statement) -> tuple[str, ...]:
    """Ids of the actors who issue the statement, in the order named; none where nothing tells."""
    title = _MATTER.split(statement.title, maxsplit=1)[0]
    for found in (_named(title), _named(statement.publisher), _opening(statement.text[:_OPENING])):
        if found:
            return tuple(found)
    return ()


def _named(text: str) -> list[str]:
    """Ids of the actors named in the text, but for the criticised and those an office or a message is for."""
    blamed = _blamed(text)
    found: dict[str, None] = {}
    skipped = ""
    for mention in mentions(text):
        before = text[: mention.begin]
        if _PORTFOLIO.search(before) or (before.endswith("(") and mention.id == skipped):
            skipped = mention.id
        elif mention.role != "place" and mention.id not in blamed:
            found[mention.id] = None
    return list(found)


def _blamed(text: str) -> set[str]:
    return {target.id for target in scored(text) if target.score >= _BLAMED}


def _opening(text: str) -> list[str]:
    """Ids of the actors of whom the opening says that they speak or met; all of a list."""
    frames, folded = _frames(), fold(text)
    named = [one for one in mentions(text) if one.role not in ("place", "class")]
    blamed = _blamed(text)
    found: dict[str, None] = {}
    place = 0
    lists = dict(runs(text, named))
    while place < len(named):
        last = lists.get(place, place)
        left, right = folded[max(0, named[place].begin - 80) : named[place].begin], folded[named[last].end :]
        if frames["before"].search(left) or frames["behind"].match(right):
            found |= dict.fromkeys(one.id for one in named[place : last + 1] if one.id not in blamed)
        place = last + 1
    return list(found)


@cache
def _frames() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(pattern) for key, pattern in load("promises")["speaking"].items()}
