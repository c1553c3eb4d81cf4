"""Put a brief together from what was extracted and compared. Nothing is read from a text here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.metadata import version

from facta.briefing.model import UNREAD, Brief, Promise, Tally, Unmentioned
from facta.briefing.series import Series
from facta.briefing.summary import summary
from facta.briefing.titles import title_of
from facta.model import ActLabel, Commitment, Comparison, Extract, Restated, Statement
from facta.words.corpus import in_order
from facta.words.firsts import firsts
from facta.words.lineage import Share
from facta.words.outcomes import Share as OutcomeShare
from facta.words.outcomes import shares as outcome_shares
from facta.words.takenup import TakenUp

SOON = timedelta(days=7)
"""What is due within these days of a statement is done at once, or is an announcement of it."""
FIRM = 3
"""Least firmness of an earlier dated promise that is missed."""
FORESEEN = re.compile(
    r"\b(?:(?:expect(?:s|ed)?|anticipat(?:es?|ed)|foresees?|predicts?)(?! to)|(?:forecast|project)s? that)\b",
    re.IGNORECASE,
)
"""Words before what is promised that make it a forecast: "the Committee anticipates that prices will fall"."""


def assemble(comparison: Comparison, series: Series, against: Sequence[Statement] = ()) -> Brief:
    """The brief of ``comparison.statement`` in its series; ``against`` are other statements it was held against."""
    statements = in_order((*against, *series.corpus.statements))
    extracts, threads = {name: understood(one) for name, one in series.extracts.items()}, series.threads
    statement = comparison.statement
    extract = extracts[statement.id]
    # What the chosen statement says is judged by what came before it; the charts show the whole series.
    until = [extracts[one.id] for one in statements if one.id in extracts]
    until = until[: until.index(extract) + 1]
    before = (passage for one in until[:-1] for passage in one.passages)
    criticisms = firsts([one.criticisms for one in until], before)[-1]
    promises = _promises(extract, threads, {one.statement.id for one in until})
    tallies = tuple(_tally(share, extracts[share.statement]) for share in series.shares)
    unmentioned = _unmentioned(until, threads, comparison)
    outcomes = _described(until)
    said = summary(
        statement,
        statements,
        comparison,
        extract,
        len(until),
        len(series.corpus.statements),
        promises,
        unmentioned,
        criticisms,
        outcomes,
        {share.statement: share.passages for share in series.shares},
    )
    return Brief(
        statement=statement,
        statements=tuple(statements),
        extract=extract,
        comparison=comparison,
        tallies=tallies,
        promises=promises,
        unmentioned=unmentioned,
        criticisms=criticisms,
        outcomes=outcomes,
        acts=_acts(until),
        told=said,
        machine=f"facta {version('facta')}",
    )


def understood(extract: Extract) -> Extract:
    """The extract, without acts, commitments, criticism and descriptions where the language is not read for them.

    A few cue words are known in Chinese and Japanese: enough to point at a sentence, not to count what is promised.
    """
    if extract.statement.language not in UNREAD:
        return extract
    return replace(extract, acts=(None,) * len(extract.acts), commitments=(), criticisms=(), outcomes=())


def _acts(until: Sequence[Extract]) -> dict[str, ActLabel]:
    return {
        passage.id: act.label
        for extract in until
        for passage, act in zip(extract.passages, extract.acts, strict=True)
        if act
    }


def _promises(extract: Extract, threads: Sequence[Restated], until: set[str]) -> tuple[Promise, ...]:
    found = []
    thread_of = {one.id: thread for thread in threads for one in thread.restatements}
    for commitment in extract.commitments:
        thread = thread_of.get(commitment.id)
        if thread:
            kept = [one.passage.statement in until for one in thread.restatements].count(True)
            restatements = thread.restatements[:kept]
            earlier = restatements[0].passage.statement != extract.statement.id
            thread = replace(thread, restatements=restatements, changes=thread.changes[: kept - 1]) if earlier else None
        found.append(Promise(commitment, thread))
    return tuple(found)


def _tally(share: Share, extract: Extract) -> Tally:
    levels = Counter(one.firmness for one in extract.commitments)
    targets = Counter(one.target for one in extract.criticisms)
    return Tally(
        statement=share.statement,
        title=title_of(extract.statement),
        date=share.date,
        recycled=share.recycled,
        reworded=share.reworded,
        new=share.new,
        firmness=(levels[4], levels[3], levels[2], levels[1]),
        criticism=tuple(sorted(targets.items(), key=lambda item: (-item[1], item[0]))),
    )


def _unmentioned(
    until: Sequence[Extract], threads: Sequence[Restated], comparison: Comparison
) -> tuple[Unmentioned, ...]:
    """Dated promises of earlier statements that no passage here takes up, as a later use or in other words.

    Threads may begin with a sentence that as a whole does something else; the promises are those of the statements.
    """
    statement = comparison.statement
    taken_up = {passage.id for link in comparison.links for passage in (*link.uses, link.earlier) if passage}
    alive: set[str] = set()
    for thread in threads:
        ids = {one.id for one in thread.restatements}
        if any(one.passage.statement == statement.id for one in thread.restatements):
            alive |= ids
    latest: dict[str, Commitment] = {}
    thread_of = {one.id: thread.id for thread in threads for one in thread.restatements}
    for extract in until[:-1]:
        for one in extract.commitments:
            if own_and_due(one, extract.statement.date) and one.id not in alive and one.passage.id not in taken_up:
                latest[thread_of.get(one.id, one.id)] = one
    read = TakenUp(until[-1].passages, [one.passages for one in until[:-1]], [one.statement.title for one in until])
    found = [
        Unmentioned(one, one.deadline.latest, statement.date is not None and one.deadline.latest < statement.date)
        for one in latest.values()
        if one.deadline and one.deadline.latest and not read(one.passage.quote)
    ]
    return tuple(sorted(found, key=lambda one: (one.passed, one.due, one.commitment.id)))


def own_and_due(one: Commitment, said: date | None) -> bool:
    """Whether a promise is one that a later statement could be expected to mention.

    Left out are somebody else's promises, planned meetings, what is merely expected or given to begin, and what was
    due within ``SOON`` of the statement.
    """
    due = one.deadline.latest if one.deadline else None
    if due is None or one.deadline is None or one.third_party or one.logistics or one.firmness < FIRM:
        return False
    starts = one.deadline.basis.startswith("start")
    return not starts and not (said and due <= said + SOON) and not _foreseen(one)


def _foreseen(one: Commitment) -> bool:
    return FORESEEN.search(one.passage.quote[: one.action.begin] if one.action else "") is not None


def _described(until: Sequence[Extract]) -> tuple[OutcomeShare, ...]:
    """The descriptions that the last statement uses, the most worn first."""
    used = {one.descriptor for one in until[-1].outcomes}
    found = [
        share
        for share in outcome_shares([one.outcomes for one in until], [one.statement.title for one in until])
        if share.descriptor in used
    ]
    return tuple(sorted(found, key=lambda share: (share.bits, share.descriptor)))
