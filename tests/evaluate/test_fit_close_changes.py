"""What is learnt from a pair: the kinds, the words that a coder named, and nothing about words that nobody named."""

import random

import numpy as np
import pytest

from facta.evaluate.fit_close_changes import ASIDE, Example, described, turned
from facta.words.kinds import KINDS

pytestmark = pytest.mark.usefixtures("encoder")

EARLIER, LATER = "We note the raid.", "We strongly condemn the raid by Tonga."


def learnt(**row: object) -> Example:
    (found,) = described([{"later": LATER, "earlier": EARLIER, "relation": "reworded", "change": [], **row}])
    return found


def named(one: Example, side: int, kind: str) -> list[int]:
    return np.flatnonzero(one.shown[side][:, KINDS.index(kind)]).tolist()  # type: ignore[arg-type]


HARDENED = {
    "change": ["hardened", "target_named"],
    "words": [("hardened", (3, 7), (3, 19)), ("target_named", (), (29, 37))],
}


def test_named_words_are_learnt_on_the_side_where_they_stand() -> None:
    told = learnt(**HARDENED)
    assert named(told, 0, "hardened") == [1]
    assert named(told, 1, "hardened") == [1, 2]
    assert named(told, 0, "target_named") == []
    assert named(told, 1, "target_named") == told.sides[1].at((29, 37))
    assert told.kinds.sum() == 2
    assert told.asked.all()
    assert told.weight == ASIDE


def test_of_a_change_without_words_nothing_is_learnt_about_words() -> None:
    told = learnt(change=["hardened"])
    assert told.asked.tolist() == [float(kind != "hardened") for kind in KINDS]
    assert told.weight == 1


def test_where_nothing_changed_every_word_shows_nothing() -> None:
    told = learnt(words=[])
    assert not told.kinds.any()
    assert told.asked.all()


def test_the_other_way_round_each_change_is_its_opposite(monkeypatch: pytest.MonkeyPatch) -> None:
    told = learnt(**HARDENED)
    monkeypatch.setattr(random, "random", lambda: 0.9)
    back = turned(told)
    assert back.sides == told.sides[::-1]
    assert named(back, 0, "softened") == [1, 2]
    assert named(back, 1, "softened") == [1]
    assert [KINDS[at] for at in np.flatnonzero(back.kinds)] == ["softened", "target_unnamed"]
    assert turned(turned(told)).kinds.tolist() == told.kinds.tolist()


def test_what_is_done_now_is_not_turned_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "random", lambda: 0.9)
    told = learnt(change=["done"])
    assert turned(told) is told
