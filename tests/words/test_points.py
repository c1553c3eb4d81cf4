"""What two sentences say, point by point. All sentences are invented; so are most of the countries."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.words.points import NAMES, figures, points

FUND = "We will establish a joint fund for the river basin"


def told(later: str, earlier: str) -> dict[str, float]:
    return dict(zip(NAMES, figures(later, earlier), strict=True))


def test_a_point_made_as_one_clause_of_many_is_found_whole() -> None:
    long = (
        "We met in Ruritania, thanked our hosts for their patience, reviewed the harvest of rye and barley, "
        "and resolve to protect the salmon fisheries of the northern sea."
    )
    found = told("We resolve to protect the salmon fisheries of the northern sea.", long)
    assert found["pieces_full_later"] == 1
    assert found["pieces_full_earlier"] < 0.6
    assert found["piece_best"] == 1


@pytest.mark.parametrize(
    ("later", "earlier", "figure", "value"),
    [
        (f"{FUND}.", "They established the joint fund last year.", "will_differs", 1),
        (f"{FUND}.", "They established the joint fund last year.", "deed", 1),
        (f"{FUND}.", "We will dissolve the fund.", "main_shared", 0),
        ("Members of the delegation of Elbonia", f"{FUND}.", "verbless", 1),
        ("Members of the delegation of Elbonia", "Guests at the state dinner", "verbless_both", 1),
        ("MS. OKORO: We will answer that later.", f"{FUND}.", "speaker", 1),
        ("Will you establish the fund?", f"{FUND}.", "question", 1),
        ("The pact was signed by the U.S.", f"{FUND}.", "cut", 1),
        ("support the basin of the river;", f"{FUND}.", "middle", 1),
    ],
)
def test_shape_and_verbs(later: str, earlier: str, figure: str, value: float) -> None:
    assert told(later, earlier)[figure] == value


def test_a_word_of_a_topic_tells_more_than_a_word_of_every_text() -> None:
    one = points("We will strengthen our priorities and the nuclear submarines.")
    assert one.topical["submarin"] > 3 * one.topical["priority"]


def test_the_same_topic_in_other_words_is_nearer_than_another_topic() -> None:
    fish = "Trawlers without licences were reported to the coast guard."
    near, far = told("Illegal fishing harms marine life.", fish), told("Illegal visas harm young nurses.", fish)
    assert near["topic"] > far["topic"]


def test_sentences_in_wide_scripts_are_unknown_here() -> None:
    assert all(math.isnan(value) for value in figures("我们重申对和平的承诺。", "We reaffirm our commitment to peace."))


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_all_figures(later: str, earlier: str) -> None:
    found = figures(later, earlier)
    assert len(found) == len(NAMES)
    assert not any(math.isinf(value) for value in found)


@given(st.sampled_from([f"{FUND}.", "", "!!!", "Japan", "the of and"]), st.sampled_from([f"{FUND}.", "", "the", "a b"]))
def test_what_both_share_does_not_depend_on_the_order(one: str, other: str) -> None:
    there, back = told(one, other), told(other, one)
    for name in ("piece_best", "near_pairs", "verbs_jaccard", "deed", "topic", "topical", "pieces_matched"):
        assert there[name] == pytest.approx(back[name])
