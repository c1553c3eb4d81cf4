"""What a sentence of a diplomatic text does: commitment, criticism, deed, position, praise or other.

An explicit model of named features (``words.cues``: clause analysis, cue phrases, words) with learned weights, seen in
two ways, and two small networks beside it (``words.act_net``). By clause: each clause gets a softmax over the summed
weights of its features, and the sentence does the first act, in the order of precedence, that any of its clauses does.
As a whole: a softmax over the features of all clauses together. The probability of an act is the geometric mean of both
and, at the same weight as the two, of what the networks say, made to sum to one. The reason given is the feature of the
deciding clause that spoke most for the label. Weights: ``data/acts_clause.json`` and ``data/acts_whole.json``, fitted
by ``evaluate/fit_acts.py``. A close reader, where one is given, is asked about what is left in doubt. English; Japanese
and Chinese sentences take a short list of cue words (``vocab/acts_cjk.yaml``) and get a low confidence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from facta.model import Act, ActLabel, Span
from facta.vocab import load
from facta.words.cues import Features, clauses, cues

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS: tuple[ActLabel, ...] = ("commitment", "criticism", "deed", "position", "praise", "other")
VIEWS = ("clause", "whole")
BATCH = 256
"""Sentences weighed at once."""
SURE = 0.9
"""Probability from which a close reader is not asked."""
CLOSE = 0.7
"""Its share in the geometric mean: the encoder alone reads better than the models here."""
Close = Callable[[Sequence[str], Sequence[int] | None], Any]
"""Probabilities of ``LABELS`` for sentences; halves: by one of two readers each (``engines.close.acts``)."""
Weights = Mapping[str, Sequence[float]]
"""Feature name -> one weight for each of ``LABELS``."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of both views as one table: ``table[names[feature]]`` holds those by clause, then those as a whole."""

    names: dict[str, int]
    table: NDArray[Any]
    telling: NDArray[Any]
    """How well a feature serves as a reason: 0 not at all, a word half as well as a construction."""


@cache
def shipped() -> Model:
    """The model that comes with facta."""
    return model(*(unpack(view) for view in VIEWS))


def unpack(view: str) -> Weights:
    """Stored weights of one view: whole numbers of ``scale``, in the order of ``labels``."""
    stored = json.loads(resources.files("facta.words").joinpath(f"data/acts_{view}.json").read_text(encoding="utf-8"))
    if tuple(stored["labels"]) != LABELS:
        raise ValueError("the stored weights are for other labels; fit them again with evals/train.py")
    scale = stored["scale"]
    return {name: [value * scale for value in row] for name, row in stored["weights"].items()}


def model(by_clause: Weights, as_whole: Weights) -> Model:
    """A model from the weights of both views."""
    import numpy as np

    nothing = [0.0] * len(LABELS)
    names = {name: place for place, name in enumerate(dict.fromkeys(["bias", *by_clause, *as_whole]))}
    rows = [[*by_clause.get(name, nothing), *as_whole.get(name, nothing)] for name in names]
    return Model(names, np.array(rows, dtype=np.float32), np.array([_telling(name) for name in names]))


def _telling(name: str) -> float:
    if name.startswith("w:"):
        return 0.5 if "<" not in name and any(map(str.isalpha, name[2:])) else 0.0
    return 1.0


def act(sentence: str, before: str = "", title: str = "") -> Act:
    """What one sentence does. ``before`` is the sentence before it, ``title`` that of its text, where there are any.

    >>> act("We will open a consulate in Freetown by 2026.").label
    'commitment'
    """
    return acts([(sentence, before)], title)[0]


def acts(
    sentences: Sequence[tuple[str, str]],
    titles: str | Sequence[str] = "",
    fitted: Model | None = None,
    halves: Sequence[int] | None = None,
    close: Close | None = None,
) -> list[Act]:
    """What each (sentence, sentence before) does. Any text will do; never raises for a text.

    ``titles`` is the title of the text that all stand in, or one for each; the genre it tells (readout, eulogy, fact
    sheet) is worth a point of macro-F1. ``fitted`` puts another model in the place of the shipped one. ``halves``
    asks for each sentence one network only (0 or 1), and one close reader, to judge it by documents that they have not
    read (``act_net.half``).
    ``close`` is asked for the probabilities of the sentences that are left in doubt (``engines.close.acts``).
    Confidence is the model's probability of the label; on the labelled set, cross-validated, it is close to the share
    that is right (docs/method.md). Raises ValueError where there are not as many titles as sentences.
    """
    used = fitted or shipped()
    each = [titles] * len(sentences) if isinstance(titles, str) else titles
    jobs = [(sentence, before, title) for (sentence, before), title in zip(sentences, each, strict=True)]
    told: list[Act] = []
    for begin in range(0, len(jobs), BATCH):
        part = slice(begin, begin + BATCH)
        told += _batch(jobs[part], used, None if halves is None else halves[part], close)
    return told


def _batch(
    jobs: Sequence[tuple[str, str, str]],
    used: Model,
    halves: Sequence[int] | None,
    close: Close | None,
) -> list[Act]:
    import numpy as np

    from facta.words import act_net

    known, bias, kinds = used.names, used.names["bias"], len(LABELS)
    plain = [_plain(sentence) for sentence, _, _ in jobs]
    nothing: list[Features] = [{"bias": None}]
    found = [nothing if done else clauses(*job) for job, done in zip(jobs, plain, strict=True)]
    flat = [clause for sentence in found for clause in sentence]
    by_clause = [[at for name in clause if (at := known.get(name)) is not None] or [bias] for clause in flat]
    lengths = [len(sentence) for sentence in found]
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.intp)
    as_whole = [
        list({at for clause in by_clause[begin : begin + length] for at in clause})
        for begin, length in zip(first.tolist(), lengths, strict=True)
    ]
    shares = _softmax(_sums(by_clause, used.table[:, :kinds]))
    # P(label y) = product over clauses of P(y or later) - product of P(later than y)
    tails = np.log(np.maximum(np.cumsum(shares[:, ::-1], 1)[:, ::-1], 1e-12))
    whole = np.exp(np.add.reduceat(tails, first, axis=0))
    precedence = np.maximum(whole - np.pad(whole[:, 1:], ((0, 0), (0, 1))), 1e-12)
    both = np.sqrt(precedence * _softmax(_sums(as_whole, used.table[:, kinds:])))
    both /= both.sum(1, keepdims=True)
    read = [at for at, done in enumerate(plain) if done is None]
    asked = None if halves is None else [halves[at] for at in read]
    if read:
        both[read] = np.sqrt(both[read] * act_net.chances([jobs[at] for at in read], halves=asked))
        both /= both.sum(1, keepdims=True)
    if close and (doubted := [at for at in read if both[at].max() < SURE]):
        asked = None if halves is None else [halves[at] for at in doubted]
        both[doubted] = both[doubted] ** (1 - CLOSE) * close([jobs[at][0] for at in doubted], asked) ** CLOSE
        both /= both.sum(1, keepdims=True)
    told: list[Act] = []
    for place, (sentence, _, _) in enumerate(jobs):
        if (done := plain[place]) is not None:
            told.append(done)
            continue
        best = int(both[place].argmax())
        begin = int(first[place])
        deciding = begin + int(shares[begin : begin + lengths[place], best].argmax())
        cue, reason = _reason(sentence, flat[deciding], used, best)
        told.append(Act(LABELS[best], round(float(both[place, best]), 4), cue, reason))
    return told


def _sums(rows: list[list[int]], table: NDArray[Any]) -> NDArray[Any]:
    """Sum of the table's rows for each list of places; no list is empty."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])[:-1]]).astype(np.intp)
    return np.asarray(np.add.reduceat(table[[at for row in rows for at in row]], starts, axis=0))


def _softmax(sums: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    shares = np.exp((sums - sums.max(1, keepdims=True)).astype(np.float64))
    return np.asarray(shares / shares.sum(1, keepdims=True))


def _plain(sentence: str) -> Act | None:
    """A verdict without the model: for no words, and for Japanese, Chinese and Korean."""
    return Act("other", 1.0, None, "no words") if not sentence.strip() else _cjk(sentence)


def _reason(sentence: str, found: Features, used: Model, label: int) -> tuple[Span | None, str]:
    """The feature with a place that spoke most for a label against the mean of the others, in words."""
    placed = [(name, at) for name, span in found.items() if span and (at := used.names.get(name)) is not None]
    if not placed:
        return None, f"no cue; {LABELS[label]} by the form of the sentence"
    numbers = [at for _, at in placed]
    kinds = len(LABELS)
    rows = used.table[numbers, :kinds] + used.table[numbers, kinds:]
    gains = (rows[:, label] * kinds - rows.sum(1)) * used.telling[numbers]
    best = int(gains.argmax())
    name = placed[best][0]
    place = found[name]
    if gains[best] <= 0 or place is None:
        return None, f"no cue; {LABELS[label]} by the form of the sentence"
    begin, end = place
    span = Span(begin, end, sentence[begin:end])
    subject = next((other[12:] for other, at in found.items() if at == place and other.startswith("any|subject=")), "")
    return span, f"'{span.quote}': {explain(name, LABELS[label], subject)}"


def explain(feature: str, label: ActLabel, subject: str = "") -> str:
    """What a feature says, in plain words; ``subject`` is the class of who acts, where the clause tells it.

    >>> explain("main|kind=promise", "commitment", "speakers")
    'promise by the speakers'
    """
    words = load("acts_reasons")
    if feature.startswith("cue:"):
        return str(cues()[1][feature[4:]][2])
    if feature.startswith("w:"):
        return str(words["word"][label])
    said, actor = str(words["verbs"][label]), words["subjects"].get(subject, "")
    return f"{said} by {actor}" if actor and label in words["by"] else said


def _cjk(sentence: str) -> Act | None:
    """A verdict by cue words alone where most letters are Han, kana or Hangul; None for other text."""
    if sentence.isascii():
        return None
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
