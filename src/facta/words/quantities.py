"""Numbers that measure something: money, shares, multiples, measured units, counted things.

Dates, ordinals, printed numbers of articles and resolutions, and numbers inside names (G7, 5G, COP26) are none.
The span of a Quantity begins with its bound or currency and ends with its unit, so that it can be quoted as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from facta.model import Quantity, Span
from facta.vocab import load

LIMIT = 20_000
DIGITS = r"\d{1,3}(?:[,\u2009\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
Kind = Literal["money", "percent", "count", "multiple"]
Bound = Literal["", "at least", "at most", "about"]


def quantities(sentence: str) -> tuple[Quantity, ...]:
    """Every measuring number of a sentence, in order. A range gives one Quantity with ``high``. Never raises."""
    sentence = sentence[:LIMIT]
    found: list[Quantity] = []
    for match in _number().finditer(sentence):
        if found and match.start("value") < found[-1].span.end:
            continue
        quantity = _read(sentence, match)
        if quantity:
            found.append(quantity)
    for match in _multiple().finditer(sentence):
        found.append(_multiplied(sentence, match))
    for match in _east_asian().finditer(sentence):
        found += _counted_east(sentence, match)
    chosen: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.span.begin, -q.span.end)):
        if not chosen or quantity.span.begin >= chosen[-1].span.end:
            chosen.append(quantity)
    return tuple(chosen)


def _alternatives(phrases: Any) -> str:
    return "|".join(re.escape(str(one)).replace(r"\ ", r"\s+") for one in sorted(phrases, key=len, reverse=True))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()


@cache
def _number() -> re.Pattern[str]:
    told, money = load("magnitudes"), load("currencies")
    words = _alternatives(told["numbers"])
    tens = "|".join(word for word, value in told["numbers"].items() if value >= 20)
    fractions = _alternatives(told["fractions"])
    many = "|".join(word for word in told["magnitudes"] if word.endswith("s"))
    magnitude = _alternatives(told["magnitudes"])
    letters = "|".join(told["letters"])
    symbols = _alternatives({symbol for entry in money.values() for symbol in entry["symbols"]})
    codes = _alternatives({code for entry in money.values() for code in entry["codes"]})
    spelt = _alternatives({word for entry in money.values() for word in entry["words"]})
    bounds = _alternatives({word for phrases in told["bounds"].values() for word in phrases})
    units = "|".join(
        re.escape(unit).replace(r"\ ", r"\s+") + (r"\b" if unit[-1].isalpha() else "")
        for unit in sorted(told["units"], key=len, reverse=True)
    )
    size = rf"(?:\s?-?(?:{magnitude})\b|(?:{letters})\b)?"
    value = (
        rf"(?:{DIGITS})|(?:{fractions})(?=\s+(?:a\s+)?(?:of\b|{magnitude}|its|their|our|the))"
        rf"|(?:{tens})-(?:{words})\b|(?:{words})\b(?!-)|(?:{many})(?=\s+of\b)"
    )
    return re.compile(
        rf"(?<![\w.,])(?:(?P<bound>{bounds})\s+(?:an?\s+additional\s+|an?\s+|the\s+)?)?(?:additional\s+)?"
        rf"(?:(?P<before>(?:{symbols})|(?:{codes})(?=\s?\d))\s?|(?<![A-Za-z0-9]))"
        rf"(?P<value>{value})(?P<size>(?i:(?:\s+a(?=\s))?{size})(?:\s+(?:hundred|thousand|million|billion|trillion)\b)?)"
        rf"(?:\s?(?:[-–—‑]|to|and)\s?(?:{symbols})?(?P<high>{DIGITS})(?P<size2>(?i:{size})))?"
        rf"(?:s?\s+of\s+(?P<plural>thousands|millions|billions|trillions)\b)?(?:\s+of(?=\s+(?:{spelt})\b))?"
        rf"(?:[\s-]?(?P<after>(?:{codes})\b|(?i:{spelt})\b)|[\s-]?(?P<unit>(?i:{units})))?",
        re.IGNORECASE,
    )


@cache
def _multiple() -> re.Pattern[str]:
    told = load("magnitudes")["multiples"]
    return re.compile(
        rf"\b(?P<word>{_alternatives(told)})\b(?!\s+(?:dialogue|track|standard|taxation|check))"
        r"(?:\s+(?:increase|reduction|rise|growth)|\s+(?:the|its|their|our|his)\s+[\w-]+|\s+[\w-]+)?",
        re.IGNORECASE,
    )


@cache
def _east_asian() -> re.Pattern[str]:
    told = load("magnitudes")["east_asian"]
    return re.compile(
        rf"(?P<value>\d+(?:[,.]\d+)*)(?P<size>{_alternatives(told['magnitudes'])})?(?:多|余)?(?P<unit>{_alternatives(told['units'])})?"
    )


def _value(text: str, size: str) -> float:
    told = load("magnitudes")
    folded = _folded(text)
    if folded[:1].isdecimal():
        value = float(re.sub(r"[,\s\u2009\u00a0]", "", folded))
    elif folded in told["fractions"]:
        value = told["fractions"][folded]
    elif folded in told["magnitudes"]:
        value = told["magnitudes"][folded]
    else:
        value = sum(told["numbers"].get(word, 0) for word in folded.split("-"))
    for word in re.findall(r"[a-z]+", _folded(size)):
        value *= told["magnitudes"].get(word) or told["letters"].get(word, 1)
    return float(value)


def _currency(mark: str, sentence: str) -> str:
    """ISO code of a symbol, code or word; ¥, yuan and bare dollar words by what else the sentence names."""
    folded = _folded(mark)
    fits = [
        code
        for code, entry in load("currencies").items()
        if folded in {_folded(one) for one in (*entry["symbols"], *entry["codes"], *entry["words"])}
    ]
    if folded in {"¥", "￥"}:
        hints = {code: load("currencies")[code].get("context", ()) for code in ("CNY", "JPY")}
        hits = {code: sum(bool(re.search(rf"\b{word}\b", sentence)) for word in words) for code, words in hints.items()}
        return "CNY" if hits["CNY"] > hits["JPY"] else "JPY"
    return fits[0] if fits else ""


def _read(sentence: str, match: re.Match[str]) -> Quantity | None:
    begin, end = match.span()
    spelt = not match["value"][0].isdecimal()
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
        if sentence[match.start("unit") - 1] == "-" and _folded(unit) in {"degree", "degrees"}:
            return None  # "a 360-degree view"
        named = load("magnitudes")["units"][_folded(unit)]
        kind = "percent" if named == "%" else "count"
    else:
        named, end = _noun(sentence, end)
        if not named and not size.strip() and not match["value"].replace(",", "").isdecimal():
            return None
    of, per, end = _rest(sentence, end, kind)
    if kind == "count" and not of and _folded(match["value"]) in load("magnitudes")["fractions"] and not size.strip():
        kind = "multiple"
    quote = sentence[begin:end].rstrip()
    lead = len(quote) - len(quote.lstrip())
    span = Span(begin + lead, begin + len(quote), quote.strip())
    return Quantity(span, value, high, named, kind, of, per, _bound(match["bound"], match["plural"], match["value"]))


def _bound(word: str | None, plural: str | None, value: str) -> Bound:
    if word:
        told = load("magnitudes")["bounds"]
        return next((name for name, words in told.items() if _folded(word) in words), "")
    # "hundreds of millions" says no less than one hundred million
    return "at least" if plural or (_folded(value).endswith("s") and not value[0].isdecimal()) else ""


def _counts(sentence: str, match: re.Match[str], spelt: bool, size: str) -> bool:
    """Whether a bare number counts something: no year, ordinal, printed number, date or part of a name."""
    told = load("magnitudes")
    start, end = match.start("value"), match.end()
    text, left, right = match["value"], sentence[:start].rstrip(), sentence[end:]
    previous = re.search(r"([\w.#]+)[\s-]*$", left)
    word = previous[1].lower() if previous else ""
    if size.strip() and not spelt:
        return True
    if re.match(r"[a-zA-Z/]|-(?!(?:day|year|month|week|point|fold)\b)|[.,]\d", right) and not re.match(
        r"-(?:strong)", right
    ):
        return False
    if word in told["names"] or sentence[start - 1 : start] in {"-", "–", "‑", "#", "/", "§", "+", "(", "’"}:
        return False
    if spelt:
        if _folded(text) in {"a", "an"} and not size.strip():
            return False
        if text[0].isupper() and re.match(r"[\s-]+[A-Z]", right):
            return False  # "the Three Lakes Initiative"
        if _folded(text) == "one" and not match["bound"]:
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
        if not match or _folded(match[1]) in stops:
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
        if word.start() != end or _folded(word[1]) in stops or end > begin + 40:
            break
        end = word.end()
    return end


def _rest(sentence: str, end: int, kind: Kind) -> tuple[str, str, int]:
    """What follows a quantity: "of GDP", "per year"."""
    of = per = ""
    rates = load("magnitudes")["rates"]
    rate = re.compile(rf"\s+(?P<rate>{_alternatives(rates)})\b(?!\s+of\b)", re.IGNORECASE)
    match = rate.match(sentence, end)
    if match:
        per, end = rates[_folded(match["rate"])], match.end()
    if kind == "percent":
        match = re.compile(r"\s+(?:of|below|above|from)\s+(?:(?:the|its|their|our)\s+)?").match(sentence, end)
        if match:
            stop = _phrase(sentence, match.end())
            of, end = sentence[match.end() : stop], stop if stop > match.end() else end
            match = rate.match(sentence, end)
            if match and not per:
                per, end = rates[_folded(match["rate"])], match.end()
    return of, per, end


def _multiplied(sentence: str, match: re.Match[str]) -> Quantity:
    word = _folded(match["word"])
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
