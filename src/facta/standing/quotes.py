"""Is a quote found in the stored text of its document?

A piece of evidence is checked against the documents it names: those at its own address, else those at the addresses of
the action it cites, else those of the meeting at which its promise was made. Text is compared as a reader sees it:
white space, invisible characters and the shape of quotation marks and dashes do not count; words, case and
figures do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal

from facta.record import Case, Document, Evidence
from facta.text.normalise import normalise

State = Literal["found", "not found", "no stored text"]
FLAT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """One piece of evidence with a quote, and what the stored texts say of it."""

    evidence: Evidence
    state: State
    documents: tuple[str, ...]
    """Ids of the documents whose text was searched; of a quote that was found the first that has it."""

    @property
    def sentence(self) -> str:
        """What was found, for a reader."""
        where = ", ".join(self.documents)
        if self.state == "no stored text":
            return "No text is stored against which the quote could be checked."
        if self.state == "found":
            return f"The quote was found in the stored text of {where}."
        claimed = " It is entered as verified." if self.evidence.verified else ""
        return f"The quote was not found in the stored text of {where}: “{_short(self.evidence.quote)}”.{claimed}"


def quotes(case: Case) -> tuple[Quoted, ...]:
    """Every piece of evidence with a quote, checked against the stored texts, in the order of the case."""
    by_address: dict[str, list[Document]] = defaultdict(list)
    by_meeting: dict[str, list[Document]] = defaultdict(list)
    for one in case.documents:
        by_address[one.url].append(one)
        by_meeting[one.meeting].append(one)
    actions = {one.id: one for one in case.actions}
    meetings = {one.id: one.meeting for one in case.commitments}
    found = []
    for item in case.evidence:
        if not item.quote.strip():
            continue
        cited = actions[item.action].sources if item.action in actions else ()
        named = [one for url in ((item.url,) if item.url else cited) if url for one in by_address.get(url, ())]
        if not item.url:
            named = named or by_meeting.get(meetings.get(item.subject, ""), [])
        found.append(_checked(item, [one for one in named if one.text.strip()]))
    return tuple(found)


def verified(case: Case) -> frozenset[str]:
    """Ids of the evidence whose quote stands in a stored text."""
    return frozenset(one.evidence.id for one in quotes(case) if one.state == "found")


def _checked(item: Evidence, documents: list[Document]) -> Quoted:
    if not documents:
        return Quoted(item, "no stored text", ())
    wanted = _flat(item.quote)
    for one in documents:
        if wanted in _flat(one.text):
            return Quoted(item, "found", (one.id,))
    return Quoted(item, "not found", tuple(one.id for one in documents))


@cache
def _flat(text: str) -> str:
    return " ".join(normalise(text).text.translate(FLAT).split())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57].rstrip()} …"
