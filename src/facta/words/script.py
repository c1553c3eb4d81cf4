"""Two sentences in Chinese or Japanese script: what the models, which were fitted on English pairs, say of them.

Of a script without spaces every character is a word to the models, and they are a little too strict: on 479 labelled
Chinese pairs (``evals/wide.py``) they find more of what was said before, and are hardly less often right, where their
probability is raised. Whether the words are the same is told by the characters.
"""

from __future__ import annotations

import math
from functools import lru_cache

from rapidfuzz.distance import Indel, LCSseq

from facta.words.align import wide

LIFT = 0.4
"""What is added to the log-odds of "said before"."""
SAME, HELD = 0.55, 0.85
"""Recycled: so alike as a whole (characters in common and in order), or the shorter one so far held in the longer."""
_LEAST = 8
"""Characters from which one sentence may be held in another."""


def both_wide(later: str, earlier: str) -> bool:
    """Whether both sentences have more Chinese or Japanese characters than others."""
    return not (later.isascii() or earlier.isascii()) and _wide(later) and _wide(earlier)


@lru_cache(maxsize=4_000)
def _wide(sentence: str) -> bool:
    return 2 * sum(map(wide, sentence)) > len(sentence)


def score(told: float) -> float:
    """Probability that the matter was said before, from what the models say (0..1)."""
    return told / (told + (1 - told) * math.exp(-LIFT)) if told else 0.0


def same(later: str, earlier: str) -> bool:
    """Whether what was said before was said in the same words."""
    a, b = ("".join(char for char in one if char.isalnum()) for one in (later, earlier))
    least = min(len(a), len(b))
    held = LCSseq.similarity(a, b) / least if least >= _LEAST else 0.0
    return Indel.normalized_similarity(a, b) >= SAME or held >= HELD
