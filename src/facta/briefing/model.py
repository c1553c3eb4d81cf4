"""The nouns of a brief: what it holds, before any face shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from facta.model import ActLabel, Change, Commitment, Comparison, Criticism, Extract, Link, Restated, Statement
from facta.words.outcomes import Share


@dataclass(frozen=True, slots=True)
class Tally:
    """One statement of the series in figures: what the charts are drawn from."""

    statement: str
    title: str
    date: date | None
    recycled: int
    reworded: int
    new: int
    firmness: tuple[int, int, int, int]
    """Commitments of firmness 4, 3, 2, 1."""
    criticism: tuple[tuple[str, int], ...]
    """Sentences of criticism by target, the most frequent first; "" where no target is evident."""

    @property
    def passages(self) -> int:
        """Passages compared."""
        return self.recycled + self.reworded + self.new


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the statement, with its earlier statements where it is restated."""

    commitment: Commitment
    thread: Restated | None = None
    """Set where an earlier statement of the series made it too."""

    @property
    def first(self) -> Commitment | None:
        """The first time it was said, where that was earlier."""
        return self.thread.restatements[0] if self.thread else None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since it was last said."""
        if self.thread is None:
            return ()
        at = self.thread.restatements.index(self.commitment)
        return self.thread.changes[at - 1] if at else ()


@dataclass(frozen=True, slots=True)
class Unmentioned:
    """A dated promise of an earlier statement of which no sentence was found in this statement."""

    commitment: Commitment
    due: date
    """The end of its interval."""
    passed: bool
    """True where that day lay before the statement; the brief does not say whether it was kept."""


UNREAD = ("zh", "ja", "ko")
"""Languages whose texts are compared, but not read for acts, commitments, criticism and descriptions."""
LINES = (("sources",), ("new",), ("changed", "dropped"), ("commitments",), ("criticism",), ("outcomes",))
"""Sections whose sentences stand on one line of the summary."""


class Told(NamedTuple):
    """A sentence of the summary and the key of the section that it sums up."""

    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A statement held against its series; ``statements`` are all that the brief cites, by date."""

    statement: Statement
    statements: tuple[Statement, ...]
    extract: Extract
    comparison: Comparison
    tallies: tuple[Tally, ...]
    promises: tuple[Promise, ...]
    unmentioned: tuple[Unmentioned, ...]
    criticisms: tuple[Criticism, ...]
    """Those of the statement, each with what it says for the first time."""
    outcomes: tuple[Share, ...]
    """How the statement describes the meeting and the relationship, and in what share of the series it was so."""
    acts: dict[str, ActLabel]
    """What each passage does, by passage id, in the statement and the earlier ones of its series."""
    told: tuple[Told, ...]
    """The opening sentences, each with its section."""
    machine: str
    """Who made it: ``facta 0.1.0``. Everything in a brief is read by machine."""

    def __repr__(self) -> str:
        return f"Brief({self.statement.id!r})\n{' '.join(self.summary)}"

    @property
    def summary(self) -> tuple[str, ...]:
        """The opening paragraph, sentence by sentence."""
        return tuple(one.sentence for one in self.told)

    @property
    def lines(self) -> tuple[tuple[Told, ...], ...]:
        """The summary in a few lines, by matter: sentences on what was changed and dropped share one."""
        groups = [tuple(one for one in self.told if one.section in line) for line in LINES]
        return tuple(group for group in groups if group)

    @property
    def earlier(self) -> tuple[Statement, ...]:
        """The statements that this one was held against, by date."""
        return tuple(one for one in self.statements if one.id in set(self.comparison.against))

    @property
    def until(self) -> tuple[str, ...]:
        """Ids of the statements of its own series up to and with this one, by date."""
        ids = [tally.statement for tally in self.tallies]
        return tuple(ids[: ids.index(self.statement.id) + 1])

    @property
    def wide(self) -> bool:
        """True where it was held against more than its own series."""
        return len(self.comparison.against) >= len(self.until)

    @property
    def new(self) -> tuple[Link, ...]:
        """Passages never said before in what it was held against."""
        return tuple(link for link in self.comparison.links if link.label == "new")

    @property
    def changed(self) -> tuple[Link, ...]:
        """Passages said before with a change that matters."""
        return tuple(link for link in self.comparison.links if link.relation and link.relation.changes)
