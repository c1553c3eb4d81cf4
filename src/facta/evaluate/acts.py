"""How well the act of a sentence is told, on sentences labelled by hand.

Rows have ``sentence`` and ``act`` and may have ``before``, ``title`` and ``doc``. Intervals resample documents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facta.evaluate.figures import (
    Figure,
    Measured,
    Mistake,
    accuracy,
    confusion_table,
    f1,
    figure,
    folds_by,
    macro_f1,
)
from facta.model import Act
from facta.words.act_net import half
from facta.words.acts import LABELS, Close, Model, acts

if TYPE_CHECKING:
    from facta.evaluate.fit_acts import Vectors

Row = Mapping[str, Any]
Judged = tuple[Row, Act]
Predict = Callable[[Sequence[Row]], list[Act]]


def predict(rows: Sequence[Row], fitted: Model | None = None, close: Close | None = None) -> list[Act]:
    """The acts that facta tells, with the shipped models, or with one fitted to others of the labelled documents and,
    of the shipped networks, the one that has not read the row's document. ``close``: see ``acts``; there are two of
    them as well."""
    pairs = [(str(row["sentence"]), str(row.get("before") or "")) for row in rows]
    halves = None if fitted is None else [half(str(row.get("doc") or "")) for row in rows]
    return acts(pairs, [str(row.get("title") or "") for row in rows], fitted, halves, close)


def measure(rows: Sequence[Row], predict: Predict = predict) -> Measured:
    """Figures ``act.macro_f1``, ``commitment.f1``, ``act.accuracy`` and F1, precision and recall of each act."""
    return _measured(list(zip(rows, predict(rows), strict=True)))


def cross_validate(
    rows: Sequence[Row],
    folds: int = 5,
    extra: Sequence[Row] = (),
    vectors: Vectors | None = None,
    readers: Sequence[Close | None] = (None,),
) -> list[Measured]:
    """The same figures with the model fitted anew for each fold on the others, folds by document.

    ``extra`` labelled rows are trained on in every fold, never judged; those whose document or sentence is in the
    fold are left out. ``vectors``: see ``fit_acts.vectors``. Once for each of ``readers``, a close reader or none.
    Raises ModuleNotFoundError without scipy.
    """
    from facta.evaluate.fit_acts import described, fit, untitled

    places = folds_by([str(row.get("doc") or number) for number, row in enumerate(rows)], folds)
    found = described([*rows, *extra])
    truth = [str(row["act"]) for row in (*rows, *extra)]
    judged: list[list[Judged]] = [[] for _ in readers]
    for fold in range(folds):
        test = [row for row, place in zip(rows, places, strict=True) if place == fold]
        if not test:
            continue
        docs, texts = {str(row.get("doc") or "") for row in test} - {""}, {str(row["sentence"]) for row in test}
        use = [number for number, place in enumerate(places) if place != fold]
        use += [
            len(rows) + number
            for number, row in enumerate(extra)
            if str(row.get("doc") or "") not in docs and str(row["sentence"]) not in texts
        ]
        fitted = fit(untitled([found[at] for at in use]), [truth[at] for at in use], vectors)
        for own, close in zip(judged, readers, strict=True):
            own += zip(test, predict(test, fitted, close), strict=True)
    added = f"{len(extra)} extra training sentences" + ("" if vectors is None else ", with word vectors")
    return [_measured(own, f"Cross-validated in {folds} folds by document, {added}.") for own in judged]


def _pairs(judged: Sequence[Judged]) -> list[tuple[object, object]]:
    return [(row["act"], told.label) for row, told in judged]


def _measured(judged: Sequence[Judged], *notes: str) -> Measured:
    def document(item: Judged) -> str:
        return str(item[0].get("doc") or id(item[0]))

    figures: list[Figure] = [
        figure("act.macro_f1", judged, lambda items: macro_f1(_pairs(items)), document),
        figure("commitment.f1", judged, lambda items: f1(_pairs(items), "commitment"), document),
        figure("act.accuracy", judged, lambda items: accuracy(_pairs(items)), document),
    ]
    pairs = _pairs(judged)
    for label in LABELS:
        told = sum(guess == label for _, guess in pairs)
        true = sum(truth == label for truth, _ in pairs)
        hit = sum(truth == guess == label for truth, guess in pairs)
        if true:
            precision, recall = hit / told if told else 0.0, hit / true
            notes += (f"{label}: F1 {f1(pairs, label):.3f}, precision {precision:.3f}, recall {recall:.3f}, n {true}",)
    return Measured(tuple(figures), {"act": confusion_table(pairs)}, _mistakes(judged), (*notes, *_calibration(judged)))


def _calibration(judged: Sequence[Judged]) -> list[str]:
    """How often the label is right, by how sure it was."""
    lines = []
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.9), (0.9, 1.01)):
        held = [(row["act"], told.label) for row, told in judged if low <= told.confidence < high]
        if held:
            lines.append(f"confidence {low:.1f} to {min(high, 1):.1f}: {accuracy(held):.0%} right, n {len(held)}")
    return lines


def _mistakes(judged: Sequence[Judged]) -> tuple[Mistake, ...]:
    """Wrong readings, the surest first."""
    wrong = [(row, told) for row, told in judged if row["act"] != told.label]
    wrong.sort(key=lambda item: -item[1].confidence)
    return tuple(
        Mistake(str(row["sentence"]), str(row["act"]), told.label, told.confidence, told.reason) for row, told in wrong
    )
