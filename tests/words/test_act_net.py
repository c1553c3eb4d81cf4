"""The networks beside the explicit model of acts. All sentences are invented."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.words import act_net
from facta.words.acts import LABELS, acts


@pytest.mark.parametrize(
    ("sentence", "word", "tags"),
    [
        ("Arvela will build two ferries.", "build", {"print": "letters", "form": "will", "depth": "main"}),
        ("Arvela will build two ferries.", "will", {"kind": "auxiliary", "form": "will"}),
        ("Arvela will build 12 ferries.", "<number>", {"print": "number", "kind": ""}),
        ("We thank Bronsk for it.", "<name>", {"print": "capital"}),
    ],
)
def test_words_carry_what_the_analysis_says(sentence: str, word: str, tags: dict[str, str]) -> None:
    rows = {row[0]: dict(zip(act_net.TAGS, row, strict=True)) for row in act_net.tagged(sentence)}
    assert {tag: rows[word][tag] for tag in tags} == tags


def test_windows_are_zero_outside() -> None:
    rows = np.arange(1, 7, dtype=np.float32).reshape(1, 3, 2)
    seen = act_net.windows(rows, 3, 1)
    assert seen.tolist() == [[[0, 0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 0, 0]]]
    assert act_net.windows(rows, 3, 2)[0, 0].tolist() == [0, 0, 1, 2, 5, 6]


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_gets_chances_that_sum_to_one(sentences: list[str]) -> None:
    found = act_net.chances([(sentence, "", "") for sentence in sentences])
    assert found.shape == (len(sentences), len(LABELS))
    assert np.allclose(found.sum(axis=1), 1)


def test_the_order_and_the_company_of_sentences_make_no_difference() -> None:
    jobs = [
        ("Arvela will build two ferries by 2031, and Bronsk will pay for one of them.", "", ""),
        ("Thanks.", "", ""),
        ("We condemn the shelling of Port Selm.", "It was a dark week.", "Joint Statement"),
    ]
    together = act_net.chances(jobs)
    alone = np.concatenate([act_net.chances([job]) for job in jobs])
    assert np.allclose(together, alone, atol=1e-4)
    assert np.allclose(act_net.chances(jobs[::-1])[::-1], together, atol=1e-4)


def test_one_half_asks_one_network_and_both_are_averaged() -> None:
    jobs = [("Arvela intends to reopen its embassy.", "", "")]
    halves = [act_net.chances(jobs, [which]) for which in range(act_net.NETS)]
    assert not np.allclose(*halves)
    assert np.allclose(act_net.chances(jobs), sum(halves) / act_net.NETS, atol=1e-5)


def test_the_half_of_a_document_hangs_on_its_name_alone() -> None:
    assert [act_net.half(name) for name in ("a", "b", "c", "d")] == [act_net.half(name) for name in "abcd"]
    assert {act_net.half(str(number)) for number in range(20)} == {0, 1}


def test_acts_follow_the_networks_too() -> None:
    told = acts([("Arvela will open a consulate in Port Selm by 2031.", "")], halves=[1])
    assert told[0].label == "commitment"


def test_slopes_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each slope written by hand against the difference that a small step makes."""
    from facta.evaluate import fit_act_net as trainer
    from facta.evaluate.fit_acts import Vectors

    monkeypatch.setattr(trainer, "NEAR", 5)
    monkeypatch.setattr(trainer, "FAR", 4)
    monkeypatch.setattr(trainer, "DROP_ROWS", 0.0)
    monkeypatch.setattr(trainer, "DROP_POOLED", 0.0)
    chance = np.random.default_rng(3)
    names = {tag: ["", "\x00", "x", "y"] for tag in act_net.TAGS} | {"marks": ["m", "n"]}
    weights = trainer._start(names, Vectors(("x", "y"), chance.normal(size=(2, 3))), 0)
    weights = {name: value.astype(np.float64) for name, value in weights.items()}
    told = [([[2, 3, 1]] * len(act_net.TAGS), [0]), ([[3, 2]] * len(act_net.TAGS), [0, 1])]
    arrays = act_net.stacked(told, 2)
    truth = np.array([1, 4])
    _, slopes = trainer._slopes(weights, *arrays, truth, chance)
    for name, value in weights.items():
        for at in np.ndindex(value.shape):
            if name.startswith("table.") and at[0] == 0:
                continue  # the row for nothing is kept at zero
            if chance.random() > 0.05 and value.size > 20:
                continue
            before = value[at]
            value[at] = before + 1e-4
            above = trainer._slopes(weights, *arrays, truth, chance)[0]
            value[at] = before - 1e-4
            below = trainer._slopes(weights, *arrays, truth, chance)[0]
            value[at] = before
            assert slopes[name][at] == pytest.approx((above - below) / 2e-4, abs=2e-4), (name, at)


def test_networks_are_fitted_without_their_own_half_and_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    from facta.evaluate import fit_act_net as trainer
    from facta.evaluate.fit_acts import Vectors

    monkeypatch.setattr(trainer, "EPOCHS", 2)
    rows = [
        {"sentence": f"Arvela will build {number} ferries.", "act": "commitment", "doc": str(number)}
        for number in range(12)
    ]
    rows += [{"sentence": f"They met {number} times.", "act": "deed", "doc": f"d{number}"} for number in range(12)]
    said: list[str] = []
    names, nets = trainer.fit(rows, rows, Vectors(("will", "met"), np.eye(2)), said.append)
    sizes = [int(line.split()[2]) for line in said if line.startswith("network")]
    assert sum(sizes) == len(rows)  # each sentence is read by one network alone
    with np.load(io.BytesIO(trainer.save(names, nets)), allow_pickle=False) as stored:
        again = act_net.unpacked(stored)
    jobs = [("Arvela will build nine ferries.", "", "")]
    straight = act_net.chances(
        jobs, fitted=({tag: {n: at for at, n in enumerate(v)} for tag, v in names.items()}, nets)
    )
    assert np.allclose(act_net.chances(jobs, fitted=again), straight, atol=0.01)
