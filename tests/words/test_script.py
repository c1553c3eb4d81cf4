"""Sentences in Chinese script held beside one another. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.words import script
from facta.words.relation import relate


@pytest.mark.parametrize(
    ("later", "earlier", "wide"),
    [
        ("两国将建造渡轮。", "两国将建造两艘渡轮。", True),
        ("両国はフェリーを建造する。", "両国は港を建設する。", True),
        ("两国将建造渡轮。", "Both will build ferries.", False),
        ("", "两国将建造渡轮。", False),
    ],
)
def test_both_must_be_in_wide_script(later: str, earlier: str, wide: bool) -> None:
    assert script.both_wide(later, earlier) is wide


@given(st.integers(1, 999), st.integers(1, 999))
def test_the_score_is_raised_and_its_order_kept(one: int, other: int) -> None:
    assert one / 1000 < script.score(one / 1000) < 1
    assert (script.score(one / 1000) < script.score(other / 1000)) == (one < other)
    assert (script.score(0), script.score(1)) == (0, 1)
    assert script.score(0.45) > 0.5 > script.score(0.35)


def test_another_amount_in_a_kept_formula_is_reworded_in_chinese_too() -> None:
    formula = "双方将在五年内向港口重建项目提供%s万美元援助。"
    assert relate(formula % 3000, formula % 2000).label == "reworded"


def test_the_same_words_are_told_from_others() -> None:
    assert script.same("两国代表团昨天在港口会面，一致同意共同建造两艘渡轮。", "两国代表团一致同意共同建造两艘渡轮。")
    assert not script.same("两国代表团一致同意共同建造两艘渡轮。", "双方重申对航运安全的关切。")


def test_a_longer_sentence_that_holds_an_earlier_one_says_it_again() -> None:
    earlier = "两国代表团一致同意共同建造两艘渡轮。"
    assert relate("两国代表团昨天在塞尔姆港会面，一致同意共同建造两艘渡轮。", earlier).label == "recycled"
    assert relate("双方就粮食价格交换了意见。", earlier).label in ("related", "unrelated")


def test_in_chinese_and_japanese_a_formula_must_be_alike_by_character() -> None:
    formula = "双方同意加强在海上安全和能源领域的合作。"
    assert relate(f"{formula[:-1]}，并重申和平的重要性。", formula).label == "recycled"
    drifted = relate(
        "完善文化产业体系，加快发展新型文化业态，推动旅游业高质量发展。", "加快发展先进制造业，推动产业集群高质量发展。"
    )
    assert drifted.label != "recycled"
