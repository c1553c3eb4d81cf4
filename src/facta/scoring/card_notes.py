"""What a reader must know of scorecards: how much is assessed, why the rest is not, and what may be ranked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from facta.record import Case, Commitment
from facta.scoring.cards import Card
from facta.standing.footing import Footing
from facta.standing.unrated import NO_EVIDENCE


def weak_note(footing: Footing, rated: Collection[str]) -> Iterable[str]:
    """How many of the promises rated stand on weak sources alone."""
    if weak := sum(footing.weak(one) for one in rated):
        yield f"Of {len(rated)} promises assessed, {weak} rest on deeds known from sources of class other alone."


def notes(case: Case, by: str, total: Card, cards: Sequence[Card], minimum: int, external: bool) -> Iterable[str]:
    """What is assessed of what was promised, why the rest is not, and what may be ranked."""
    yield (
        f"{total.assessed} of {total.promised} promised are assessed"
        f" ({total.not_rated} not rated, {total.disputed} disputed, {total.open} without a verdict)."
    )
    if total.unrated:
        yield f"Not rated: {', '.join(f'{number} {reason}' for reason, number in total.unrated)}."
    if any(reason == NO_EVIDENCE for reason, _ in total.unrated):
        yield "“No evidence found” says that no deed is on record, which is not the same as not done."
    if total.worst is not None and total.best is not None and total.assessed < total.promised:
        ends = f"{total.worst:.2f} or {total.best:.2f}"
        yield f"Were all the others at the lower or upper end of the scale, the mean of all would be {ends}."
    if by == "actor" and any(len(one.actors) > 1 or _group(case, one) for one in case.commitments):
        yield "A promise that several made counts for each of them."
    if any(card.assessed > 0 and card.low is None for card in cards):
        yield f"Under {minimum} judged promises a mean has no interval, and should not be leaned on."
    fit = sum(card.low is not None for card in cards)
    if len(cards) < 2:
        yield "One group: nothing to rank it against."
    elif fit < 2:
        yield f"No ranking: of {len(cards)} groups {fit or 'none'} has {minimum} verdicts or more."
    elif not any(card.rank for card in cards):
        yield f"No ranking: the intervals of all {fit} groups with {minimum} verdicts or more overlap."
    else:
        yield "Ranks are the span that the intervals allow."
    if total.logistics:
        without = "none left" if total.mean_without_logistics is None else f"{total.mean_without_logistics:.2f}"
        yield f"{total.logistics} of these are promises of logistics; mean without them: {without}."
    machine = sum(one.origin == "machine" for one in case.commitments)
    if machine:
        yield f"{machine} suggestions of a machine are not counted; a person must accept them first."
    others = sum(one.external != external for one in case.assessments)
    if others:
        yield (
            f"{others} verdicts of the case's own coders stand apart."
            if external
            else f"{others} verdicts that others made stand apart; --external shows them."
        )


def _group(case: Case, promise: Commitment) -> bool:
    groups = {actor.id for actor in case.actors if actor.members}
    return any(actor in groups for actor in promise.actors)
