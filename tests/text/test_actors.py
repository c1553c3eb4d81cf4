"""Actors and places in text. Every sentence here is invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.text.actors import actors_in, belongs_to, kind, mentions, name

CASES = [
    ("The ministers of Japan and the U.S. met.", ["JP", "US"]),
    ("A U.S.-Japan-ROK exercise", ["US", "JP", "KR"]),
    ("The DPRK and the Democratic People’s Republic of Korea are one.", ["KP", "KP"]),
    ("The Republic of Korea is the other.", ["KR"]),
    ("The Congo, the Democratic Republic of the Congo", ["CG", "CD"]),
    ("South Sudan, Guinea-Bissau, Papua New Guinea, Equatorial Guinea, Guinea", ["SS", "GW", "PG", "GQ", "GN"]),
    ("The South China Sea and the Sea of Japan and the Indian Ocean", []),
    ("The Paris Agreement and the Budapest Memorandum", []),
    ("They met in Tokyo; Tokyo said no.", ["JP"]),
    ("Moscow's answer, the Kremlin’s answer", ["RU", "RU"]),
    ("We eat turkey; the us and them; who is it", []),
    ("CHINA, RUSSIA AND THE UNITED STATES: WHO IS US", ["CN", "RU", "US"]),
    ("It costs US$5 million.", []),
    ("Iranian-backed, Houthi-led, non-Russian", ["IR", "houthis", "RU"]),
    ("Terrorists and some countries", []),
    ("Chinese and Filipinos", ["CN", "PH"]),
    ("Al-Qaida, al-Qaeda and Da’esh", ["al-qaida", "al-qaida", "isis"]),
    ("中方敦促美方停止", ["CN", "US"]),
    ("日本政府は北朝鮮を非難する", ["JP", "KP"]),
    ("自由で開かれたインド太平洋、タイ、タイヤ", ["TH"]),
    ("南海是世界上最大的海之一", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_actors_in(text: str, expected: list[str]) -> None:
    assert [key for key, _ in actors_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Senkaku Islands, which China calls Diaoyu Dao", ["senkaku", "CN", "senkaku"]),
        ("Takeshima (Dokdo)", ["takeshima", "takeshima"]),
        ("across the Taiwan Strait", ["taiwan-strait"]),
        ("cross-Strait issues", ["taiwan-strait"]),
        ("Terrorists and some countries", ["terrorists", "some-states"]),
        ("尖閣諸島と東シナ海", ["senkaku", "east-china-sea"]),
    ],
)
def test_mentions_include_places_and_classes(text: str, expected: list[str]) -> None:
    assert [mention.id for mention in mentions(text)] == expected


@given(
    st.text()
    | st.lists(st.sampled_from(["China", "’s", " ", "US", "台湾", "南海", "-", "\u2060", "ſ", "İ"])).map("".join)
)
def test_spans_quote_the_text(text: str) -> None:
    last = 0
    for mention in mentions(text):
        assert text[mention.begin : mention.end] == mention.span.quote != ""
        assert mention.begin >= last
        last = mention.end


def test_a_name_for_every_kind() -> None:
    assert name("KP") == "North Korea"
    assert name("FR") == "France"
    assert name("senkaku") == "Senkaku Islands"
    assert name("nobody") == "nobody"
    assert (kind("FR"), kind("nato"), kind("senkaku"), kind("nobody")) == ("state", "organisation", "place", "")
    assert (belongs_to("HK"), belongs_to("FR")) == ("CN", "FR")


def test_a_long_text_is_read_in_time() -> None:
    text = "The Foreign Minister of Japan spoke with his Australian counterpart about the South China Sea. " * 5_000
    begin = time.perf_counter()
    assert len(actors_in(text)) == 10_000
    assert time.perf_counter() - begin < 3
