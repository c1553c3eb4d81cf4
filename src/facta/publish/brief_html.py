"""A brief as one self-contained page: no network, no script, prints well, reads well aloud."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from facta.briefing.model import Brief, Tally
from facta.briefing.sections import Section, sections
from facta.briefing.titles import title_of
from facta.briefing.wording import counted, day
from facta.model import Passage, Statement
from facta.publish import charts
from facta.publish.drawing import svg
from facta.words.corpus import counts

if TYPE_CHECKING:
    from jinja2 import Environment

SHOWN = 12
"""Lines of a section that stand open; the rest is folded away, and printed."""
CONTEXT = 90
"""Characters of context on each side of an earlier passage (the prefix and suffix of a W3C TextQuoteSelector)."""
LETTER = {"recycled": "R", "reworded": "W", "new": "N", "uncompared": "·"}


def to_html(brief: Brief) -> str:
    """The page as text."""
    style = _asset("brief.css")
    shown = sections(brief)
    own = brief.statement.id
    places = {one.id: one for one in brief.statements}
    cited = _cited(brief, shown)
    context: dict[str, Any] = {
        "brief": brief,
        "style": _markup(style),
        "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "sections": shown,
        "shown": SHOWN,
        "headline": _headline(brief),
        "title": title_of(brief.statement),
        "titles": {section.key: section.title for section in shown},
        "strip": _strip(brief),
        "charts": _charts(brief.tallies),
        "fulltext": _fulltext(brief),
        "cited": _by_statement(cited, places),
        "day": day,
        "difference": _difference,
        "source_link": source_link,
        "address_link": address_link,
        "anchor": lambda passage: _anchor(passage, own),
        "where": lambda passage: _where(passage, own),
        "language": lambda passage: places[passage.statement].language,
        "date_of": lambda passage: day(places[passage.statement].date),
    }
    context["sources"] = _sources(brief, cited)
    context["seen"] = _seen(context["sources"])
    context["unlisted"] = len(brief.statements) - len(context["sources"])
    return _environment().get_template("brief.html.j2").render(context)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("facta.publish"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def _asset(name: str) -> str:
    return resources.files("facta.publish").joinpath("templates", name).read_text(encoding="utf-8")


def _markup(text: str) -> Any:
    """Our own style sheet, which must not be escaped: its digest stands in the page's policy."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - a file of this package


def source_link(statement: Statement) -> Any:
    """The title, linked to its address where that is a web address, else followed by the file's name."""
    return _link(statement, title_of(statement) or statement.id)


def address_link(statement: Statement) -> Any:
    """The address alone: a link where it is a web address."""
    return _link(statement, "")


def _link(statement: Statement, title: str) -> Any:
    from markupsafe import Markup

    address = statement.source.web or statement.source.address
    if address.startswith(("https://", "http://")):
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, title or urlsplit(address).hostname)
    where = f"{address} {statement.source.locator}".strip()
    return Markup("{} <span class='offsets'>({})</span>").format(title, where) if title else where


def _fragment(statement: Statement, words: str) -> str:
    """The web address with a text fragment, which leads a browser to the very words; "" for no web address."""
    address = statement.source.web or statement.source.address
    if not address.startswith(("https://", "http://")) or "#" in address:
        return ""
    parts = words.split()
    ends = [words] if len(parts) < 10 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    # A hyphen and a comma have a meaning in text fragments.
    return f"{address}#:~:text={','.join(quote(' '.join(end.split()), safe='').replace('-', '%2D') for end in ends)}"


def _anchor(passage: Passage, own: str) -> str:
    # Ids of statements are slugs, but a caller may have made his own: an anchor must hold no space.
    name = quote(passage.statement, safe="")
    return f"p{passage.index}" if passage.statement == own else f"e-{name}-{passage.begin}"


def _where(passage: Passage, own: str) -> str:
    return f"¶ {passage.paragraph + 1}" if passage.statement == own else f"¶ {passage.paragraph + 1} of its text"


def _headline(brief: Brief) -> list[tuple[str, str, str]]:
    labels = [link.label for link in brief.comparison.links if counts(link.passage)]
    passages, new = len(labels), labels.count("new")
    dated = sum(one.commitment.deadline is not None and not one.commitment.deadline.vague for one in brief.promises)
    restated = sum(one.thread is not None for one in brief.promises)
    firsts = {first for one in brief.criticisms for first in one.firsts}
    gone = len(brief.comparison.dropped)
    return [
        ("said before", str(passages - new), f"of {counted(passages, 'passage')}"),
        ("new", str(new), "passage" if new == 1 else "passages"),
        ("commitments", str(len(brief.promises)), f"{dated} dated, {restated} restated"),
        ("no longer said", str(gone), "passage" if gone == 1 else "passages"),
        ("criticism", str(len(brief.criticisms)), f"{len(firsts)} first uses" if len(firsts) != 1 else "1 first use"),
    ]


def _labels(brief: Brief) -> dict[str, str]:
    return {link.passage.id: link.label for link in brief.comparison.links}


def _strip(brief: Brief) -> list[dict[str, Any]]:
    labels = _labels(brief)
    cells: list[dict[str, Any]] = []
    gap = False
    for passage in brief.extract.passages:
        if passage.kind == "heading":
            gap = bool(cells)
            continue
        label = labels.get(passage.id, "uncompared")
        title = passage.quote if len(passage.quote) < 120 else passage.quote[:117] + "…"
        cells.append(
            {"label": label, "letter": LETTER[label], "gap": gap, "title": title, "anchor": f"p{passage.index}"}
        )
        gap = False
    return cells


def _fulltext(brief: Brief) -> Iterable[dict[str, Any]]:
    labels = _labels(brief)
    dates = {one.id: one.date for one in brief.statements}
    firsts = {link.passage.id: link.first for link in brief.comparison.links if link.first}
    for passage, act in zip(brief.extract.passages, brief.extract.acts, strict=True):
        label = labels.get(passage.id, "uncompared")
        first = firsts.get(passage.id)
        yield {
            "passage": passage,
            "anchor": f"p{passage.index}",
            "heading": passage.kind == "heading",
            "label": label,
            "letter": LETTER[label],
            "act": act.label if act else "",
            "first": first,
            "first_anchor": _anchor(first, brief.statement.id) if first else "",
            "since": day(dates.get(first.statement)) if first else "",
        }


def _charts(tallies: tuple[Tally, ...]) -> list[dict[str, Any]]:
    drawn: list[tuple[str, str, Callable[..., dict[str, Any]], Callable[[Tally], int]]] = [
        (
            "Recycled, reworded, new",
            "Share of passages by lineage, statement by statement.",
            charts.lineage,
            lambda tally: tally.passages,
        ),
        (
            "Commitments by firmness",
            "Commitments by firmness, statement by statement.",
            charts.firmness,
            lambda tally: sum(tally.firmness),
        ),
        (
            "Criticism by target",
            "Sentences of criticism by target, statement by statement.",
            charts.criticism,
            lambda tally: len(tally.criticism),
        ),
    ]
    made = []
    for title, alt, draw, count in drawn:
        spec = draw(tallies) if any(map(count, tallies)) else {}
        made.append(
            {
                "title": title,
                "alt": f"{alt} The figures stand in the table below.",
                "key": charts.key(spec) if spec else [],
                "svg": base64.b64encode(svg(spec).encode()).decode() if spec else "",
            }
        )
    return made


def _cited(brief: Brief, shown: tuple[Section, ...]) -> list[Passage]:
    """Every passage of another statement that the page points to, by date, once."""
    found: dict[str, Passage] = {}
    own = brief.statement.id
    for section in shown:
        for line in section.lines:
            for passage in (line.passage, line.earlier):
                if passage and passage.statement != own:
                    found[passage.id] = passage
    for link in brief.comparison.links:
        if link.first:
            found[link.first.id] = link.first
    order = {one.id: number for number, one in enumerate(brief.statements)}
    return sorted(found.values(), key=lambda passage: (order[passage.statement], passage.begin))


def _by_statement(cited: list[Passage], places: dict[str, Statement]) -> list[dict[str, Any]]:
    return [
        {
            "date": day(places[name].date),
            "source": source_link(places[name]),
            "language": places[name].language,
            "passages": [_in_context(passage, places[name]) for passage in group],
        }
        for name, group in groupby(cited, key=lambda passage: passage.statement)
    ]


def _in_context(passage: Passage, statement: Statement) -> dict[str, Any]:
    text = statement.text
    begin, end = max(0, passage.begin - CONTEXT), min(len(text), passage.end + CONTEXT)
    return {
        "anchor": _anchor(passage, ""),
        "fragment": _fragment(statement, text[passage.begin : passage.end]),
        "before": ("…" if begin else "") + text[begin : passage.begin],
        "quote": text[passage.begin : passage.end],
        "after": text[passage.end : end] + ("…" if end < len(text) else ""),
        "begin": passage.begin,
        "end": passage.end,
    }


def _sources(brief: Brief, cited: list[Passage]) -> list[Statement]:
    needed = {passage.statement for passage in cited} | {brief.statement.id}
    return [one for one in brief.statements if one.id in needed]


def _seen(sources: list[Statement]) -> str:
    """What the time of retrieval means: files of one's own are read, pages of the web are retrieved."""
    fetched = {_fetched(one) for one in sources}
    return "Read or retrieved" if len(fetched) > 1 else "Retrieved on" if True in fetched else "Read on"


def _fetched(statement: Statement) -> bool:
    return statement.source.address.startswith(("https://", "http://"))


def _difference(earlier: Passage, later: Passage) -> Any:
    from facta.words.operations import operations

    return operations(earlier.quote, later.quote)
