"""What is learnt from a pair: the kinds, the words that a coder named, and nothing about words that nobody named."""

import numpy as np

from facta.evaluate.fit_change_net import example
from facta.words.act_net import shipped
from facta.words.kinds import KINDS
from facta.words.side_by_side import side_by_side

EARLIER, LATER = "We note the raid.", "We strongly condemn the raid by Tonga."


def learnt(**row: object) -> dict[str, object]:
    new, old = side_by_side(LATER, EARLIER, shipped()[0])
    return example(row, new, old, np.zeros((len(new.spans), 4)), np.zeros((len(old.spans), 4)))


def named(told: dict[str, object], side: int, kind: str) -> list[int]:
    return np.flatnonzero(told["sides"][side]["shown"][:, KINDS.index(kind)]).tolist()  # type: ignore[index, arg-type]


def test_named_words_are_learnt_on_the_side_where_they_stand() -> None:
    told = learnt(
        change=["hardened", "target_named"], words=[("hardened", (3, 7), (3, 19)), ("target_named", (), (29, 37))]
    )
    assert named(told, 0, "hardened") == [1]
    assert named(told, 1, "hardened") == [1, 2]
    assert named(told, 0, "target_named") == []
    assert [LATER.split()[place] for place in named(told, 1, "target_named")] == ["by", "Tonga."]
    assert told["kinds"].sum() == 2  # type: ignore[attr-defined]
    assert told["asked"].all()  # type: ignore[attr-defined]


def test_of_a_change_without_words_nothing_is_learnt_about_words() -> None:
    told = learnt(change=["hardened"])
    assert told["asked"].tolist() == [float(kind != "hardened") for kind in KINDS]  # type: ignore[attr-defined]


def test_where_nothing_changed_every_word_shows_nothing() -> None:
    told = learnt(change=[])
    assert not told["kinds"].any()  # type: ignore[attr-defined]
    assert told["asked"].all()  # type: ignore[attr-defined]
