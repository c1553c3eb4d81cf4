"""A brief as Markdown: the same sections and lines as the page, for mail, wikis and version control."""

from __future__ import annotations

import re
from urllib.parse import quote

from facta.briefing.model import Brief
from facta.briefing.sections import sections
from facta.briefing.titles import title_of
from facta.briefing.wording import day
from facta.model import Passage, Statement

_KEPT = "!#$%&'()*+,-./:;=?@_~"
"""Characters of a web address that may stand in a link as they are."""


def to_markdown(brief: Brief) -> str:
    """The brief as CommonMark with tables (GFM)."""
    titles = {one.id: one for one in brief.statements}
    numbers = {one.id: f"s{number}" for number, one in enumerate(brief.statements, 1)}
    linked: set[str] = set()

    def cite(passage: Passage) -> str:
        statement = titles[passage.statement]
        when = day(statement.date)
        if web_address(statement):
            when = f"[{when}][{numbers[statement.id]}]"
            linked.add(statement.id)
        return f"{when}, characters {passage.begin}–{passage.end}"

    lead = [" ".join(one.sentence for one in line) for line in brief.lines]
    parts = [
        f"# Brief: {escape(title_of(brief.statement) or 'untitled statement')}",
        escape(lead[0]),
        "\n".join(f"- {escape(line)}" for line in lead[1:]),
    ]
    parts.append(f"*Read by machine ({brief.machine}), not checked by a person.*")
    for section in sections(brief):
        parts.append(f"## {section.title} ({section.count})")
        if not section.lines:
            parts.append(section.empty)
            continue
        parts.append(section.intro)
        for line in section.lines:
            lines = [f"- **{escape(line.claim)}**" if line.claim else f"- ¶ {line.passage.paragraph + 1}"]
            if line.earlier:
                lines.append(f"  > Then ({cite(line.earlier)}): {escape(line.earlier.quote)}")
                lines.append("  >")
                lines.append(f"  > Now ({cite(line.passage)}): {escape(line.passage.quote)}")
            else:
                lines.append(f"  > {escape(line.passage.quote)} ({cite(line.passage)})")
            if line.marks:
                lines += ["", "  " + " · ".join(escape(mark) for mark in line.marks)]
            parts.append("\n".join(lines))
    parts.append("## The series in figures")
    rows = [
        "| date | statement | recycled | reworded | new | firmness 4/3/2/1 | criticism |",
        "|---|---|--:|--:|--:|---|---|",
    ]
    for tally in brief.tallies:
        firmness = "/".join(str(count) for count in tally.firmness)
        targets = ", ".join(f"{target or 'nobody named'} {count}" for target, count in tally.criticism)
        rows.append(
            f"| {tally.date or 'undated'} | {escape(tally.title)} | {tally.recycled} | {tally.reworded} | {tally.new} "
            f"| {firmness} | {escape(targets)} |"
        )
    parts.append("\n".join(rows))
    parts.append("## Sources")
    for one in brief.statements:
        # The line is one of the file that was read, not of the page on the web.
        file = f"{one.source.address} {one.source.locator}".rstrip()
        where = f"{one.source.web}, read from {file}" if one.source.web not in ("", one.source.address) else file
        parts.append(
            f"- {one.date or 'undated'}: {escape(title_of(one))}, {escape(where)} (SHA-256 {one.source.sha256})"
        )
    places = [f"[{numbers[key]}]: <{web_address(titles[key])}>" for key in numbers if key in linked]
    return "\n\n".join([*parts, "\n".join(places)]).rstrip() + "\n"


def web_address(statement: Statement) -> str:
    """The web address of the text, with nothing in it that could end a link; "" where there is none."""
    address = statement.source.web or statement.source.address
    return quote(address, safe=_KEPT) if address.startswith(("https://", "http://")) else ""


def escape(text: str) -> str:
    """Text on one line in which no character has a meaning for Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))
