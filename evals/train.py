"""Fit the trained parts again and write them into the package: ``python evals/train.py acts --gold DIR``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "facta" / "words" / "data"


def train_acts(gold: Path) -> Path:
    """Fit ``words/data/acts.json`` from ``gold/acts.jsonl``."""
    from facta.evaluate.fit_acts import described, fit, pack

    rows = [json.loads(line) for line in (gold / "acts.jsonl").read_text(encoding="utf-8").splitlines() if line]
    table = fit(described(rows), [str(row["act"]) for row in rows])
    target = DATA / "acts.json"
    text = (
        json.dumps(pack(table), ensure_ascii=False, indent=0)
        .replace(",\n", ",")
        .replace("[\n", "[")
        .replace("\n]", "]")
    )
    target.write_text(text + "\n", encoding="utf-8")
    return target


TRAINERS = {"acts": train_acts}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", choices=sorted(TRAINERS), nargs="*", default=sorted(TRAINERS))
    parser.add_argument(
        "--gold", type=Path, default=Path("../shared/gold"), help="folder of acts.jsonl and pairs.jsonl"
    )
    arguments = parser.parse_args()
    for part in arguments.part:
        path = TRAINERS[part](arguments.gold)
        print(f"{path}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
