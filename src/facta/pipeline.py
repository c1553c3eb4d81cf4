"""The stages in order, on one screen: read → segment → extract → compare → brief.

Each takes and gives plain dataclasses. What they need is imported when they run: on ten statements, start-up is most
of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from facta.errors import UnknownStatementError
from facta.model import Comparison, Extract, Passage, Statement

if TYPE_CHECKING:
    from facta.briefing.model import Brief
    from facta.briefing.series import Series
    from facta.words.redline import Redline


def segment(statement: Statement) -> tuple[Passage, ...]:
    """Cut a statement into headings, list items and sentences; ``statement.text[p.begin:p.end] == p.quote``."""
    from facta.text.segment import segment

    return segment(statement)


def extract(statement: Statement) -> Extract:
    """All that one statement says by itself: acts, commitments, criticism, and how it describes the meeting."""
    from facta.words.extract import extract

    return extract(statement)


def compare(
    statements: Iterable[Statement],
    statement: Statement | str | None = None,
    *,
    against: Iterable[Statement] | None = None,
) -> Comparison:
    """Trace each passage of one statement (default: the latest) through the earlier ones, and list what was dropped.

    ``statement`` may be a Statement, an id, an ISO date or part of a title; ``against`` adds a whole corpus to hold
    it against. Raises UnknownStatementError where the name fits no statement, or several.
    """
    from facta.engines.local import propose
    from facta.words.lineage import compare
    from facta.words.relation import relate_many

    ordered = by_date(statements)
    chosen = choose(ordered, statement)
    return compare(ordered, chosen, propose=propose, relate_many=relate_many, against=by_date(against or ()))


def redline(old: Statement | str, new: Statement | str) -> Redline:
    """Word-level changes between two statements, passage by passage, moves as moves, each change typed."""
    from facta.words.redline import redline

    return redline(old, new)


def analyse(statements: Iterable[Statement]) -> Series:
    """Read all statements of a series and how they hang together: what every brief of the series rests on."""
    from facta.briefing.series import Series
    from facta.engines.local import propose
    from facta.words.corpus import gather
    from facta.words.extract import extract_many
    from facta.words.families import families
    from facta.words.lineage import ancestry, shares
    from facta.words.relation import relate_many
    from facta.words.restated import restated

    ordered = by_date(statements)
    extracts = {one.statement.id: one for one in extract_many(ordered)}
    corpus = gather(ordered, segment=lambda one: extracts[one.id].passages)
    tree = ancestry(corpus, propose=propose, relate_many=relate_many)
    threads = restated([extracts[one.id] for one in ordered], relate_many=relate_many, propose=propose)
    return Series(corpus, extracts, shares(corpus, tree), families(corpus, tree), threads)


def brief(
    statements: Iterable[Statement] | Series,
    statement: Statement | str | None = None,
    *,
    against: Iterable[Statement] | None = None,
) -> Brief:
    """The brief of one statement (default: the latest) in its series; arguments and errors as for ``compare``.

    For several briefs of one series, give what ``analyse`` gave instead of the statements.
    """
    from facta.briefing.assemble import assemble
    from facta.briefing.series import Series
    from facta.engines.local import propose
    from facta.words.lineage import compare
    from facta.words.relation import relate_many

    # Who is meant is settled before anything is read: a wrong name should cost no time.
    ordered = statements.corpus.statements if isinstance(statements, Series) else by_date(statements)
    chosen = choose(ordered, statement)
    series = statements if isinstance(statements, Series) else analyse(ordered)
    comparison = compare(
        series.corpus,
        chosen,
        propose=propose,
        relate_many=relate_many,
        against=by_date(against or ()),
        families=series.families,
    )
    return assemble(comparison, series, by_date(against or ()))


def by_date(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """In the order of time; how undated ones and ties stand is written in ``words.corpus``."""
    from facta.words.corpus import in_order

    return tuple(in_order(tuple(statements)))


def choose(statements: Sequence[Statement], wanted: Statement | str | None) -> Statement:
    """The statement meant by an id, an ISO date or part of a title; the latest where nothing is asked."""
    if not statements:
        raise UnknownStatementError("There is no statement to choose from. Give at least one that can be read.")
    if wanted is None:
        return statements[-1]
    if isinstance(wanted, Statement):
        return wanted
    tests = (
        lambda one: one.id == wanted,
        lambda one: str(one.date) == wanted,
        lambda one: wanted.casefold() in one.title.casefold() or wanted.casefold() in one.id.casefold(),
    )
    for fits in tests:
        found = [one for one in statements if fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(one.id for one in found[:5])
            raise UnknownStatementError(f"“{wanted}” fits {len(found)} statements ({names}). Give one of these ids.")
    names = ", ".join(one.id for one in statements[-5:])
    raise UnknownStatementError(f"No statement is called “{wanted}”. Ids here end with: {names}.")
