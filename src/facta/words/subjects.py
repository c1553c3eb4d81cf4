"""The subject of a promise as a noun phrase: which words name who must act.

Read from the verb to the left over the clause analysis (``words.clauses``). A coordinated verb has the subject of its
first verb; a relative pronoun stands for the noun before it; what stands between two commas is passed over, unless it
is a member of a list. A phrase that opens with a preposition or holds a finite verb is no subject: then none is given
rather than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from facta.model import Span
from facta.text.actors import mentions
from facta.vocab import load
from facta.words.clauses import ADVERBS, Analysis, Group, analyse, nouns, verbs
from facta.words.promise import Promise, inverted
from facta.words.verbgroups import DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVES, SUBORDINATORS

LONGEST = 90
"""Characters of a subject that are told; a longer one is cut at its first preposition."""
_AND = frozenset({"and", "or", "nor"})
_STOPS = frozenset(
    {";", ":", "—", "–", ".", "?", "!", '"', "“", "”", "(", "*", "•", "that", "whether", "how", "but", "so", "yet"}
)
_PERSONAL = frozenset({"we", "i", "they", "he", "she", "it", "you"})
_ASIDES = frozenset(
    {"together", "along", "alongside", "including", "with", "through", "as", "in", "on", "at", "by", "from", "led"}
)
_OPENING = frozenset({"today", "yesterday", "tomorrow", "first", "second", "third", "finally", "and", "or", "to"})


@dataclass(frozen=True, slots=True)
class Subject:
    """The noun phrase; ``negator`` is "neither", "no" or "none" where it opens with one, else ""."""

    span: Span
    negator: str = ""


@lru_cache(maxsize=256)
def subject(sentence: str, promise: Promise) -> Subject | None:
    """The subject of the verb that promises, without determiner and adverbs; None where the sentence has none."""
    read = _Reader(analyse(sentence), sentence)
    found = read.of_cue(promise)
    return read.told(*found) if found else None


class _Reader:
    """The words of one sentence, read from a verb to the left."""

    def __init__(self, analysis: Analysis, sentence: str) -> None:
        self.words, self.raw = analysis.words, analysis.raw
        self.begins, self.ends = analysis.begins, analysis.ends
        self.finite = [group for group in analysis.groups if group.tense not in ("ing", "base", "to")]
        self.participles = [group for group in analysis.groups if group.tense == "ing"]
        self.sentence = sentence
        self.named = [(one.begin, one.end) for one in mentions(sentence) if one.role != "place"]

    def of_cue(self, promise: Promise) -> tuple[int, int] | None:
        """Word indices [begin, end) of the subject of the cue."""
        over = [group for group in self.finite if self._over(group, promise)]
        if over:
            return self._inverted(promise) or self.of_group(over[0])
        at = next((place for place, end in enumerate(self.ends) if end > promise.begin), len(self.words))
        if self._finite_noun(at):
            return self.phrase(at)
        for_whom = self._for(at) or self._owner(at)
        if for_whom:
            return for_whom
        ahead = [group for group in self.finite if group.begin < at]
        if ahead:
            return self.of_group(ahead[-1])
        behind = [group for group in self.finite if group.begin > at and group.depth in ("main", "second")]
        # A list item or a fragment promises without saying who: only an opener has its subject behind it.
        opener = self.words[:1] and (self.words[0] in PREPOSITIONS or self.words[0].endswith("ing"))
        return self.of_group(behind[0]) if behind and opener else None

    def _inverted(self, promise: Promise) -> tuple[int, int] | None:
        """The subject behind its auxiliary: "under no circumstances will Japan deploy"."""
        if promise.verb_at < promise.end or not inverted(self.sentence, promise.begin):
            return None
        inside = [at for at, begin in enumerate(self.begins) if promise.end <= begin < promise.verb_at]
        return (inside[0], inside[-1] + 1) if inside else None

    def _over(self, group: Group, promise: Promise) -> bool:
        last = max(group.end, group.begin + 1) - 1
        return self.begins[group.begin] < promise.end and self.ends[last] > promise.begin

    def _finite_noun(self, at: int) -> bool:
        """Whether a cue that the analysis took for a noun is a verb: "the Administration plans to"."""
        form = verbs().get(self.words[at]) if at < len(self.words) else None
        if not form or not at or not set("SBD") & set(form.slots):
            return False
        left = self.words[at - 1]
        return left not in DETERMINERS | PREPOSITIONS and (self.raw[at - 1][0].isupper() or left in nouns()[0])

    def _for(self, at: int) -> tuple[int, int] | None:
        """The subject of an infinitive: "a framework for the fund to continue"."""
        if not at or self.words[at - 1] != "to":
            return None
        for place in range(at - 2, max(-1, at - 10), -1):
            if self.words[place] == "for":
                return (place + 1, at - 1) if place + 1 < at - 1 else None
            if self.words[place] in _STOPS or self.words[place] == "," or any(g.head == place for g in self.finite):
                return None
        return None

    def _owner(self, at: int) -> tuple[int, int] | None:
        """Whose decision or commitment it is: "Norway’s decision to"."""
        for place in range(at - 1, max(0, at - 4), -1):
            if self.words[place] == "'s":
                return self._leftmost(place - 1, False), place
            if self.words[place] in PREPOSITIONS | DETERMINERS | _AND | {","}:
                return None
        return None

    def of_group(self, group: Group) -> tuple[int, int] | None:
        """The subject of a finite verb: its own, or that of the verb it is coordinated with."""
        for _ in range(len(self.finite) + 1):
            joined = self._joined(group)
            if joined is None:
                return self.phrase(group.begin)
            group = joined
        return None

    def _joined(self, group: Group) -> Group | None:
        """The earlier verb that a verb shares its subject with."""
        at = self._back(group.begin)
        if at < 0:
            return None
        earlier = [other for other in self.finite if other.begin < group.begin]
        if not earlier or self.words[at] not in _AND | {",", "but"}:
            return None
        if self.words[at] == ",":
            aside = self._aside(at)
            if aside is not None:
                return None
        inside = group.depth == "relative"
        level = [other for other in earlier if inside or other.depth != "relative"] or earlier
        # "We recognize the plan announced in May and commit to": verbs of one subject mostly share their tense.
        alike = [other for other in level if other.tense == group.tense]
        return (alike or level)[-1]

    def _back(self, at: int) -> int:
        """Index of the last word before ``at`` that is no adverb."""
        at -= 1
        while at >= 0 and (self.words[at] in ADVERBS or (self.words[at].endswith("ly") and len(self.words[at]) > 4)):
            if self.raw[at][0].isupper() and at:
                break
            at -= 1
        return at

    def _aside(self, comma: int) -> int | None:
        """Index of the comma that opens what the comma at this place closes: "Japan, meeting in Kyoto, agreed"."""
        for place in range(comma - 1, 0, -1):
            word = self.words[place]
            verb = any(group.head == place and group.depth != "relative" for group in self.finite)
            if verb or word in (";", ":", "—"):
                break
            if self.words[place - 1] == "," and (
                word in RELATIVES | _ASIDES or (word.endswith("ing") and word in verbs())
            ):
                return place - 1
        for place in range(comma - 1, 0, -1):
            if any(group.head == place and group.depth != "relative" for group in self.finite):
                return None
            if self.words[place] == ",":
                return None if self.words[place + 1] in _AND else place
        return None

    def phrase(self, verb: int) -> tuple[int, int] | None:
        """The noun phrase that ends before the verb whose group begins at this word."""
        at = self._back(verb)
        if at < 0:
            return None
        relative = False
        if self.words[at] == ",":
            aside = self._aside(at)
            at = (at if aside is None else aside) - 1
        elif self.words[at] in RELATIVES or (self.words[at] == "that" and at and not self._bare_that(at)):
            at, relative = self._back(at), True
            if at >= 0 and self.words[at] == ",":
                at -= 1
        end = at + 1
        if at < 0:
            return None
        if self.words[at] in PRONOUNS and self.words[at] not in RELATIVES:
            return at, end
        begin = self._leftmost(at, relative)
        return (begin, end) if begin < end else None

    def _bare_that(self, at: int) -> bool:
        """Whether "that" points back by itself: "and that will help"."""
        return self.words[at - 1] in {",", "and", ";", ".", "but"}

    def _leftmost(self, at: int, relative: bool) -> int:
        """Where the noun phrase that ends with the word at this place begins."""
        begin, listed = at + 1, False
        while at >= 0:
            word = self.words[at]
            verb = next((group for group in self.finite if group.begin <= at < max(group.end, group.head + 1)), None)
            if verb is not None:
                pronoun = self._relative_of(verb)
                if pronoun is None:
                    break
                return self._leftmost(pronoun - 1, relative) if not listed else begin
            if word == ")" and "(" in self.words[:at]:
                at = max(place for place in range(at) if self.words[place] == "(") - 1
                continue
            if word in _STOPS or word in SUBORDINATORS or word in _PERSONAL:
                if word in _PERSONAL and at + 1 < len(self.words) and self.words[at + 1] in _AND:
                    begin = at
                break
            if word == "," or word in _AND:
                comma = at - 1 if word != "," and at and self.words[at - 1] == "," else at
                if relative or not self._list(comma - 1, begin, listed or word != ","):
                    break
                listed, at = True, comma - 1
                continue
            begin = at
            opens = word in DETERMINERS and word not in ("other", "new", "further", "more", "such")
            if opens and at and not self._goes_on(at - 1):
                break
            if relative and word in DETERMINERS:
                break
            at -= 1
        return begin

    def _goes_on(self, at: int) -> bool:
        word = self.words[at]
        return word in PREPOSITIONS or word in _AND or word in {",", "both", "all", "neither", "none", "each", "half"}

    def _relative_of(self, group: Group) -> int | None:
        """Index of the pronoun that opens the relative clause a verb stands in: "firms that use it will"."""
        if group.depth != "relative":
            return None
        for place in range(group.begin - 1, 0, -1):
            if self.words[place] in RELATIVES or self.words[place] == "that":
                return place
        return None

    def _list(self, last: int, begin: int, coordinated: bool) -> bool:
        """Whether the words that end at ``last`` are a member of the same list as those from ``begin`` on."""
        if not coordinated or last < 0 or begin >= len(self.words):
            return False
        first, opened = last, False
        while first and self.words[first - 1] not in _STOPS | _AND | RELATIVES | {","}:
            opened = self.words[first] in ("the", "a", "an", "our", "their", "its") and not self._goes_on(first - 1)
            if opened:
                break
            first -= 1
        if (opened and self.words[last + 1] == ",") or (self._names(begin, begin + 4) and not self._names(first, last)):
            return False
        low = first - opened
        verb = next(
            (group for group in self.finite if group.begin <= last and max(group.end, group.head + 1) > low), None
        )
        if verb is not None:
            # "He said Japan and Norway will" against "It is a start and Norway will".
            return verb.lemma in load("promises")["clausal"] and verb.end <= last
        if (
            first >= 2
            and self.words[first - 1] in _AND
            and self.words[first - 2] == ","
            and self.words[last + 1] == ","
        ):
            return False  # the end of another list: "In Asia, Africa, and Europe, Japan and Norway will"
        lead = self.words[first]
        if lead in PREPOSITIONS | SUBORDINATORS | _OPENING or lead in ADVERBS - {"both", "all", "each"}:
            return False
        if lead.endswith("ly") and first == last:
            return False
        return not (lead.endswith("ing") and lead in verbs()) and last - first < 12

    def _names(self, first: int, last: int) -> bool:
        """Whether these words name a known actor: members of one list are alike."""
        low, high = self.begins[first], self.ends[min(last, len(self.ends) - 1)]
        return any(begin < high and end > low for begin, end in self.named)

    def told(self, begin: int, end: int) -> Subject | None:
        """The phrase as a span, without determiner; None where it is no noun phrase."""
        while begin < end and (self.words[begin] in _AND or self.words[begin] in {",", "'s"}):
            begin += 1
        begin = self._after_opener(begin, end)
        negator = ""
        while begin < end - 1 and (
            self.words[begin] in DETERMINERS or self.words[begin] in {"neither", "none", "both", "all"}
        ):
            if self.words[begin] in {"neither", "none", "no"}:
                negator = self.words[begin]
                begin += self.words[begin + 1 : begin + 2] == ("of",)
            elif self.words[begin] in {
                "other",
                "new",
                "more",
                "further",
                "both",
                "all",
                "such",
                "each",
                "every",
                "some",
                "any",
            }:
                break
            begin += 1
        if begin >= end or self._broken(range(begin, end)):
            return None
        if self.ends[end - 1] - self.begins[begin] > LONGEST:
            end = next(
                (at for at in range(begin + 1, end) if self.words[at] in PREPOSITIONS | RELATIVES | {",", "that"}), end
            )
        first, last = self.begins[begin], self.ends[end - 1]
        return Subject(Span(first, last, self.sentence[first:last]), negator)

    def _after_opener(self, begin: int, end: int) -> int:
        """Past an opener without a comma: "During the visit the leaders agreed"; ``end`` where nothing is left."""
        if self.words[begin : begin + 1] and self.words[begin] not in PREPOSITIONS | _OPENING:
            return begin
        for at in range(begin + 2, end):
            free = self.words[at - 1] not in PREPOSITIONS | DETERMINERS | _AND | {","}
            if free and (self.words[at] in DETERMINERS or self.words[at] in _PERSONAL):
                return at
        return end if self.words[begin] in PREPOSITIONS else begin + 1

    def _broken(self, places: Iterable[int]) -> bool:
        inside = set(places)
        last = max(inside)
        if any(group.begin in inside and group.depth != "relative" for group in self.finite):
            return True
        return self.words[last] in PREPOSITIONS | _AND | DETERMINERS - {
            "this",
            "these",
            "those",
            "all",
            "each",
            "more",
        } | {","}
