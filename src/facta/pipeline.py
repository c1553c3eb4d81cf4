"""The stages in order, on one screen: read → segment → extract → compare → brief.

Each takes and gives plain dataclasses. What they need is imported when they run: on ten statements, start-up is most
of the time. With ``close``, what the models are in doubt of is read by a pre-trained encoder too (``engines.close``),
which takes far longer; MissingEncoderError is raised where it is not installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from facta.errors import NoStatementError, UnknownStatementError
from facta.model import Comparison, Extract, Passage, Reading, Relation, Statement

if TYPE_CHECKING:
    from facta.briefing.model import Brief
    from facta.briefing.series import Series
    from facta.engines.workers import Share
    from facta.words import acts, relation
    from facta.words.redline import Redline
    from facta.words.trace import RelateMany

NAME = "all-mpnet-base-v2"
"""The encoder of close reading."""
LARGE, STATEMENTS, PAIRS = 400_000, 20, 300
"""Characters of a series, statements, pairs of sentences from which a list is shared among the cores."""


def segment(statement: Statement) -> tuple[Passage, ...]:
    """Cut a statement into headings, list items and sentences; ``statement.text[p.begin:p.end] == p.quote``."""
    from facta.text.segment import segment

    return segment(_statement(statement))


def extract(statement: Statement, *, close: bool = False) -> Extract:
    """All that one statement says by itself: acts, commitments, criticism, and how it describes the meeting."""
    from facta.words.extract import extract

    return extract(_statement(statement), closely(close)[0])


def compare(
    statements: Iterable[Statement] | Reading,
    statement: Statement | str | None = None,
    *,
    against: Iterable[Statement] | Reading | None = None,
    close: bool = False,
) -> Comparison:
    """Trace each passage of one statement (default: the latest) through the earlier ones, and list what was dropped.

    ``statement`` may be a Statement, an id, an ISO date or part of a title; ``against`` adds a whole corpus to hold
    it against. Raises UnknownStatementError where the name fits no statement, or several.
    """
    from facta.engines.local import propose
    from facta.words.corpus import gather
    from facta.words.families import families
    from facta.words.lineage import ancestry, compare
    from facta.words.relation import relate_many

    ordered = by_date(statements)
    chosen = choose(ordered, statement)
    series = gather(ordered)
    return compare(
        series,
        chosen,
        propose=propose,
        relate_many=partial(relate_many, close=closely(close)[1]),
        against=others(against or (), ordered),
        families=families(series, ancestry(series, propose=propose, relate_many=relate_many)),
    )


def redline(old: Statement | str, new: Statement | str) -> Redline:
    """Word-level changes between two statements, passage by passage, moves as moves, each change typed."""
    from facta.words.redline import redline

    return redline(*(one if isinstance(one, str) else _statement(one) for one in (old, new)))


def analyse(statements: Iterable[Statement] | Reading, *, close: bool = False) -> Series:
    """Read all statements of a series and how they hang together: what every brief of the series rests on.

    With ``close`` the sentences are read closely; of pairs only those of the statement that is briefed are.
    """
    from concurrent.futures import ThreadPoolExecutor

    from facta.briefing.series import Series
    from facta.engines.local import propose
    from facta.engines.workers import workers
    from facta.words.corpus import gather
    from facta.words.extract import extract_many
    from facta.words.lineage import ancestry, shares
    from facta.words.relation import relate_many
    from facta.words.restated import restated

    ordered = by_date(statements)
    read = partial(extract_many, close=closely(close)[0])
    large = sum(len(one.text) for one in ordered) > LARGE
    if large:
        # The models are read once, before the workers part from this process: they share them.
        relate_many([(one.statement.title, one.statement.text[:80]) for one in read(ordered[:1])])
    with workers(large) as share:
        extracts = {one.statement.id: one for one in share(read, list(ordered), STATEMENTS)}
        corpus = gather(ordered, segment=lambda one: extracts[one.id].passages)
        relate = _shared(share)
        # Neither waits for the other, and each leaves the workers idle for a part of its time.
        beside = ThreadPoolExecutor(1)
        try:
            promised = beside.submit(restated, list(extracts.values()), relate_many=relate, propose=propose)
            tree = ancestry(corpus, propose=propose, relate_many=relate)
            threads = promised.result()
        finally:
            # Whoever interrupts the one does not wait for the other: it ends when it next asks the workers.
            beside.shutdown(wait=False, cancel_futures=True)
    return Series(corpus, tree, extracts, shares(corpus, tree), threads)


def closely(close: bool) -> tuple[acts.Close | None, relation.Close | None]:
    """The close readers of sentences and of pairs, where they are wanted."""
    if not close:
        return None, None
    from facta.engines import close as reader
    from facta.engines.encoder import ready
    from facta.words.relation import Close

    ready()
    return reader.acts, Close(reader.pairs, reader.changes)


def _shared(share: Share) -> RelateMany:
    """``words.relation.relate_many``, its pairs shared among workers."""

    def relate(
        pairs: Sequence[tuple[str, str]],
        *,
        dates: Sequence[tuple[date | None, date | None]] | None = None,
        typed: bool = True,
    ) -> list[Relation]:
        said = dates or [(None, None)] * len(pairs)
        return share(partial(_related, typed=typed), list(zip(pairs, said, strict=True)), PAIRS)

    return relate


def _related(items: list[tuple[tuple[str, str], tuple[date | None, date | None]]], typed: bool) -> list[Relation]:
    from facta.words.relation import relate_many

    return relate_many([pair for pair, _ in items], dates=[said for _, said in items], typed=typed)


def brief(
    statements: Iterable[Statement] | Reading | Series,
    statement: Statement | str | None = None,
    *,
    against: Iterable[Statement] | Reading | None = None,
    close: bool = False,
) -> Brief:
    """The brief of one statement (default: the latest) in its series; arguments and errors as for ``compare``.

    For several briefs of one series, give what ``analyse`` gave instead of the statements, ``close`` to both.
    """
    from facta.briefing.assemble import assemble
    from facta.briefing.series import Series
    from facta.engines.local import propose
    from facta.words.corpus import until
    from facta.words.families import families
    from facta.words.lineage import compare
    from facta.words.relation import relate_many

    # Who is meant is settled before anything is read: a wrong name should cost no time.
    ordered = statements.corpus.statements if isinstance(statements, Series) else by_date(statements)
    chosen = choose(ordered, statement)
    series = statements if isinstance(statements, Series) else analyse(ordered, close=close)
    corpus = others(against or (), ordered)
    # Its stock phrases are those known when it was issued: a later statement tells nothing about it.
    known = until(series.corpus, series.corpus.place(chosen.id))
    comparison = compare(
        series.corpus,
        chosen,
        propose=propose,
        relate_many=partial(relate_many, close=closely(close)[1]),
        against=corpus,
        families=families(known, series.tree.until(len(known.wordings))),
    )
    made = assemble(comparison, series, corpus)
    return replace(made, machine=f"{made.machine}, read closely with {NAME}") if close else made


def by_date(statements: Iterable[Statement] | Reading) -> tuple[Statement, ...]:
    """In the order of time; how undated ones and ties stand is written in ``words.corpus``."""
    from facta.words.corpus import in_order

    if isinstance(statements, Reading):
        return tuple(in_order(statements.statements))
    if isinstance(statements, Statement | str | bytes) or not isinstance(statements, Iterable):
        raise _no_statement(statements, "several statements are wanted")
    return tuple(in_order([_statement(one) for one in statements]))


def _statement(given: object) -> Statement:
    if isinstance(given, Statement):
        return given
    raise _no_statement(given, "a statement is wanted")


def _no_statement(given: object, wanted: str) -> NoStatementError:
    return NoStatementError(
        f"Here {wanted}, not {type(given).__name__}: facta.read(PATH).statements gives them, from a file or a folder."
    )


def others(corpus: Iterable[Statement] | Reading, series: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a corpus that are not of the series, by date; ids that both use are told apart.

    A statement is one of the series where the words are the same, or the day and the title: a second copy of a text
    would make all of it said before.
    """
    from facta.text.tokens import words_of

    def words(one: Statement) -> tuple[str, ...]:
        return tuple(words_of(one.text))

    ids = {one.id for one in series}
    named = {(one.date, one.title.casefold()) for one in series if one.date and one.title}
    # Only texts of about the same length can be the same: the others need not be cut into words.
    lengths = [len(one.text) for one in series]
    texts = {words(one) for one in series}
    kept = []
    for one in by_date(corpus):
        if (one.date, one.title.casefold()) in named:
            continue
        if any(abs(len(one.text) - length) <= length // 10 for length in lengths) and words(one) in texts:
            continue
        kept.append(replace(one, id=f"{one.id}-elsewhere") if one.id in ids else one)
    return tuple(kept)


def choose(statements: Sequence[Statement], wanted: Statement | str | None) -> Statement:
    """The statement meant by an id, an ISO date or part of a title; the latest dated one where nothing is asked."""
    if not statements:
        raise UnknownStatementError("There is no statement to choose from. Give at least one that can be read.")
    if wanted is None:
        return next((one for one in reversed(statements) if one.date), statements[-1])
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
            more = f"\n  and {len(found) - 5} more" if len(found) > 5 else ""
            raise UnknownStatementError(
                f"“{wanted}” fits {len(found)} statements. Give the id of one:{_ids(found[:5])}{more}"
            )
    raise UnknownStatementError(
        f"No statement is called “{wanted}”, by id, date (as 2023-01-13) or part of the title. "
        f"{'The nearest' if len(statements) > 5 else 'What there is'}, by id:{_ids(_near(statements, wanted))}"
    )


def _near(statements: Sequence[Statement], wanted: str) -> Sequence[Statement]:
    """The five statements nearest to a date, or the five latest."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return statements[-5:]
    return sorted(statements, key=lambda one: abs((one.date - day).days) if one.date else 10**6)[:5]


def _ids(statements: Iterable[Statement]) -> str:
    return "".join(f"\n  {one.id}" for one in statements)
