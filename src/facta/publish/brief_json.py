"""A brief as JSON: every noun with its fields, passages as quotes with offsets. Described in docs/reference."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from facta.briefing.model import Brief
from facta.model import Comparison, Dropped, Family, Link, Passage, Statement


def to_document(brief: Brief) -> dict[str, Any]:
    """The brief as plain dicts and lists; dates are ISO 8601 text when dumped with ``default=str``."""
    acts = {p.id: act for p, act in zip(brief.extract.passages, brief.extract.acts, strict=True) if act}
    links = {link.passage.id: link for link in brief.comparison.links}
    passages = []
    for passage in brief.extract.passages:
        act, link = acts.get(passage.id), links.get(passage.id)
        passages.append(
            asdict(passage) | {"act": asdict(act) if act else None, "lineage": lineage(link) if link else None}
        )
    return {
        "facta": brief.machine,
        "origin": "machine",
        "summary": list(brief.summary),
        "statement": statement(brief.statement),
        "against": list(brief.comparison.against),
        "passages": passages,
        "dropped": [dropped(one) for one in brief.comparison.dropped],
        "commitments": [
            asdict(one.commitment)
            | {
                "restatements": [place(each.passage) for each in one.thread.restatements] if one.thread else [],
                "changes": [asdict(change) for change in one.changes],
            }
            for one in brief.promises
        ],
        "unmentioned": [
            {"passage": place(one.commitment.passage), "due": one.due, "passed": one.passed}
            for one in brief.unmentioned
        ],
        "criticism": [asdict(one) for one in brief.criticisms],
        "outcomes": [asdict(one) for one in brief.outcomes],
        "families": [family(one) for one in brief.comparison.families],
        "series": [asdict(tally) | {"passages": tally.passages} for tally in brief.tallies],
        "sources": [statement(one) for one in brief.statements],
    }


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """A comparison by itself: the links of the statement, what was dropped, the stock phrases."""
    return {
        "origin": "machine",
        "statement": statement(comparison.statement),
        "against": list(comparison.against),
        "links": [{"passage": place(link.passage)} | lineage(link) for link in comparison.links],
        "dropped": [dropped(one) for one in comparison.dropped],
        "families": [family(one) for one in comparison.families],
    }


def lineage(link: Link) -> dict[str, Any]:
    """Where a passage was said before and after, and how it relates to the closest earlier one."""
    return {
        "label": link.label,
        "earlier": place(link.earlier),
        "first": place(link.first),
        "uses": [place(use) for use in link.uses],
        "later_uses": [place(use) for use in link.later_uses],
        "relation": asdict(link.relation) if link.relation else None,
    }


def dropped(one: Dropped) -> dict[str, Any]:
    """A passage without successor."""
    return {"passage": place(one.passage), "uses": [place(use) for use in one.uses], "reason": one.reason}


def family(one: Family) -> dict[str, Any]:
    """A stock phrase with all its uses."""
    return asdict(one) | {"uses": [place(use) for use in one.uses]}


def statement(one: Statement) -> dict[str, Any]:
    """A statement without its text: title, dates and where it came from."""
    return {
        "id": one.id,
        "title": one.title,
        "date": one.date,
        "date_claims": [asdict(claim) for claim in one.date_claims],
        "series": one.series,
        "language": one.language,
        "publisher": one.publisher,
        "source": asdict(one.source),
    }


def place(passage: Passage | None) -> dict[str, Any] | None:
    """Where a passage stands: statement, offsets and the exact quote."""
    if passage is None:
        return None
    return {"statement": passage.statement, "begin": passage.begin, "end": passage.end, "quote": passage.quote}
