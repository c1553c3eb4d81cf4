"""Two sentences in a row: each piece has a mark of its sentence and of how its word stands to the other one."""

import pytest

from facta.engines.beside import MARKS, PAIR, STATUSES, beside, in_a_row
from facta.engines.encoder import BEGIN, END, tokenizer
from facta.words.side_by_side import KEPT, NEW

pytestmark = pytest.mark.usefixtures("encoder")

EARLIER, LATER = "Fiji notes the raid.", "Fiji  strongly condemns the raid by the Kingdom of Tonga."


def test_a_place_in_the_sentence_leads_to_its_pieces() -> None:
    ((earlier, later),) = beside([(LATER, EARLIER)])
    flat = " ".join(LATER.split())
    words = [tokenizer().decode([later.pieces[at]]) for at in later.at((5, 13))]
    assert words == ["strongly"]
    assert later.at((flat.index("Tonga"), flat.index("Tonga") + 5))
    assert earlier.at((0, 0)) == earlier.at((500, 600)) == []


def test_a_mark_tells_the_sentence_and_how_a_word_stands_to_the_other() -> None:
    ((earlier, later),) = beside([(LATER, EARLIER)])
    ids, marks, words = in_a_row(earlier, later)
    assert len(ids) == len(marks) == len(words)
    assert [one for one, word in zip(ids, words, strict=True) if not word] == [BEGIN, END, END, END]
    assert {mark for mark, word in zip(marks, words, strict=True) if not word} == {0}
    middle = ids.index(END)
    assert marks[1 + earlier.at((5, 10))[0]] == NEW + 1  # notes
    assert marks[middle + 2 + later.at((14, 22))[0]] == STATUSES + NEW + 1  # condemns
    assert marks[1] == KEPT + 1
    assert marks[middle + 2] == STATUSES + KEPT + 1
    assert max(marks) < MARKS


@pytest.mark.parametrize("pair", [("", ""), ("We met.", ""), ("a " * 400, "b " * 9_000), ("我们会晤。", "We met.")])
def test_any_pair_has_a_row(pair: tuple[str, str]) -> None:
    (one,) = beside([pair])
    ids, marks, words = in_a_row(*one)
    assert len(ids) == len(marks) == len(words) == sum(words) + 4
    assert all(len(side.pieces) <= PAIR - 2 for side in one)
