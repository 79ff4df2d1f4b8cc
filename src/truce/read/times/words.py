"""The words for times: a table of patterns, each with the name of its rule."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from truce.read.times import days, hours
from truce.read.times.values import MONTHS, NUMBERS, UNITS, WEEKDAYS, Seen, Value


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, its name, what it stands for, and whether that hangs on the issue day."""

    name: str
    pattern: re.Pattern[str]
    value: Callable[[Seen], Value]
    relative: bool = True


def _either(words: Iterable[str]) -> str:
    """Return a pattern of words with a capital, or in capitals: `may` and `march` are no months."""
    return "|".join(f"{word}|{word.upper()}" for word in words)


_S: Final = r"\s{1,2}"
_LONG: Final = _either(MONTHS)
_SHORT: Final = _either([month[:size] for month in MONTHS for size in (4, 3) if month[:3] != "May"])
_MONTH: Final = rf"(?P<month>(?:{_LONG}|(?:{_SHORT})\.?)(?![a-z]))"
#: A month that stands alone; one before a number is a day's.
_MONTH_ALONE: Final = rf"(?P<month>{_LONG})(?![\w-])(?!{_S}[0-3]?\d(?!\d))"
_WEEKDAY: Final = _either(WEEKDAYS)
_NAMED: Final = rf"(?:(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\.?),?{_S})?"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_OTHER: Final = r"(?P<other>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d)(?![\d%])"
_OF_YEAR: Final = rf"(?:,?{_S}(?:of{_S})?{_YEAR})"
_TO: Final = r"\s?(?:-|–|—|to|and|through|until)\s?"
_DIGITS: Final = r"(?<![\d.,:/-])\d{1,4}(?:\.\d)?"
_WORDS: Final = "|".join(sorted((w for w in NUMBERS if w not in ("a", "an")), key=len)[::-1])
_COUNT: Final = rf"(?P<count>{_DIGITS}|(?i:{_WORDS}|a{_S}dozen))"
_ANY: Final = rf"(?P<count>{_DIGITS}|(?i:{_WORDS}|a{_S}dozen|an?))"
_UNIT: Final = rf"(?P<unit>(?i:{'|'.join(UNITS)}))"
_BEFORE_YEAR: Final = (
    r"(?<![\w-])(?i:in|since|by|until|from|during|of|before|after|throughout|between)\s"
    r"(?:the\syear\s)?"
)
_COUNTED: Final = (
    r"(?![\d,.]?\d)(?!\s(?i:people|troops|soldiers|men|women|drones|missiles|times|dollars|"
    r"euros|met(?:re|er)s?|km|kilo|ton|homes|houses|families|civilians|prisoners|detainees))"
)
_WHERE: Final = (
    r"(?:(?:[Tt]he\s)?(?P<where>(?i:early|mid|late|beginning|start|middle|end|close))"
    r"(?:-|\s)(?:in\s|of\s|the\s){0,2})"
)
_LIMIT: Final = r"(?:(?P<limit>(?i:by|until|till|before))\s)?"
_PART: Final = (
    r"(?P<part>(?i:(?:early|late)\s(?:morning|evening)|morning|midday|afternoon|evening|night))"
)
_CITY: Final = r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?"
_ZONE: Final = (
    r"(?:\s?\(?(?P<zone>[ECMP]\.(?:[SD]\.)?T\.?|(?:UTC|GMT|[ECMP][SD]?T|WES?T|CES?T|EES?T|BST|MSK|IST|Z)\b"
    rf"|(?:{_CITY}|local)\s[Tt]ime\b)\)?)?"
)
_ZONE_NAMED: Final = _ZONE.removesuffix("?")
_HALF: Final = r"\s?(?P<half>[aApP](?:\.\s?[mM]\.|[mM](?![a-z])))"
_ABOUT: Final = r"(?:(?P<about>(?i:about|around|approximately|shortly before|shortly after))\s)?"
_NOT_AGE: Final = r"(?![\s-]olds?\b)"
_THAN: Final = (
    r"(?:(?i:more than|less than|at least|at most|up to|nearly|almost|about|around|over|some)\s)?"
)


def _rule(name: str, pattern: str, value: Callable[[Seen], Value], *, fixed: bool = False) -> Rule:
    return Rule(name, re.compile(pattern), value, not fixed)


RULES: Final = (
    _rule(
        "ISO instant",
        r"(?<![\d-])(?P<year>(?:1[89]"
        r"|2[01])\d\d)-(?P<two>\d\d)-(?P<day>\d\d)T(?P<hour>[0-2]\d):(?P<minute>[0-5]\d)"
        r"(?::[0-5]\d)?(?P<zone>Z|[+-][01]\d:?00)?(?![\w:])",
        days.iso_instant,
        fixed=True,
    ),
    _rule(
        "ISO date",
        r"(?<![\d-])(?P<year>(?:1[89]|2[01])\d\d)-(?P<two>\d\d)-(?P<day>\d\d)(?![\d-])",
        days.iso,
        fixed=True,
    ),
    _rule(
        "date",
        rf"(?<![\w.,/-]){_NAMED}(?:the{_S})?{_DAY}(?:{_TO}{_OTHER})?{_S}"
        rf"(?:of{_S})?{_MONTH}{_OF_YEAR}",
        days.calendar_day,
        fixed=True,
    ),
    _rule(
        "date",
        rf"(?<!\w){_NAMED}{_MONTH}{_S}{_DAY}(?:{_TO}{_OTHER})?{_OF_YEAR}",
        days.calendar_day,
        fixed=True,
    ),
    _rule(
        "date",
        rf"(?<![\w-]){_DAY}-{_MONTH}-(?P<year>(?:1[89]|20)\d\d|\d\d)(?![\w-])",
        days.calendar_day,
        fixed=True,
    ),
    _rule(
        "date without a year: the nearest to the issue day",
        rf"(?<![\w.,/-]){_NAMED}(?:the{_S})?{_DAY}(?:{_TO}{_OTHER})?{_S}(?:of{_S})?{_MONTH}",
        days.calendar_day,
    ),
    _rule(
        "date without a year: the nearest to the issue day",
        rf"(?<!\w){_NAMED}{_MONTH}{_S}{_DAY}(?:{_TO}{_OTHER})?(?![\d:%]|[.,]\d|\s?[ap]\.?m\b)",
        days.calendar_day,
    ),
    _rule(
        "date in numbers: day and month in either order where both are possible",
        r"(?<![\w/.-])(?P<one>[0-3]?\d)/(?P<two>[0-3]?\d)/(?P<year>(?:1[89]|20)\d\d|\d\d)(?![\w/])",
        days.numbers,
        fixed=True,
    ),
    _rule(
        "date in numbers: day, month, year",
        r"(?<![\w/.-])(?P<one>[0-3]?\d)\.(?P<two>[01]?\d)\.(?P<year>(?:19|20)\d\d|\d\d)(?![\w/.]\d"
        r"|\d)",
        days.dotted,
        fixed=True,
    ),
    _rule(
        "month",
        rf"(?<!\w){_LIMIT}(?P<t>{_WHERE}?{_MONTH}{_OF_YEAR})",
        days.month_of,
        fixed=True,
    ),
    _rule(
        "month without a year: the nearest to the issue day, or as the words say",
        rf"(?<!\w){_LIMIT}(?P<t>{_WHERE}{_MONTH_ALONE})",
        days.month_of,
    ),
    _rule(
        "month without a year: the nearest to the issue day, or as the words say",
        rf"(?<!\w)(?:(?i:in|since|until|during|from)\s)(?P<t>{_MONTH_ALONE})",
        days.month_of,
    ),
    _rule(
        "month without a year: the nearest to the issue day, or as the words say",
        rf"(?<!\w)(?P<t>(?P<way>(?i:last|next|this))\s{_MONTH_ALONE})",
        days.month_of,
    ),
    _rule(
        "years",
        rf"(?<![\w-])(?i:between|from|in)\s(?P<t>{_YEAR}{_TO}(?P<until>(?:1[89]|20)\d\d)){_COUNTED}",
        days.years,
        fixed=True,
    ),
    _rule("year", rf"{_BEFORE_YEAR}(?P<t>{_YEAR}){_COUNTED}", days.year_of, fixed=True),
    _rule("year", rf"(?<!\w){_LIMIT}(?P<t>{_WHERE}{_YEAR}){_COUNTED}", days.year_of, fixed=True),
    _rule(
        "weekday: the nearest in the seven days up to the issue day, or as the words say",
        r"(?<![\w-])(?<!Good )(?<!Black )(?<!Bloody )(?<!Palm )(?<!Easter )"
        rf"(?P<t>(?:(?P<way>(?i:last|next|this|coming))\s)?(?P<weekday>{_WEEKDAY}))(?!\w)"
        rf"(?!\s(?:{_SHORT})[a-z]*\.?\s\d)",
        days.weekday,
    ),
    _rule(
        "night of a weekday",
        rf"(?<!\w)(?i:overnight)\s(?:on\s|(?P<into>into)\s)?(?P<weekday>{_WEEKDAY})(?!\w)",
        days.weekday_night,
    ),
    _rule(
        "day: counted from the issue day",
        r"(?<![\w’'-])(?P<word>(?i:today|yesterday|tomorrow|tonight|overnight"
        r"|last\snight))(?![\w-])",
        days.near_day,
    ),
    _rule(
        "part of the issue day",
        r"(?<!\w)(?i:this)\s(?P<part>(?i:morning|afternoon|evening))(?!\w)",
        days.near_day,
    ),
    _rule(
        "calendar week, from Monday to Sunday; at a weekend the one now ending too",
        r"(?<!\w)(?:(?P<where>(?i:early|earlier|mid|late|later))\s)?"
        r"(?P<way>(?i:last|previous|this|current|next|coming))\s(?P<unit>(?i:week))(?![\w’'-])",
        days.calendar,
    ),
    _rule(
        "calendar month or year",
        r"(?<!\w)(?:(?P<where>(?i:early|earlier|mid|late|later))\s)?"
        r"(?P<way>(?i:last|previous|this|current|next|coming))\s(?P<unit>(?i:month|year))(?![\w-])",
        days.calendar,
    ),
    _rule(
        "weekend: the nearest up to the issue day, or as the words say",
        r"(?<!\w)(?P<t>(?:the\s)?(?:(?P<way>(?i:last|next|this|coming|past))\s)?(?i:weekend))(?!\w)",
        days.weekend,
    ),
    _rule(
        "stretch up to the issue day",
        rf"(?<!\w)(?i:the\s)?(?i:past|last|preceding)\s{_COUNT}{_S}{_UNIT}(?i:s)(?!\w)",
        hours.past,
    ),
    _rule(
        "stretch up to the issue day",
        rf"(?<!\w)(?i:the\s)?(?i:past)\s{_UNIT}(?!\w)",
        hours.past,
    ),
    _rule(
        "counted back from the issue day, blurred by half the unit",
        rf"(?<!\w){_THAN}{_ANY}{_S}{_UNIT}(?i:s?{_S}ago)(?!\w)",
        hours.ago,
    ),
    _rule(
        "length",
        rf"(?<![\w-]){_THAN}{_COUNT}(?:-|–|{_S}){_UNIT}(?i:s|-long)?(?!\w){_NOT_AGE}",
        hours.amount,
        fixed=True,
    ),
    _rule(
        "length",
        rf"(?<![\w-])(?i:for|within|lasting|lasted|of)\s(?P<t>(?P<count>(?i:an?))\s{_UNIT})"
        rf"(?!\w){_NOT_AGE}",
        hours.amount,
        fixed=True,
    ),
    _rule(
        "length",
        rf"(?<!\w)(?P<t>(?P<count>(?i:an?))[\s-]{_UNIT}-?(?i:long))(?!\w)",
        hours.amount,
        fixed=True,
    ),
    _rule(
        "hour",
        rf"(?<![\w:.,$-]){_ABOUT}(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?{_HALF}{_ZONE}",
        hours.clock,
    ),
    _rule(
        "hour",
        r"(?<![\w:.,$-])"
        rf"{_ABOUT}(?P<hour>[0-2]?\d)[:.]?(?P<minute>[0-5]\d){_ZONE_NAMED}",
        hours.clock,
    ),
    _rule(
        "hour",
        r"(?<!\w)(?i:at|around|about|from|since|by|until|till|after|before)\s"
        r"(?P<t>(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d))(?![\w:%])",
        hours.clock,
    ),
    _rule(
        "midnight: the one that begins the day or the one that ends it",
        rf"(?<!\w)(?P<hour>(?i:midnight)){_ZONE}",
        hours.noon,
    ),
    _rule("noon", rf"(?<!\w)(?P<hour>(?i:noon)){_ZONE}", hours.noon),
    _rule("part of a day", rf"(?<!\w){_PART}(?!\w)", hours.part, fixed=True),
    _rule(
        "part of a day",
        r"(?<!\w)(?:(?i:the)\s)?(?P<part>(?i:early\shours|early|late|dawn))(?!\w)",
        hours.part,
        fixed=True,
    ),
)
