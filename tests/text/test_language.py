"""Telling the language. All texts are invented for these tests."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.language import detect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministers of Arland and Borduria met today and agreed to open a joint office.", "en"),
        ("Joint statement", "en"),
        ("両首脳は、地域の安全保障について意見交換を行い、協力を強化することで一致した。", "ja"),
        ("双方一致认为，应当加强合作，维护地区和平与稳定。", "zh"),
        ("雙方同意繼續加強對話，並支持區域穩定。", "zh"),
        ("双方讨论了日本“ひかり”号列车项目，并同意今后继续就有关问题保持沟通，推动两国关系不断向前发展。", "zh"),
        ("양국 장관은 협력을 강화하기로 합의했다.", "ko"),
        ("Les ministres se sont réunis hier et ont décidé de renforcer leur coopération dans la région.", "fr"),
        ("Die Minister trafen sich gestern und beschlossen, ihre Zusammenarbeit zu verstärken.", "de"),
        ("Los ministros se reunieron ayer y decidieron reforzar su cooperación en la región.", "es"),
        ("Министры встретились вчера и решили укрепить сотрудничество в регионе.", "ru"),
        ("Міністри зустрілися вчора і вирішили зміцнити співпрацю між країнами.", "uk"),
        ("اجتمع الوزراء أمس وقرروا تعزيز التعاون بين البلدين", "ar"),
        ("", "und"),
        ("12/04 — 99 %", "und"),
    ],
)
def test_detects(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_english_with_foreign_names_stays_english() -> None:
    text = "Ambassador del Toro of the Republic of La Plata and Minister van der Berg met with the press. " * 3
    assert detect(text) == "en"


def test_plain_english_loads_no_model() -> None:
    code = (
        "import sys; from facta.text.language import detect;"
        "assert detect('The two sides agreed that they will meet again in the spring.' * 40) == 'en';"
        "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=300))
def test_never_fails(text: str) -> None:
    assert detect(text)


def test_lone_surrogates_are_no_obstacle() -> None:
    assert detect("Les ministres ont décidé \udc80 de renforcer la coopération.") == "fr"
