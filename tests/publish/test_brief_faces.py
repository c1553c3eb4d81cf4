"""The brief as page, Markdown, JSON and terminal text. The series is invented (tests/series)."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest
from rich.console import Console

import facta
from facta.briefing.model import Brief
from facta.briefing.sections import sections
from facta.briefing.titles import title_of
from facta.publish import charts
from facta.publish.brief_html import to_html
from facta.publish.brief_json import to_document
from facta.publish.brief_markdown import escape, to_markdown
from facta.publish.brief_terminal import to_terminal

HOSTILE = "<script>alert(1)</script> \x1b[31m {{ 7 * 7 }} \" onmouseover='x' | `code` ]( javascript:x )"


@pytest.fixture(scope="module")
def hostile(harbour: Brief) -> Brief:
    """A series whose titles, names and sentences try to break out of every face."""
    statements = [
        replace(
            one,
            title=HOSTILE,
            text=one.text + f"\n\nThe ministers will build a {HOSTILE} centre by 2030.",
            source=replace(one.source, address="javascript:alert(1)//" + HOSTILE),
        )
        for one in harbour.statements
    ]
    return facta.brief(statements)


def test_every_link_inside_the_page_leads_somewhere(harbour: Brief) -> None:
    page = to_html(harbour)
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert len(re.findall(r'id="([^"]+)"', page)) == len(anchors)


def test_the_page_needs_no_network_and_no_script(harbour: Brief) -> None:
    page = to_html(harbour)
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_added_and_removed_are_said_in_words(harbour: Brief) -> None:
    page = to_html(harbour)
    assert re.search(r"<ins><span class=\"said\">\[added: ", page)
    assert re.search(r"<del><span class=\"said\">\[removed: ", page)


def test_hostile_texts_stay_text_on_the_page(hostile: Brief) -> None:
    page = to_html(hostile)
    assert "<script" not in page
    assert 'href="javascript:' not in page
    assert "{{ 7 * 7 }}" in page  # printed, not computed


def test_hostile_texts_stay_text_in_markdown(hostile: Brief) -> None:
    text = to_markdown(hostile)
    assert not re.search(r"(?<!\\)<script", text)
    assert not re.search(r"(?<!\\)\]\(", text)


def test_hostile_texts_do_not_steer_the_terminal(hostile: Brief) -> None:
    out = io.StringIO()
    to_terminal(hostile, Console(file=out, force_terminal=True, width=100))
    assert "\x1b[31m" not in out.getvalue().replace("\x1b[0m", "")


def test_markdown_has_every_section_with_its_number_of_lines(harbour: Brief) -> None:
    text = to_markdown(harbour)
    for section in sections(harbour):
        assert f"## {section.title} ({len(section.lines)})" in text


def on_the_web(brief: Brief) -> Brief:
    """The same series, as if each statement had been fetched from an address with awkward characters."""
    statements = [
        replace(one, source=replace(one.source, web=f"https://example.org/a b>({number})?x=1,2"))
        for number, one in enumerate(brief.statements, 1)
    ]
    return facta.brief(statements)


def test_markdown_leads_to_the_source_where_it_is_on_the_web(harbour: Brief) -> None:
    text = to_markdown(on_the_web(harbour))
    assert "[4 March 2022][s3], characters" in text
    assert "\n[s3]: <https://example.org/a%20b%3E(3)?x=1,2>\n" in text
    assert "][s" not in to_markdown(harbour)


def test_a_cited_passage_leads_to_its_very_words_at_the_source(harbour: Brief) -> None:
    page = to_html(on_the_web(harbour))
    found = re.findall(r'href="https://example.org/[^"#]*#:~:text=([^"]+)"', page)
    assert found
    text = " ".join(" ".join(one.text for one in harbour.statements).split())
    for fragment in found:
        assert all(unquote(end) in text for end in fragment.split(","))
    assert ":~:text" not in to_html(harbour)


def test_a_page_without_criticism_says_so_instead_of_an_empty_chart(harbour: Brief) -> None:
    quiet = replace(harbour, tallies=tuple(replace(one, criticism=()) for one in harbour.tallies))
    assert to_html(harbour).count("data:image/svg+xml") == 3
    assert to_html(quiet).count("data:image/svg+xml") == 2
    assert "None in the series." in to_html(quiet)


@pytest.mark.parametrize(
    ("days", "bars"),
    [
        (["2020-01-01", "2020-01-01"], ["2020-01-01", "2020-01-01 (2)"]),
        ([f"2020-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 21)], ["2020-01", "2020-02"]),
        ([f"{year}-01-01" for year in range(1990, 2020)], ["1990s", "2000s", "2010s"]),
        ([None, None], ["undated", "undated (2)"]),
    ],
)
def test_bars_are_as_many_as_can_be_read(harbour: Brief, days: list[str | None], bars: list[str]) -> None:
    tallies = [replace(harbour.tallies[0], date=date.fromisoformat(one) if one else None) for one in days]
    assert [when for when, _ in charts.grouped(tallies)] == bars


def test_criticism_of_nobody_in_particular_is_a_part_of_its_own(harbour: Brief) -> None:
    counts = (("A", 5), ("B", 4), ("C", 3), ("D", 2), ("E", 1), ("", 7))
    spec = charts.criticism([replace(harbour.tallies[0], criticism=counts)])
    assert {row["part"]: row["count"] for row in spec["data"]["values"]} == {
        "A": 5, "B": 4, "C": 3, "D": 2, "others": 1, "nobody named": 7
    }  # fmt: skip
    assert len(spec["encoding"]["color"]["scale"]["range"]) == 6


@pytest.mark.parametrize("text", ["a_b*c", "[x](y)", "1 < 2 & 3", "| cell |", "`code`", "#1"])
def test_escaping_keeps_the_characters(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escape(text)) == text


def test_json_holds_the_quotes_with_offsets_that_fit(harbour: Brief) -> None:
    document = json.loads(json.dumps(to_document(harbour), default=str))
    text = harbour.statement.text
    assert [text[one["begin"] : one["end"]] for one in document["passages"]] == [
        one["quote"] for one in document["passages"]
    ]
    assert document["origin"] == "machine"
    assert document["summary"] == list(harbour.summary)


def test_the_short_form_fits_on_a_screen_or_two(harbour: Brief) -> None:
    out = io.StringIO()
    to_terminal(harbour, Console(file=out, width=100))
    assert out.getvalue().count("\n") < 110
    assert "not checked by a person" in out.getvalue()


@pytest.mark.parametrize("width", [60, 100])
def test_no_dash_stands_alone_before_a_text_without_spaces(harbour: Brief, width: int) -> None:
    out = io.StringIO()
    long = (
        "港口管理局将在今年年底之前完成北码头的疏浚工程并向公众公布全部费用以及施工期间的水质监测结果和环境影响评估报告"
    )
    text = f"{long}。双方同意每年举行一次会议。"
    statement = replace(harbour.statement, text=text, language="zh")
    to_terminal(facta.brief([statement]), Console(file=out, width=width))
    assert long[:10] in out.getvalue()
    assert not [line for line in out.getvalue().splitlines() if line.strip() in ("–", "before:")]


def test_the_summary_is_a_few_lines_each_with_its_link(harbour: Brief) -> None:
    page = to_html(harbour)
    lead = page[page.index('<ul class="lead">') : page.index('<dl class="figures">')]
    items = re.findall(r"<li>(.*?)</li>", lead, re.S)
    assert 3 <= len(items) <= 5
    assert all(re.search(r'href="#\w+"', item) for item in items)
    assert sum(len(line) for line in harbour.lines) == len(harbour.summary)
    assert "\n- " in to_markdown(harbour).split("## ")[0]


def test_a_text_without_a_title_is_called_by_its_series_and_date(harbour: Brief) -> None:
    last = harbour.statement
    begin = " ".join(last.text.split())[:60] + "…"
    brief = facta.brief([*harbour.statements[:-1], replace(last, title=begin, series="Harbour Talks")])
    page = to_html(brief)
    assert '<h1 dir="auto">Harbour Talks, 4 March 2022</h1>' in page
    assert page.count(begin) == 0
    assert brief.summary[0].startswith("The statement of 4 March 2022 was held against")
    assert to_markdown(brief).startswith("# Brief: Harbour Talks, 4 March 2022")
    assert title_of(replace(last, title=begin, series="")) == "Statement of 4 March 2022"
    assert title_of(replace(last, title=begin, series="", date=None)) == begin
    assert title_of(replace(last, title="We met…")) == "We met…"


def test_files_are_read_and_pages_of_the_web_are_retrieved(harbour: Brief) -> None:
    assert ">Read on</th>" in to_html(harbour)
    page = "https://example.org/statement"
    fetched = [replace(one, source=replace(one.source, address=page, web=page)) for one in harbour.statements]
    assert ">Retrieved on</th>" in to_html(facta.brief(fetched))


def test_a_line_is_one_of_the_file_and_not_of_the_page_on_the_web(harbour: Brief) -> None:
    source = replace(harbour.statement.source, address="all.jsonl", locator="line 3", web="https://example.org/3")
    brief = facta.brief([*harbour.statements[:-1], replace(harbour.statement, source=source)])
    assert "https://example.org/3, read from all.jsonl line 3" in to_markdown(brief)


def test_the_key_of_a_chart_is_text_and_no_part_of_the_picture(harbour: Brief) -> None:
    spec = charts.lineage(harbour.tallies)
    assert [part for part, _ in charts.key(spec)] == ["recycled", "reworded", "new"]
    assert spec["encoding"]["color"]["legend"] is None
    assert re.search(r'<ul class="key">.*</svg>recycled</li>', to_html(harbour))


def test_the_figures_at_the_head_of_the_page_count_what_the_summary_counts(harbour: Brief) -> None:
    roll = "\n\nVoting for the policy action were: Adel Korr, Chair; Runa Voss; and Tim Oke."
    brief = facta.brief([replace(one, text=one.text + roll) for one in harbour.statements])
    told = re.search(r"of (\d+) passages", " ".join(brief.summary))
    assert told
    assert len(brief.comparison.links) == int(told[1]) + 1
    page = to_html(brief)
    assert f"of {told[1]} passages" in page
    assert f"of {len(brief.comparison.links)} passages" not in page
