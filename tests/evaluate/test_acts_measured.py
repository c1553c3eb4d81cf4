"""Measuring the act of a sentence. The labelled rows are invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from facta.evaluate import acts as task
from facta.evaluate import pledges
from facta.model import Act

ROWS: list[dict[str, Any]] = [
    {"doc": f"{place % 7}", "sentence": sentence, "act": act}
    for place in range(5)
    for sentence, act in (
        (f"We will build {place + 2} ports next year.", "commitment"),
        (f"The leaders agreed to open {place + 2} schools.", "commitment"),
        (f"We condemn the attack of {place + 1} May.", "criticism"),
        (f"The ministers met today for {place + 2} hours.", "deed"),
        ("We reaffirm the importance of peace.", "position"),
        ("Our friendship has never been stronger.", "praise"),
        ("They also discussed trade.", "other"),
    )
]


def told(label: str) -> Act:
    return Act(label, 0.8, None, "")  # type: ignore[arg-type]


def test_all_right_is_one_and_all_wrong_is_nothing() -> None:
    right = task.measure(ROWS, lambda rows: [told(row["act"]) for row in rows])
    wrong = task.measure(ROWS, lambda rows: [told("other" if row["act"] != "other" else "deed") for row in rows])
    assert [one.value for one in right.figures] == [1.0, 1.0, 1.0]
    assert right.worst == ()
    assert [one.value for one in wrong.figures] == [0.0, 0.0, 0.0]
    assert len(wrong.worst) == len(ROWS)


def test_figures_by_hand() -> None:
    rows = [
        {"sentence": "a", "act": "commitment"},
        {"sentence": "b", "act": "commitment"},
        {"sentence": "c", "act": "deed"},
    ]
    found = task.measure(rows, lambda _: [told("commitment"), told("deed"), told("deed")])
    figures = {one.name: one for one in found.figures}
    assert figures["commitment.f1"].value == pytest.approx(2 / 3)
    assert figures["act.macro_f1"].value == pytest.approx(2 / 3)
    assert figures["act.accuracy"].value == pytest.approx(2 / 3)
    assert figures["act.accuracy"].n == 3
    assert found.confusion["act"]["commitment"] == {"commitment": 1, "deed": 1}


def test_the_surest_mistake_comes_first() -> None:
    rows = [{"sentence": "a", "act": "deed"}, {"sentence": "b", "act": "deed"}]
    found = task.measure(rows, lambda _: [Act("other", 0.5, None, ""), Act("praise", 0.9, None, "why")])
    assert [(one.text, one.guess, one.reason) for one in found.worst] == [("b", "praise", "why"), ("a", "other", "")]


def test_the_shipped_model_reads_plain_sentences() -> None:
    assert {one.name: one.value for one in task.measure(ROWS).figures}["act.accuracy"] > 0.8


def test_cross_validation_judges_every_row_once_and_is_the_same_each_time() -> None:
    pytest.importorskip("scipy")
    first, again = (task.cross_validate(ROWS, 3)[0] for _ in range(2))
    assert first == again
    assert sum(sum(row.values()) for row in first.confusion["act"].values()) == len(ROWS)
    assert first.figures[0].value > 0.5


def test_extra_rows_of_a_judged_document_are_not_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy")
    from facta.evaluate import fit_acts

    seen: list[Sequence[str]] = []
    fit = fit_acts.fit

    def spy(found: Any, truth: Sequence[str], vectors: Any = None) -> Any:
        seen.append(list(truth))
        return fit(found, truth, vectors)

    monkeypatch.setattr(fit_acts, "fit", spy)
    extra = [
        {"doc": "0", "sentence": "Something else.", "act": "praise"},
        {"doc": "x", "sentence": "A.", "act": "other"},
    ]
    task.cross_validate(ROWS, 3, extra)
    without = [len(ROWS) + 2 - len(truth) for truth in seen]
    # Each row is left out once; the extra row of document 0 once, with its document.
    assert sum(without) == len(ROWS) + 1


def test_word_vectors_bring_like_words_together() -> None:
    pytest.importorskip("sklearn")
    from facta.evaluate.fit_acts import vectors

    text = "we build the port . we open the port . they like old songs . they sing old songs . " * 30
    found = vectors([text], size=4, least=2)
    at = {word: found.rows[place] for place, word in enumerate(found.words)}
    assert at["build"] @ at["open"] > at["build"] @ at["songs"]


def test_pledges_are_read_from_the_published_columns(tmp_path: Path) -> None:
    path = tmp_path / "pledges.tsv"
    path.write_text(
        "text_id\ttext\tlabel\n1\tWe will build a dam by 2030.\tpledge\n2\tOur land is old.\tno pledge\n3\tX\tmaybe\n"
    )
    found = pledges.measure(pledges.read([path]))
    assert {one.name: one.value for one in found.figures}["pledge.f1"] == 1.0


@pytest.mark.shared
def test_the_floor_on_a_tenth_of_the_gold_set(shared: Path) -> None:
    """A sanity check on real sentences, not the eval: the shipped weights have seen them."""
    import json

    lines = (shared / "gold" / "acts.jsonl").read_text(encoding="utf-8").splitlines()[::10]
    found = task.measure([json.loads(line) for line in lines])
    assert found.figures[0].value > 0.85
