"""The encoder as it is shipped reads each text by itself, and knows nobody by name."""

import numpy as np
import pytest

from facta.engines import close, encoder
from facta.words.acts import LABELS
from facta.words.kinds import KINDS
from facta.words.relation import LABELS as RELATIONS
from facta.words.relation import Close, relate_many

pytestmark = pytest.mark.usefixtures("encoder")

SAID = [
    ("We will open a consulate in Freetown by 2026.", "commitment"),
    ("The two sides plan to set up a hotline before the end of next year.", "commitment"),
    ("Fiji condemned Tonga's attack on the port and called on it to withdraw its ships.", "criticism"),
    ("Last month the two navies held a joint exercise off the coast.", "deed"),
    ("The ministers reaffirmed the importance of a free and open sea.", "position"),
    ("Our alliance has never been stronger.", "praise"),
]


@pytest.mark.parametrize(("sentence", "label"), SAID)
def test_plain_sentences_are_read_as_a_reader_would(sentence: str, label: str) -> None:
    assert LABELS[int(close.acts([sentence])[0].argmax())] == label


def test_a_sentence_is_read_alike_alone_and_among_others() -> None:
    sentences = [sentence for sentence, _ in SAID] + ["Yes.", "", "long " * 400]
    together = close.acts(sentences)
    assert np.allclose(together.sum(axis=1), 1, atol=1e-5)
    for sentence, row in zip(sentences, together, strict=True):
        assert np.allclose(close.acts([sentence])[0], row, atol=1e-3)


@pytest.mark.parametrize(("one", "other"), [("Japan", "Russia"), ("France", "Iran"), ("Fiji", "the United States")])
def test_whoever_says_or_does_it_is_read_alike(one: str, other: str) -> None:
    text = "{0} condemned the conduct of {1} and will send observers to the port."
    assert np.array_equal(close.acts([text.format(one, other)]), close.acts([text.format(other, one)]))


PAIRS = [
    (
        "The ministers shared serious concern over the shelling of the harbour.",
        "Both ministers voiced grave worry about the harbour being shelled.",
        True,
    ),
    (
        "The ministers shared serious concern over the shelling of the harbour.",
        "A working group on fisheries will meet in the spring.",
        False,
    ),
]


@pytest.mark.parametrize(("later", "earlier", "before"), PAIRS)
def test_the_same_point_in_other_words_is_known(later: str, earlier: str, before: bool) -> None:
    (chances,) = close.pairs([(later, earlier)])
    assert (RELATIONS[int(chances.argmax())] in ("recycled", "reworded")) == before


def test_pieces_are_cut_where_there_are_too_many() -> None:
    short, long = encoder.pieces(["We met.", "word " * 1_000_000], 20)
    assert short[0] == long[0] == encoder.BEGIN
    assert short[-1] == long[-1] == encoder.END
    assert len(long) == 20


CHANGED = [
    (
        "The ministers strongly condemn the shelling of the harbour.",
        "The ministers note the shelling of the harbour.",
        "hardened",
    ),
    (
        "The ministers may set up a fund for the islands.",
        "The ministers will set up a fund for the islands.",
        "softened",
    ),
    (
        "The ministers welcome talks on ports, on fisheries and on the climate.",
        "The ministers welcome talks on ports.",
        "scope_widened",
    ),
    (
        "The ministers have set up a fund for the islands.",
        "The ministers will set up a fund for the islands.",
        "done",
    ),
]


@pytest.mark.parametrize(("later", "earlier", "kind"), CHANGED)
def test_a_plain_change_is_told_with_words_of_both(later: str, earlier: str, kind: str) -> None:
    (told,) = relate_many([(later, earlier)], close=Close(close.pairs, close.changes))
    (change,) = [one for one in told.changes if one.kind == kind]
    assert change.before in earlier
    assert change.after in later
    (back,) = relate_many([(earlier, later)], close=Close(close.pairs, close.changes))
    assert kind not in [one.kind for one in back.changes]


def test_a_pair_is_read_alike_alone_and_among_others() -> None:
    pairs = [(later, earlier) for later, earlier, _ in CHANGED] + [("", ""), ("We met.", ""), ("long " * 400, "Yes.")]
    for pair, told in zip(pairs, close.changes(pairs), strict=True):
        (alone,) = close.changes([pair])
        assert np.allclose(alone.chances, told.chances, atol=1e-3)
        assert len(told.chances) == len(KINDS)
        assert 0 <= min(told.chances) <= max(told.chances) <= 1
    assert close.changes([]) == []


def test_at_work_both_are_asked_and_the_mean_of_their_scores_is_taken() -> None:
    pair = CHANGED[0][:2]
    odds = [
        np.log(one / (1 - one)) for one in (np.array(close.changes([pair], {pair: half})[0].chances) for half in (0, 1))
    ]
    (both,) = close.changes([pair])
    assert not np.allclose(*odds, atol=1e-3)
    assert np.allclose(both.chances, 1 / (1 + np.exp(-np.mean(odds, axis=0))), atol=1e-4)


def test_the_words_that_show_a_change_stand_in_the_sentences_as_they_are() -> None:
    later, earlier = "Fiji  must\nwithdraw its ships.", "Fiji  should\nwithdraw its ships."
    (told,) = close.changes([(later, earlier)])
    before, after = told.words["hardened"]
    assert "should" in before
    assert "must" in after
    assert before in earlier
    assert after in later


@pytest.mark.parametrize(("one", "other"), [("Japan", "Russia"), ("France", "Iran")])
def test_a_change_is_read_alike_whoever_is_meant(one: str, other: str) -> None:
    later, earlier = "{0} condemned the raid by {1}.", "{0} noted the raid by {1}."
    there, back = (
        close.changes([(later.format(*who), earlier.format(*who))])[0] for who in ((one, other), (other, one))
    )
    assert np.allclose(there.chances, back.chances, atol=1e-6)
