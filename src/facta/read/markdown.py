"""Markdown to prose: blocks first, then what stands inside the lines. One pass, no recursion, so no input is too deep.

Written for what is met in practice (hand-written files and what converters make of web pages): headings, emphasis,
links, images, lists, tables, quotations, hard breaks, escapes, and HTML left inside. Emphasis and links go, their
words stay; a line that is all bold is a heading and gets a paragraph of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from facta.read.lines import attach, is_final, join, scrub, tidy

_ITEM = re.compile(r"(?P<indent> *)(?P<mark>[-*+•]|\d{1,9}[.)]|[a-zA-Z][.)]|[ivxlc]{2,5}[.)])(?: +|\t+)(?=\S)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+(.*?)(?:\s#+)?)?\s*$")
_RULE = re.compile(r" {0,3}([-*_=])(?: *\1){2,} *$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\s][^\]]{0,200}\]:\s*\S+")
_HEADING_LINES = 4
_HARD = re.compile(r"(?: {2,}|\\)$")
_BOLD_LINE = re.compile(r"(?:\*\*\*?(?!\s)(?:[^*]|\*(?!\*))+\*\*\*?|__[^_]+__|<(u|b|strong)>[^<>]+</\1>)\s*[:：]?")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PRIVATE = {0xE000 + code: code for code in range(0x21, 0x7F)}
_IMAGE = re.compile(r"!\[[^\]]{0,1000}+\](?:\([^()]{0,3000}+\))?")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,300}+\]){0,3000}+)\]\((?:[^()]|\([^()]{0,500}+\)){0,3000}+\)")
_REFERENCE = re.compile(r"\[([^\[\]]{1,1000}+)\]\[[^\[\]]{0,200}+\]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]{1,3000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,3000}+)?/?>|<[a-z]{1,10}$")
_STRONG = re.compile(r"\*{2,}")
_EMPHASIS = re.compile(r"\*(?=[^\s*])([^*]{0,3000}?[^\s*])\*")
_UNDERSCORE = re.compile(r"(?<![\w_])(__?)(?=[^\s_])([^_]{0,3000}?[^\s_])\1(?![\w_])")
_CODE = re.compile(r"(`+)([^`]+)\1")
_CELL = re.compile(r"<t[dh]\b[^<>]*>(.*?)(?=<t[dh]\b|</tr|<tr\b|$)", re.I | re.S)
_ROW = re.compile(r"<tr\b[^<>]*>", re.I)


def markdown(text: str) -> str:
    """Readable prose from Markdown: see ``facta.read.lines`` for what is promised."""
    text = scrub(text)
    if "<" in text:
        for opening, closing in (("<!--", "-->"), ("<figure", "</figure>"), ("<script", "</script>")):
            text = _cut(text, opening, closing)
        text = _cut(_cut(text, "<style", "</style>"), "<table", "</table>", _table)
    return tidy(_prose(_units(text.split("\n"))))


def looks_like_markdown(text: str) -> bool:
    """True where two different marks of Markdown stand in the text (bold, link, heading, escape, comment)."""
    sample = text[:50_000]
    marks = (
        "](http" in sample,
        bool(re.search(r"\*\*[^\s*][^*\n]*\*\*", sample)),
        bool(re.search(r"^#{1,6} \S", sample, re.M)),
        "\\#" in sample or "\\[" in sample or "\\." in sample,
        bool(re.search(r"^[-*] {1,3}\S", sample, re.M)) and bool(re.search(r"^ {2,4}\S", sample, re.M)),
        "<!-- -->" in sample or "</u>" in sample,
    )
    return sum(marks) >= 2


def _cut(text: str, opening: str, closing: str, instead: Callable[[str], str] | None = None) -> str:
    """Every stretch from ``opening`` to ``closing`` taken out (or rewritten by ``instead``), in linear time."""
    if opening not in text:
        return text
    parts, at = [], 0
    while (begin := text.find(opening, at)) >= 0 and (end := text.find(closing, begin)) >= 0:
        end += len(closing)
        parts += [text[at:begin], instead(text[begin:end]) if instead else "\n"]
        at = end
    return "".join(parts) + text[at:]


def _table(source: str) -> str:
    rows = [[" ".join(cell.split()) for cell in _CELL.findall(row)] for row in _ROW.split(source)[1:]]
    lines = ["; ".join(cell for cell in row if cell) + "  " for row in rows]
    return "\n\n" + "\n".join(line for line in lines if line.strip()) + "\n\n"


@dataclass(slots=True)
class _Unit:
    """A paragraph, heading or list item: its lines (a line feed at the end of one marks a hard break)."""

    lines: list[str]
    item: bool = False
    tight: bool = False
    """True where no blank line stands before it."""


def _units(lines: list[str]) -> list[_Unit]:
    units: list[_Unit] = []
    blank, fenced, quoted = True, False, False
    for raw in lines:
        if _FENCE.match(raw):
            fenced, blank = not fenced, True
            continue
        line = raw
        was_quoted, quoted = quoted, raw.lstrip().startswith(">")
        if quoted:
            line = _QUOTE.sub("", raw, count=1)
            blank = blank or not was_quoted
        stripped = line.strip()
        if not stripped or stripped == "\\" or _RULE.match(line) or _DEFINITION.match(line):
            blank = True
        elif stripped[0] == "#" and (heading := _HEADING.match(line)):
            units.append(_Unit([heading[1] or ""]))
            blank = True
        elif row := _pipe_row(stripped):
            if blank or not units:
                units.append(_Unit([]))
            if not _TABLE_RULE.match(stripped):
                units[-1].lines.append(row + "\n")
            blank = False
        else:
            item = _ITEM.match(line)
            if item and not blank and not units[-1].item and not _may_interrupt(item["mark"], units[-1].lines[-1]):
                item = None
            hard = "\n" if fenced or _HARD.search(line) else ""
            if item:
                mark = "-" if item["mark"] in "*+•" else item["mark"]
                text = f"{mark} {line[item.end() :].strip()}{hard}"
                units.append(_Unit([text], item=True, tight=not blank))
            elif blank:
                units.append(_Unit([stripped + hard]))
            else:
                units[-1].lines.append(stripped + hard)
            blank = False
    return units


def _may_interrupt(mark: str, before: str) -> bool:
    """A bullet or a 1 may begin a list right after a line of prose; "2009." merely came to stand first on its line."""
    return mark in "-*+•" or mark in ("1.", "1)") or before.endswith(("\n", ":"))


def _pipe_row(line: str) -> str:
    if "|" not in line or not (line[0] == "|" or (line[-1] == "|" and line.count("|") > 1)):
        return ""
    return "; ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())


def _prose(units: list[_Unit]) -> list[str]:
    paragraphs: list[str] = []
    for unit in units:
        first, *rest = _pieces(unit)
        if unit.tight and paragraphs:
            paragraphs[-1] += "\n" + first
        else:
            paragraphs.append(first)
        paragraphs += rest
    return paragraphs


def _pieces(unit: _Unit) -> list[str]:
    """The paragraphs of one unit: cut at hard breaks that are meant as such, and after a line that is all bold."""
    gathered: list[list[str]] = [[""]]
    for number, line in enumerate(unit.lines):
        attach(gathered[-1], line.rstrip("\n"))
        heads = number < _HEADING_LINES and len(gathered) == 1 and not unit.item
        if line.endswith("\n") or (heads and _BOLD_LINE.fullmatch("".join(gathered[0]))):
            gathered.append([""])
    runs = [part.strip() for parts in gathered for part in _BREAK.split("".join(parts))]
    # A long unit between marks of emphasis that span its hard breaks is cleaned as a whole, then cut.
    bold = [bool(_BOLD_LINE.fullmatch(run)) for run in runs]
    cleaned = inline("\n".join(runs)).split("\n")
    pieces: list[str] = []
    for number, run in enumerate(cleaned):
        run = run.strip()
        if not run:
            continue
        before = cleaned[number - 1].strip() if number else ""
        if not pieces or not before or bold[number] or bold[number - 1] or (is_final(before) and len(before) > 80):
            pieces.append(run)
        elif run[0].islower() and not is_final(before):
            pieces[-1] = join(pieces[-1], run)
        else:
            pieces[-1] += "\n" + run
    return pieces or [""]


def inline(text: str) -> str:
    """Text without the marks inside lines; the number of line feeds stays."""
    escaped = "\\" in text
    if escaped:
        text = _ESCAPE.sub(lambda match: chr(0xE000 + ord(match[1])), text)
    if "[" in text:
        text = _FOOTNOTE.sub("", _IMAGE.sub(_line_feeds, text))
        text = _REFERENCE.sub(r"\1", _LINK.sub(_link_text, text))
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    if "<" in text:
        text = _TAG.sub(_line_feeds, _AUTOLINK.sub(r"\1", text))
    if "*" in text:
        text = _EMPHASIS.sub(r"\1", _STRONG.sub("", text))
    if "_" in text:
        text = _UNDERSCORE.sub(r"\2", text)
    if "~~" in text:
        text = text.replace("~~", "")
    if "&" in text:
        text = scrub(html.unescape(text).replace("\n\n", "\n"))
    return text.translate(_PRIVATE) if escaped else text


def _link_text(match: re.Match[str]) -> str:
    return match[1] + "\n" * (match[0].count("\n") - match[1].count("\n"))


def _line_feeds(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
