"""Who speaks in a statement: whom "we" means.

The title tells, up to its first "on" (what follows is the matter, not the speaker): "Joint Statement of Arvenia and
Borland on the Northern Sea". Where it names nobody, the publisher is asked, and at last the first sentences.
"""

from __future__ import annotations

import re

from facta.model import Statement
from facta.text.actors import mentions

_MATTER = re.compile(r"\b(?:on|regarding|concerning|about)\b", re.IGNORECASE)
_OPENING = 300
"""Characters of the text that are asked last."""

_PORTFOLIO = re.compile(r"\b(?:for|to)(?: the)? $", re.IGNORECASE)
"""What stands before an actor who is the matter or the addressee: "Special Representative for Arvenia"."""


def speakers(statement: Statement) -> tuple[str, ...]:
    """Ids of the actors who issue the statement, in the order named; none where nothing tells."""
    opening = statement.text[:_OPENING]
    for text in (_MATTER.split(statement.title, maxsplit=1)[0], statement.publisher, opening):
        found = dict.fromkeys(_named(text))
        if found:
            return tuple(found)
    return ()


def _named(text: str) -> list[str]:
    """Ids of the actors named in the text, but for those an office or a message is for."""
    found: list[str] = []
    skipped = ""
    for mention in mentions(text):
        before = text[: mention.begin]
        if _PORTFOLIO.search(before) or (before.endswith("(") and mention.id == skipped):
            skipped = mention.id
        elif mention.role != "place":
            found.append(mention.id)
    return found
