"""``facta score``: scorecards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show, today_of

if TYPE_CHECKING:
    from facta.record import Case
    from facta.scoring.cards import Card

COLUMNS = ("group", "assessed", "verdicts", "mean", "interval", "rank")
SENSITIVE = ("group", "assessed", "mean", "all_worst", "all_best", "lowest_scale", "highest_scale")
CELLS = ("key", "promised", "assessed", "not_rated", "disputed", "open", "mean", "low", "high", "worst", "best")
ROUNDING = 0.005
PUBLISHED = ("group", "promises", "published", "computed", "difference")
LISTED = 20
"""Promises named whose published average is not what the scores give."""
VIEWS = ("actor", "meeting", "series", "topic", "year", "firmness", "testability")


@click.command("score")
@reading_options
@click.option("--by", type=click.Choice(VIEWS), default="actor", show_default=True, help="What to group by.")
@click.option("--scale", metavar="NAME", default="", help="Show on this scale; default the one all verdicts use.")
@click.option("--sensitivity", is_flag=True, help="Show how the mean hangs on what is not assessed, and on the scale.")
@click.option("--external", is_flag=True, help="Verdicts that others made, instead of the case's own.")
@click.option("--published", is_flag=True, help="Averages that the imported table printed, beside those of its scores.")
@click.option("--minimum", type=click.IntRange(2), default=5, show_default=True, help="Fewest verdicts for a rank.")
@click.option("--on", metavar="DATE", default="", help="Promises and verdicts up to this day.")
def command(
    ledger: str | None,
    as_of: str,
    as_json: bool,
    as_csv: bool,
    by: str,
    scale: str,
    sensitivity: bool,
    external: bool,
    published: bool,
    minimum: int,
    on: str,
) -> None:
    """Score what was promised: verdicts by level first, then their mean with a 95 % interval.

    Rank: the span that the intervals allow; groups stand in no order of merit. A promise that several made counts for
    each of them by actor, and once elsewhere, unless they were judged one by one.

    \b
    Example:
      facta score --by topic
      facta score --by actor --external --scale toronto
      facta score --by firmness --sensitivity
      facta score --published
    """
    from facta.scoring.scorecards import scorecards
    from facta.standing.scales import UnknownLevelError

    case = case_of(ledger, as_of)
    if published:
        _published(case, as_json=as_json, as_csv=as_csv)
        return
    try:
        day = today_of(case, on) if on else None
        found = scorecards(case, by, scale=scale, external=external, minimum=minimum, as_of=day)  # type: ignore[arg-type]
    except UnknownLevelError as error:
        stop(str(error))
    cards = [*found.cards, found.total] if len(found.cards) > 1 else list(found.cards)
    title = f"Scorecards by {by}, scale {found.scale}" + (", verdicts of others" if external else "")
    if as_json:
        show(
            cards,
            COLUMNS,
            notes=found.notes,
            summary={"by": by, "scale": found.scale, "all": found.total},
            as_json=True,
        )
    elif as_csv:
        levels = list(dict.fromkeys(level for card in cards for level, _ in card.levels))
        show([_wide(card) for card in cards], ("group", *CELLS, *levels, "rank_from", "rank_to"), as_csv=True)
    elif sensitivity:
        notes = (*found.notes, *_scales(found.total))
        show([_sensitive(card, found.scale) for card in cards], SENSITIVE, title=f"Sensitivity, {title}", notes=notes)
    else:
        show([_row(card) for card in cards], COLUMNS, title=title, notes=found.notes)


def _published(case: Case, *, as_json: bool, as_csv: bool) -> None:
    """Published averages by year of the promise beside what the scores give; those that differ by name."""
    from facta.casepack.external.published import published, published_by_year, together

    each = published(case)
    years = published_by_year(case)
    off = [one for one in each if not one.agrees]
    rows = [*years, together("all", each)] if each else []
    notes = [f"Of {len(each)} published averages {len(each) - len(off)} are what the scores give, to their last digit."]
    if not each:
        notes = ["No promise has a published average. Say on import which column holds it: --map average=COLUMN."]
    if off:
        named = [f"{one.key} ({one.published:.2f}, scores {one.computed:.2f})" for one in off[:LISTED]]
        more = f" and {len(off) - LISTED} more" if len(off) > LISTED else ""
        notes.append(f"The table contradicts itself for {', '.join(named)}{more}.")
    show(
        [
            {"group": one.key, "promises": one.n, "published": one.published, "computed": one.computed,
             "difference": one.difference if as_json or as_csv else f"{one.difference:+.3f}"}
            for one in rows
        ],
        PUBLISHED,
        title="Published averages beside those of the scores, mean of the promises of a year",
        notes=notes,
        summary={"published": len(each), "reproduced": len(each) - len(off), "contradicted": off},
        as_json=as_json,
        as_csv=as_csv,
    )  # fmt: skip


def _row(card: Card) -> dict[str, Any]:
    return {
        "group": card.title,
        "assessed": f"{card.assessed} of {card.promised}",
        "verdicts": verdicts(card),
        "mean": card.mean,
        "interval": _span(card.low, card.high),
        "rank": "" if card.rank is None else _places(*card.rank),
    }


def _sensitive(card: Card, shown: str) -> dict[str, Any]:
    # Scales that can tell the levels apart; a range says nothing of the scale's own rigour.
    exact = [one for one in card.scales if one.high - one.low < ROUNDING]
    lowest = min(exact, key=lambda one: (round(one.low, 9), one.scale != shown), default=None)
    highest = max(exact, key=lambda one: (round(one.high, 9), one.scale == shown), default=None)
    return {
        "group": card.title,
        "assessed": f"{card.assessed} of {card.promised}",
        "mean": card.mean,
        "all_worst": card.worst,
        "all_best": card.best,
        "lowest_scale": f"{lowest.low:.2f} {lowest.scale}" if lowest else "",
        "highest_scale": f"{highest.high:.2f} {highest.scale}" if highest else "",
    }


def _scales(total: Card) -> Iterable[str]:
    yield "All worst, all best: the mean if whatever is not assessed came out at that end of the scale."
    if total.scales:
        means = ", ".join(f"{one.scale} {_mean(one.low, one.high)}" for one in total.scales)
        yield f"The mean of all on every scale (from..to where it cannot tell levels apart): {means}."


def _wide(card: Card) -> dict[str, Any]:
    first, last = card.rank or (None, None)
    row: dict[str, Any] = {"group": card.title} | {name: getattr(card, name) for name in CELLS}
    return row | dict(card.levels) | {"rank_from": first, "rank_to": last}


def verdicts(card: Card) -> str:
    """The distribution in a line."""
    parts = [f"{level}: {count}" for level, count in card.levels]
    parts += [f"{name}: {count}" for name, count in (("disputed", card.disputed), ("no verdict", card.open)) if count]
    return ", ".join(parts)


def _mean(low: float, high: float) -> str:
    return f"{low:.2f}" if high - low < ROUNDING else _span(low, high)


def _span(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.2f}..{high:.2f}"


def _places(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}..{last}"
