"""Where each passage of a statement was said before: the comparison of one statement, and figures of a whole series.

A passage is **recycled** where any earlier passage is the same formula, **reworded** where none is but one makes the
same point in other words, else **new**. Candidates come from an engine (``propose``, see ``engines.local``), the
decision from ``relation.relate_many``; what counts as a use is said in ``trace``, what as dropped in ``dropped``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from facta.model import Comparison, Family, LineageLabel, Link, Passage, Statement
from facta.text.segment import segment as _segment
from facta.words.corpus import Corpus, Segment, counts, gather
from facta.words.dropped import dropped
from facta.words.trace import (
    LIMIT,
    Ancestry,
    Propose,
    Reader,
    RelateMany,
    Search,
    default_relation,
    trace,
)
from facta.words.turns import joined, made_now, missing

BLOCK = 2048
"""Wordings looked up together in ``ancestry``; bounds its memory."""
ABOUT = 0.1
"""Within this of the best score a wording is about as close, and the latest is compared: what changed since a use of
years ago is no news where it was said in between."""
ROUNDS = (0, 2, 6, 12, LIMIT)
"""The portions in which candidates are read in ``ancestry``."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one statement was said before, in numbers of its comparable passages."""

    statement: str
    date: date | None
    passages: int
    recycled: int
    reworded: int
    new: int


def compare(
    statements: Sequence[Statement] | Corpus,
    statement: Statement,
    *,
    propose: Propose,
    relate_many: RelateMany | None = None,
    against: Sequence[Statement] = (),
    segment: Segment = _segment,
    families: Sequence[Family] | None = None,
) -> Comparison:
    """Hold a statement against the earlier ones of its series.

    ``statements`` is the series, with or without the statement itself, in any order; or a gathered ``Corpus`` that
    holds the statement. ``against`` adds statements of other series in which passages are looked for; what was
    dropped, and the families, are those of the series alone. ``families`` spares computing them again.
    Links are parallel to the comparable passages of the statement (``corpus.comparable``).
    """
    relate = relate_many or default_relation()
    series = statements if isinstance(statements, Corpus) else gather([*statements, statement], segment)
    corpus = gather([*series.statements, *against], segment) if against else series
    here = corpus.place(statement.id)
    search, reader = propose(corpus.keys), Reader(corpus, relate)
    links = _links(corpus, here, search, propose, reader)
    if series is not corpus:
        search, reader = propose(series.keys), Reader(series, relate)
    gone = dropped(series, series.place(statement.id), propose=propose, search=search, reader=reader)
    if families is None:
        from facta.words.families import families as find

        families = find(series, ancestry(series, propose=propose, relate_many=relate))
    earlier = tuple(other.id for other in corpus.statements[:here])
    return Comparison(corpus.statements[here], earlier, links, gone, tuple(families))


def ancestry(corpus: Corpus, *, propose: Propose, relate_many: RelateMany | None = None, since: int = 0) -> Ancestry:
    """The closest earlier wording of every wording of a corpus, in one pass.

    Candidates are read in the order of their overlap, a few at a time, until one is recycled; so the label is the one
    that ``compare`` gives. ``since`` is the number of the first statement whose passages are looked up, what came
    before counts as new: the shares of the last 40 statements need not cost the lineage of the first thousand.
    """
    relate = relate_many or default_relation()
    size = len(corpus.wordings)
    parent: list[int | None] = [None] * size
    label: list[LineageLabel] = ["new"] * size
    search = propose(corpus.keys)
    reader = Reader(corpus, relate)
    for start in range(corpus.seen[min(since, len(corpus.statements))], size, BLOCK):
        block = range(start, min(start + BLOCK, size))
        bounds = [corpus.seen[corpus.owner[corpus.copies[number][0]]] for number in block]
        found = search([corpus.keys[number] for number in block], LIMIT, bounds)
        unread = {number: reader.worth(number, near) for number, near in zip(block, found, strict=True)}
        closest: dict[int, tuple[bool, float, int]] = {}
        for begin, end in pairwise(ROUNDS):
            pairs = [(number, place) for number, places in unread.items() for place in places[begin:end]]
            reader.read(pairs)
            for number, place in pairs:
                said = reader.label[number, place]
                rank = (said == "recycled", round(reader.score[number, place], 2), place)
                if said != "new" and rank > closest.get(number, (False, 0.0, -1)):
                    closest[number], parent[number], label[number] = rank, place, said
            unread = {
                number: places for number, places in unread.items() if len(places) > end and label[number] != "recycled"
            }
        reader.forget()
    return Ancestry(tuple(parent), tuple(label))


def shares(corpus: Corpus, tree: Ancestry) -> tuple[Share, ...]:
    """Of each statement, how many of its passages were recycled, reworded and new. For charts over the series."""
    found: list[Share] = []
    for number, statement in enumerate(corpus.statements):
        places = corpus.of(number)
        counted = [place for place in places if counts(corpus.passages[place])]
        labels = [_label(corpus, tree, number, corpus.wording[place]) for place in counted]
        recycled, reworded = labels.count("recycled"), labels.count("reworded")
        new = len(labels) - recycled - reworded
        found.append(Share(statement.id, statement.date, len(labels), recycled, reworded, new))
    return tuple(found)


def _label(corpus: Corpus, tree: Ancestry, number: int, wording: int) -> LineageLabel:
    # A wording that an earlier statement has is recycled as it stands.
    return "recycled" if wording < corpus.seen[number] else tree.label[wording]


def _links(corpus: Corpus, here: int, search: Search, propose: Propose, reader: Reader) -> tuple[Link, ...]:
    places = corpus.of(here)
    numbers = sorted({corpus.wording[place] for place in places})
    direct, uses = trace(numbers, [corpus.seen[here]] * len(numbers), search, reader)
    later = _later(numbers, here, propose, reader)
    index_of = {number: index for index, number in enumerate(numbers)}
    links: list[Link] = []
    closest: list[tuple[int, Passage]] = []
    for place in places:
        index = index_of[corpus.wording[place]]
        before = sorted(copy for wording in uses[index] for copy in corpus.copies[wording] if copy < places.start)
        after = {copy for wording in uses[index] | {numbers[index]} for copy in corpus.copies[wording]}
        after = {copy for copy in after | later[index] if copy >= places.stop}
        link = Link(
            passage=corpus.passages[place],
            label="new",
            uses=tuple(corpus.passages[copy] for copy in before),
            first=corpus.passages[before[0]] if before else None,
            later_uses=tuple(corpus.passages[copy] for copy in sorted(after)),
        )
        if direct[index]:
            number, earlier = _closest(reader, numbers[index], direct[index], places.start)
            closest.append((len(links), corpus.passages[earlier]))
            link = replace(link, label=reader.label[numbers[index], number])
        links.append(link)
    # The typed changes are wanted for the closest pairs only, read with the dates of both statements.
    dates = {statement.id: statement.date for statement in corpus.statements}
    said = dates[corpus.statements[here].id]
    pairs = [(links[index].passage.quote, earlier.quote) for index, earlier in closest]
    relations = reader.relate(pairs, dates=[(said, dates[earlier.statement]) for _, earlier in closest], typed=True)
    for (index, source), relation in zip(closest, relations, strict=True):
        label = links[index].label
        agreed = relation if relation.label == label or label == "new" else replace(relation, label=label)
        links[index] = made_now(replace(links[index], earlier=source, relation=agreed))
    return missing(joined(links, reader.relate, dates))


def _closest(reader: Reader, number: int, direct: Sequence[int], end: int) -> tuple[int, int]:
    """The wording that is compared and its last passage before ``end``: the latest of those about as close as the
    closest, recycled before reworded.
    """

    def rank(place: int) -> tuple[bool, float]:
        return reader.label[number, place] == "recycled", reader.score[number, place]

    def last(place: int) -> int:
        return max(copy for copy in reader.corpus.copies[place] if copy < end)

    same, top = max(map(rank, direct))
    about = [place for place in direct if rank(place)[0] == same and rank(place)[1] >= top - ABOUT]
    best = max(about, key=last)
    return best, last(best)


def _later(numbers: Sequence[int], here: int, propose: Propose, reader: Reader) -> list[set[int]]:
    """Of each wording, the passages of later statements that say the same in a wording first printed there."""
    corpus = reader.corpus
    begin = corpus.seen[here + 1]
    if begin == len(corpus.wordings):
        return [set() for _ in numbers]
    found = propose(corpus.keys[begin:])([corpus.keys[number] for number in numbers], LIMIT)
    pairs = [
        (place, number)
        for number, near in zip(numbers, found, strict=True)
        for place in reader.worth(number, [(begin + place, overlap) for place, overlap in near])
    ]
    reader.read(pairs)
    after: dict[int, set[int]] = {number: set() for number in numbers}
    for later, number in pairs:
        if reader.label[later, number] != "new":
            after[number].update(corpus.copies[later])
    return [after[number] for number in numbers]
