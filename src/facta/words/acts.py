"""What a sentence of a diplomatic text does: commitment, criticism, deed, position, praise or other.

An explicit model in two steps. Each clause gets a softmax over the summed weights of its named features
(``words.cues``: clause analysis, cue phrases, words; weights in ``data/acts.json``). The sentence then does the first
act, in the order of precedence, that any of its clauses does. The reason given is the feature that spoke most for the
label in the clause that decided. English; Japanese and Chinese sentences take a short list of cue words
(``vocab/acts_cjk.yaml``) and get a low confidence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import cast

from facta.model import Act, ActLabel, Span
from facta.vocab import load
from facta.words.cues import Features, clauses, cues

LABELS: tuple[ActLabel, ...] = ("commitment", "criticism", "deed", "position", "praise", "other")
Weights = dict[str, tuple[float, ...]]
"""Feature name -> one weight for each of ``LABELS``."""


@cache
def weights() -> Weights:
    """The shipped weights."""
    text = resources.files("facta.words").joinpath("data/acts.json").read_text(encoding="utf-8")
    return unpack(json.loads(text))


def unpack(table: dict[str, object]) -> Weights:
    """Weights from their stored form: whole numbers of ``scale``, in the order of ``labels``."""
    scale = cast(float, table["scale"])
    if tuple(cast(list[str], table["labels"])) != LABELS:
        raise ValueError("the stored weights are for other labels; fit them again with evals/train.py")
    rows = cast(dict[str, list[int]], table["weights"])
    return {name: tuple(value * scale for value in row) for name, row in rows.items()}


def act(sentence: str, before: str = "") -> Act:
    """What one sentence does. ``before`` is the sentence before it, where there is one.

    >>> act("We will open a consulate in Freetown by 2026.").label
    'commitment'
    """
    return acts([(sentence, before)])[0]


def acts(sentences: Sequence[tuple[str, str]]) -> list[Act]:
    """What each (sentence, sentence before) does. Any text will do; never raises.

    Confidence is the model's probability of the label.
    """
    table = weights()
    return [_act(sentence, before, table) for sentence, before in sentences]


def probabilities(found: Features, table: Weights) -> list[float]:
    """The act of one clause: softmax over the summed weights of its features."""
    sums = [0.0] * len(LABELS)
    for name in found:
        row = table.get(name)
        if row is not None:
            for place, value in enumerate(row):
                sums[place] += value
    top = max(sums)
    shares = [math.exp(value - top) for value in sums]
    total = sum(shares)
    return [share / total for share in shares]


def combined(shares: Sequence[Sequence[float]]) -> list[float]:
    """The act of a sentence from those of its clauses: the first in the order of ``LABELS`` that any clause does.

    ``P(label y) = product of P(clause does y or later) - product of P(clause does later than y)``.
    """
    whole = [1.0] * (len(LABELS) + 1)
    for row in shares:
        tail = 0.0
        for place in range(len(LABELS) - 1, -1, -1):
            tail += row[place]
            whole[place] *= tail
    whole[len(LABELS)] = 0.0
    return [max(whole[place] - whole[place + 1], 0.0) for place in range(len(LABELS))]


def _act(sentence: str, before: str, table: Weights) -> Act:
    if not sentence.strip():
        return Act("other", 1.0, None, "no words")
    foreign = _cjk(sentence)
    if foreign is not None:
        return foreign
    found = clauses(sentence, before)
    shares = [probabilities(clause, table) for clause in found]
    whole = combined(shares)
    best = max(range(len(LABELS)), key=whole.__getitem__)
    deciding = max(range(len(found)), key=lambda place: shares[place][best])
    cue, reason = _reason(sentence, found[deciding], table, best)
    return Act(LABELS[best], round(min(whole[best], 1.0), 4), cue, reason)


def _reason(sentence: str, found: Features, table: Weights, label: int) -> tuple[Span | None, str]:
    """The feature with a place that spoke most for a label against the mean of the others, in words."""
    best: tuple[float, str] = (0.0, "")
    for name, place in found.items():
        row = table.get(name)
        if row is None or place is None:
            continue
        gain = row[label] - (sum(row) - row[label]) / (len(row) - 1)
        if name.startswith("w:"):
            gain *= 0.5
        if gain > best[0]:
            best = (gain, name)
    place = found.get(best[1])
    if place is None:
        return None, f"no cue; {LABELS[label]} by the form of the sentence"
    begin, end = place
    span = Span(begin, end, sentence[begin:end])
    return span, f"'{span.quote}': {explain(best[1], LABELS[label])}"


def explain(name: str, label: ActLabel) -> str:
    """What a feature says, in plain words."""
    words = load("acts_reasons")
    if name.startswith("cue:"):
        cue = name[4:].partition("&")[0]
        return str(cues()[1][cue][2])
    if name.startswith("w:"):
        return str(words["word"][label])
    parts = name.split("|")
    subject = next((words["subjects"][part] for part in parts if part in words["subjects"]), "")
    said = str(words["verbs"][label])
    return f"{said} by {subject}" if subject else said


def _cjk(sentence: str) -> Act | None:
    """A verdict by cue words alone where most letters are Han, kana or Hangul; None for other text."""
    letters = sum(char.isalpha() for char in sentence)
    wide = sum("぀" <= char <= "鿿" or "가" <= char <= "힯" for char in sentence)
    if not wide or wide * 2 < letters:
        return None
    for rule in load("acts_cjk")["cues"]:
        for word in rule["words"]:
            at = sentence.find(word)
            if at >= 0:
                span = Span(at, at + len(word), word)
                return Act(rule["for"], 0.4, span, f"'{word}': {rule['means']}")
    return Act("other", 0.3, None, "no cue word; only a short list is known for this language")
