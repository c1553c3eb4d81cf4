"""A redline of two statements of 5,000 words a side, beside difflib, diff-match-patch and redlines in the same run.

    python benchmarks/redline.py [--words 5000] [--rounds 5]

The texts: consecutive central-bank statements set one behind the other (where the real texts are beside the checkout),
and a generated statement in which a tenth of the words is edited and a tenth of the paragraphs moved.
All tools get the same two texts. difflib and redlines compare words, diff-match-patch characters; none but facta knows
sentences or moves. Times are medians (CPU time beside the clock, for a busy machine), memory
is the peak of Python's own allocations in a run of its own.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from facta.model import Change
from facta.text.normalise import normalise
from facta.words.redline import Redline, redline


def untyped(later: str, earlier: str) -> tuple[Change, ...]:
    """No typed changes: what the other tools do not do either is timed apart."""
    return ()


def real(words: int) -> tuple[str, str] | None:
    """Statements 0, 2, 4 … against 1, 3, 5 …, each the successor of its neighbour, of about ``words`` words a side."""
    folder = Path(os.environ.get("FACTA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    path = folder / "data" / "fomc" / "fomc_statements_1994_2016.jsonl"
    if not path.is_file():
        return None
    rows = sorted((json.loads(line) for line in path.read_text("utf-8").splitlines()), key=lambda row: row["date"])
    texts = [normalise(row["text"]).text.strip() for row in rows][-80:]
    old: list[str] = []
    new: list[str] = []
    for left, right in zip(texts[::2], texts[1::2], strict=False):
        old.append(left)
        new.append(right)
        if sum(len(text.split()) for text in old) >= words:
            break
    return "\n\n".join(old), "\n\n".join(new)


def generated(words: int, seed: int = 7) -> tuple[str, str]:
    """Paragraphs of invented words with common function words between them; the successor is edited and reordered."""
    dice = random.Random(seed)
    syllables = [a + b for a in "bdfglmnprst" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
    lexicon = ["".join(dice.choices(syllables, k=dice.randint(2, 4))) for _ in range(1_500)]
    small = ["the", "of", "and", "to", "in", "for", "with", "on", "we", "will", "our", "a", "that", "as", "by"]

    def word() -> str:
        return dice.choice(small) if dice.random() < 0.45 else lexicon[int(dice.paretovariate(0.8)) % 1_500]

    def sentence() -> list[str]:
        return [word() for _ in range(dice.randint(12, 35))]

    paragraphs: list[list[list[str]]] = []
    while sum(len(one) for paragraph in paragraphs for one in paragraph) < words:
        paragraphs.append([sentence() for _ in range(dice.randint(2, 5))])
    edited = [
        [[word() if dice.random() < 0.1 else kept for kept in one] for one in paragraph] for paragraph in paragraphs
    ]
    for _ in range(max(1, len(edited) // 10)):
        edited.insert(dice.randrange(len(edited)), edited.pop(dice.randrange(len(edited))))

    def printed(body: list[list[list[str]]]) -> str:
        return "\n\n".join(" ".join(" ".join(one).capitalize() + "." for one in paragraph) for paragraph in body)

    return printed(paragraphs), printed(edited)


def facta_words(old: str, new: str) -> str:
    """facta without typed changes."""
    return _kept(redline(old, new, change_types=untyped))


def facta_typed(old: str, new: str) -> str:
    """facta with typed changes, as its command runs."""
    return _kept(redline(old, new))


def _kept(difference: Redline) -> str:
    kept = sum(len(one.text.split()) for b in difference.blocks for one in b.operations if one.kind == "equal")
    return f"{kept} kept, {sum(block.moved for block in difference.blocks)} moves"


def difflib_words(old: str, new: str) -> str:
    """The standard library on words, without its shortcut for frequent words."""
    codes = difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes()
    return f"{sum(j2 - j1 for tag, _, _, j1, j2 in codes if tag == 'equal')} kept"


def match_patch(old: str, new: str) -> str:
    """diff-match-patch with its semantic clean-up; it gives up refining after one second by default."""
    from diff_match_patch import diff_match_patch

    tool = diff_match_patch()
    found = tool.diff_main(old, new)
    tool.diff_cleanupSemantic(found)
    return f"{sum(len(text.split()) for tag, text in found if tag == 0)} kept"


def redlines_words(old: str, new: str) -> str:
    """The package redlines, which is difflib on its own tokens."""
    from redlines import Redlines

    return f"{len(Redlines(old, new).output_markdown)} characters of markup"


TOOLS: dict[str, Callable[[str, str], str]] = {
    "facta": facta_words,
    "facta, typed changes": facta_typed,
    "difflib": difflib_words,
    "diff-match-patch": match_patch,
    "redlines": redlines_words,
}


def main() -> None:
    """Print one table for each pair of texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pairs = {"generated": generated(options.words)}
    if found := real(options.words):
        pairs["central-bank statements"] = found
    for name, (old, new) in pairs.items():
        print(f"\n{name}: {len(old.split())} and {len(new.split())} words")
        print(f"{'tool':<22}{'median ms':>10}{'CPU ms':>8}{'ratio':>8}{'peak MB':>9}  result")
        base = 0.0
        for tool, run in TOOLS.items():
            try:
                result = run(old, new)  # Warms imports and caches.
            except ImportError as error:
                print(f"{tool:<22}{'-':>10}{'-':>8}{'-':>8}{'-':>9}  not installed: {error}")
                continue
            times, used = [], []
            for _ in range(options.rounds):
                started, spent = time.perf_counter(), time.process_time()
                run(old, new)
                used.append(1_000 * (time.process_time() - spent))
                times.append(1_000 * (time.perf_counter() - started))
            tracemalloc.start()
            run(old, new)
            peak = tracemalloc.get_traced_memory()[1] / 1e6
            tracemalloc.stop()
            median = statistics.median(times)
            base = base or median
            print(
                f"{tool:<22}{median:>10.1f}{statistics.median(used):>8.1f}{median / base:>8.1f}{peak:>9.1f}  {result}"
            )


if __name__ == "__main__":
    main()
