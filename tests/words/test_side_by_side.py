"""Each word of a sentence is read beside the other one: kept, moved or new; before, within or after the formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words.act_net import shipped
from facta.words.side_by_side import BEFORE, BETWEEN, DEEDS, KEPT, MOVED, NEW, WITHIN, Rows, side_by_side

NAMES, _ = shipped()
EARLIER = "The ministers note the shelling of the harbour and the closing of the strait."
LATER = "The ministers condemn the closing of the strait and the shelling of the harbour."


def words(text: str, rows: Rows) -> list[str]:
    return [text[begin:end] for begin, end in rows.spans]


def test_a_word_is_kept_moved_or_new() -> None:
    later, earlier = side_by_side(LATER, EARLIER, NAMES)
    told = dict(zip(words(LATER, later), later.status.tolist(), strict=True))
    before = dict(zip(words(EARLIER, earlier), earlier.status.tolist(), strict=True))
    assert told["condemn"] == before["note"] == NEW
    assert told["ministers"] == KEPT
    assert MOVED in (told["shelling"], told["closing"])


def test_what_stands_in_one_place_has_one_number() -> None:
    later, earlier = side_by_side(LATER, EARLIER, NAMES)
    condemn, note = words(LATER, later).index("condemn"), words(EARLIER, earlier).index("note")
    assert later.stretch[condemn] == earlier.stretch[note] >= 0
    assert later.stretch[words(LATER, later).index("ministers")] == -1


def test_a_strong_verb_and_a_new_actor_are_known() -> None:
    later, _ = side_by_side("Fiji and Tonga condemn the raid.", "Fiji notes the raid.", NAMES)
    deeds = dict(zip(words("Fiji and Tonga condemn the raid.", later), later.deeds.tolist(), strict=True))
    assert deeds["condemn"][DEEDS.index("force")] > 0 or deeds["condemn"][DEEDS.index("criticism")] > 0
    assert deeds["Fiji"][DEEDS.index("shared_actor")] == 1
    assert deeds["Tonga"][DEEDS.index("own_actor")] == 1


def test_a_word_stands_to_the_formula_that_both_share() -> None:
    earlier = "We oppose any attempt to change the borders of the islands by force or coercion."
    later = "In this spirit, we oppose any attempt to change the borders of the islands by force or coercion."
    rows, _ = side_by_side(later, earlier, NAMES)
    told = dict(zip(words(later, rows), rows.place.tolist(), strict=True))
    assert told["spirit"] == BEFORE
    assert told["borders"] == WITHIN


@pytest.mark.parametrize("text", ["", " ", ".", "Yes", "我们决定设立工作组。", "word " * 400])
@pytest.mark.parametrize("other", ["", "We met.", "word " * 400])
def test_whatever_is_read_has_a_row_for_each_word(text: str, other: str) -> None:
    for rows in side_by_side(text, other, NAMES):
        size = len(rows.spans)
        assert size >= 1
        assert {len(rows.tags), len(rows.status), len(rows.place), len(rows.deeds), len(rows.stretch)} == {size}


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_read_the_same_way_round_and_back(later: str, earlier: str) -> None:
    there, back = side_by_side(later, earlier, NAMES), side_by_side(earlier, later, NAMES)
    assert there[0].spans == back[1].spans
    assert set(there[0].status.tolist()) <= {KEPT, MOVED, NEW, BETWEEN}
    assert all(0 <= begin <= end <= len(later) or begin == 0 for begin, end in there[0].spans)
