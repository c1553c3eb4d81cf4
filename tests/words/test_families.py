"""Stock phrases: families of sentences and formulas inside sentences. All texts are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.engines.local import propose
from facta.model import Family, Source, Statement
from facta.words.corpus import gather
from facta.words.families import families
from facta.words.formulas import content, formulas
from facta.words.lineage import ancestry

SOURCE = Source("-", datetime(2020, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")


def series(texts: Sequence[Sequence[str]]) -> list[Statement]:
    return [
        Statement(f"s-{number}", "", "\n\n".join(text), date(2030, 1 + number, 1), SOURCE)
        for number, text in enumerate(texts)
    ]


def stock(texts: Sequence[Sequence[str]], least: int | None = None) -> dict[str, Family]:
    corpus = gather(series(texts))
    return {family.formula: family for family in families(corpus, ancestry(corpus, propose=propose), least)}


FILL = [
    "Copper wire is taxed at the border posts of Lorrin since last spring.",
    "Students paint the lighthouse of Pell whenever the harbour freezes over.",
    "Judges of the two courts read each other's rulings on salvage.",
    "Seven wolves were counted in the reserve near the Amrin desert.",
    "Bread from rye that needs little rain was served to all guests.",
    "The ferry pier at Cape Tull has been rebuilt with granite blocks.",
]
STRAIT = "We reaffirm our commitment to free passage through the Tarn Strait."


def test_a_sentence_said_again_is_a_family_with_its_variants_and_dates() -> None:
    longer = "Today we reaffirm our commitment to free passage through the Tarn Strait."
    found = stock([[STRAIT, FILL[0]], [STRAIT], [longer, FILL[1]], [FILL[2]]])
    assert set(found) == {"… we reaffirm our commitment to free passage through the Tarn Strait."}
    (family,) = found.values()
    assert family.variants == (STRAIT, longer)
    assert [use.statement for use in family.uses] == ["s-0", "s-1", "s-2"]
    assert (family.since, family.last) == (date(2030, 1, 1), date(2030, 3, 1))
    assert (family.statements, family.lapsed) == (3, True)


def test_a_formula_said_again_in_the_other_spelling_has_not_lapsed() -> None:
    american = "We welcome the mine clearance program of Ostria and honor its labor organizations."
    british = "We welcome the mine clearance programme of Ostria and honour its labour organisations."
    (family,) = stock([[american], [american], [british]]).values()
    assert (family.statements, family.lapsed) == (3, False)


def test_a_formula_cut_down_and_built_into_another_sentence_has_not_lapsed() -> None:
    whole = (
        "We reaffirm our commitment to the complete clearance of naval mines from the Tarn Strait, and also confirm "
        "the need for an immediate settlement of the old dispute over missing fishermen, stranded ferries, unpaid "
        "harbour dues, lighthouse keepers, rye shipments, granite tariffs and drowned villages along both coasts."
    )
    part = "We reaffirm our commitment to complete clearance of naval mines from the Tarn Strait this year."
    (family,) = stock([[whole, FILL[0]], [whole, FILL[1]], [FILL[2]], [part]]).values()
    assert family.formula == whole
    assert (family.statements, family.lapsed) == (3, False)


@pytest.mark.parametrize(
    ("uses", "formula"),
    [
        # A short gap keeps the words of the last use, in brackets; a long one is dots.
        (
            ["Information received since the council met in May shows that growth has picked up.",
             "Information received since the council met in June shows that growth has picked up.",
             "Information received since the council met in July shows that growth has picked up."],
            "Information received since the council met in [July] shows that growth has picked up.",
        ),
        (
            ["Voting for the spring policy action of the rye council were Adel Korr, Runa Voss and Ilse Marrin.",
             "Voting for the spring policy action of the rye council were Brando Teal, Odo Lisk and Una Farr.",
             "Voting for the spring policy action of the rye council were Cora Lund, Per Dahl and Tim Oke."],
            "Voting for the spring policy action of the rye council were …",
        ),
    ],
)  # fmt: skip
def test_the_formula_is_what_most_uses_share_as_last_printed(uses: list[str], formula: str) -> None:
    assert formula in stock([[use, fill] for use, fill in zip(uses, FILL, strict=False)])


@pytest.mark.parametrize(
    ("sentences", "formula"),
    [
        (
            ["Fishermen of both coasts depend on a calm and open Tarn Strait more than on any subsidy.",
             "Whoever wants a calm and open Tarn Strait must first remove the mines.",
             "In her toast the queen praised the calm and open Tarn Strait and its pilots."],
            "calm and open Tarn Strait",
        ),
        (
            ["Copper prices move in accordance with maritime law, however odd that sounds.",
             "Whales, seals and their young are protected in accordance with maritime law since the second voyage.",
             "Ships were searched in accordance with maritime law by armed inspectors."],
            "in accordance with maritime law",
        ),
    ],
)  # fmt: skip
def test_a_formula_inside_sentences(sentences: list[str], formula: str) -> None:
    found = stock([[sentence, fill] for sentence, fill in zip(sentences, FILL, strict=False)])
    assert set(found) == {formula}
    assert found[formula].statements == 3


@pytest.mark.parametrize(
    "run",
    [
        "Prime Minister Adel Korr of Ostria",  # a name
        "12 March 2031",  # a date
        "as well as for the",  # function words
        "we will continue to work",  # says only that something is done
    ],
)
def test_what_is_no_formula(run: str) -> None:
    texts = [
        [f"At dawn {run} gathered amber on the beach."],
        [f"Granite blocks weigh more, {run} observed drily."],
        [f"Nobody in Lorrin knew whether {run} mattered to wolves."],
    ]
    assert all(run not in formula for formula in stock(texts))


def test_a_run_that_breaks_off_inside_a_phrase_is_no_formula() -> None:
    texts = [
        [f"{begin} the slow and steady {noun} of rye."]
        for begin, noun in (("Farmers like", "growth"), ("Bakers fear", "decline"), ("Kings tax", "harvest"))
    ]
    assert "slow and steady" not in stock(texts)


def test_a_longer_formula_takes_the_place_of_its_parts() -> None:
    core = "the inalienable right of otters to clean rivers"
    texts = [[f"{begin} {core} {end}."] for begin, end in (
        ("Poets sing of", "at weddings"), ("Judges upheld", "twice"), ("Nobody denies", "in public"),
        ("Millers dislike", "for reasons of money"))]  # fmt: skip
    assert list(stock(texts)) == ["inalienable right of otters to clean rivers"]


def test_uses_in_one_statement_alone_do_not_make_a_stock_phrase() -> None:
    assert stock([[STRAIT, STRAIT, STRAIT, STRAIT], [FILL[0]], [FILL[1]]]) == {}


def test_two_statements_are_enough_in_a_short_series_and_not_in_a_long_one() -> None:
    short = [[STRAIT], [STRAIT], [FILL[0]]]
    assert list(stock(short)) == [STRAIT]
    long = [*short, *([fill] for fill in FILL[1:]), ["Amber is found on the beach after storms."]]
    assert stock(long) == {}
    assert list(stock(long, least=2)) == [STRAIT]


def test_chinese_formulas_are_of_characters() -> None:
    texts = [
        ["各国都应当尊重塔恩海峡的航行自由。"],
        ["渔民说，塔恩海峡的航行自由关系到他们的生活。"],
        ["没有塔恩海峡的航行自由就没有繁荣。"],
    ]
    assert any("塔恩海峡的航行自由" in formula for formula in stock(texts))


def test_empty_series() -> None:
    assert stock([]) == {}
    assert stock([[""], ["# Heading"]]) == {}


VOCABULARY = ["the", "amber", "of", "bridge", "and", "copper", "delta", "ember", "to", "Fjord", "12"]
sentence = st.lists(st.sampled_from(VOCABULARY), max_size=12)
texts_of = st.lists(st.lists(sentence.map(" ".join), max_size=3), max_size=6)


@settings(deadline=None, max_examples=60)
@given(texts_of, st.integers(2, 3))
def test_invariants_of_formulas(texts: list[list[str]], least: int) -> None:
    corpus = gather(series(texts))
    for formula in formulas(corpus, least):
        size = len(formula.words)
        assert size >= 3
        assert len(content(formula.words)) >= 2
        assert len({corpus.owner[passage] for passage, _ in formula.places}) == formula.statements >= least
        assert list(formula.places) == sorted(set(formula.places))
        for passage, begin in formula.places:
            assert corpus.wordings[corpus.wording[passage]][begin : begin + size] == formula.words


@settings(deadline=None, max_examples=30)
@given(texts_of)
def test_invariants_of_families(texts: list[list[str]]) -> None:
    corpus = gather(series(texts))
    found = families(corpus, ancestry(corpus, propose=propose))
    text = {statement.id: statement.text for statement in corpus.statements}
    for family in found:
        assert family.formula
        assert family.variants
        assert family.statements == len({use.statement for use in family.uses}) >= 2
        assert family.since <= family.last  # type: ignore[operator]
        assert family.lapsed == (family.uses[-1].statement != corpus.statements[-1].id)
        assert all(text[use.statement][use.begin : use.end] == use.quote for use in family.uses)
    assert [family.statements for family in found] == sorted((family.statements for family in found), reverse=True)
