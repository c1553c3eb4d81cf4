"""The words that a close reader points at as showing a change (``change_net``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facta.model import Change, ChangeKind
from facta.words.change_net import Opinion
from facta.words.clauses import analyse
from facta.words.kinds import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

WITH = 0.4
"""Share of the chance of the likeliest word that its neighbours need to be shown with it."""
ALONE = 0.3
"""Share of it that the likeliest word of the other side needs for that side to be shown too."""
_BARE = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "for", "from", "by", "with", "and", "or", "that", ",", ".")
)
"""Words that are not shown last: what they lead to is not shown."""
REACH = 2
"""A word between two that are shown is shown too."""


def shown(kind: ChangeKind, later: str, earlier: str, opinion: Opinion) -> Change | None:
    """The likeliest words on each side, or on the one that has any; None where the sentences have no words."""
    at = KINDS.index(kind)
    sides = opinion.earlier[:, at], opinion.later[:, at]
    best = max(float(side.max(initial=0)) for side in sides)
    before, after = (
        _run(text, side) if side.max(initial=0) > ALONE * best else ""
        for text, side in zip((earlier, later), sides, strict=True)
    )
    return Change(kind, before, after, "a close reader points at these words") if before or after else None


def _run(text: str, chances: NDArray[Any]) -> str:
    """The likeliest word and those about it that are likely too."""
    analysis = analyse(text)
    likely = [place for place in range(min(len(chances), len(analysis.words))) if chances[place] > WITH * chances.max()]
    if not likely:
        return ""
    best = max(likely, key=lambda place: float(chances[place]))
    first = last = best
    for place in likely:
        last = place if 0 < place - last <= REACH else last
    for place in reversed(likely):
        first = place if 0 < first - place <= REACH else first
    while last > best and analysis.words[last] in _BARE:
        last -= 1
    return text[analysis.begins[first] : analysis.begins[last] + len(analysis.raw[last])]
