"""The brief as page, Markdown, JSON and terminal text. The series is invented (tests/series)."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from rich.console import Console

import facta
from facta.briefing.model import Brief
from facta.briefing.sections import sections
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
    assert {target for target in re.findall(r'href="#([^"]+)"', page)} <= anchors
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
