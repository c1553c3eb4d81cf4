"""What says the opposite of an earlier sentence is no repetition of it. All sentences are invented."""

from __future__ import annotations

import pytest

from facta.words.polarity import replaced, reversal
from facta.words.relation import relate


@pytest.mark.parametrize(
    ("later", "earlier", "before", "after"),
    [
        ("We will deploy missiles in Ostria.", "We will not deploy missiles in Ostria.", "not deploy", "deploy"),
        (
            "Neither side will station troops on the ridge.",
            "Both sides will station troops on the ridge.",
            "station",
            "Neither side will station",
        ),
        (
            "Velmar will acquire nuclear weapons.",
            "Velmar does not seek and will not acquire nuclear weapons.",
            "not acquire",
            "acquire",
        ),
        ("They pledged to close the border.", "They pledged not to close the border.", "not to close", "close"),
        (
            "Job gains have been solid in recent months.",
            "Job gains have diminished in recent months.",
            "diminished",
            "solid",
        ),
        ("We can close the border.", "We can’t close the border.", "can’t close", "close"),
        (
            "We will lift the tariffs on copper wire.",
            "We will impose the tariffs on copper wire.",
            "impose",
            "lift",
        ),
    ],
)
def test_a_turn_to_the_opposite_is_told_and_never_recycled(later: str, earlier: str, before: str, after: str) -> None:
    assert reversal(later, earlier) == (before, after)
    found = relate(later, earlier)
    assert found.label == "reworded"
    assert found.changes[0].kind == "reversed"
    assert not {"hardened", "softened"} & {change.kind for change in found.changes}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("We will not deploy missiles in Ostria.", "We will not deploy any missiles in Ostria."),
        ("We will not only build the bridge but a road.", "We will build the bridge and a road."),
        ("Velmar can never acquire the bomb.", "We will ensure that Velmar is not able to acquire the bomb."),
        ("各方不会部署导弹。", "各方将部署导弹。"),
    ],
)
def test_what_is_no_turn(later: str, earlier: str) -> None:
    assert reversal(later, earlier) is None


def test_something_else_said_of_the_same_subject_is_not_the_same_formula() -> None:
    later, earlier = "Risks to the outlook appear roughly balanced.", "Risks to the outlook have diminished."
    assert replaced(later, earlier)
    assert relate(later, earlier).label != "recycled"
    assert not replaced("Risks to the outlook have diminished further.", earlier)
    assert not replaced("The ministers of Ostria praised the treaty.", "The ministers of Ostria discussed the treaty.")
