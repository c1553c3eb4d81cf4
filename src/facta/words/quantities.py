"""Numbers that measure something: money, shares, multiples, measured units, counted things.

Dates, ordinals, printed numbers of articles and resolutions, and numbers inside names (G7, 5G, COP26) are none.
The span of a Quantity begins with its bound or currency and ends with its unit and rate, so that it can be quoted as
it is. Both ends of a range have one unit: "$5 million to 20 states" and "$100m and 50,000 tons" are no ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from facta.model import Quantity, Span
from facta.vocab import load
from facta.words.number_rules import alternatives, east_asian, folded, mixed, multiple, number

LIMIT = 20_000
Kind = Literal["money", "percent", "count", "multiple"]
Bound = Literal["", "at least", "at most", "about"]


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Every measuring number of a sentence, in order. A range gives one Quantity with ``high``. Never raises."""
    sentence = sentence[:LIMIT]
    found: list[Quantity] = []
    for match in _numbers(sentence):
        if found and match.start("value") < found[-1].span.end:
            continue
        quantity = _read(sentence, match)
        if quantity:
            found.append(quantity)
    for match in multiple().finditer(sentence):
        found.append(_multiplied(sentence, match))
    for match in east_asian().finditer(sentence):
        found += _counted_east(sentence, match)
    chosen: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.span.begin, -q.span.end)):
        if not chosen or quantity.span.begin >= chosen[-1].span.end:
            chosen.append(quantity)
    return tuple(chosen)


def _numbers(sentence: str) -> Iterator[re.Match[str]]:
    """Matches of numbers from left to right; the second number of what is no range is matched by itself."""
    position = 0
    while match := number(True).search(sentence, position):
        if match["high"] and not _ranges(sentence, match):
            match = number(False).match(sentence, match.start()) or match
        yield match
        position = max(match.end(), position + 1)


def _ranges(sentence: str, match: re.Match[str]) -> bool:
    """Whether a second number is the other end of a range: of one unit, and joined by "and" only after "between"."""
    between = re.search(r"\bbetween\s+$", sentence[: match.start()], re.IGNORECASE)
    if match["joint"].strip().lower() == "and" and not between:
        return False
    if sentence[match.end("joint") : match.start("high")].strip():
        return True  # the currency is said again
    if match["before"] and match["unit"]:
        return False
    return not match["size"].strip() or bool((match["size2"] or "").strip())


def _value(text: str, size: str) -> float:
    told = load("magnitudes")
    said = folded(text)
    if part := mixed(said):
        value = part
    elif said[:1].isdecimal():
        value = float(re.sub(r"[,\s\u2009\u00a0]", "", said))
    elif said in told["fractions"]:
        value = told["fractions"][said]
    elif said in told["magnitudes"]:
        value = told["magnitudes"][said]
    else:
        value = sum(told["numbers"].get(word, 0) for word in said.split("-"))
    for word in re.findall(r"[a-z]+", folded(size)):
        value *= told["magnitudes"].get(word) or told["letters"].get(word, 1)
    return float(value)


def _currency(mark: str, sentence: str) -> str:
    """ISO code of a symbol, code or word; ¥, yuan and bare dollar words by what else the sentence names."""
    said = folded(mark)
    fits = [
        code
        for code, entry in load("currencies").items()
        if said in {folded(one) for one in (*entry["symbols"], *entry["codes"], *entry["words"])}
    ]
    if said in {"¥", "￥"}:
        hints = {code: load("currencies")[code].get("context", ()) for code in ("CNY", "JPY")}
        hits = {code: sum(bool(re.search(rf"\b{word}\b", sentence)) for word in words) for code, words in hints.items()}
        return "CNY" if hits["CNY"] > hits["JPY"] else "JPY"
    return fits[0] if fits else ""


def _read(sentence: str, match: re.Match[str]) -> Quantity | None:
    begin, end = match.span()
    spelt = not match["value"][0].isnumeric()
    before, after, unit = match["before"], match["after"], match["unit"]
    size = match["size"] or ""
    letter = size.strip().lower() in load("magnitudes")["letters"]
    joined = re.match(r"[^\W\d_]", sentence[match.end("size") :])
    if letter and not before and (joined or not (after or size.lower() in {"k", "m", "mm", "b"})):
        return None
    if not (before or after or unit) and not _counts(sentence, match, spelt, size):
        return None
    value = _value(match["value"], size + " " + (match["plural"] or ""))
    high = None
    if match["high"] and not (spelt and not size):
        high = _value(match["high"], match["size2"] or size)
        if match["size2"] and not size.strip():
            value *= high / max(_value(match["high"], ""), 1e-9)
        if high < value:
            high = None
    kind: Kind = "count"
    named, of, per = "", "", ""
    if before or after:
        kind, named = "money", _currency(before or after, sentence)
    elif unit:
        if sentence[match.start("unit") - 1] == "-" and folded(unit) in {"degree", "degrees"}:
            return None  # "a 360-degree view"
        named = load("magnitudes")["units"][folded(unit)]
        kind = "percent" if named == "%" else "count"
    else:
        named, end = _noun(sentence, end)
        if not named and not size.strip() and not match["value"].replace(",", "").isdecimal():
            return None
    of, per, end = _rest(sentence, end, kind)
    if kind == "count" and not of and folded(match["value"]) in load("magnitudes")["fractions"] and not size.strip():
        kind = "multiple"
    quote = sentence[begin:end].rstrip()
    lead = len(quote) - len(quote.lstrip())
    span = Span(begin + lead, begin + len(quote), quote.strip())
    return Quantity(span, value, high, named, kind, of, per, _bound(match["bound"], match["plural"], match["value"]))


def _bound(word: str | None, plural: str | None, value: str) -> Bound:
    if word:
        told = load("magnitudes")["bounds"]
        return next((name for name, words in told.items() if folded(word) in words), "")
    # "hundreds of millions" says no less than one hundred million
    return "at least" if plural or (folded(value).endswith("s") and not value[0].isnumeric()) else ""


def _counts(sentence: str, match: re.Match[str], spelt: bool, size: str) -> bool:
    """Whether a bare number counts something: no year, ordinal, printed number, date or part of a name."""
    told = load("magnitudes")
    start, end = match.start("value"), match.end()
    text, left, right = match["value"], sentence[:start].rstrip(), sentence[end:]
    previous = re.search(r"([\w.#]+)[\s-]*$", left)
    word = previous[1].lower() if previous else ""
    if size.strip() and not spelt:
        return True
    if mixed(text):
        return False  # "9/11", "24/7", and shares of what is no measured unit
    if re.match(r"[a-zA-Z/]|-(?!(?:day|year|month|week|point|fold)\b)|[.,]\d", right) and not re.match(
        r"-(?:strong)", right
    ):
        return False
    if word in told["names"] or sentence[start - 1 : start] in {"-", "–", "‑", "#", "/", "§", "+", "(", "’"}:
        return False
    if spelt:
        if folded(text) in {"a", "an"} and not size.strip():
            return False
        if text[0].isupper() and re.match(r"[\s-]+[A-Z]", right):
            return False  # "the Three Lakes Initiative"
        if folded(text) == "one" and not match["bound"]:
            return False  # "one of", "one important example": hardly ever a measure
        noun, _ = _noun(sentence, end)
        return bool(size.strip()) or (bool(noun) and noun.lower() not in told["actors"])
    if previous and previous[1][0].isupper() and len(previous[1]) > 1 and re.match(r"\s+[A-Z][a-z]", right):
        return False  # "the Council 1267 Committee"
    if re.fullmatch(r"(?:1[89]|20|21)\d\d", text):
        return False
    if re.search(r"(?:^|[.:;]\s+|\n)$", sentence[:start]) and re.match(r"[.)]", right):
        return False
    noun, _ = _noun(sentence, end)
    months = {name for names in load("deadlines")["months"] for name in names}
    if not noun or noun.lower() in months or word.rstrip(".") in months:
        return False
    return not re.match(r"\s*(?:a\.?m|p\.?m)\b|:\d", right, re.IGNORECASE)


def _noun(sentence: str, begin: int) -> tuple[str, int]:
    """Head of the noun phrase that a number counts, and where the phrase ends; empty where none follows."""
    told = load("magnitudes")
    stops, actors = told["stops"], told["actors"]
    head, end = "", begin
    position = begin
    for _ in range(6):
        match = re.compile(r"[\s-]+([^\W\d][\w’'./-]*[\w])").match(sentence, position)
        if not match or folded(match[1]) in stops:
            break
        position = match.end()
        head, end = match[1], position
        plural = head.lower().endswith("s") and not head.lower().endswith(("ss", "us"))
        if plural and (not head[0].isupper() or head.lower() in actors):
            break
    return head, end


def _phrase(sentence: str, begin: int) -> int:
    """Where up to five words end that hold no preposition, conjunction or other word at which a phrase stops."""
    stops = load("magnitudes")["stops"]
    end = begin
    for word in re.compile(r"\s*([\w’'-]+)").finditer(sentence, begin):
        if word.start() != end or folded(word[1]) in stops or end > begin + 40:
            break
        end = word.end()
    return end


def _rest(sentence: str, end: int, kind: Kind) -> tuple[str, str, int]:
    """What follows a quantity: "of GDP", "per year"."""
    of = per = ""
    rates = load("magnitudes")["rates"]
    rate = re.compile(rf"\s+(?P<rate>{alternatives(rates)})\b(?!\s+of\b)", re.IGNORECASE)
    match = rate.match(sentence, end)
    if match:
        per, end = rates[folded(match["rate"])], match.end()
    if kind == "percent":
        match = re.compile(r"\s+(?:of|below|above|from)\s+(?:(?:the|its|their|our)\s+)?").match(sentence, end)
        if match:
            stop = _phrase(sentence, match.end())
            of, end = sentence[match.end() : stop], stop if stop > match.end() else end
            match = rate.match(sentence, end)
            if match and not per:
                per, end = rates[folded(match["rate"])], match.end()
    return of, per, end


def _multiplied(sentence: str, match: re.Match[str]) -> Quantity:
    word = folded(match["word"])
    span = Span(match.start(), match.end(), match[0])
    return Quantity(span, float(load("magnitudes")["multiples"][word]), kind="multiple")


def _counted_east(sentence: str, match: re.Match[str]) -> list[Quantity]:
    told = load("magnitudes")["east_asian"]
    if not (match["size"] or match["unit"]) or (match["unit"] == "%"):
        return []
    value = float(
        re.sub(r"[,.](?=\d{3}(?:\D|$))", "", match["value"]).replace(",", "") if match["value"].count(".") < 2 else 0
    )
    value *= told["magnitudes"].get(match["size"] or "", 1)
    unit = told["units"].get(match["unit"] or "", "")
    kind: Kind = "money" if len(unit) == 3 and unit.isascii() else "percent" if unit == "%" else "count"
    return [Quantity(Span(match.start(), match.end(), match[0]), value, unit=unit, kind=kind)]
