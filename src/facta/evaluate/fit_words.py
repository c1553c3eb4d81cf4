"""Background figures of words: how rare each stem is, how much it tells of a topic, and what company it keeps.

The table is learnt from the running text of documents and shipped without any of it. For each stem: its inverse
document frequency (by sentence); the share of its uses printed with a capital (per cent); its residual inverse document
frequency (by document; Church and Gale, 1995), in hundredths; and two short vectors, each from the truncated singular
value decomposition of the shifted positive pointwise mutual information of co-occurrence (Levy and Goldberg, 2014),
stored as 8-bit integers: ``vectors`` within a window of words, ``topics`` within three sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from facta.words.align import tokens

_END = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z“\"(])|\n+")
SIZE, WIDTH, TOPICS = 6000, 32, 48
WINDOW, BLOCK = 6, 3


def sentences(text: str) -> list[str]:
    """Rough sentences of a text; figures of words need no exact segmentation."""
    return [sentence for sentence in _END.split(text) if 20 < len(sentence) < 1500]


def table(documents: Iterable[Sequence[str]]) -> dict[str, np.ndarray]:
    """The table of words of documents, each a sequence of sentences; a sentence seen before counts only once."""
    told: set[str] = set()
    blocks: list[list[list[str]]] = []
    content: list[list[set[str]]] = []
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for document in documents:
        blocks.append([])
        content.append([])
        for sentence in document:
            if sentence in told:
                continue
            told.add(sentence)
            words = [token for token in tokens(sentence) if not token.number and len(token.stem) > 1]
            blocks[-1].append([token.stem for token in words])
            content[-1].append({token.stem for token in words if not token.stop})
            seen.update(token.stem for token in words[1:])
            capital.update(token.stem for token in words[1:] if token.capital)
    uses: Counter[str] = Counter()
    by_sentence: Counter[str] = Counter()
    by_document: Counter[str] = Counter()
    for document_words in blocks:
        for stems in document_words:
            uses.update(stems)
            by_sentence.update(set(stems))
        by_document.update({stem for stems in document_words for stem in stems})
    kept = [
        word for word, _ in sorted(by_sentence.items(), key=lambda item: (-item[1], item[0]))[:SIZE] if word.isascii()
    ]
    index = {word: number for number, word in enumerate(kept)}
    idf = np.log(len(told) / np.array([by_sentence[word] for word in kept]))
    rate = np.array([uses[word] for word in kept]) / len(blocks)
    residual = np.log(len(blocks) / np.array([by_document[word] for word in kept])) + np.log1p(-np.exp(-rate))
    windows: Counter[tuple[int, int]] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    for document_words, document_content in zip(blocks, content, strict=True):
        for stems in document_words:
            numbers = [index[word] for word in stems if word in index and idf[index[word]] > 1.5]
            for i, left in enumerate(numbers):
                for right in numbers[i + 1 : i + 1 + WINDOW]:
                    if left != right:
                        windows[(left, right)] += 1
                        windows[(right, left)] += 1
        for start in range(0, len(document_content), BLOCK - 1):
            words_here = set().union(*document_content[start : start + BLOCK])
            block = sorted(index[word] for word in words_here if word in index)
            for left in block:
                for right in block:
                    if left != right:
                        together[(left, right)] += 1
    return {
        "stems": np.array("\n".join(kept)),
        "idf": idf.astype(np.float16),
        "capital": np.array([round(100 * capital[word] / max(1, seen[word])) for word in kept], np.uint8),
        "burst": np.round(100 * np.clip(residual, 0, 2)).astype(np.uint8),
        "vectors": _vectors(windows, len(kept), WIDTH),
        "topics": _vectors({pair: count for pair, count in together.items() if count > 1}, len(kept), TOPICS),
    }


def _vectors(pairs: dict[tuple[int, int], int], size: int, width: int) -> np.ndarray[Any, Any]:
    """Unit vectors of words, 8-bit, from how often two words stood together (counted both ways)."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.linalg import svds

    rows = np.array([pair[0] for pair in pairs])
    columns = np.array([pair[1] for pair in pairs])
    counts = np.array(list(pairs.values()), dtype=float)
    totals = np.bincount(rows, counts, size)
    smooth = totals**0.75
    information = np.log(counts * smooth.sum() / (totals[rows] * smooth[columns])) - np.log(2.0)
    keep = information > 0
    matrix = csr_matrix((information[keep], (rows[keep], columns[keep])), shape=(size, size))
    left, values, _ = svds(matrix, k=width, random_state=1)
    vectors = left * np.sqrt(values)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = np.where(norms > 1e-6, vectors / np.maximum(norms, 1e-6), 0)
    return np.round(vectors * 127).astype(np.int8)


def save(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write the table as a compressed npz without pickles."""
    np.savez_compressed(path, allow_pickle=False, **arrays)
