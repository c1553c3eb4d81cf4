"""Who speaks: invented titles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facta.briefing.model import Brief
from facta.words.speakers import speakers


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        ("Joint Statement of Japan and the Republic of Korea", "", ("JP", "KR")),
        ("Joint Statement of France and Italy on Libya", "", ("FR", "IT")),
        ("Statement on North Korea", "Ministry of Foreign Affairs of Japan", ("JP",)),
        ("Readout of a Call Between Germany and Poland", "The White House", ("DE", "PL")),
    ],
)
def test_title_before_publisher_before_text(
    harbour: Brief, title: str, publisher: str, expected: tuple[str, ...]
) -> None:
    assert speakers(replace(harbour.statement, title=title, publisher=publisher)) == expected


def test_nobody_where_nothing_tells(harbour: Brief) -> None:
    assert speakers(replace(harbour.statement, title="", publisher="", text="It rained.")) == ()


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Joint Statement of Japan and Norway", ("JP", "NO")),
        ("Joint Statement of Japan and Norway on Ukraine", ("JP", "NO")),
        ("Special Envoy for Iran Berg’s Call with Norway", ("NO",)),
        ("Special Envoy for the Islamic Republic of Iran (Iran) Berg’s Call with Norway", ("NO",)),
        ("Remarks of the Ambassador of Norway to Japan", ("NO",)),
    ],
)
def test_the_title_tells_who_speaks_and_not_whom_an_office_is_for(
    harbour: Brief, title: str, found: tuple[str, ...]
) -> None:
    assert speakers(replace(harbour.statement, title=title)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We, the Foreign Ministers of Japan, Norway and the Republic of Korea, met in Lima.", ("JP", "NO", "KR")),
        ("Foreign Minister Berg of Norway and Foreign Minister Ota of Japan met in Lima on 3 May.", ("NO", "JP")),
        ("Japan, Norway and Kenya met in Lima to discuss Peru.", ("JP", "NO", "KE")),
        ("The leaders of the G7 condemn Russia's raid.", ("g7",)),
        ("The Ministers agreed to meet again. We condemn China’s raids near Japan and Australia.", ()),
        ("It rained in Norway.", ()),
    ],
)
def test_the_opening_tells_only_where_it_says_who_speaks(harbour: Brief, text: str, found: tuple[str, ...]) -> None:
    assert speakers(replace(harbour.statement, title="Joint Statement", publisher="", text=text)) == found


def test_who_is_criticised_in_the_title_does_not_speak(harbour: Brief) -> None:
    told = replace(harbour.statement, title="G7 Statement Condemning Iran's Raid", publisher="", text="")
    assert speakers(told) == ("g7",)
