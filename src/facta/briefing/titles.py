"""What a statement is called. A text without a title of its own is known by its series and date.

Readers call such a text by its first line, which may be half a sentence: good for finding it, no name for a heading.
"""

from __future__ import annotations

from facta.briefing.wording import day
from facta.model import Statement

_HEAD = 2000
"""Characters in which a first line stands."""
_ENDS = "….:;。"


def own_title(statement: Statement) -> str:
    """The title; "" where it is only the beginning of the text's first sentence."""
    title = " ".join(statement.title.split())
    if title.endswith(tuple(_ENDS)) and title.rstrip("…") in " ".join(statement.text[:_HEAD].split()):
        return ""
    return title


def title_of(statement: Statement) -> str:
    """The title; else series and date (``Rate Committee, 21 September 2016``), or the date, or how the text begins."""
    if own_title(statement) or not statement.date:
        return statement.title
    said = day(statement.date)
    return f"{statement.series}, {said}" if statement.series else f"Statement of {said}"
