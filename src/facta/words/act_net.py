"""Small convolutional networks that read a sentence as the clause analysis tags it: the second opinion on its act.

Each word is a row of vectors: its own, and one for each tag that the analysis gave it (class of its verb, form, class
of the subject, depth, what the verb governs, cue phrase). Two convolutions look at five words, then at three places two
words apart (Kim, 2014; Yu and Koltun, 2016); their largest and mean answers, with the form of the sentence and the
genre of its text, are weighed for each act. There are two networks. Each has read the half of the labelled documents
that the other is judged by, and not its own (``half``), so that they can be measured as they stand; at work their
opinions are averaged.
Fitted by ``evaluate/fit_act_net.py`` and shipped as ``data/act_nets.npz``; only numpy is needed to run them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from facta.words.clauses import Analysis, analyse
from facta.words.cues import context, cue_spans, genres, is_name, shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

TAGS = ("word", "print", "kind", "form", "subject", "depth", "lead", "cue")
"""What is known of a word, each with a table of vectors of its own."""
MOST = 90
"""Words of a sentence that are read."""
WIDTH, SPREAD = 5, 2
"""Words that the first convolution sees; distance of the places that the second one sees."""
NETS = 2
BATCH = 64

Word = tuple[str, ...]
"""One value for each of ``TAGS``; empty where there is nothing to say."""
Net = Mapping[str, Any]
"""Tables of vectors and weights by name."""
Names = Mapping[str, Mapping[str, int]]
"""For each of ``TAGS``, and for ``marks``, the row of each value that is known."""


def half(document: str) -> int:
    """Which of the networks has read nothing of a labelled document: 0 or 1, by its name alone."""
    return zlib.crc32(document.encode()) % NETS


def tagged(sentence: str) -> list[Word]:
    """The words of a sentence with their tags; at least one row."""
    analysis = analyse(sentence)
    rows = [[*_printed(analysis, at), *[""] * 6] for at in range(min(len(analysis.words), MOST))]
    for group in analysis.groups:
        form = (group.modal or group.tense) + ("-not" if group.negated else "") + ("-passive" if group.passive else "")
        for at in range(group.begin, min(max(group.head, group.end - 1) + 1, len(rows))):
            rows[at][2:7] = [
                group.kind if at == group.head else "auxiliary", form, group.subject, group.depth, group.lead
            ]  # fmt: skip
        if 0 <= group.inner_at < len(rows):
            rows[group.inner_at][2:7] = [group.inner_kind or "inner", "inner", group.subject, group.depth, group.kind]
    for nominal in analysis.nominals:
        if nominal.at < len(rows) and not rows[nominal.at][2]:
            rows[nominal.at][2:7] = ["noun " + nominal.kind, "nominal", nominal.owner, "", nominal.lead]
    for name, (begin, end) in cue_spans(analysis, sentence):
        for at in range(len(rows)):
            if begin <= analysis.begins[at] < end and not rows[at][7]:
                rows[at][7] = name
    return [tuple(row) for row in rows] or [("",) * len(TAGS)]


def _printed(analysis: Analysis, at: int) -> tuple[str, str]:
    """A word as it is looked up, names and numbers masked, and how it is printed."""
    word, raw = analysis.words[at], analysis.raw[at]
    if raw[0].isdigit():
        return "<number>", "number"
    if raw[0].isupper():
        look = "capitals" if len(raw) > 1 and raw.isupper() else "capital"
        return ("<name>" if is_name(analysis, at) else word), look
    return word, ("letters" if raw[0].isalpha() else "mark")


def marks(sentence: str, before: str = "", title: str = "") -> list[str]:
    """What is known of the sentence as a whole: its form, the sentence before it, the genre of its text."""
    found: dict[str, Any] = {}
    context(found, before)
    analysis = analyse(sentence)
    if analysis.words:
        shape(found, analysis, sentence)
    return [*genres(title), *found]


@cache
def shipped() -> tuple[Names, tuple[Net, ...]]:
    """The networks that come with facta, and the names that both know."""
    import numpy as np

    path = resources.files("facta.words").joinpath("data/act_nets.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return unpacked(stored)


def unpacked(stored: Mapping[str, Any], count: int = NETS) -> tuple[Names, tuple[Net, ...]]:
    """Names and ``count`` networks from their stored form: whole numbers of eight bits with a step for each row, and
    lists."""
    import numpy as np

    names: dict[str, dict[str, int]] = {}
    nets: list[dict[str, Any]] = [{} for _ in range(count)]
    for name in stored:
        owner, _, own = name.partition(".")
        if owner == "names":
            names[own] = {text: at for at, text in enumerate(str(stored[name]).split("\n"))}
        elif not own.endswith(".step"):
            value = stored[name].astype(np.float32)
            nets[int(owner)][own] = value * stored[name + ".step"].astype(np.float32) if value.ndim == 2 else value
    return names, tuple(nets)


def numbers(names: Names, words: Sequence[Word]) -> list[list[int]]:
    """For each of ``TAGS`` the rows of its table for the words of a sentence; 0: nothing to say, 1: not known."""
    return [
        [known.get(value, 1) if value else 0 for value in values]
        for known, values in zip((names[tag] for tag in TAGS), zip(*words, strict=True), strict=True)
    ]


def windows(rows: NDArray[Any], width: int, spread: int) -> NDArray[Any]:
    """The rows of ``width`` places around each place (sentences by places by figures), side by side, zero outside."""
    import numpy as np

    reach = width // 2 * spread
    wide = np.pad(rows, ((0, 0), (reach, reach), (0, 0)))
    length = rows.shape[1]
    return np.concatenate([wide[:, at * spread : at * spread + length] for at in range(width)], axis=2)


def chances(
    jobs: Sequence[tuple[str, str, str]],
    halves: Sequence[int] | None = None,
    fitted: tuple[Names, Sequence[Net]] | None = None,
) -> NDArray[Any]:
    """Probability of each act (``acts.LABELS``) for each (sentence, sentence before, title): the mean of the networks.

    With ``halves`` (0 or 1 for each job) only that network is asked. ``fitted``: others than the shipped ones.
    """
    import numpy as np

    names, nets = fitted or shipped()
    total = np.zeros((len(jobs), nets[0]["last"].shape[1]))
    read = []
    for sentence, before, title in jobs:
        known = names["marks"]
        found = [known[name] for name in marks(sentence, before, title) if name in known]
        read.append((numbers(names, tagged(sentence)), found))
    order = sorted(range(len(jobs)), key=lambda at: len(read[at][0][0]))
    for begin in range(0, len(order), BATCH):
        part = order[begin : begin + BATCH]
        places, there, marked = stacked([read[at] for at in part], len(names["marks"]))
        for which, net in enumerate(nets):
            own = [row for row, at in enumerate(part) if halves is None or halves[at] == which]
            if own:
                total[[part[row] for row in own]] += _forward(net, places[own], there[own], marked[own])
    return np.asarray(total / total.sum(axis=1, keepdims=True))


def stacked(batch: Sequence[tuple[list[list[int]], list[int]]], known: int) -> tuple[Any, Any, Any]:
    """Sentences of unequal length as arrays: rows of the tables (sentences by places by tags), which places are words
    (sentences by places by 1), and which of ``known`` marks each has."""
    import numpy as np

    length = max(len(columns[0]) for columns, _ in batch)
    places = np.zeros((len(batch), length, len(TAGS)), np.intp)
    there = np.zeros((len(batch), length, 1), np.float32)
    marked = np.zeros((len(batch), known), np.float32)
    for row, (columns, found) in enumerate(batch):
        places[row, : len(columns[0])] = np.array(columns).T
        there[row, : len(columns[0])] = 1
        marked[row, found] = 1
    return places, there, marked


def _forward(net: Net, places: Any, there: Any, marked: Any) -> NDArray[Any]:
    import numpy as np

    rows = np.concatenate([net["table." + tag][places[:, :, at]] for at, tag in enumerate(TAGS)], axis=2) * there
    near = np.maximum(windows(rows, WIDTH, 1) @ net["near"] + net["near.bias"], 0) * there
    far = np.maximum(windows(near, 3, SPREAD) @ net["far"] + net["far.bias"], 0) * there
    pooled = np.concatenate([near.max(1), far.max(1), near.sum(1) / there.sum(1)], axis=1)
    sums = pooled @ net["last"] + net["last.bias"] + marked @ net["marks"]
    powers = np.exp(sums - sums.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))
