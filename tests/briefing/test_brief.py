"""The brief of an invented series: two states that do not exist, three statements (tests/series)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import facta
from facta.briefing.model import Brief
from facta.briefing.sections import sections
from facta.briefing.wording import first_time
from facta.errors import UnknownStatementError
from facta.model import Source, Statement


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
    assert "is the first of 3 statements" in first.summary[0]
    assert not any(one.firsts for one in first.criticisms)
    assert {link.label for link in first.comparison.links} == {"new"}


def test_a_statement_without_sentences_still_gets_a_brief(harbour: Brief) -> None:
    empty = replace(harbour.statement, id="empty", text="", title="Empty")
    brief = facta.brief([empty])
    assert brief.promises == ()
    assert "stands alone" in brief.summary[0]
    assert brief.summary[1] == "It has no passage that could be compared."


def test_the_age_of_a_stock_phrase_ends_with_the_statement(harbour: Brief) -> None:
    second = facta.brief(harbour.statements, "2020-06-12")
    claims = [line.claim for section in sections(second) if section.key == "phrases" for line in section.lines]
    assert claims
    assert all("of 2 statements" in claim for claim in claims)


def test_held_against_a_corpus_too(harbour: Brief) -> None:
    """What another text said before is not new; a second copy of a text of the series is not an earlier text."""
    last = harbour.statements[-1]
    quote = lines(harbour, "new")[0]
    elsewhere = replace(
        harbour.statements[0], id="other", series="others", title="Elsewhere", text=f"{quote} So it is."
    )
    copy = replace(last, id="copy", title="Copy", series="others")
    wide = facta.brief(harbour.statements, against=[elsewhere, copy, *harbour.statements])
    assert "held against 3 earlier statements, 2 of them of its series" in wide.summary[0]
    assert len(wide.new) == len(harbour.new) - 1
    assert quote not in lines(wide, "new")
    assert wide.tallies == harbour.tallies
    assert lines(wide, "phrases") == lines(harbour, "phrases")


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("target China", "for the first time: China called out"),
        ("China named", "for the first time: China named"),
        ("China: 'coercive'", "for the first time: China: “coercive”"),
        ("China over Hong Kong", "for the first time: China over Hong Kong"),
        ("China: strength 4, before at most 2", "strongest so far: China, condemnation, before at most call"),
    ],
)
def test_a_first_is_told_in_words(first: str, told: str) -> None:
    assert first_time(first) == told


@pytest.mark.parametrize(("wanted", "says"), [("no such thing", "No statement is called"), ("joint", "fits 3")])
def test_a_name_that_fits_none_or_several_is_refused_with_what_there_is(harbour: Brief, wanted: str, says: str) -> None:
    with pytest.raises(UnknownStatementError, match=says):
        facta.brief(harbour.statements, wanted)


def issued(day: str, *sentences: str) -> Statement:
    text = " ".join(sentences)
    source = Source("-", datetime(2024, 1, 1, tzinfo=UTC), "0" * 64, "text/plain")
    return Statement(day, "Joint Statement of Arvenia and Norway", text, date.fromisoformat(day), source)


def test_earlier_dated_promises_are_those_one_could_expect_to_hear_of() -> None:
    """Future ones stand one by one, past ones by year; what nobody would mention again is left out."""
    first = issued(
        "2020-01-10",
        "Norway will build a deep quay in the east harbour by 2022.",
        "Norway will paint the two lighthouses by June 2022.",
        "Norway will send twelve trawlers to the southern fleet by 2030.",
        "We welcome Ghana’s decision to plant a forest of cedars by 2030.",
        "Norway will open the salt market starting on 3 March 2020.",
        "Norway expects that prices of herring will fall by 2030.",
        "Norway will release the log of the talks on 12 January 2020.",
    )
    brief = facta.brief([first, issued("2024-01-10", "Norway will print a new map of the seabed.")])
    (section,) = [one for one in sections(brief) if one.key == "unmentioned"]
    claims = [line.claim for line in section.lines]
    assert len(claims) == 2
    assert claims[0].startswith("Norway: send twelve trawlers to the southern fleet by 2030: said 10 January 2020")
    assert claims[1] == "2 promises due in 2022, before this statement; no sentence found"
    assert [mark.partition(" (")[0] for mark in section.lines[1].marks] == [
        "Norway: paint the two lighthouses by June 2022",
        "Norway: build a deep quay in the east harbour by 2022",
    ]
    assert section.count == len(brief.unmentioned) == 3
    assert any("for 3 earlier dated promises of the series no sentence was found" in told for told in brief.summary)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2023-01-10", "; for 2 earlier dated promises of the series no sentence was found, 1 of them with a date"),
        (
            "2025-06-10",
            "; for 1 earlier dated promise of the series no sentence was found, with a date still ahead, nor for 1",
        ),
        ("2033-06-10", "put as decided, none restated from earlier statements."),
    ],
)
def test_promises_due_long_ago_are_told_apart(day: str, told: str) -> None:
    first = issued(
        "2020-01-10",
        "Norway will build a deep quay in the east harbour by 2022.",
        "Norway will send twelve trawlers to the southern fleet by 2030.",
    )
    brief = facta.brief([first, issued(day, "Norway will print a new map of the seabed.")])
    assert any(told in sentence for sentence in brief.summary)
    assert len(brief.unmentioned) == 2


def test_a_promise_taken_up_by_its_name_is_not_among_those_without_a_sentence() -> None:
    first = issued(
        "2020-01-10",
        "Norway will sign the Kelp Harvest Accord by 2030.",
        "Norway will send twelve trawlers to the southern fleet by 2030.",
    )
    brief = facta.brief([first, issued("2024-01-10", "Divers of both sides spoke about the Kelp Harvest Accord.")])
    assert [one.commitment.passage.quote for one in brief.unmentioned] == [
        "Norway will send twelve trawlers to the southern fleet by 2030."
    ]


def test_a_meeting_to_come_is_another_meeting_each_time_and_the_line_says_so() -> None:
    same = "The two leaders agreed to meet again before the end of the year."
    brief = facta.brief([issued("2022-03-10", same), issued("2023-03-10", same)])
    (section,) = [one for one in sections(brief) if one.key == "commitments"]
    (line,) = section.lines
    assert brief.promises[0].thread is None
    assert "in the words of 10 March 2022; a meeting to come is another meeting each time" in line.marks


def test_the_lead_says_where_a_target_is_never_named() -> None:
    evident = "We strongly oppose any unilateral attempt to change the status quo in the East China Sea."
    named = "We strongly oppose China’s unlawful maritime claims."
    for sentences, told in (((evident,), "China (1, not named)."), ((evident, named), "China (2).")):
        summary = facta.brief([issued("2022-03-10", *sentences)]).summary
        assert any(f"Called out: {told}" in sentence for sentence in summary)


def test_what_is_gone_is_told_out_of_how_many_and_how_much_longer_that_statement_was() -> None:
    said = [
        f"Norway welcomed the new {thing} in the east harbour of Arvenia."
        for thing in ("lighthouse", "library", "fish market", "hospital", "museum", "ferry", "school", "theatre")
    ]
    brief = facta.brief([issued("2020-01-10", *said), issued("2022-03-10", said[0], said[1], said[2])])
    told = next(one.sentence for one in brief.told if one.section == "dropped")
    assert "of the 8 passages of the statement of 10 January 2020" in told
    assert "2.7 times as long" in told


def test_a_turn_to_the_opposite_is_counted_in_the_lead() -> None:
    brief = facta.brief(
        [
            issued("2020-01-10", "Norway will not station radar ships in the harbour of Arvenia."),
            issued("2022-03-10", "Norway will station radar ships in the harbour of Arvenia.", "The quay is old."),
        ]
    )
    lead = " ".join(brief.summary)
    assert "1 of them to say the opposite now" in lead
    assert "1 saying the opposite" in lead
    changed = next(section for section in sections(brief) if section.key == "changed")
    assert changed.lines[0].marks[0].startswith("the opposite is said")


def test_changes_in_the_lead_stand_beside_the_share_that_is_right() -> None:
    brief = facta.brief(
        [
            issued("2020-01-10", "Norway will pay $20 million to rebuild the quay in the harbour of Arvenia."),
            issued("2022-03-10", "Norway will pay $30 million to rebuild the quay in the harbour of Arvenia."),
        ]
    )
    assert any("1 with another amount (" in one and "% right)" in one for one in brief.summary)


def test_a_chinese_text_is_compared_and_not_counted_for_promises() -> None:
    texts = [
        "双方强烈谴责对灯塔的袭击。中方将在港口建设新的码头。",
        "双方强烈谴责对灯塔的袭击。中方将在港口建设两座灯塔。",
    ]
    statements = [
        replace(issued(day, text), language="zh") for day, text in zip(("2020-01-10", "2022-03-10"), texts, strict=True)
    ]
    brief = facta.brief(statements)
    assert not brief.promises
    assert not brief.criticisms
    assert not any(sum(tally.firmness) or tally.criticism for tally in brief.tallies)
    assert sum("read and counted in English only" in one for one in brief.summary) == 1
    assert not any("commitment" in one and "counted" not in one for one in brief.summary)
    assert {section.empty for section in sections(brief) if section.key in ("criticism", "commitments")} == {
        "This language is compared, but not read for this."
    }
