"""``facta agreement``: how far the coders agree beyond chance."""

from __future__ import annotations

from typing import Any

import click

from facta.cli.inputs import stop
from facta.cli.record_inputs import case_of, reading_options, show

SCALES = (
    "scale", "coders", "items", "agree", "kappa", "kappa_weighted", "fleiss", "alpha", "interval", "alpha_ordinal",
    "alpha_interval",
)  # fmt: skip
NARROW = ("scale", "judged_by", "items", "agree", "kappa", "fleiss", "alpha", "95_%", "ordinal")
CODERS = ("scale", "coder", "items", "agree", "alpha_without")
ITEMS = ("scale", "subject", "actor", "agree", "values")


@click.command("agreement")
@reading_options
@click.option("--by", type=click.Choice(("scale", "coder", "item")), default="scale", show_default=True, help="Rows.")
@click.option("--scale", metavar="NAME", default="", help="Only verdicts on this scale.")
@click.option("--blind", is_flag=True, help="Only verdicts given blind.")
def command(ledger: str | None, as_of: str, as_json: bool, as_csv: bool, by: str, scale: str, blind: bool) -> None:
    """Show how far coders agree beyond chance: Cohen's and Fleiss' kappa, Krippendorff's alpha with its interval.

    Each coder counts with the latest verdict on an item; adjudications are left out. A figure that is not defined
    (too few coders or items, or one level only) stays empty.

    \b
    Example:
      facta agreement
      facta agreement --by item --scale fulfilment
    """
    from facta.scoring.coders import agreement
    from facta.standing.scales import UnknownLevelError

    case = case_of(ledger, as_of)
    try:
        found = agreement(case, scale=scale, blind=blind)
    except UnknownLevelError as error:
        stop(str(error))
    notes = [f"{one.scale}: {one.items} of {one.judged} items were judged by two or more." for one in found]
    notes += [
        f"{one.scale}: Fleiss' kappa is over what all {len(one.coders)} coders judged, items: {one.judged_by_all}."
        for one in found
        if len(one.coders) > 2 and one.judged_by_all < one.items
    ]
    if not any(one.items for one in found):
        notes = [*notes, "No item was judged by two coders: there is no agreement to measure."]
    elif any(0 < one.items < FEW for one in found):
        notes = [*notes, f"Under {FEW} items the figures say little; see the interval."]
    rows: list[dict[str, Any]]
    if by == "scale":
        rows = [
            {name: getattr(one, name) for name in SCALES if name != "interval"}
            | {"interval": _span(one.low, one.high, as_json), "ordinal": one.alpha_ordinal}
            | {"judged_by": len(one.coders), "95_%": _span(one.low, one.high, as_json)}
            for one in found
        ]
    elif by == "coder":
        rows = [{name: getattr(row, name) for name in CODERS} for one in found for row in one.by_coder]
    else:
        rows = [
            {name: getattr(row, name) for name in ITEMS}
            | {"values": dict(row.values) if as_json else "; ".join(f"{coder}: {value}" for coder, value in row.values)}
            for one in found
            for row in one.by_item
        ]
    columns = {"scale": SCALES if as_csv else NARROW, "coder": CODERS, "item": ITEMS}[by]
    show(rows, columns, title=f"Agreement by {by}", notes=notes, as_json=as_json, as_csv=as_csv)


FEW = 30
"""Under this many items agreement is not to be leaned on."""


def _span(low: float | None, high: float | None, whole: bool) -> Any:
    if low is None or high is None:
        return None
    return [low, high] if whole else f"{low:.2f}..{high:.2f}"
