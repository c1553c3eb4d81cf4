"""Sentences and words a second on this machine, one core.

    python benchmarks/segment.py

On the real texts beside the checkout, else on invented ones. Where pysbd is installed (it is no dependency), it cuts a
sample of the same texts for comparison.
"""

from __future__ import annotations

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path

from facta.model import Source, Statement
from facta.text.normalise import normalise
from facta.text.segment import segment
from facta.text.tokens import tokenise

SETS = {
    "leaders' statements": ("whitehouse/wh_foreign_2021_2023.jsonl", "markdown"),
    "UN speeches": ("ungdc/ungdc_12states_1970_2019.jsonl", "text"),
    "central bank": ("fomc/fomc_statements_1994_2016.jsonl", "text"),
    "Chinese press pages": ("prc_mfa/mfa_press_zh_2020_2023.jsonl", "text"),
}
INVENTED = (
    "# Joint Statement\n\n1. We met Prime Minister J. R. Low of Aland on Feb. 3, and welcomed the U.S. decision. "
    "“We will act,” he said. The parties will spend $1.5 billion by 2027.\n\n- Build ten ships;\n- Plant trees.\n\n"
) * 500


def texts() -> dict[str, list[str]]:
    """Texts by set."""
    folder = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
    found = {
        name: [json.loads(line)[field] for line in (folder / path).read_text("utf-8").splitlines()]
        for name, (path, field) in SETS.items()
        if (folder / path).is_file()
    }
    return found or {"invented": [INVENTED] * 20}


def main() -> None:
    """Print one line for each set."""
    source = Source("-", datetime.now(UTC), "", "text/plain")
    print(f"{'set':<22}{'MB':>7}{'normalise MB/s':>16}{'passages':>10}{'passages/s':>12}{'words/s':>12}{'pysbd/s':>10}")
    for name, raw in texts().items():
        size = sum(map(len, raw)) / 1e6
        started = time.perf_counter()
        clean = [normalise(text).text for text in raw]
        normalised = time.perf_counter()
        passages = sum(len(segment(Statement("s", "", text, None, source))) for text in clean)
        segmented = time.perf_counter()
        words = sum(len(tokenise(text)) for text in clean)
        tokenised = time.perf_counter()
        rates = (size / (normalised - started), passages / (segmented - normalised), words / (tokenised - segmented))
        peer = beside(clean)
        print(f"{name:<22}{size:>7.1f}{rates[0]:>16.1f}{passages:>10}{rates[1]:>12.0f}{rates[2]:>12.0f}{peer:>10}")


def beside(clean: list[str]) -> str:
    """Sentences a second of pysbd on the first 50,000 characters, or a dash."""
    try:
        import pysbd  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return "-"
    sample = "\n".join(clean)[:50_000]
    started = time.perf_counter()
    count = len(pysbd.Segmenter(language="en", clean=False).segment(sample))
    return f"{count / (time.perf_counter() - started):.0f}"


if __name__ == "__main__":
    main()
