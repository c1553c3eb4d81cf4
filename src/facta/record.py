"""The nouns of the record: who met, what was promised, what was done, and how people judged it.

A ``Case`` is all of them together, as a case pack holds them and as the ledger's state gives them back. Dates may be
known to the year or month only, so they are ``PartialDate`` text: ``2021``, ``2021-03``, ``2021-03-16`` (ISO 8601).
What is missing is empty, never guessed. Every noun that claims something names its sources by address; the class of a
source (official, wire, press, other) stands with the source.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal

from facta.model import SourceClass

PartialDate = str
"""ISO 8601, as exact as known; "" for unknown. ``facta.dates`` turns it into an interval of days."""

Direction = Literal["supports", "contradicts", "context"]
Origin = Literal["person", "machine"]


@dataclass(frozen=True, slots=True)
class Source:
    """An address that a claim rests on."""

    url: str
    title: str = ""
    kind: SourceClass = "other"
    retrieved_at: str = ""
    sha256: str = ""
    licence: str = ""
    archived: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation or person that can promise and act; ``names`` are its aliases."""

    id: str
    name: str
    kind: Literal["state", "organisation", "person", "group"] = "state"
    members: tuple[str, ...] = ()
    """For a group (``both``): the actors it stands for."""
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """Who held an office when: ``Popolo``'s membership."""

    id: str
    actor: str
    office: str
    holder: str
    since: PartialDate = ""
    until: PartialDate = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the names each side gives it, and our own centroid (WGS 84 degrees); no claim about borders."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    """``JPN: Senkaku Islands``."""
    lat: float | None = None
    lon: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings of one kind, such as the 2+2."""

    id: str
    title: str
    actors: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a series, held or not."""

    id: str
    series: str
    date: PartialDate
    place: str = ""
    format: str = ""
    status: Literal["held", "postponed", "cancelled"] = "held"
    participants: tuple[str, ...] = ()
    """``USA, Secretary of State: Antony Blinken``."""
    document_title: str = ""
    document_url: str = ""
    declared_outcome: str = ""
    success: Literal["yes", "no", ""] = ""
    """Whether those who met described it favourably, coded by the case's editor; "" where nothing was found."""
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A statement issued at or about a meeting; the text stands in the ledger only where it was fetched."""

    id: str
    meeting: str
    title: str
    date: PartialDate
    url: str
    language: str = ""
    sha256: str = ""
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise, as the ledger keeps it. ``actors`` share it; each counts it once."""

    id: str
    meeting: str
    actors: tuple[str, ...]
    text: str
    topic: str = ""
    firmness: int = 0
    """4 decided, 3 intended, 2 tentative, 1 continuing support; 0 not coded."""
    firmness_word: str = ""
    testable: Literal["yes", "partly", "no", ""] = ""
    due: PartialDate = ""
    """The end of its interval as first promised."""
    deadline_phrase: str = ""
    quantity: str = ""
    unit: str = ""
    target: str = ""
    said: PartialDate = ""
    """When it was made, where no meeting tells."""
    locator: str = ""
    sources: tuple[str, ...] = ()
    condition: str = ""
    logistics: bool = False
    refrain: bool = False
    """A promise not to do something: it holds until an act against it is found."""
    origin: Origin = "person"
    """A machine's suggestion counts in no score until a person accepts it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Restatement:
    """The same promise said again, with what changed; or withdrawn or superseded."""

    id: str
    commitment: str
    date: PartialDate
    kind: Literal["restated", "extended", "withdrawn", "superseded"] = "restated"
    meeting: str = ""
    due: PartialDate = ""
    """The new end of its interval, where it moved."""
    superseded_by: str = ""
    by: str = ""
    """The later promise that says it again, where that stands in the record too."""
    text: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """What outsiders ask for, predict or say: with its baseline, cost, immediacy and present status."""

    id: str
    kind: Literal["recommendation", "prediction", "baseline", "statement"]
    text: str
    actors: tuple[str, ...] = ()
    cost: str = ""
    immediacy: str = ""
    baseline: str = ""
    baseline_source: str = ""
    asked: PartialDate = ""
    status: str = ""
    """The editor's words for how it stands."""
    verdict: Literal["done", "partly", "not done", "reversed", ""] = ""
    status_as_of: PartialDate = ""
    promised_by: tuple[str, ...] = ()
    """Ids of commitments that promise it."""
    evidence: tuple[str, ...] = ()
    """Ids of actions."""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One event, however many reports of it. A verbal act is no deed."""

    id: str
    date: PartialDate
    actors: tuple[str, ...]
    text: str
    kind: str = ""
    material: bool = True
    code: str = ""
    """CAMEO root or PLOVER event class, where coded."""
    period: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    quantity: str = ""
    unit: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an action (or a page) shows about a promise, agenda item, claim or forecast."""

    id: str
    subject: str
    action: str = ""
    direction: Direction = "context"
    quote: str = ""
    locator: str = ""
    url: str = ""
    verified: bool = False
    """True where the quote was found in the stored text."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What an actor said about its own conduct, and the deed held against it (the adversaries' promises)."""

    id: str
    actor: str
    matter: str
    date: PartialDate
    speaker: str
    text: str
    source: str = ""
    deed_date: PartialDate = ""
    deed: str = ""
    deed_source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured series: SDMX's data flow, with its unit and where its definition breaks."""

    id: str
    title: str
    actor: str = ""
    unit: str = ""
    fiscal: str = ""
    """Country whose fiscal years its periods are; "" for calendar time."""
    breaks: tuple[str, ...] = ()
    """``FY2023: definition widened``."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure; several for one period stay side by side, told apart by vintage, status or source."""

    id: str
    indicator: str
    period: str
    value: float | None
    unit: str = ""
    vintage: PartialDate = ""
    status: Literal["draft", "enacted", "revised", "settled", "estimate", ""] = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """A rating scale: levels from best to worst, each with its place on the crosswalk (1 kept … -1 contrary)."""

    id: str
    title: str
    levels: tuple[tuple[str, float | None], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One coder's verdict on one subject (for one actor, where it was shared), on a date, with its reasons."""

    id: str
    subject: str
    coder: str
    scale: str
    value: str
    date: PartialDate
    actor: str = ""
    rationale: str = ""
    evidence: tuple[str, ...] = ()
    rule: str = ""
    """The written rule that decided an awkward case: ``done late``, ``blocked``, ``too vague to rate``."""
    blind: bool = False
    external: bool = False
    """Made by others and imported: shown apart from the case's own."""
    adjudicates: tuple[str, ...] = ()
    """Ids of the assessments that this one decides between."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A probability given before the day, and what came of it."""

    id: str
    question: str
    probability: float
    made: PartialDate
    resolves: PartialDate
    by: str = ""
    subject: str = ""
    outcome: Literal["yes", "no", ""] = ""
    resolved: PartialDate = ""
    rationale: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledge in figures, to be held against an indicator: growth, a level by a date, or a level in every period."""

    id: str
    title: str
    indicator: str
    kind: Literal["growth", "level", "each"]
    base: PartialDate = ""
    """Growth: the year that it counts from."""
    rate: float = 0.0
    """Growth: per cent a year."""
    years: int = 0
    target: float = 0.0
    """Level and each: in the unit of the indicator."""
    by: PartialDate = ""
    since: PartialDate = ""
    below: bool = False
    """The target is a ceiling, not a floor."""
    compare: float | None = None
    """A figure that somebody claimed, to set beside the observed ones."""
    compare_words: str = ""
    subjects: tuple[str, ...] = ()
    """What pledges or asks it."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of order: which of two things came first, each shown by the material actions that fit it.

    A side selects actions by what they support, their kind, actor, id and earliest day; an action counts where it
    meets every field given. A day of the calendar may stand in for one side.
    """

    id: str
    title: str
    first: str
    """Label of what should have come first."""
    then: str
    first_subjects: tuple[str, ...] = ()
    first_kinds: tuple[str, ...] = ()
    first_actors: tuple[str, ...] = ()
    first_actions: tuple[str, ...] = ()
    first_since: PartialDate = ""
    first_day: PartialDate = ""
    then_subjects: tuple[str, ...] = ()
    then_kinds: tuple[str, ...] = ()
    then_actors: tuple[str, ...] = ()
    then_actions: tuple[str, ...] = ()
    then_since: PartialDate = ""
    then_day: PartialDate = ""
    subjects: tuple[str, ...] = ()
    """What promises or asks this order."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A whole record. ``covers_until`` is its "today" unless the reader asks for another day."""

    id: str
    title: str
    covers_from: PartialDate = ""
    covers_until: PartialDate = ""
    editor: str = ""
    licence: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    offices: tuple[Office, ...] = ()
    places: tuple[Place, ...] = ()
    series: tuple[Series, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    documents: tuple[Document, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    restatements: tuple[Restatement, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    actions: tuple[Action, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    scales: tuple[Scale, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    questions: tuple[Question, ...] = ()


HEAD = ("id", "title", "covers_from", "covers_until", "editor", "licence", "note")
"""The fields of a case that describe it as a whole."""

NOUNS: dict[str, tuple[str, type[Any]]] = {
    "source": ("sources", Source),
    "actor": ("actors", Actor),
    "office": ("offices", Office),
    "place": ("places", Place),
    "series": ("series", Series),
    "meeting": ("meetings", Meeting),
    "document": ("documents", Document),
    "commitment": ("commitments", Commitment),
    "restatement": ("restatements", Restatement),
    "agenda": ("agenda", AgendaItem),
    "action": ("actions", Action),
    "evidence": ("evidence", Evidence),
    "claim": ("claims", Claim),
    "indicator": ("indicators", Indicator),
    "observation": ("observations", Observation),
    "scale": ("scales", Scale),
    "assessment": ("assessments", Assessment),
    "forecast": ("forecasts", Forecast),
    "pledge": ("pledges", Pledge),
    "question": ("questions", Question),
}
"""Noun as it stands in an entry's kind -> field of ``Case`` and class. The order is the order of import."""


def key(item: Any) -> str:
    """What identifies an item within its noun: its id; for a source its address."""
    return str(item.url if isinstance(item, Source) else item.id)


def to_payload(item: Any) -> dict[str, Any]:
    """The fields of an item as JSON knows them, those at their default left out."""
    payload: dict[str, Any] = {}
    for each in fields(item):
        value = getattr(item, each.name)
        if each.default is not MISSING and value == each.default:
            continue
        payload[each.name] = _lists(value)
    return payload


def from_payload(noun: str, payload: dict[str, Any]) -> Any:
    """The item again. Raises KeyError for an unknown noun, TypeError for fields that this version does not know."""
    made = NOUNS[noun][1]
    return made(**{name: _tuples(value) for name, value in payload.items()})


def _lists(value: Any) -> Any:
    return [_lists(one) for one in value] if isinstance(value, tuple) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
