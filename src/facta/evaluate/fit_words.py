"""Background figures of words: how rare each stem is, and which stems keep the same company.

The table is learnt from a folder of texts and shipped without any of them: for each stem its inverse document
frequency (by sentence), the share of its uses printed with a capital (per cent), and a short vector from the truncated
singular value decomposition of the shifted positive pointwise mutual information of co-occurrence within a window
(Levy and Goldberg, 2014), stored as 8-bit integers.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from facta.words.align import tokens

_TEXT_FIELDS = ("text", "markdown", "body", "content")
_END = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z“\"(])|\n+")


def sentences(paths: Iterable[Path], limit: int = 400_000) -> Iterator[str]:
    """Rough sentences of the text fields of JSONL files; figures of words need no exact segmentation."""
    count = 0
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = next((row[field] for field in _TEXT_FIELDS if row.get(field)), "")
            for sentence in _END.split(text):
                if 20 < len(sentence) < 1500:
                    yield sentence
                    count += 1
                    if count >= limit:
                        return


def table(texts: Iterable[str], size: int = 6000, width: int = 32, window: int = 6) -> dict[str, np.ndarray]:
    """Stems, inverse document frequencies (natural logarithm), shares of capitals, 8-bit unit vectors, by frequency."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import svds

    lists: list[list[str]] = []
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in dict.fromkeys(texts):
        words = [token for token in tokens(text) if not token.number and len(token.stem) > 1]
        lists.append([token.stem for token in words])
        seen.update(token.stem for token in words[1:])
        capital.update(token.stem for token in words[1:] if token.capital)
    frequency: Counter[str] = Counter()
    for stems in lists:
        frequency.update(set(stems))
    kept = [
        word for word, _ in sorted(frequency.items(), key=lambda item: (-item[1], item[0]))[:size] if word.isascii()
    ]
    index = {word: number for number, word in enumerate(kept)}
    idf = np.log(len(lists) / np.array([frequency[word] for word in kept]))
    pairs: Counter[tuple[int, int]] = Counter()
    for stems in lists:
        numbers = [index[word] for word in stems if word in index and idf[index[word]] > 1.5]
        for i, left in enumerate(numbers):
            for right in numbers[i + 1 : i + 1 + window]:
                if left != right:
                    pairs[(left, right)] += 1
                    pairs[(right, left)] += 1
    rows = np.array([pair[0] for pair in pairs])
    columns = np.array([pair[1] for pair in pairs])
    counts = np.array(list(pairs.values()), dtype=float)
    totals = np.bincount(rows, counts, len(kept))
    smooth = totals**0.75
    information = np.log(counts * smooth.sum() / (totals[rows] * smooth[columns])) - np.log(2.0)
    keep = information > 0
    matrix = csr_matrix((information[keep], (rows[keep], columns[keep])), shape=(len(kept), len(kept)))
    left, values, _ = svds(matrix, k=width, random_state=1)
    vectors = left * np.sqrt(values)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(norms > 1e-6, vectors / np.maximum(norms, 1e-6), 0)
    return {
        "stems": np.array("\n".join(kept)),
        "idf": idf.astype(np.float16),
        "capital": np.array([round(100 * capital[word] / max(1, seen[word])) for word in kept], np.uint8),
        "vectors": np.round(vectors * 127).astype(np.int8),
    }


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write the table as a compressed npz without pickles."""
    np.savez_compressed(path, allow_pickle=False, **arrays)
