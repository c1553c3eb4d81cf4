"""The brief of an invented series: two states that do not exist, three statements (tests/series)."""

from __future__ import annotations

from dataclasses import replace

import pytest

import facta
from facta.briefing.model import Brief
from facta.briefing.sections import sections
from facta.errors import UnknownStatementError


def lines(brief: Brief, key: str) -> list[str]:
    """Quotes of the lines of one section."""
    return [line.passage.quote for section in sections(brief) if section.key == key for line in section.lines]


def test_it_takes_the_latest_statement_and_says_what_it_was_held_against(harbour: Brief) -> None:
    assert str(harbour.statement.date) == "2022-03-04"
    assert "held against 2 earlier statements" in harbour.summary[0]
    assert "since 10 May 2019" in harbour.summary[0]


def test_what_was_said_before_is_not_new(harbour: Brief) -> None:
    new = " ".join(lines(harbour, "new"))
    assert "seizure of fishing boats" in new
    assert "freedom of navigation" not in new


def test_a_promise_now_reported_done_stands_among_the_changes(harbour: Brief) -> None:
    changed = next(section for section in sections(harbour) if section.key == "changed")
    centre = [line for line in changed.lines if "information centre" in line.passage.quote]
    assert centre
    assert any("reported done" in mark for line in centre for mark in line.marks)


def test_what_is_gone_is_listed_with_its_last_use(harbour: Brief) -> None:
    assert any("peaceful resolution" in quote for quote in lines(harbour, "dropped"))


def test_who_is_called_out_for_the_first_time(harbour: Brief) -> None:
    pirates = [one for one in harbour.criticisms if one.target == "criminals"]
    assert pirates
    assert any(one.firsts for one in pirates)


def test_dated_promises_come_first(harbour: Brief) -> None:
    promises = lines(harbour, "commitments")
    assert "60 million dollars" in promises[0] or "before the end of the year" in promises[0]


def test_a_description_used_every_time_is_said_to_carry_no_information(harbour: Brief) -> None:
    assert any("3 of 3" in sentence and "0 bits" in sentence for sentence in harbour.summary)


def test_every_line_points_at_characters_of_a_stored_text(harbour: Brief) -> None:
    texts = {one.id: one.text for one in harbour.statements}
    for section in sections(harbour):
        for line in section.lines:
            for passage in filter(None, (line.passage, line.earlier)):
                assert texts[passage.statement][passage.begin : passage.end] == passage.quote


def test_an_earlier_statement_is_judged_by_what_came_before_it(harbour: Brief) -> None:
    second = facta.brief(harbour.statements, "2020-06-12")
    assert second.comparison.against == (harbour.statements[0].id,)
    assert len(second.tallies) == 3  # the charts show the whole series


def test_the_first_statement_of_a_series_has_nothing_recycled(harbour: Brief) -> None:
    first = facta.brief(harbour.statements, "2019-05-10")
    assert "stands alone" in first.summary[0]
    assert not any(one.firsts for one in first.criticisms)
    assert {link.label for link in first.comparison.links} == {"new"}


def test_a_statement_without_sentences_still_gets_a_brief(harbour: Brief) -> None:
    empty = replace(harbour.statement, id="empty", text="", title="Empty")
    assert facta.brief([empty]).promises == ()


@pytest.mark.parametrize(("wanted", "says"), [("no such thing", "No statement is called"), ("joint", "fits 3")])
def test_a_name_that_fits_none_or_several_is_refused_with_what_there_is(
    harbour: Brief, wanted: str, says: str
) -> None:
    with pytest.raises(UnknownStatementError, match=says):
        facta.brief(harbour.statements, wanted)
