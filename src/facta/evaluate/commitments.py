"""How well true commitments are taken apart: firmness, testability, deadline, quantity.

Measured on rows labelled ``commitment`` whatever the act model says of them. Comparisons:

* firmness and testability: equal to the label;
* deadline: the label is an ISO date, a year and month, a year, ``FY2027`` or null. Right where the label is a prefix
  of the latest day of the deadline that governs ("2023" fits 2023-12-31), or names its fiscal year; where the label
  is null, right if no date is given: none found, vague, or an open decade ("in the 2030s");
* quantity: the label is the exact words, or null. Right where the main quantity has the value (and, both being
  known, the unit) of one of the numbers in those words; where the label is null, right if none is given.

``deadline.accuracy`` and ``quantity.accuracy`` are over the sentences labelled with one (a deadline or its phrase; a
quantity); the ``.all`` figures are over all commitments, where most labels are null.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facta.evaluate.figures import Figure, Measured, Mistake, accuracy, confusion_table, figure, folds_by
from facta.evaluate.fit_commitments import features_of, fit, said, usable
from facta.model import Act, Commitment, Deadline, Passage, Quantity
from facta.words.commitments import commitment
from facta.words.deadlines import named_year
from facta.words.linear import Model, unpack
from facta.words.quantities import quantities
from facta.words.testability import verdict

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One row with what was read out of it."""

    row: Row
    read: Commitment
    testability: str
    confidence: float


def measure(rows: Sequence[Row]) -> Measured:
    """Figures with the shipped model. ``rows`` have ``sentence``, ``act`` and the labels of the codebook."""
    return _measured([_judge(row, None) for row in _true(rows)])


def cross_validate(rows: Sequence[Row], folds: int = 5, extra: Sequence[Row] = ()) -> Measured:
    """The same with the model of testability fitted anew for each fold, folds by document.

    ``extra`` labelled rows are trained on in every fold but those whose document or sentence is in it, and never
    judged. Everything but testability is rules, so the other figures are those of ``measure``.
    """
    true, more = _true(rows), usable(extra)
    place = folds_by([str(row.get("doc") or number) for number, row in enumerate(true)], folds)
    found, beside = [features_of(row) for row in true], [features_of(row) for row in more]
    judged: list[_Judged] = []
    for fold in range(folds):
        own = [row for row, other in zip(true, place, strict=True) if other == fold]
        docs, texts = {str(row.get("doc") or "") for row in own} - {""}, {str(row["sentence"]) for row in own}
        told = [
            (features, str(row["testable"]))
            for features, row, other in zip(found, true, place, strict=True)
            if other != fold and row.get("testable")
        ]
        told += [
            (features, str(row["testable"]))
            for features, row in zip(beside, more, strict=True)
            if str(row.get("doc") or "") not in docs and str(row["sentence"]) not in texts
        ]
        model = unpack(fit([features for features, _ in told], [label for _, label in told]))
        judged += [_judge(true[at], model) for at, other in enumerate(place) if other == fold]
    return _measured(judged)


def _true(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.get("act") == "commitment"]


def _judge(row: Row, model: Model | None) -> _Judged:
    sentence = str(row["sentence"])
    passage = Passage(str(row.get("doc") or ""), 0, "sentence", 0, len(sentence), sentence)
    read = commitment(passage, Act("commitment", 1.0, None, ""), said(row), str(row.get("before") or ""))
    label, _, sure = verdict(features_of(row), model)
    return _Judged(row, read, label, sure)


def _measured(judged: Sequence[_Judged]) -> Measured:
    firm = [one for one in judged if one.row.get("firmness")]
    checked = [one for one in judged if one.row.get("testable")]
    dated = [one for one in judged if one.row.get("deadline") or one.row.get("deadline_phrase")]
    sized = [one for one in judged if one.row.get("quantity")]
    figures = (
        _figure("firmness.accuracy", firm, firmness_right),
        _figure("testability.accuracy", checked, testability_right),
        _figure("deadline.accuracy", dated, deadline_right),
        _figure("deadline.accuracy.all", judged, deadline_right),
        _figure("quantity.accuracy", sized, quantity_right),
        _figure("quantity.accuracy.all", judged, quantity_right),
    )
    tables = {
        "firmness": confusion_table([(one.row["firmness"], one.read.firmness) for one in firm]),
        "testability": confusion_table([(one.row["testable"], one.testability) for one in checked]),
        "third party": confusion_table(
            [(one.row["third_party"], one.read.third_party) for one in judged if one.row.get("third_party") is not None]
        ),
        "logistics": confusion_table(
            [(one.row["logistics"], one.read.logistics) for one in judged if one.row.get("logistics") is not None]
        ),
    }
    notes = (
        "Measured on the sentences labelled as commitments, whatever the act model says of them.",
        f"deadline.accuracy is over the {len(dated)} commitments labelled with a deadline or its phrase, "
        f"quantity.accuracy over the {len(sized)} labelled with a quantity; the .all figures are over all commitments.",
        "A deadline is right where its latest day, cut to the label's length, is the label, or where neither is dated.",
        "A quantity is right where the main number read is one of those in the labelled words, or where there is none.",
    )
    return Measured(figures, tables, _mistakes(judged), notes)


def _figure(name: str, judged: Sequence[_Judged], right: Any) -> Figure:
    def share(held: Sequence[_Judged]) -> float:
        return accuracy([(True, right(one)) for one in held])

    def document(one: _Judged) -> Hashable:
        return one.row.get("doc") or id(one)

    return figure(name, judged, share, document)


def firmness_right(one: _Judged) -> bool:
    """Equal to the label."""
    return int(one.row["firmness"]) == one.read.firmness


def testability_right(one: _Judged) -> bool:
    """Equal to the label."""
    return bool(one.row["testable"] == one.testability)


def deadline_right(one: _Judged) -> bool:
    """See the head of this module."""
    return same_deadline(one.row.get("deadline"), one.read.deadline)


def quantity_right(one: _Judged) -> bool:
    """See the head of this module."""
    return same_quantity(one.row.get("quantity"), one.read.quantities)


def same_deadline(label: str | None, read: Deadline | None) -> bool:
    """Whether a deadline is the labelled one, at the label's own length."""
    undated = read is None or read.latest is None or read.basis == "decade"
    if not label:
        return undated
    if read is None or undated or read.latest is None:
        return False
    if label.upper().startswith("FY"):
        return named_year(read) == label.upper().replace(" ", "")
    return read.latest.isoformat().startswith(label)


def same_quantity(label: str | None, read: Sequence[Quantity]) -> bool:
    """Whether the main quantity is one of the numbers in the labelled words."""
    if not label:
        return not read
    if not read:
        return False
    main, truths = read[0], quantities(label)
    for truth in truths:
        if abs(truth.value - main.value) <= 1e-9 * max(1.0, abs(truth.value)):
            measured = {truth.kind, main.kind} & {"money", "percent"}
            return not measured or (truth.kind, truth.unit) == (main.kind, main.unit)
    return not truths and bool(re.search(rf"\b{re.escape(label.lower())}\b", main.span.quote.lower()))


def _mistakes(judged: Sequence[_Judged]) -> tuple[Mistake, ...]:
    found = []
    for one in judged:
        text, read = str(one.row["sentence"]), one.read
        if one.row.get("firmness") and not firmness_right(one):
            found.append(
                Mistake(text, f"firmness {one.row['firmness']}", str(read.firmness), 1.0, read.firmness_reason)
            )
        if one.row.get("testable") and not testability_right(one):
            reason = read.testability_reason
            found.append(Mistake(text, f"testable {one.row['testable']}", one.testability, one.confidence, reason))
        if not deadline_right(one):
            shown = f"{read.deadline.span.quote}: {read.deadline.latest}" if read.deadline else "none"
            found.append(Mistake(text, f"deadline {one.row.get('deadline')}", shown, 1.0))
        if not quantity_right(one):
            shown = "; ".join(size.span.quote for size in read.quantities) or "none"
            found.append(Mistake(text, f"quantity {one.row.get('quantity')}", shown, 1.0))
    return tuple(sorted(found, key=lambda mistake: -mistake.confidence))
