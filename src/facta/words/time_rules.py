"""The table of expressions of time: what each looks like, who reads it (``times``), and what it needs around it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from facta.vocab import load
from facta.words import calendars, times
from facta.words.times import TO, UNIT, WORDS, YEAR, Reader, choice, words


@cache
def rules() -> tuple[tuple[re.Pattern[str], Reader, bool, frozenset[str]], ...]:
    """(pattern, reader, whether a relation or part must stand before it, trigger words), the surest first.

    A rule is tried only where one of its trigger words stands in the sentence; "0" stands for any digit.
    """
    told = load("deadlines")
    full = [names[0].title() for names in told["months"]]
    every = [name.title() for names in told["months"] for name in names]
    short = [name for name in every if name not in full]
    month_any = rf"(?:(?:{'|'.join(full)})\b|(?:{'|'.join(sorted(short, key=len, reverse=True))})\b\.?)"
    month_full = rf"(?:{'|'.join(full)})\b"
    days = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
    second = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\b"
    stated = rf"(?:,?\s+(?P<year>{YEAR})\b)?"
    weekday = "|".join(name.title() for names in told["weekdays"] for name in names[:1])
    numbers = "|".join(sorted((words(str(name)) for name in told["numbers"]), key=len, reverse=True))
    nations = "|".join(sorted((words(name) for name in calendars.fiscal_names()), key=len, reverse=True))
    event = "|".join(re.sub(r"(\D+)(\d+)", r"\1[\\s-]?\2", name) for name in told["events"])
    meeting = "|".join(words(head) for head in told["meeting_words"])
    i = re.IGNORECASE
    whose = r"(?P<which>this|the\s+current|current|the\s+next|next|the\s+following|the\s+(?:up)?coming|(?:up)?coming)"
    number = rf"(?P<number>\d{{1,3}}|{numbers})"
    spread = r"(?:few|several|about|approximately|at\s+least|up\s+to|another|a\s+further|a\s+maximum\s+of)"
    # What a span of time is counted from, to be quoted with it: "entry into force", "the treaty enters into force".
    stops = choice(told["event_ends"])
    happening = (
        rf"(?:(?!{stops}\b|\d|{month_any}|{weekday}|now\b|today\b|hence\b)[\w’'-]+"
        rf"(?:\s+(?!{stops}\b|(?<!the\s)(?<!of\s)(?<!its\s)\w+ing\b)[\w’'-]+){{0,6}})"
    )
    digit, months, weekdays = {"0"}, {name.lower() for name in every}, {names[0] for names in told["weekdays"]}
    units = {"day", "days", "week", "weeks", "weekend", "month", "months", "quarter", "quarters", "year", "years"}
    units |= {"decade", "decades", *told["seasons"]}
    fiscal = {"fiscal", "fy", "jfy"}
    ends = {"year", "month", "yearend", "monthend"}
    days_named = {word for name in told["days"] for word in WORDS.findall(name.lower())}
    vague, recurring = ({WORDS.findall(phrase)[0] for phrase in told[kind]} for kind in ("vague", "recurring"))
    east_asian = {"0", "今年", "年内", "明年", "来年", "本年"}
    table: list[tuple[str, int, Reader, bool, Iterable[str]]] = [
        (r"\b(?P<y>(?:19|20|21)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", 0, times.iso, False, digit),
        (
            rf"\b(?:(?:{weekday}),?\s+)?(?P<month>{month_any})\s+{days}"
            rf"(?:{TO}(?:(?P<month2>{month_any})\s+)?{second})?{stated}",
            0,
            times.dated,
            False,
            digit,
        ),
        (
            rf"\b(?:the\s+)?{days}(?:(?:\s+(?P<from>{month_any}))?{TO}{second})?(?:\s+of)?"
            rf"\s+(?P<month>{month_any}){stated}",
            0,
            times.dated,
            False,
            digit,
        ),
        (
            rf"\b(?:(?P<nation>{nations})\s+)?(?:{whose}\s+)?(?:(?P<j>j)?fy|fiscal(?:\s+year)?(?P<plural>s)?)"
            rf"(?:\s?(?P<year>{YEAR}|\d\d)\b(?:\s?(?:[-–/]|to|through|and)\s?(?:fy\s?)?(?P<year2>{YEAR}|\d\d)\b)?|\b)",
            i,
            times.fiscal,
            False,
            fiscal,
        ),
        (
            rf"\b(?P<month>{month_full}){TO}(?P<month2>{month_full})(?:,?\s+(?P<year>{YEAR})\b)?",
            0,
            times.months_range,
            True,
            months,
        ),
        (
            rf"\b(?P<month>{month_full}),?\s+(?:of\s+)?(?:(?P<year>{YEAR})\b|(?P<which>this|next)\s+year\b)",
            0,
            times.month_alone,
            False,
            months,
        ),
        (rf"\b(?P<month>{month_full})(?P<year>)(?P<which>)", 0, times.month_alone, True, months),
        (
            rf"\b(?P<first>{YEAR}){TO}(?P<second>{YEAR}|\d\d)\b(?!\s*(?:%|percent|per\s+cent))",
            0,
            times.years,
            True,
            digit,
        ),
        (rf"\b(?P<year>{YEAR})\b(?![,.]\d|\s*(?:%|percent|per\s+cent))", 0, times.year, True, digit),
        (rf"\b(?P<q>[qh])(?P<n>[1-4])\b(?:\s+(?:of\s+)?(?P<year>{YEAR})\b)?", i, times.quarter, False, {"q", "h"}),
        (
            r"\b(?:the\s+)?(?:(?P<tens>(?:19|20|21)\d0)s|"
            r"(?P<which>this|the|current|next|coming)\s+(?:(?:critical|decisive|current)\s+)?decade)\b",
            i,
            times.decade,
            False,
            {"decade", "s"},
        ),
        (r"\b(?P<mid>mid-?\s?)?(?:(?:this|the|the\s+current)\s+)?century\b", i, times.century, True, {"century"}),
        (
            rf"\b{whose}\s+(?:calendar\s+)?"
            r"(?P<unit>year|month|weekend|week|quarter|spring|summer|autumn|fall|winter)\b(?!['’]s)",
            i,
            times.relative,
            False,
            units,
        ),
        (
            r"\b(?P<which>this|next)\s+(?P<unit>year|month|week|spring|summer|autumn|fall|winter)['’]s\b",
            i,
            times.relative,
            True,
            units,
        ),
        (
            rf"\b(?P<year>{YEAR})\s+(?:(?:climate|emissions?|emissions?\s+reduction|net[\s-]zero|energy|national)\s+){{0,2}}"
            r"(?:targets?|goals?|net[\s-]zero|deadline)\b",
            i,
            times.year,
            False,
            digit,
        ),
        (r"(?<=\bof )(?P<which>the)\s+(?:calendar\s+)?(?P<unit>year|month|week)\b", i, times.relative, True, units),
        (r"\b(?:the\s+)?(?P<unit>year|month)(?:['’]s[\s-]|-|\s)?end\b", i, times.year_end, False, ends),
        (
            rf"\b(?P<which>(?:[Tt]his\s+coming|[Tt]his|[Nn]ext|[Cc]oming)\s+)(?P<day>{weekday})\b",
            0,
            times.weekday,
            False,
            weekdays,
        ),
        (rf"\b(?P<which>)(?P<day>{weekday})\b", 0, times.weekday, True, weekdays),
        (
            r"\b(?:later\s+)?(?:today|tonight|tomorrow|this\s+(?:morning|afternoon|evening))\b(?!['’]s)",
            i,
            times.today,
            False,
            {"today", "tonight", "tomorrow", "morning", "afternoon", "evening"},
        ),
        (
            r"\b(?:within|in|over|for|during|throughout|across)\s+(?:(?:a|the)\s+)?(?:(?:period|space|course)\s+of\s+)?"
            rf"(?:the\s+)?(?:(?P<ahead>next|coming|following|upcoming|subsequent)\s+)?(?:{spread}\s+)*"
            rf"(?:{number}\b)?(?:\s+\(\d+\))?[\s-]*(?:(?:calendar|budget|fiscal|working|business)\s+)?{UNIT}"
            r"(?:\s+(?:and\s+(?:days|weeks|months|years)|ahead|to\s+come|from\s+now))*"
            rf"(?P<event>\s+(?:of|after|from|following)\s+(?:{happening})?)?",
            i,
            times.duration,
            False,
            units,
        ),
        (
            # "no later than 30 days after entry into force", "60 days before the vote"
            rf"\b(?P<ahead>)(?:(?:by\s+)?(?:no|not)\s+later\s+than\s+|at\s+(?:the\s+)?latest\s+|by\s+)?"
            rf"(?!an?\b){number}(?:\s+\(\d+\))?[\s-]+(?:(?:calendar|working|business)\s+)?{UNIT}"
            rf"(?P<event>\s+(?:after|following|from|before|prior\s+to)\s+{happening})",
            i,
            times.duration,
            False,
            units,
        ),
        (rf"\b(?P<ahead>(?:next|coming|following))\s+{number}\s+{UNIT}(?P<event>)", i, times.duration, False, units),
        (
            rf"\b(?P<ahead>){number}\s+{UNIT}\s+(?:from\s+(?:now|today)|hence)\b(?P<event>)",
            i,
            times.duration,
            False,
            units,
        ),
        (
            rf"\b(?P<name>{choice(list(told['days']))})\b(?:,?\s+(?P<year>{YEAR})\b)?",
            i,
            times.named_day,
            True,
            days_named,
        ),
        (rf"\b(?P<name>{event})\b", i, times.event, True, {"cop"}),
        (
            r"\b(?:the|our|their|its|his|her|a)\s+(?:very\s+)?next\s+(?:[\w.&+/-]+\s+){0,5}?" rf"(?:{meeting})\b",
            i,
            times.next_meeting,
            True,
            {"next"},
        ),
        (rf"(?<!as )\b{choice(told['vague'])}\b(?!\s+(?:after|thereafter|as)\b)", i, times.vague, False, vague),
        (rf"\b{choice(told['recurring'])}\b", i, times.recurring, False, recurring),
        (
            r"(?P<y>(?:19|20|21)\d\d)年(?:(?P<fiscal>度)|(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日)?)?(?P<rel>)",
            0,
            times.east_asian,
            False,
            east_asian,
        ),
        (r"(?P<rel>今年|年内|明年|来年|本年)(?P<y>)(?P<fiscal>)(?P<m>)(?P<d>)", 0, times.east_asian, False, east_asian),
    ]
    return tuple(
        (re.compile(pattern, flags), reader, needs, frozenset(triggers))
        for pattern, flags, reader, needs, triggers in table
    )
