"""How well the relation of two sentences and its typed changes are told, on pairs labelled by hand.

Rows have ``later``, ``earlier``, ``relation``, and may have ``change`` (list), ``later_title``, ``later_date``,
``earlier_date`` and ``n``. Intervals resample later documents. Changes count only where the pair was also told to be
said before; a change told for a pair that was not is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from facta.evaluate.figures import (
    Figure,
    Measured,
    Mistake,
    confusion_table,
    f1,
    figure,
    folds_by,
    key,
    macro_f1,
    micro_f1,
)
from facta.model import Relation
from facta.words.act_net import half
from facta.words.relation import SAID_BEFORE, Close, relate_many

Row = Mapping[str, Any]
Judged = tuple[Row, Relation]
Predict = Callable[[Sequence[Row]], list[Relation]]


def predict(rows: Sequence[Row], fitted: dict[str, Any] | None = None, close: Close | None = None) -> list[Relation]:
    """The relations that facta tells, with the shipped models or others, and with a close reader where one is given;
    what is shipped for that has read no later document of the labelled pairs (of changes: the one of two that has
    not is asked)."""
    from facta.evaluate.fit_relation import day

    if close and close.changes:
        halves = {(str(row["later"]), str(row["earlier"])): half(key(row)) for row in rows}
        close = close._replace(changes=partial(close.changes, halves=halves))
    return relate_many(
        [(str(row["later"]), str(row["earlier"])) for row in rows],
        dates=[(day(row.get("later_date")), day(row.get("earlier_date"))) for row in rows],
        fitted=fitted,
        close=close,
    )


def measure(rows: Sequence[Row], predict: Predict = predict) -> Measured:
    """Figures ``relation.macro_f1``, ``said_before.f1``, ``change.micro_f1``, with hits and misses by kind."""
    return _measured(list(zip(rows, predict(rows), strict=True)))


def cross_validate(
    rows: Sequence[Row], folds: int = 5, extra: Sequence[Row] = (), readers: Sequence[Close | None] = (None,)
) -> list[Measured]:
    """The same figures with the models fitted anew for each fold on the others (and on ``extra`` pairs).

    Extra pairs whose later document, or one of whose sentences, stands in the fold that is judged are left out.
    Once for each of ``readers``, a close reader or none.
    """
    from facta.evaluate.fit_relation import described, fit

    places = folds_by([key(row) for row in rows], folds)
    told = described(rows, extra)
    judged: list[list[Judged]] = [[] for _ in readers]
    for fold in range(folds):
        test = [row for row, place in zip(rows, places, strict=True) if place == fold]
        if not test:
            continue
        docs, texts = {key(row) for row in test}, {str(row[side]) for row in test for side in ("later", "earlier")}
        use = [number for number, place in enumerate(places) if place != fold]
        use += [
            len(rows) + number
            for number, row in enumerate(extra)
            if key(row) not in docs and not texts & {str(row["later"]), str(row["earlier"])}
        ]
        fitted = fit(told, use)
        for own, close in zip(judged, readers, strict=True):
            own += zip(test, predict(test, fitted, close), strict=True)
    note = f"Cross-validated in {folds} folds by later document, {len(extra)} extra training pairs."
    return [_measured(own, note) for own in judged]


def _relations(judged: Sequence[Judged]) -> list[tuple[object, object]]:
    return [(row["relation"], told.label) for row, told in judged]


def _said(judged: Sequence[Judged]) -> float:
    return f1([(row["relation"] in SAID_BEFORE, told.label in SAID_BEFORE) for row, told in judged], True)


def _sets(judged: Sequence[Judged]) -> list[tuple[frozenset[str], frozenset[str]]]:
    return [
        (frozenset(row.get("change") or ()), frozenset(change.kind for change in told.changes)) for row, told in judged
    ]


def _measured(judged: Sequence[Judged], *notes: str) -> Measured:
    def by_document(item: Judged) -> str:
        return key(item[0])

    figures: list[Figure] = [
        figure("relation.macro_f1", judged, lambda items: macro_f1(_relations(items)), by_document),
        figure("said_before.f1", judged, _said, by_document),
        figure("change.micro_f1", judged, lambda items: micro_f1(_sets(items)), by_document),
    ]
    sets = _sets(judged)
    confusion = {"relation": confusion_table(_relations(judged))}
    confusion["change"] = {
        kind: {
            "told": sum(kind in truth & guess for truth, guess in sets),
            "missed": sum(kind in truth - guess for truth, guess in sets),
            "told wrongly": sum(kind in guess - truth for truth, guess in sets),
        }
        for kind in sorted({name for pair in sets for part in pair for name in part})
    }
    worst = sorted(
        (
            Mistake(
                f"LATER {row['later']} | EARLIER {row['earlier']}",
                str(row["relation"]),
                told.label,
                told.confidence,
                told.reason,
            )
            for row, told in judged
            if row["relation"] != told.label
        ),
        key=lambda mistake: (-_distance(mistake), -mistake.confidence),
    )
    return Measured(tuple(figures), confusion, tuple(worst), notes)


def _distance(mistake: Mistake) -> int:
    order = ("recycled", "reworded", "related", "unrelated")
    return abs(order.index(mistake.truth) - order.index(mistake.guess)) if mistake.truth in order else 0
