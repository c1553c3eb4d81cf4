"""Candidates: examples, invariants, and recall against two oracles. Sentences in this file are invented."""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.engines import local
from facta.text.segment import sentences
from facta.text.tokens import words_of

CORPUS = [
    "The ministers welcomed the opening of the Tarn Strait to fishing vessels of both nations",
    "Both sides agreed to lower the tariff on copper wire by a tenth",
    "The ministers welcome the opening of the Tarn Strait to all fishing vessels",
    "A new bridge over the Velm will be built before the winter",
    "Copper wire from Ostria remains subject to the tariff agreed last spring",
]
WORDS = [words_of(sentence) for sentence in CORPUS]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("The ministers welcomed the opening of the Tarn Strait", [0, 2]),
        ("They lowered the tariff on copper wire", [1, 4]),
        ("A bridge over the Velm", [3]),
        ("Entirely unheard wording", []),
        ("", []),
    ],
)
def test_shared_rare_words_and_runs_propose(query: str, expected: list[int]) -> None:
    (found,) = local.propose(WORDS)([words_of(query)])
    assert [candidate.position for candidate in found][: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_bound_hides_what_came_later() -> None:
    search = local.propose(WORDS)
    every, early, none = search([WORDS[2]] * 3, 20, [5, 2, 0])
    assert {c.position for c in every} >= {0, 2}
    assert {c.position for c in early} <= {0, 1}
    assert 0 in {c.position for c in early}
    assert none == []


def test_of_equal_candidates_the_latest_comes_first() -> None:
    (found,) = local.propose([["blue", "moon"], ["other", "word"], ["blue", "moon"]])([["blue", "moon"]])
    assert [candidate.position for candidate in found] == [2, 0]


def test_limit_and_empty_corpora() -> None:
    assert list(local.propose([])([["word"]])) == [[]]
    assert list(local.propose([[], []])([["word"], []])) == [[], []]
    assert list(local.propose(WORDS)([])) == []
    assert [len(found) for found in local.propose(WORDS)(WORDS, 1)] == [1] * 5
    assert [len(found) for found in local.propose(WORDS)(WORDS, 0)] == [0] * 5


def test_one_bound_a_query() -> None:
    with pytest.raises(ValueError, match="one bound a query"):
        list(local.propose(WORDS)(WORDS, 5, [1, 2]))


def test_answers_do_not_depend_on_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    search = local.propose(WORDS * 3)
    whole = list(search(WORDS * 3, 4, range(15)))
    monkeypatch.setattr(local, "BATCH", 2)
    assert list(search(WORDS * 3, 4, range(15))) == whole


def test_the_rarest_word_is_read_however_small_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = [["common", f"word{number}"] for number in range(500)]
    monkeypatch.setattr(local, "BUDGET", 1)
    (found,) = local.propose(corpus)([["common", "word77"]])
    assert [candidate.position for candidate in found] == [77]


passages = st.lists(st.lists(st.sampled_from([*"abcdefgh", "𝔘\ud800", "", "中"]), max_size=8), max_size=12)


@settings(deadline=None, max_examples=60)
@given(passages, passages, st.integers(0, 5), st.data())
def test_invariants(corpus: list[list[str]], queries: list[list[str]], limit: int, data: st.DataObject) -> None:
    bounds = [data.draw(st.integers(-1, len(corpus) + 2)) for _ in queries]
    answers = list(local.propose(corpus)(queries, limit, bounds))
    assert len(answers) == len(queries)
    for query, bound, found in zip(queries, bounds, answers, strict=True):
        assert len(found) <= limit
        assert len({candidate.position for candidate in found}) == len(found)
        for candidate in found:
            assert 0 <= candidate.position < bound
            assert 0 <= candidate.overlap <= 1
            assert set(corpus[candidate.position]) & set(query)
        for better, worse in pairwise(found):
            assert (better.overlap, better.position) > (worse.overlap, worse.position)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_recall_of_similar_pairs_against_all_pairs(shared: Path) -> None:
    """Every pair of sentences with word-set Jaccard of one half or more is proposed, or twenty better ones are."""
    rows = _rows(shared / "data/fomc/fomc_statements_1994_2016.jsonl")[::8]
    corpus = sorted({tuple(words_of(span.quote)) for row in rows for span in sentences(row["text"])})
    corpus = [words for words in corpus if len(words) >= 4]
    sets = [set(words) for words in corpus]
    found = list(local.propose(corpus)(corpus, 21))
    hit = total = 0
    for number, one in enumerate(sets):
        near = {c.position for c in found[number]}
        like = [at for at, other in enumerate(sets) if at != number and 2 * len(one & other) >= len(one | other)]
        total += min(len(like), 20)
        hit += min(len(near & set(like)), 20)
    assert total > 200
    assert hit >= 0.98 * total


def test_recall_of_what_was_said_before(shared: Path) -> None:
    """Of labelled pairs, the earlier sentence is among the first twenty of all earlier sentences, for 95 %."""
    gold = [row for row in _rows(shared / "gold/pairs.jsonl") if row["relation"] in ("recycled", "reworded")]
    said: dict[tuple[str, ...], str] = {tuple(words_of(row["earlier"])): row["earlier_date"] for row in gold}
    for name, field in (
        ("whitehouse/wh_foreign_2021_2023.jsonl", "markdown"),
        ("state_department/state_press_2021-05_2022-04.jsonl", "text"),
    ):
        for row in _rows(shared / "data" / name):
            for span in sentences(row[field]):
                words = tuple(words_of(span.quote))
                if len(words) >= 4:
                    said[words] = min(said.get(words, row["date"]), row["date"])
    corpus = sorted(said, key=lambda words: (said[words], words))
    dates = [said[words] for words in corpus]
    bounds = [bisect_left(dates, row["later_date"]) for row in gold]
    found = local.propose(corpus)([words_of(row["later"]) for row in gold], 20, bounds)
    hits = [
        tuple(words_of(row["earlier"])) in {corpus[candidate.position] for candidate in near}
        for row, near in zip(gold, found, strict=True)
    ]
    assert len(corpus) > 50_000
    assert sum(hits) >= 0.95 * len(hits)
