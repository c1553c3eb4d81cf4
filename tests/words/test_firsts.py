"""What of the criticism in a series is said for the first time.

Every sentence is invented; the quarrels in it are between states that have none of the kind.
"""

from __future__ import annotations

import pytest

from facta.model import Act, Criticism, Passage
from facta.words.criticism import criticisms
from facta.words.firsts import first_evers, firsts


def passages(*sentences: str) -> list[Passage]:
    return [Passage("s", place, "sentence", 0, len(quote), quote, 0) for place, quote in enumerate(sentences)]


def read(*sentences: str) -> tuple[Criticism, ...]:
    found = passages(*sentences)
    return criticisms(found, [Act("criticism", 1.0, None, "")] * len(found))


def test_firsts_of_a_series() -> None:
    series = [
        read("We are concerned about Norway's actions."),
        read("We oppose Norway's coercive actions."),
        read("We oppose Norway's coercive actions near Iceland.", "We are concerned about Denmark's actions."),
        read("We oppose Norway's coercive actions."),
    ]
    found = firsts(series)
    assert [[item.firsts for item in row] for row in found] == [
        [()],
        [("Norway: 'coercive'", "Norway: strength 3, before at most 1")],
        [("Norway over Iceland",), ("target Denmark",)],
        [()],
    ]
    kinds = [[first.kind for _, first in row] for row in first_evers(series)]
    assert kinds == [[], ["epithet", "strength"], ["place", "target"], []]
    assert firsts([]) == []


def test_forms_and_spellings_of_an_epithet_are_one() -> None:
    series = [
        read("We oppose Norway's destabilizing, coercive and unilateral actions."),
        read("We oppose Norway's destabilising coercion, and what it does unilaterally."),
        read("We oppose Norway's reckless actions."),
    ]
    assert [first.value for _, first in first_evers(series)[1] if first.kind == "epithet"] == []
    assert [first.value for _, first in first_evers(series)[2]] == ["reckless"]


def test_who_is_only_evident_gives_no_first() -> None:
    series = [read("They met."), read("We oppose coercive acts in the East China Sea.")]
    assert series[1][0].target == "China"
    assert firsts(series)[1][0].firsts == ()


def test_named_after_being_only_evident_is_a_first() -> None:
    series = [
        read("We oppose attempts to change the status quo in the East China Sea."),
        read("We oppose China's attempts to change the status quo in the East China Sea."),
    ]
    assert firsts(series)[1][0].firsts == ("China named",)


@pytest.mark.parametrize(
    ("before", "first"),
    [
        (
            "We discussed with Norway how its abductions may end.",
            "Norway on abductions (raised before, not as criticism)",
        ),
        ("The NORWEGIAN\nabductions were spoken of.", "Norway on abductions (raised before, not as criticism)"),
        ("We discussed abductions by Denmark.", "Norway on abductions"),
        ("We discussed Norway's fisheries.", "Norway on abductions"),
        ("", "Norway on abductions"),
    ],
)
def test_a_first_says_whether_its_matter_was_raised_without_criticism(before: str, first: str) -> None:
    series = [read("We condemn Norway's unlawful acts."), read("We condemn Norway's unlawful abductions.")]
    assert firsts(series, passages(before))[1][0].firsts == (first,)


def test_a_first_says_whether_its_place_was_named_without_criticism() -> None:
    series = [read("We oppose Norway's coercive actions."), read("We oppose Norway's coercive actions near Iceland.")]
    said = passages("They spoke of trade.", "Norway and Iceland share a sea.")
    assert firsts(series, said)[1][0].firsts == ("Norway over Iceland (raised before, not as criticism)",)
    assert firsts(series, said[:1])[1][0].firsts == ("Norway over Iceland",)
    assert firsts([], said) == []
