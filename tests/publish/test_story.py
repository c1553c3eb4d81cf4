"""The story of a case: an item a line with its id and how it stands, its doubts as marks. The bundled case tells."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from facta.casepack.pack import read_pack
from facta.cases import folder
from facta.publish.story import Chapter, story
from facta.publish.story_terminal import to_terminal
from facta.record import Action, AgendaItem, Case, Commitment, Evidence, Meeting, Restatement, Source

TODAY = date(2026, 3, 20)
PLEDGES = "Pledges in figures"


@pytest.fixture(scope="module")
def bundled() -> Case:
    return read_pack(folder("us_japan")).case


def chapter(case: Case, title: str, day: date = TODAY) -> Chapter:
    return next(one for one in story(case, day) if one.title.startswith(title))


def printed(case: Case, width: int, day: date = TODAY) -> list[str]:
    out = StringIO()
    to_terminal(case, day, Console(file=out, width=width))
    return out.getvalue().splitlines()


def test_a_path_carries_its_doubts_as_marks(bundled: Case) -> None:
    items = {one.id: one for one in chapter(bundled, PLEDGES).items}
    assert items["spending"].status == "met, on a draft figure"
    assert "71.9 % from FY2021 to FY2026, 61.1 % asked" in items["spending"].text
    assert items["spending"].marks[0] == "draft: FY2026"
    assert items["spending"].marks[1].startswith("definition changed: FY2023")
    assert items["gdp"].status == "reached, on one reading"
    assert "not over: FY2025" in items["gdp"].marks
    assert any("share of the GDP of FY2022" in mark for mark in items["gdp"].marks)
    assert "short of it by 34, 49 and 35 percentage points in FY2022, FY2023 and" in items["recruits"].text
    # A target lowered since changes nothing of a pledge held against each period's own figure.
    assert items["recruits"].status == "missed, on weak sources"


def test_a_year_that_is_over_needs_no_such_mark(bundled: Case) -> None:
    items = chapter(bundled, PLEDGES, date(2026, 4, 1)).items
    assert not any("not over: FY2025" in mark for item in items for mark in item.marks)


def test_the_list_of_the_article_has_ids_and_what_was_never_promised(bundled: Case) -> None:
    found = chapter(bundled, "What was asked")
    assert [item.id for item in found.items] == [f"ag-0{k}" for k in range(1, 10)]
    ranges = next(item for item in found.items if item.id == "ag-07")
    assert (ranges.status, ranges.marks) == ("not done", ("no promise",))
    # The question of order about an item tells how it stands.
    hardware = next(item for item in found.items if item.id == "ag-03")
    assert hardware.detail.startswith("hardware came first, by ")


def test_the_follow_up_that_slipped_by_a_week(bundled: Case) -> None:
    first = chapter(bundled, "What was promised with a date").items[0]
    assert (first.id, first.status) == ("c-2021-05", "done late")
    assert first.detail == "due 2021-12-31, done 2022-01-07, 7 days late"


def test_the_tally_of_the_docket_and_the_share_in_time_add_up(bundled: Case) -> None:
    (note,) = chapter(bundled, "What was promised with a date").notes
    assert "15 of 112 promises had a deadline: 10 done, 3 done late, 1 not yet due and 1 begun; leaving out" in note
    assert "3 saying an earlier promise again and 3 whose first day has not passed, in time were 6 of 9 (67 %" in note


def test_none_overdue_is_not_said_without_what_runs_behind_earlier_plans(bundled: Case) -> None:
    (note,) = chapter(bundled, "What was promised with a date").notes
    assert "None overdue, but 2 dated later run 22 and 5 years behind earlier plans." in note


def test_a_day_named_afterwards_is_open_and_not_in_the_tally(bundled: Case) -> None:
    items = {one.status: one.text for one in chapter(bundled, "What was promised with a date").items}
    assert "c-2025-10-02" not in items["open"]
    assert items["open too"] == "c-2025-10-02 by 2026-12-31; named its day afterwards, so not among the 15"


def test_on_what_each_actor_is_rated_stands_above_the_table(bundled: Case) -> None:
    found = chapter(bundled, "Words and deeds")
    assert found.lead == (
        "PRC: claims an editor picked; USA, JPN: promises. No evidence = not rated: 0 “not” is no praise."
    )
    lines = printed(bundled, 100)
    assert lines.index(f" {found.lead}".ljust(100)) < next(
        k for k, line in enumerate(lines) if "United States  " in line
    )


def test_what_a_word_heard_again_tells_is_said_in_words(bundled: Case) -> None:
    found = chapter(bundled, "“Another success?”")
    assert "hearing “success” again tells almost nothing (0.00 bits, 0.33 at most)" in found.notes[0]
    assert any("no  (90 % said yes) Will the next" in line for line in printed(bundled, 100))


@pytest.mark.parametrize(("width", "most"), [(80, 88), (100, 59), (120, 56)])
def test_it_is_one_screen_and_keeps_to_it(bundled: Case, width: int, most: int) -> None:
    lines = printed(bundled, width)
    assert len(lines) <= most
    assert max(map(len, lines)) <= width


def test_weak_sources_and_days_named_later_are_marked() -> None:
    blog = "https://example.org/blog"
    case = Case(
        "invented",
        "Arvela",
        sources=(Source(blog, kind="other"),),
        meetings=(Meeting("m-1", "talks", "2020-01-10"),),
        commitments=(
            Commitment("c-1", "m-1", ("ARV",), "Dredge the harbour.", testable="yes", due="2021"),
            Commitment("c-2", "m-1", ("ARV",), "Move the light.", testable="yes"),
        ),
        restatements=(
            Restatement("r-1", "c-2", "2019-05-01", due="2022"),
            Restatement("r-2", "c-2", "2021-05-01", due="2027"),
        ),
        actions=(Action("a-1", "2022-01-05", ("ARV",), "Dredged.", sources=(blog,)),),
        evidence=(
            Evidence("e-1", "c-1", "a-1", "supports"),
            Evidence("e-2", "ag-1", "a-1", "supports"),
        ),
        agenda=(AgendaItem("ag-1", "recommendation", "Dredge.", ("ARV",), verdict="done", status="done: in part"),),
    )
    late, later = chapter(case, "What was promised with a date").items
    assert (late.id, late.status, late.marks) == ("c-1", "done late", ("weak sources",))
    assert (later.id, later.status) == ("c-2", "dated later")
    assert later.detail == "now 2027-12-31, once 2022-12-31"
    asked = chapter(case, "What was asked from outside: 1 of 1 done").items[0]
    assert (asked.detail, asked.marks) == ("in part", ("no promise", "weak sources"))
    assert "weak sources: known from pages of class other alone" in " ".join(printed(case, 100))


def test_control_characters_are_not_obeyed() -> None:
    case = Case("x", "Evil \x1b[2J", agenda=(AgendaItem("ag-1", "recommendation", "Do\x1b[31m it.", ("ARV",)),))
    assert "\x1b" not in "".join(printed(case, 80))


def test_a_case_without_anything_has_no_chapters() -> None:
    assert story(Case("empty", "Empty"), TODAY) == ()
