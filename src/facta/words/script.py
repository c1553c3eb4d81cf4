"""How alike two sentences in Chinese or Japanese script must be, by character, to count as said before.

The models were fitted on English pairs, and of a script without spaces every shared character is a shared word to them:
two sentences on one matter of a plan have two fifths of them in common by chance.
"""

from __future__ import annotations

from rapidfuzz.distance import Indel, LCSseq

from facta.model import RelationLabel
from facta.words.align import wide

SAME, HELD = 0.6, 0.85
"""Recycled: so alike as a whole (characters in common and in order), or the shorter one so far held in the longer."""
NEAR, TOUCHED = 0.45, 0.7
"""Reworded: the same."""
_LEAST = 8
"""Characters from which one sentence may be held in another."""


def both_wide(later: str, earlier: str) -> bool:
    """Whether both sentences have more Chinese or Japanese characters than others."""
    return all(2 * sum(wide(char) for char in one) > len(one) for one in (later, earlier))


def capped(label: RelationLabel, later: str, earlier: str) -> RelationLabel:
    """The label, or a lesser one where the characters are not alike enough for it."""
    if label not in ("recycled", "reworded"):
        return label
    a, b = ("".join(char for char in one if char.isalnum()) for one in (later, earlier))
    alike = Indel.normalized_similarity(a, b)
    least = min(len(a), len(b))
    held = LCSseq.similarity(a, b) / least if least >= _LEAST else 0.0
    if label == "recycled" and (alike >= SAME or held >= HELD):
        return "recycled"
    return "reworded" if alike >= NEAR or held >= TOUCHED else "related"
