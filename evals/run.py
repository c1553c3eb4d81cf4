"""``make evals``: every figure on the labelled sets beside its floor; leaves with code 1 below a floor.

The figures are cross-validated, folds by document, wherever something was trained on the set; our own labels
(``labels/``) are trained on in every fold and never judged. A floor is the level
reached; it is only ever raised (`--raise` writes the new ones).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import train
import wide

from facta.engines.encoder import ready
from facta.errors import MissingEncoderError
from facta.evaluate import pairs
from facta.evaluate.figures import Measured
from facta.evaluate.run import Extra, measure

FLOORS = Path(__file__).with_name("floors.json")


def chinese(shared: Path) -> Measured:
    """How well the relation is told of Chinese sentences, with the shipped models, fitted on English ones."""
    measured = pairs.measure(wide.pairs(shared))
    told = [replace(one, name="chinese." + one.name) for one in measured.figures if one.name != "change.micro_f1"]
    return replace(measured, figures=tuple(told))


def encoder_here() -> bool:
    """Whether the figures of close reading can be measured; where they must be and cannot, it is an error."""
    try:
        ready()
    except MissingEncoderError as error:
        if os.environ.get("FACTA_CI"):
            raise
        print(f"evals: without close reading. {error}")
        return False
    return True


def main() -> int:
    """Measure, print, compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of the labelled sets")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to the level reached")
    arguments = parser.parse_args()
    gold, targets = arguments.shared / "gold", arguments.shared / "data/targets/ndc_cait_a.csv"
    if not gold.is_dir():
        print(f"evals: skipped, {gold} is not here; the labelled sets are not part of the project.")
        return 0
    shared = arguments.shared
    close = encoder_here()
    extra = Extra(train.extra_acts(shared), train.extra_pairs(shared), train.word_vectors(shared))
    # Two halves of about the same length, side by side.
    with ProcessPoolExecutor(2) as crew:
        sentences = crew.submit(measure, gold / "acts.jsonl", None, None, arguments.folds, extra, close)
        twos = crew.submit(measure, None, gold / "pairs.jsonl", targets, arguments.folds, extra, close)
        parts = [*sentences.result(), *twos.result(), chinese(shared)]
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    failed = []
    print(f"{'figure':34} {'value':>7} {'95 % interval':>17} {'floor':>7} {'n':>6}")
    for one in (one for part in parts for one in part.figures):
        floor = floors.get(one.name)
        # Held to two decimals: the floor is cut off, the value rounded, so that another machine's last digits are no
        # failure.
        if arguments.lift and not math.isnan(one.value):
            floors[one.name] = max(floor or 0.0, math.floor(one.value * 100) / 100)
        below = floor is not None and not round(one.value, 2) >= floor
        failed += [one.name] if below else []
        shown = f"{floor:.2f}" if floor is not None else "–"
        interval = f"{one.low:.3f} to {one.high:.3f}"
        print(f"{one.name:34} {one.value:7.3f} {interval:>17} {shown:>7} {one.n:6}{'  BELOW' if below else ''}")
    unmeasured = sorted(set(floors) - {one.name for part in parts for one in part.figures})
    if not close:
        unmeasured = [name for name in unmeasured if not name.startswith("close.")]
    if arguments.lift:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=2) + "\n")
    if failed or unmeasured:
        print(
            f"evals: below the floor: {', '.join(failed) or 'none'}; not measured: {', '.join(unmeasured) or 'none'}."
        )
        return 1
    print("evals: every figure holds its floor.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
