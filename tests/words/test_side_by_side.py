"""Each word of a sentence stands to the other one as kept, moved or new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.side_by_side import BETWEEN, KEPT, MOST, MOVED, NEW, Told, side_by_side

EARLIER = "The ministers note the shelling of the harbour and the closing of the strait."
LATER = "The ministers condemn the closing of the strait and the shelling of the harbour."


def statuses(text: str, words: list[Told]) -> dict[str, int]:
    return {text[word.begin : word.end]: word.status for word in words}


def test_a_word_is_kept_moved_or_new() -> None:
    later, earlier = side_by_side(LATER, EARLIER)
    told, before = statuses(LATER, later), statuses(EARLIER, earlier)
    assert told["condemn"] == before["note"] == NEW
    assert told["ministers"] == KEPT
    assert MOVED in (told["shelling"], told["closing"])


def test_of_the_same_words_all_are_kept() -> None:
    for words in side_by_side(LATER, LATER):
        assert {word.status for word in words} == {KEPT}


@pytest.mark.parametrize("text", ["", " ", ".", "Yes", "我们决定设立工作组。", "word " * 400])
@pytest.mark.parametrize("other", ["", "We met.", "word " * 400])
def test_whatever_is_read_is_told_word_by_word(text: str, other: str) -> None:
    for words in side_by_side(text, other):
        assert len(words) <= MOST
        assert [word.begin for word in words] == sorted({word.begin for word in words})


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_read_the_same_way_round_and_back(later: str, earlier: str) -> None:
    there, back = side_by_side(later, earlier), side_by_side(earlier, later)
    assert [word[:2] for word in there[0]] == [word[:2] for word in back[1]]
    assert {word.status for word in there[0]} <= {KEPT, MOVED, NEW, BETWEEN}
    assert all(0 <= word.begin < word.end <= len(later) for word in there[0])
