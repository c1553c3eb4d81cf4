"""Words and deeds by actor: every actor on one rubric, and how its words and deeds stand in number over time.

The rubric is the crosswalk of the scales: what an actor promised (assessments of commitments) and what it said of its
own conduct (assessments of claims) stand on one line from 1 (kept, consistent) over 0 to -1 (acted against). A shared
promise or act counts for each who shares it.

Words are counted alike for all: promises and claims, each on its day. Verbal actions stand beside them and enter no
ratio between actors, for what one case enters as a verbal action of a promiser it enters as a claim of another. The
ratio counts what is on record, not all that was done: a case that looks for one actor's deeds finds more of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from facta.dates import begin
from facta.deeds.intervals import FEW, mean, wilson
from facta.deeds.say import count, joined
from facta.deeds.view import View, members, view
from facta.record import Case, Claim
from facta.standing.footing import Footing
from facta.standing.scales import families
from facta.standing.unrated import why
from facta.standing.verdicts import waiting_note


@dataclass(frozen=True, slots=True)
class Conduct:
    """One actor on the rubric."""

    actor: str
    name: str
    words: int
    """Promises, and claims about its own conduct."""
    promises: int
    claims: int
    judged: int
    """Of these, with a verdict that is rated."""
    kept: int
    partly: int
    not_kept: int
    against: int
    not_rated: int
    """With a verdict that cannot be rated: contested, no deed traced, too vague."""
    unrated: tuple[tuple[str, int], ...]
    """The same by reason, most first."""
    disputed: int
    """Judged, and the coders differ."""
    weak: int
    """Rated, and every source of the deeds that bear on it is of class other."""
    kept_share: float | None
    low: float | None
    high: float | None
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    verbal: int
    material: int
    words_per_deed: float | None
    """Promises and claims to a material action."""
    few: bool


@dataclass(frozen=True, slots=True)
class Season:
    """Words and actions of one actor in one year."""

    actor: str
    year: int
    words: int
    """Promises made and claims said in that year."""
    verbal: int
    material: int
    words_per_deed: float | None
    """Words to a material action; None without one."""
    material_share: float | None
    """Of the actions on record, verbal and material."""
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors side by side."""

    as_of: date
    rows: tuple[Conduct, ...]
    seasons: tuple[Season, ...]
    sentences: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """Of the sentences those on how far the actors can be compared."""
    apart: tuple[tuple[str, str], ...] = ()
    """Pairs whose kept shares differ beyond their intervals."""


def actors(case: Case, as_of: date) -> Actors:
    """Every actor that promised, claimed or acted, as of the day; the order is that of the case, no ranking."""
    shown = view(case, as_of)
    names = {one.id: one.name for one in case.actors if not one.members}
    seen: dict[str, None] = dict.fromkeys(names)
    for shared in (*(one.actors for one in shown.commitments), *(one.actors for one in shown.actions.values())):
        seen |= dict.fromkeys(members(shown, shared))
    seen |= dict.fromkeys(claim.actor for claim in case.claims)
    footing = Footing(case)
    rows = tuple(row for actor in seen if (row := _conduct(shown, footing, actor, names.get(actor, actor))) is not None)
    seasons = tuple(season for row in rows for season in _seasons(shown, row.actor))
    apart = _apart(rows)
    notes = (*_compared(rows, apart), *_coarse(shown), *waiting_note(shown.verdicts.waiting))
    return Actors(as_of, rows, seasons, (*_sentences(rows), *_weak(rows), *notes), notes, apart)


def _conduct(shown: View, footing: Footing, actor: str, name: str) -> Conduct | None:
    known = {one.id: one for one in shown.commitments if actor in members(shown, one.actors)}
    promises = list(known)
    claims = [one.id for one in _claims(shown, actor)]
    done = [one for one in shown.actions.values() if actor in members(shown, one.actors)]
    if not (promises or claims or done):
        return None
    verdicts = [shown.verdicts.of(subject, actor) for subject in (*promises, *claims)]
    places = [one.place for one in verdicts if one.place is not None]
    kept = wilson(sum(at >= 1 for at in places), len(places))
    unrated = Counter(
        why(shown.index, known[one.subject], one) if one.subject in known else one.value
        for one in verdicts
        if one.value and one.place is None
    )
    average = mean(places)
    material = sum(one.material for one in done)
    verbal = len(done) - material
    return Conduct(
        actor,
        name,
        len(promises) + len(claims),
        len(promises),
        len(claims),
        len(places),
        kept.count,
        sum(0 < at < 1 for at in places),
        sum(at == 0 for at in places),
        sum(at < 0 for at in places),
        sum(unrated.values()),
        tuple(unrated.most_common()),
        sum(one.standing == "disputed" for one in verdicts),
        sum(one.place is not None and footing.weak(one.subject) for one in verdicts),
        kept.share,
        kept.low,
        kept.high,
        average.mean,
        average.low,
        average.high,
        verbal,
        material,
        (len(promises) + len(claims)) / material if material else None,
        len(places) < FEW,
    )


def _claims(shown: View, actor: str) -> list[Claim]:
    return [one for one in shown.case.claims if one.actor == actor and _by(one.date, shown.as_of)]


def _coarse(shown: View) -> Iterator[str]:
    """Where a scale has no level for nothing done, inaction stands among acts against: who compares must know."""
    among = families(shown.case)
    subjects = [one.id for one in shown.commitments] + [one.id for one in shown.case.claims]
    verdicts = [verdict for one in subjects if (verdict := shown.verdicts.of(one)).place is not None]
    scales = {one.scale for one in verdicts}
    lacking = {name for name in scales if all(level.place != 0 for level in among[name].levels)}
    if len(scales) < 2:
        return
    for name, level in sorted({(one.scale, one.value) for one in verdicts if one.scale in lacking and one.place < 0}):  # type: ignore[operator]
        yield (
            f"The scale {name} has no level for “nothing done”: what no deed bore out stands there as “{level}” and "
            "counts as acted against."
        )


def _by(text: str, as_of: date) -> bool:
    day = begin(text)
    return day is None or day <= as_of


def _seasons(shown: View, actor: str) -> list[Season]:
    years: dict[int, Counter[str]] = {}
    for action in shown.actions.values():
        days = shown.index.when(action)
        if days is not None and actor in members(shown, action.actors):
            years.setdefault(days.begin.year, Counter())["material" if action.material else "verbal"] += 1
    for one in shown.commitments:
        if (made := shown.index.made(one)) is not None and actor in members(shown, one.actors):
            years.setdefault(made.begin.year, Counter())["words"] += 1
    for claim in _claims(shown, actor):
        if (said := begin(claim.date)) is not None:
            years.setdefault(said.year, Counter())["words"] += 1
    return [_season(actor, year, tally) for year, tally in sorted(years.items())]


def _season(actor: str, year: int, tally: Counter[str]) -> Season:
    words, verbal, material = (tally[kind] for kind in ("words", "verbal", "material"))
    share = wilson(material, verbal + material)
    ratio = words / material if material else None
    return Season(actor, year, words, verbal, material, ratio, share.share, share.low, share.high)


def _sentences(rows: Sequence[Conduct]) -> tuple[str, ...]:
    said = []
    for row in rows:
        parts = []
        if row.words:
            share = wilson(row.kept, row.judged)
            parts.append(f"{row.judged} of {count(row.words, 'promise or claim', 'promises and claims')} rated")
            if row.judged:
                parts.append(f"kept {share.text}")
        if row.verbal or row.material:
            ratio = f", {row.words_per_deed:.2f} promises or claims to each" if row.words_per_deed else ""
            parts.append(f"{count(row.material, 'material action')} on record{ratio}")
        said.append(f"{row.name}: {'; '.join(parts)}.")
    return tuple(said)


def _weak(rows: Sequence[Conduct]) -> Iterator[str]:
    if weak := [f"{row.name} {row.weak} of {row.judged}" for row in rows if row.weak]:
        yield f"Rated on deeds known from sources of class other alone: {joined(weak)}."


def _apart(rows: Sequence[Conduct]) -> tuple[tuple[str, str], ...]:
    rated = [row for row in rows if row.judged >= FEW and row.low is not None and row.high is not None]
    return tuple(
        (one.name, two.name)
        for number, one in enumerate(rated)
        for two in rated[number + 1 :]
        if (one.low or 0) > (two.high or 1) or (two.low or 0) > (one.high or 1)
    )


def _compared(rows: Sequence[Conduct], apart: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    said = []
    if sum(row.judged >= FEW for row in rows) >= 2:
        pairs = joined([f"{one} and {two}" for one, two in apart])
        told = f"differ for {pairs} alone" if apart else "overlap for every pair, so no order is given"
        said.append(f"The intervals of the kept shares {told}.")
    few = [row.name for row in rows if row.words and row.few]
    if few:
        said.append(f"Fewer than {FEW} rated, so no share is compared: {joined(few)}.")
    promised = [row.name for row in rows if row.promises and not row.claims]
    claimed = [row.name for row in rows if row.claims and not row.promises]
    if promised and claimed:
        said.append(
            f"{joined(promised)}: rated on promises made at meetings; {joined(claimed)}: on claims picked by the "
            "editor. One rubric, two selections: no order follows."
        )
        verbal = [f"{row.name} {row.verbal}" for row in rows if row.words and row.verbal]
        if verbal:
            said.append(
                f"Words are promises and claims for all. Verbal actions are on record besides ({joined(verbal)}) and "
                "enter no ratio: what is a verbal action of one is entered as a claim of the other."
            )
    return tuple(said)
