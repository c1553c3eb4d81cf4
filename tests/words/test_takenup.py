"""Whether a later text takes up an earlier promise. All sentences and names are invented."""

from __future__ import annotations

import pytest

from facta.model import Passage
from facta.words.takenup import TakenUp, names


def passages(*quotes: str) -> list[Passage]:
    return [Passage("s", number, "sentence", 0, len(quote), quote) for number, quote in enumerate(quotes)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We will sign the U.S.-Japan Kelp Harvest Accord by 2023.", ("Kelp Harvest Accord",)),
        ("Norway will join the QZVT programme by 2030.", ("QZVT",)),
        ("We will take part in exercise Harpoon in March 2024.", ("Harpoon",)),
        ("They will hold the annual Tidewatch exercise in April 2024.", ("Tidewatch",)),
        ("Norway will build Cedar Light 2 by 2030.", ("Cedar Light 2",)),
        ("We will hold the next Lantern Bay Dialogue in May 2024.", ()),
        ("We will hold the next Lantern Committee meeting in May 2024.", ()),
        ("Secretary Edda Brum will visit the Joint Working Group by May 2024.", ()),
        ("We will sign a Memorandum of Understanding with the United States by June 2024.", ()),
        ("The United States and Japan will build a quay by 2030.", ()),
    ],
)
def test_names_by_which_a_promise_could_be_found_again(sentence: str, found: tuple[str, ...]) -> None:
    assert names(sentence) == found


@pytest.mark.parametrize(
    ("promise", "later", "expected"),
    [
        ("We will sign the Kelp Harvest Accord by 2023.", "Divers spoke of the Kelp Harvest Accord.", True),
        ("We will sign the Kelp Harvest Accord by 2023.", "Divers spoke of kelp.", False),
        ("Norway will join the QZVT programme by 2030.", "Funds for QZVT were raised.", True),
        (
            "We will send twelve trawlers to the lagoon by 2030.",
            "Delivering on our commitment, trawlers sailed to the lagoon.",
            True,
        ),
        (
            "We will send twelve trawlers to the lagoon by 2030.",
            "Trawlers for the lagoon follow our commitment at the 2022 Harbour Summit.",
            True,
        ),
        ("We will send twelve trawlers to the lagoon by 2030.", "Trawlers sailed to the lagoon.", False),
        ("We will send twelve trawlers to the lagoon by 2030.", "We deliver on our commitment to seed banks.", False),
        ("The Lantern Bay Forum will publish a map by 2030.", "The Lantern Bay Forum met.", False),
        ("The LBF will publish a map by 2030.", "The LBF met.", False),
    ],
)
def test_a_promise_is_taken_up_by_its_name_or_by_a_sentence_that_points_back(
    promise: str, later: str, expected: bool
) -> None:
    read = TakenUp(passages(later), [passages(promise)], ["Joint Statement of the Lantern Bay Forum"])
    assert read(promise) is expected


def test_a_name_that_stands_in_most_statements_shows_nothing() -> None:
    promise = "We will sign the Kelp Harvest Accord by 2023."
    often = [passages("They praised the Kelp Harvest Accord.")] * 3
    rare = [*often[:1], *[passages("They praised the sea.")] * 3]
    later = passages("Divers spoke of the Kelp Harvest Accord.")
    assert not TakenUp(later, often, [])(promise)
    assert TakenUp(later, rare, [])(promise)
