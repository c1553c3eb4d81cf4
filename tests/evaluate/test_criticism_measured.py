"""The measurement of criticism: on invented rows, and on the labelled sentences where they are present."""

from __future__ import annotations

import json
from pathlib import Path

from facta.evaluate.criticism import agrees, labelled, measure

ROWS = [
    {"act": "criticism", "sentence": "We condemn Norway's attack.", "before": "", "target": "Norway", "named": True},
    {"act": "criticism", "sentence": "We condemn Norway's attack.", "before": "", "target": "Oslo", "named": True},
    {"act": "criticism", "sentence": "We condemn Norway's attack.", "before": "", "target": "Peru", "named": False},
    {"act": "praise", "sentence": "We thank Norway.", "before": "", "target": None, "named": None},
]


def test_a_label_is_read_through_the_vocabulary() -> None:
    assert labelled("Hamas, Hizbollah") == {"hamas", "hezbollah"}
    assert labelled("nobody in particular") == frozenset()
    assert agrees("CN", labelled("Hong Kong authorities"))
    assert not agrees("HK", labelled("Taiwan"))
    assert not agrees("", labelled("nobody in particular"))


def test_figures_and_errors() -> None:
    measured = measure(ROWS)
    assert [(figure.name, figure.n) for figure in measured.figures] == [("criticism.target", 3), ("criticism.named", 3)]
    assert [round(figure.value, 3) for figure in measured.figures] == [0.667, 0.667]
    assert [mistake.truth for mistake in measured.worst] == ["Peru"]
    assert measure([]).worst == ()


def test_level_on_the_labelled_sentences(shared: Path) -> None:
    text = (shared / "gold" / "acts.jsonl").read_text(encoding="utf-8")
    target, named = measure([json.loads(line) for line in text.splitlines()]).figures
    assert target.n > 150
    assert target.value >= 0.80
    assert named.value >= 0.90
