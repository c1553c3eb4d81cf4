"""The relation of a later sentence to an earlier one. All sentences are invented; so are most of the countries."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.words import relation, similarity
from facta.words.relation import LABELS, SAID_BEFORE, relate, relate_many

SAME_FORMULA = [
    (
        "We strongly oppose any attempt to change the borders of Ruritania by force or coercion.",
        "We strongly oppose any attempt to change the borders of Ruritania by coercion or force.",
    ),
    (
        "President Osei spoke by phone today with Prime Minister Lindqvist of Ruritania.",
        "President Osei spoke by phone today with Prime Minister Marwan of Elbonia.",
    ),
    (
        "They reiterated their full support for the peace process led by the River Commission.",
        "They reaffirmed their full support for the peace process led by the River Commission.",
    ),
    (
        "The two leaders reaffirmed the U.S.-Japan Alliance and its role for the region’s peace and stability.",
        "The two leaders reaffirmed the US–Japan alliance and its role for the region's peace and stability.",
    ),
]

SAME_POINT = [
    (
        "We have established the joint fund for the protection of the river basin.",
        "We will establish the joint fund for the protection of the river basin by next summer.",
    ),
    (
        "We will provide $40 million to rebuild the schools of Elbonia.",
        "We will provide $25 million to rebuild the schools of Elbonia.",
    ),
]

NOT_SAID = [
    ("The ministers discussed fisheries in the northern sea.", "A statue of the poet was unveiled in the old town."),
    ("We welcome the opening of a consulate in Lumbria.", "Inflation has remained close to two percent this year."),
    ("She thanked the students for their questions.", "The treaty limits the number of warheads on each side."),
]


@pytest.mark.parametrize(("later", "earlier"), SAME_FORMULA)
def test_a_formula_used_again_is_recycled(later: str, earlier: str) -> None:
    found = relate(later, earlier)
    assert found.label == "recycled"
    assert found.score > 0.5


@pytest.mark.parametrize(("later", "earlier"), SAME_POINT)
def test_a_changed_core_is_reworded_however_alike_the_words(later: str, earlier: str) -> None:
    assert relate(later, earlier).label == "reworded"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (
            "The ministers deplored the shelling of the port of Varna by Elbonian forces.",
            "We condemn the shelling of the port of Varna and call on Elbonia to withdraw its forces.",
        ),
        (
            "Our commitment to the defence of Ruritania under the Treaty of the Two Rivers is unwavering.",
            "She restated the unwavering commitment to defend Ruritania under the Treaty of the Two Rivers.",
        ),
    ],
)
def test_the_same_point_in_other_words_was_said_before(later: str, earlier: str) -> None:
    assert relate(later, earlier).label in SAID_BEFORE


@pytest.mark.parametrize(("later", "earlier"), NOT_SAID)
def test_other_matters_were_not_said_before(later: str, earlier: str) -> None:
    found = relate(later, earlier)
    assert found.label == "unrelated"
    assert found.score < 0.2
    assert found.changes == ()


def test_the_same_topic_with_another_point_is_not_said_before() -> None:
    found = relate(
        "The ministers visited a vaccine factory in Lumbria and met its engineers.",
        "We will donate two million vaccine doses to Lumbria through the regional health fund.",
    )
    assert found.label not in SAID_BEFORE


@pytest.mark.parametrize(
    "sentence",
    [
        "We will build a bridge.",
        "我们重申对和平的承诺。",
        "両首脳は同盟の重要性を再確認した。",
        "I",
        "!!!",
        "",
        "😀 \u202e abc \ufeff",
    ],
)
def test_identical_sentences_are_recycled_without_change(sentence: str) -> None:
    found = relate(sentence, sentence)
    assert (found.label, found.score, found.changes) == ("recycled", 1.0, ())


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("我们重申对和平的承诺。", "我们重申对和平与安全的承诺。"),
        ("両国は日米同盟を強化する。", "両国は日米同盟を一層強化する。"),
    ],
)
def test_japanese_and_chinese_are_compared_by_character(later: str, earlier: str) -> None:
    assert relate(later, earlier).label in SAID_BEFORE


@pytest.mark.parametrize(("later", "earlier"), [("", "We agreed."), ("We agreed.", ""), ("…", "—")])
def test_without_words_nothing_was_said(later: str, earlier: str) -> None:
    assert relate(later, earlier).label == "unrelated"


def test_the_score_ranks_a_closer_wording_higher() -> None:
    later = "We will expand the training of coast guards in the Lumbrian Sea."
    scores = [
        relate(later, earlier).score
        for earlier in (
            "We will expand the training of the coast guards of the Lumbrian Sea.",
            "We will help to train coast guards.",
            "The coast is beautiful in autumn.",
        )
    ]
    assert scores == sorted(scores, reverse=True)


def test_names_alone_are_not_the_matter() -> None:
    found = relate(
        "Foreign Minister Anneke Vandermolen welcomed the students of the academy.",
        "Foreign Minister Anneke Vandermolen condemned the missile test of last week.",
    )
    assert found.label not in SAID_BEFORE


def test_a_batch_equals_single_calls_and_labels_need_no_changes() -> None:
    pairs = [*SAME_FORMULA, *SAME_POINT, *NOT_SAID]
    batch = relate_many(pairs)
    alone = [relate(*pair) for pair in pairs]
    assert [(one.label, one.changes, one.reason) for one in batch] == [
        (one.label, one.changes, one.reason) for one in alone
    ]
    assert [one.score for one in batch] == pytest.approx([one.score for one in alone])
    assert [one.label for one in relate_many(pairs, typed=False)] == [one.label for one in batch]
    assert relate_many([]) == []


def test_a_hopeless_candidate_is_not_read_further_where_no_changes_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    hopeless = ("We thank the rescue teams.", "Grain exports fell by a third in the dry season.")
    alike, read = SAME_FORMULA[0], []
    figures = relation.figures
    monkeypatch.setattr(relation, "figures", lambda pairs, shared=None: read.extend(pairs) or figures(pairs, shared))
    quick = relate_many([hopeless, alike, hopeless], typed=False)
    assert read == [alike]
    assert [one.label for one in quick] == ["unrelated", "recycled", "unrelated"]
    assert quick[1].score == relate(*alike).score
    assert quick[0].score < relation.HOPELESS
    assert relate_many([hopeless], typed=False)[0].label == relate(*hopeless).label == "unrelated"
    for same in (("the", "the"), ("。", "。"), ("", "")):
        assert relate_many([same], typed=False)[0].label == relate(*same).label


def test_dates_may_be_given_or_not() -> None:
    later, earlier = "We will meet again by the end of next year.", "We will meet again by the end of this year."
    assert relate(later, earlier, later_date=date(2030, 5, 1), earlier_date=date(2030, 1, 1)).label in SAID_BEFORE
    assert relate(later, earlier).label in SAID_BEFORE


def test_a_huge_sentence_is_cut_and_not_refused() -> None:
    assert relate("peace and " * 20_000, "peace or war " * 20_000).label in LABELS


def test_the_shipped_models_fit_the_figures() -> None:
    fitted = relation.model()
    assert fitted["weights"].shape == (3, len(relation.NAMES))
    assert fitted["mean"].shape == fitted["scale"].shape == (len(relation.NAMES),)
    assert len(set(relation.NAMES)) == len(relation.NAMES)
    assert len(similarity.figures("one two", "two three")) == len(similarity.NAMES)


TEXT = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [
            "We",
            "will",
            "not",
            "the",
            "peace",
            "treaty",
            "by 2030",
            "$5 million",
            "Ruritania,",
            "(",
            "和平",
            "’s",
            "U.S.",
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_any_pair_gets_a_label_a_score_and_quotes_that_stand_in_it(later: str, earlier: str) -> None:
    found = relate(later, earlier)
    assert found.label in LABELS
    assert 0.0 <= found.score <= 1.0
    assert 0.0 <= found.confidence <= 1.0
    assert (found.label in SAID_BEFORE) == (found.score > 0.5)
    for change in found.changes:
        assert change.before in earlier
        assert change.after in later
        assert change.before or change.after


@settings(max_examples=80, deadline=None)
@given(TEXT)
def test_whatever_is_repeated_is_recycled(sentence: str) -> None:
    found = relate(sentence, sentence)
    assert (found.label, found.changes) == ("recycled", ())


def test_a_pair_takes_well_under_a_millisecond() -> None:
    pairs = [*SAME_FORMULA, *SAME_POINT, *NOT_SAID] * 20
    relate_many(pairs)
    start = time.perf_counter()
    relate_many(pairs, typed=False)
    assert (time.perf_counter() - start) / len(pairs) < 0.002  # 0.2 ms on an idle machine; slack for a busy one
