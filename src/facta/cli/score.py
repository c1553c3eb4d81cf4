"""``facta score``: scorecards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.scoring.scorecards import Card

COLUMNS = ("group", "promised", "assessed", "verdicts", "mean", "interval", "worst_to_best", "rank")
SPREAD = (
    "group",
    "promised",
    "assessed",
    "key",
    "not_rated",
    "disputed",
    "open",
    "mean",
    "low",
    "high",
    "worst",
    "best",
)
VIEWS = ("actor", "meeting", "series", "topic", "year", "firmness", "testability")


@click.command("score")
@reading_options
@click.option("--by", type=click.Choice(VIEWS), default="actor", show_default=True, help="What to group by.")
@click.option("--scale", metavar="NAME", default="", help="Show on this scale; default the one all verdicts use.")
@click.option("--scales", "every", is_flag=True, help="Show the mean on every scale, as a range where it is not exact.")
@click.option("--external", is_flag=True, help="Verdicts that others made, instead of the case's own.")
@click.option("--minimum", type=click.IntRange(2), default=5, show_default=True, help="Fewest verdicts for a rank.")
@click.option("--on", metavar="DATE", default="", help="Promises and verdicts up to this day.")
def command(
    ledger: str | None,
    as_of: str,
    as_json: bool,
    as_csv: bool,
    by: str,
    scale: str,
    every: bool,
    external: bool,
    minimum: int,
    on: str,
) -> None:
    """Score what was promised: verdicts by level first, then their mean with a 95 % interval.

    Worst to best: the mean if all that is not assessed came out at the lower or upper end of the scale. Rank: the
    span that the intervals allow; groups stand in no order of merit.

    \b
    Example:
      facta score --by topic
      facta score --by actor --external --scale toronto
    """
    from facta.scoring.scales import UnknownLevelError
    from facta.scoring.scorecards import scorecards

    case = case_of(ledger, as_of)
    try:
        day = today_of(case, on) if on else None
        found = scorecards(case, by, scale=scale, external=external, minimum=minimum, as_of=day)  # type: ignore[arg-type]
    except UnknownLevelError as error:
        stop(str(error))
    cards = [*found.cards, found.total] if len(found.cards) > 1 else list(found.cards)
    title = f"Scorecards by {by}, scale {found.scale}" + (", verdicts of others" if external else "")
    if as_json:
        from dataclasses import asdict

        show([asdict(card) for card in cards], COLUMNS, notes=found.notes, as_json=True)
    elif as_csv:
        levels = list(dict.fromkeys(level for card in cards for level, _ in card.levels))
        wide = [_wide(card) for card in cards]
        show(wide, (*SPREAD, *(f"n {level}" for level in levels), "rank_from", "rank_to"), as_csv=True)
    elif every:
        names = list(dict.fromkeys(one.scale for card in cards for one in card.scales))
        rows = (
            [{"scale": name} | {card.title: _range(card, name) for card in cards} for name in names]
            if len(cards) <= MOST
            else [{"group": card.title} | {name: _range(card, name) for name in names} for card in cards]
        )
        show(rows, tuple(rows[0]) if rows else ("scale",), title=f"Mean on every scale, by {by}", notes=found.notes)
    else:
        show([_row(card) for card in cards], COLUMNS, title=title, notes=found.notes)


MOST = 4
"""With more groups than this the scales stand in the columns."""


def _row(card: Card) -> dict[str, Any]:
    return {
        "group": card.title,
        "promised": card.promised,
        "assessed": card.assessed,
        "verdicts": verdicts(card),
        "mean": card.mean,
        "interval": _span(card.low, card.high),
        "worst_to_best": _span(card.worst, card.best),
        "rank": "" if card.rank is None else _places(*card.rank),
    }


def _wide(card: Card) -> dict[str, Any]:
    names = ("promised", "assessed", "key", "not_rated", "disputed", "open", "mean", "low", "high", "worst", "best")
    first, last = card.rank or (None, None)
    row: dict[str, Any] = {"group": card.title} | {name: getattr(card, name) for name in names}
    return row | {f"n {level}": count for level, count in card.levels} | {"rank_from": first, "rank_to": last}


def verdicts(card: Card) -> str:
    """The distribution in a line."""
    parts = [f"{level} {count}" for level, count in card.levels]
    parts += [f"{name} {count}" for name, count in (("disputed", card.disputed), ("no verdict", card.open)) if count]
    return ", ".join(parts)


def _range(card: Card, scale: str) -> str:
    for one in card.scales:
        if one.scale == scale:
            exact = abs(one.high - one.low) < 0.005
            return f"{one.low:.2f}" if exact else _span(one.low, one.high)
    return ""


def _span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.2f} to {high:.2f}"


def _places(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
