"""Which verdict stands, and who sees which; all coders and promises are invented."""

from __future__ import annotations

from datetime import date

import pytest

from facta.record import Assessment, Case
from facta.standing.verdicts import Verdicts, visible


def said(
    name: str,
    coder: str,
    value: str,
    day: str = "2021-01-01",
    scale: str = "fulfilment",
    actor: str = "",
    blind: bool = False,
    external: bool = False,
    decides: tuple[str, ...] = (),
) -> Assessment:
    """A verdict on c."""
    return Assessment(
        name, "c", coder, scale, value, day, actor=actor, blind=blind, external=external, adjudicates=decides
    )


ANN = said("1", "ann", "fulfilled")
BEN = said("2", "ben", "partly")
EVE = said("3", "eve", "partly", decides=("1", "2"))


@pytest.mark.parametrize(
    ("some", "standing", "value"),
    [
        ((), "none", ""),
        ((ANN,), "single", "fulfilled"),
        # The same coder again: the later day, or the later entry of one day, stands.
        ((ANN, said("2", "ann", "partly", "2021-02-01")), "single", "partly"),
        ((said("2", "ann", "partly", "2021-02-01"), ANN), "single", "partly"),
        ((ANN, said("2", "ann", "partly")), "single", "partly"),
        ((ANN, BEN), "disputed", ""),
        ((ANN, said("2", "ben", "fulfilled")), "agreed", "fulfilled"),
        ((ANN, BEN, EVE), "adjudicated", "partly"),
        ((EVE, ANN, BEN), "adjudicated", "partly"),
        # The later adjudication stands, and a coder's later verdict does not undo it.
        ((ANN, BEN, EVE, said("4", "eve", "fulfilled", "2021-03-01", decides=("3",))), "adjudicated", "fulfilled"),
        ((ANN, BEN, EVE, said("4", "ann", "contrary", "2021-03-01")), "adjudicated", "partly"),
        # On two scales: the same where each can be shown as the other.
        ((ANN, said("2", "ben", "1", scale="toronto")), "agreed", "fulfilled"),
        ((BEN, said("1", "ann", "1", scale="toronto")), "disputed", ""),
        # Others' verdicts stand apart.
        ((said("1", "toronto", "contrary", external=True),), "none", ""),
        ((ANN, said("2", "toronto", "contrary", external=True)), "single", "fulfilled"),
    ],
)
def test_the_verdict_in_force(some: tuple[Assessment, ...], standing: str, value: str) -> None:
    verdict = Verdicts(Case("x", "X", assessments=some)).of("c")
    assert (verdict.standing, verdict.value) == (standing, value)


def test_disputed_is_a_value_that_names_the_two() -> None:
    verdict = Verdicts(Case("x", "X", assessments=(ANN, BEN))).of("c")
    assert verdict.said == "disputed"
    assert verdict.place is None
    assert verdict.by == ("ann", "ben")
    assert verdict.assessments == ("1", "2")


def test_an_actor_has_its_own_verdict_before_the_common_one() -> None:
    some = Verdicts(Case("x", "X", assessments=(ANN, said("2", "ann", "contrary", actor="BOR"))))
    assert some.of("c", "BOR").value == "contrary"
    assert some.of("c", "ALA").value == "fulfilled"
    assert some.actors("c") == ["BOR"]


def test_as_of_a_day() -> None:
    case = Case("x", "X", assessments=(ANN, said("2", "ann", "contrary", "2022-06")))
    assert Verdicts(case, as_of=date(2022, 1, 1)).of("c").value == "fulfilled"
    assert Verdicts(case, as_of=date(2022, 12, 1)).of("c").value == "contrary"


def test_external_alone() -> None:
    case = Case("x", "X", assessments=(ANN, said("2", "toronto", "-1", scale="toronto", external=True)))
    assert Verdicts(case, external=True).of("c").value == "-1"


HIDDEN = said("1", "ann", "fulfilled", blind=True)
ALSO = said("2", "ben", "partly", blind=True)


@pytest.mark.parametrize(
    ("some", "reader", "seen"),
    [
        ((HIDDEN,), "ann", "1"),
        ((HIDDEN,), "ben", ""),
        ((HIDDEN,), "", ""),
        ((HIDDEN, ALSO), "ben", "12"),
        ((HIDDEN, ALSO), "eve", ""),
        ((HIDDEN, ALSO), "", "12"),
        ((ANN,), "", "1"),
        # Open verdicts of others, too, stay out of sight of who has not judged yet.
        ((ANN,), "ben", ""),
        ((ANN, BEN), "ben", "12"),
        ((ANN, BEN, EVE), "fay", ""),
        ((said("1", "toronto", "partly", external=True),), "ben", ""),
        # Having judged for one actor opens nothing on another.
        ((HIDDEN, said("2", "ben", "partly", actor="ALA")), "ben", "2"),
        # An open verdict opens no blind one: whoever gave it may have seen others.
        ((HIDDEN, BEN), "ben", "2"),
        ((HIDDEN, BEN), "", "2"),
        ((HIDDEN, said("3", "ann", "partly", blind=True)), "", ""),
        # Adjudication opens what it decided on, and nothing that is given afterwards.
        ((HIDDEN, said("3", "eve", "partly", decides=("1",))), "", "13"),
        ((BEN, said("3", "eve", "partly", decides=("2",)), HIDDEN), "", "23"),
    ],
)
def test_blind_verdicts_stay_sealed_until_a_second_blind_one_or_a_decision(
    some: tuple[Assessment, ...], reader: str, seen: str
) -> None:
    assert "".join(one.id for one in visible(some, reader)) == seen


FINAL = said("3", "ann", "contrary", "2021-02-01")


@pytest.mark.parametrize(
    ("some", "standing", "value", "waiting"),
    [
        # A blind verdict alone is a draft: it stands nowhere.
        ((HIDDEN,), "none", "", 1),
        ((HIDDEN, ALSO), "disputed", "", 0),
        ((HIDDEN, said("2", "ben", "fulfilled", blind=True)), "agreed", "fulfilled", 0),
        # An open verdict of somebody else is no second.
        ((HIDDEN, BEN), "single", "partly", 1),
        ((HIDDEN, BEN, said("3", "eve", "fulfilled", blind=True)), "disputed", "", 0),
        # Decided, or given openly by the same coder: that is the last word.
        ((HIDDEN, said("3", "eve", "partly", "2021-02-01", decides=("1",))), "adjudicated", "partly", 0),
        ((HIDDEN, said("3", "ann", "partly", "2021-02-01", decides=("1",))), "adjudicated", "partly", 0),
        ((HIDDEN, FINAL), "single", "contrary", 0),
        # An open one stands until the later blind one has its second.
        ((ANN, said("3", "ann", "contrary", "2021-02-01", blind=True)), "single", "fulfilled", 1),
        # A verdict for one actor is no second for the whole, nor one that others made.
        ((HIDDEN, said("2", "ben", "partly", actor="ALA")), "none", "", 1),
        ((HIDDEN, said("2", "toronto", "partly", external=True)), "none", "", 1),
    ],
)
def test_a_blind_verdict_stands_when_a_second_coder_has_judged_blind(
    some: tuple[Assessment, ...], standing: str, value: str, waiting: int
) -> None:
    verdicts = Verdicts(Case("x", "X", assessments=some))
    assert (verdicts.of("c").standing, verdicts.of("c").value, verdicts.waiting) == (standing, value, waiting)


def test_where_a_subject_stands() -> None:
    own = (said("1", "ann", "fulfilled", actor="ALA"), said("2", "ann", "contrary", actor="BOR"))
    assert Verdicts(Case("x", "X", assessments=own)).place("c") == 0
    assert Verdicts(Case("x", "X", assessments=(*own, said("3", "ann", "partly")))).place("c") == 0.5
    assert Verdicts(Case("x", "X", assessments=(ANN, BEN))).place("c") is None
