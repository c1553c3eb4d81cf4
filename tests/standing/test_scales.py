"""Scales and the crosswalk, as a table of levels and what they are on another scale."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.record import Case, Scale
from facta.standing.scales import UnknownLevelError, families, family, place, show_on
from facta.vocab.check import problems

LEVELS = [(level.name, one.id) for one in families().values() for level in one.levels]
SCALES = sorted(families())

FAMILIES = {
    "toronto", "kroc", "open-government", "editorial", "full-fact", "pledge-scholars", "status-ladder",
    "money-ladder", "docket",
}  # fmt: skip


def test_the_nine_families_are_there() -> None:
    assert set(SCALES) >= FAMILIES


@pytest.mark.parametrize(
    ("value", "scale", "on", "shown"),
    [
        ("fulfilled", "fulfilment", "toronto", "1"),
        ("partly", "fulfilment", "toronto", "0"),
        ("not fulfilled", "fulfilment", "toronto", "-1"),
        ("contrary", "fulfilment", "toronto", "-1"),
        # Toronto's failure does not tell inaction from opposite action.
        ("-1", "toronto", "fulfilment", "not fulfilled or contrary"),
        ("-1", "toronto", "kroc", "0"),
        ("0", "toronto", "kroc", "2 or 1"),
        ("2", "kroc", "open-government", "substantial"),
        ("1", "kroc", "fulfilment", "partly"),
        ("substantial", "open-government", "toronto", "0"),
        # No evidence is not the same as not done.
        ("no evidence", "open-government", "fulfilment", "not rated"),
        ("not started", "open-government", "fulfilment", "not fulfilled"),
        # Progress is no verdict.
        ("in the works", "editorial", "fulfilment", "not rated"),
        ("in the works", "editorial", "full-fact", "on track or in progress"),
        ("stalled", "editorial", "full-fact", "off track"),
        ("compromise", "editorial", "pledge-scholars", "partly fulfilled"),
        # What is partly kept is neither kept nor dropped; where a scale has no level between them, it has none to show.
        ("compromise", "editorial", "docket", "no such level"),
        ("2", "kroc", "docket", "no such level"),
        ("partly", "fulfilment", "full-fact", "in progress or off track"),
        ("1", "kroc", "full-fact", "in progress or off track"),
        ("-1", "toronto", "full-fact", "not kept"),
        # Not begun is known, and not the same as unknown.
        ("not started", "editorial", "fulfilment", "not rated"),
        ("broken", "editorial", "docket", "dropped"),
        ("wait and see", "full-fact", "docket", "pending"),
        ("extended", "docket", "fulfilment", "not rated"),
        ("achieved (self-declared)", "status-ladder", "fulfilment", "fulfilled or partly"),
        ("law", "status-ladder", "fulfilment", "partly"),
        ("not fulfilled", "fulfilment", "status-ladder", "pledge or proposed"),
        ("pledged", "money-ladder", "fulfilment", "not fulfilled"),
        ("contracted", "money-ladder", "toronto", "0"),
        ("not fulfilled", "fulfilment", "words-deeds", "not done"),
        # A scale without a level for what is not rated has none to show.
        ("not rated", "fulfilment", "kroc", "no such level"),
    ],
)
def test_shown_on_another_scale(value: str, scale: str, on: str, shown: str) -> None:
    assert str(show_on(value, scale, on)) == shown


@pytest.mark.parametrize(
    ("value", "scale", "number"),
    [("1", "toronto", 1), ("0", "toronto", 0), ("-1", "toronto", -1), ("NA", "toronto", None), ("2", "kroc", 0.67)],
)
def test_place(value: str, scale: str, number: float | None) -> None:
    assert place(value, scale) == number


@given(st.sampled_from(LEVELS), st.sampled_from(SCALES))
def test_every_level_shows_somewhere(level: tuple[str, str], on: str) -> None:
    value, scale = level
    shown = show_on(value, scale, on)
    rated = place(value, scale) is not None
    # What is partly kept may have no level, or only such as are no rating.
    partly = any(one.name == value and one.covers and 0 < one.covers[0] < 1 for one in family(scale).levels)
    assert bool(shown.levels) or partly or not any(one.place is None for one in family(on).levels)
    assert (shown.low is not None) == rated or partly
    assert all((place(name, on) is not None) == rated for name in shown.levels) or partly
    if shown.low is not None and shown.high is not None:
        assert -1 <= shown.low <= shown.high <= 1
        assert shown.exact or len(shown.levels) > 1


@given(st.sampled_from(LEVELS))
def test_on_its_own_scale_a_level_is_itself(level: tuple[str, str]) -> None:
    assert show_on(*level, level[1]).levels == (level[0],)


@given(st.sampled_from(SCALES), st.sampled_from(SCALES))
def test_the_crosswalk_turns_nothing_round(scale: str, on: str) -> None:
    rising = [level.name for level in reversed(family(scale).levels) if level.place is not None]
    shown = [show_on(level, scale, on) for level in rising]
    for ends in (
        [one.low for one in shown if one.low is not None],
        [one.high for one in shown if one.high is not None],
    ):
        assert ends == sorted(ends)


def test_a_case_brings_its_own_scale() -> None:
    case = Case("x", "X", scales=(Scale("two", "Kept or not", (("kept", 1.0), ("not kept", 0.0), ("open", None))),))
    known = families(case)
    assert str(show_on("not kept", "two", "toronto", known)) == "-1"
    assert str(show_on("partly", "fulfilment", "two", known)) == "no such level"
    assert "two" not in families()


def test_a_scale_with_one_level_between_takes_all_that_is_partly_kept() -> None:
    levels = (("kept", 1.0), ("half", 0.5), ("not kept", 0.0))
    known = families(Case("x", "X", scales=(Scale("three", "Kept, half kept or not", levels),)))
    assert [str(show_on(value, "kroc", "three", known)) for value in "3210"] == ["kept", "half", "half", "not kept"]


@pytest.mark.parametrize(("value", "scale"), [("2", "toronto"), ("", "toronto"), ("1", "celsius")])
def test_unknown_levels_say_what_there_is(value: str, scale: str) -> None:
    with pytest.raises(UnknownLevelError, match=r"NA|toronto"):
        place(value, scale)


@pytest.mark.parametrize(
    ("scale", "fault"),
    [
        ("levels: [[kept, 1], [not kept, 0], [open, null]]", ""),
        ("levels: [[not kept, 0], [kept, 1]]", "from best to worst"),
        ("levels: [[kept, 2]]", "from 1 to -1"),
        ("{levels: [[kept, 1]], covers: {broken: [0, 1]}}", "covers 'broken'"),
        ("{levels: [[kept, 1]], covers: {kept: [1, 0]}}", "covers 'kept'"),
        ("{levels: [[kept, 1]], open: {kept: waiting}}", "open 'kept'"),
        ("{levels: [[kept, 1], [going, null]], covers: {going: [0.1, 0.9]}}", ""),
        ("{levels: [[kept, 1], [going, null]], covers: {going: [0, 1]}}", "'going' has no place"),
    ],
)
def test_the_linter_reads_scales(tmp_path: Path, scale: str, fault: str) -> None:
    (tmp_path / "scales.yaml").write_text(f"# A scale.\none: {scale}\n".replace("one: levels", "one:\n  levels"))
    found = problems(tmp_path)
    assert fault in "".join(found)
    assert bool(found) == bool(fault)
