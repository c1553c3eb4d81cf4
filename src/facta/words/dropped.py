"""What earlier statements of a series said and this one no longer says.

A passage is dropped where it stood in the previous statement, or recurred in the last ``MEMORY`` statements (in at
least two of them, and in a third of them), and nothing in this statement succeeds it. It is succeeded by a passage
that recycles or rewords it, read in either direction, and by one that holds most of it in order: merged into a longer
sentence, or cut down to a shorter one, is not dropped.

Previous are statements of this one's kind: at most ``KIND`` times as long or as short, in passages. A joint statement
of a hundred passages is not held against the note that announced it. Where no earlier one is, all are.

Never missed are the line of a readout that says who spoke with whom, the name of the office that issues a text, a
reporter's turn in a Chinese or Japanese transcript, and a charge that this statement lays at the same door in other
words (``charges.kinds``), unless the passage promises something besides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import LCSseq

from facta.model import Dropped
from facta.text.phrases import language
from facta.vocab import load
from facta.words.asked import asked
from facta.words.charges import kinds
from facta.words.corpus import Corpus
from facta.words.formulas import content
from facta.words.sides import side
from facta.words.trace import Propose, Reader, Search, trace

MEMORY = 8
"""How many statements back a passage is missed."""
KIND = 4
"""How many times longer or shorter a statement is still of the same kind."""
COVERED = 0.7
"""A passage lives on where this share of its content words stands in one successor, in order."""
OPENING = 3
"""Passages among which the opening line stands: a title or a cut-off name may stand before it."""
LEAST_CONTENT = 4
"""Of fewer content words no cover is concluded."""


def dropped(corpus: Corpus, here: int, *, propose: Propose, search: Search, reader: Reader) -> tuple[Dropped, ...]:
    """Passages before statement ``here`` without successor in it: the recurrent first, then by number of uses."""
    window = _predecessors(corpus, here)
    if not window:
        return ()
    groups = _groups(corpus, window, propose, reader)
    often = max(2, -(-len(window) // 3))
    missed: list[tuple[bool, list[int]]] = []
    questions = _questions(corpus, window)
    for places in groups:
        if places[-1] in questions or _formal(corpus, places[-1]):
            continue
        recurrent = len({corpus.owner[place] for place in places}) >= often
        if recurrent or corpus.owner[places[-1]] == window[-1]:
            missed.append((recurrent, places))
    alive = _succeeded(corpus, here, [places for _, places in missed], propose, reader)
    charged = frozenset(kind for place in corpus.of(here) for kind in kinds(corpus.passages[place].quote))
    opened = any(_opens(corpus, place) for place in corpus.of(here))
    missed = [
        entry
        for entry, lives in zip(missed, alive, strict=True)
        if not lives
        and not (opened and all(_opens(corpus, place) for place in entry[1]))
        and not _charged(corpus.passages[entry[1][-1]].quote, charged)
    ]
    last = [places[-1] for _, places in missed]
    bounds = [corpus.seen[corpus.owner[place]] for place in last]
    _, uses = trace([corpus.wording[place] for place in last], bounds, search, reader)
    found: list[tuple[bool, int, int, Dropped]] = []
    for (recurrent, places), wordings in zip(missed, uses, strict=True):
        end = corpus.starts[corpus.owner[places[-1]]]
        all_uses = {copy for wording in wordings for copy in corpus.copies[wording] if copy < end} | set(places)
        found.append(
            (
                not recurrent,
                -len({corpus.owner[place] for place in all_uses}),
                places[-1],
                Dropped(
                    passage=corpus.passages[places[-1]],
                    uses=tuple(corpus.passages[place] for place in sorted(all_uses)),
                    reason="recurrent in the series" if recurrent else "in the previous statement",
                ),
            )
        )
    return tuple(entry[3] for entry in sorted(found, key=lambda entry: entry[:3]))


def _formal(corpus: Corpus, place: int) -> bool:
    """Whether a passage says only who spoke with whom, in opening, or which office issues the text."""
    quote = corpus.passages[place].quote
    opening = place - corpus.starts[corpus.owner[place]] < OPENING
    return _printed("bylines").match(quote) is not None or (opening and _printed("calls").match(quote) is not None)


@cache
def _printed(name: str) -> re.Pattern[str]:
    return re.compile(load("wording")["forms"][name])


def _questions(corpus: Corpus, window: Sequence[int]) -> frozenset[int]:
    """Passages of these statements that are asked, in Chinese or Japanese."""
    found: set[int] = set()
    for number in window:
        ids = asked([corpus.passages[place] for place in corpus.of(number)])
        found |= {
            place
            for place in corpus.of(number)
            if corpus.passages[place].id in ids and language(corpus.passages[place].quote) != "en"
        }
    return frozenset(found)


def _charged(quote: str, now: frozenset[tuple[str, str]]) -> bool:
    """Whether all that a passage charges somebody with is charged now, and it promises nothing."""
    if not now or language(quote) != "en":
        return False
    said = kinds(quote)
    return bool(said) and said <= now and side(quote).promised < 0


def _opens(corpus: Corpus, place: int) -> bool:
    """Whether a passage opens its statement by saying that somebody met."""
    return (
        place - corpus.starts[corpus.owner[place]] < OPENING and _met().search(corpus.passages[place].quote) is not None
    )


@cache
def _met() -> re.Pattern[str]:
    return re.compile(load("wording")["forms"]["met"], re.IGNORECASE)


def _predecessors(corpus: Corpus, here: int) -> list[int]:
    """The last statements of the same kind before this one, in order."""
    size = len(corpus.of(here))
    alike = [
        other for other in range(here) if max(size, len(corpus.of(other))) <= KIND * min(size, len(corpus.of(other)))
    ]
    return (alike or list(range(here)))[-MEMORY:]


def _groups(corpus: Corpus, window: Sequence[int], propose: Propose, reader: Reader) -> list[list[int]]:
    """The passages of these statements, those that recycle each other together, in order of time."""
    within = [place for number in window for place in corpus.of(number)]
    numbers = sorted({corpus.wording[place] for place in within})
    places: dict[int, list[int]] = {number: [] for number in numbers}
    for place in within:
        places[corpus.wording[place]].append(place)
    root = {number: number for number in numbers}

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    search = propose([corpus.keys[number] for number in numbers])
    found = search([corpus.keys[number] for number in numbers], 6, range(len(numbers)))
    pairs = [
        (later, numbers[at]) for later, near in zip(numbers, found, strict=True) for at, over in near if over > 0.2
    ]
    reader.read(pairs)
    for later, earlier in pairs:
        if reader.label[later, earlier] == "recycled":
            root[find(later)] = find(earlier)
    groups: dict[int, list[int]] = {}
    for number in numbers:
        groups.setdefault(find(number), []).extend(places[number])
    return [sorted(group) for group in groups.values()]


def _succeeded(corpus: Corpus, here: int, groups: Sequence[list[int]], propose: Propose, reader: Reader) -> list[bool]:
    """Whether anything in statement ``here`` succeeds the last wordings of each group."""
    now = sorted({corpus.wording[place] for place in corpus.of(here)})
    tested = [list(dict.fromkeys(corpus.wording[place] for place in reversed(places)))[:3] for places in groups]
    flat = [number for numbers in tested for number in numbers]
    found = dict(zip(flat, propose([corpus.keys[n] for n in now])([corpus.keys[n] for n in flat], 6), strict=True))
    pairs = [(now[at], number) for number, near in found.items() for at, _ in near]
    reader.read([*pairs, *((number, later) for later, number in pairs)])
    lives = {
        number
        for later, number in pairs
        if later == number
        or reader.label[later, number] != "new"
        or reader.label[number, later] != "new"
        or _covered(corpus.keys[number], corpus.keys[later])
    }
    return [any(number in lives for number in numbers) for numbers in tested]


def _covered(earlier: Sequence[str], later: Sequence[str]) -> bool:
    old, new = content(earlier), content(later)
    least = min(len(old), len(new))
    return least >= LEAST_CONTENT and LCSseq.similarity(old, new) >= COVERED * least
