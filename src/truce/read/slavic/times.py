"""Times in a text of two languages with one alphabet: words -> brackets, by the issue day."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, cast

from truce import when
from truce.read.document import Issued, Span
from truce.read.statement import Time

Unit = Literal["hours", "days", "weeks", "months", "years"]


class Days(NamedTuple):
    """Calendar days, both counted."""

    first: date
    last: date


class Length(NamedTuple):
    """A length of time."""

    amount: float
    unit: Unit


#: Null where the words hang on an issue day that is not known, or are no day of the calendar.
Value = Days | Length | None
_Match = re.Match[str]
_DAY: Final = timedelta(days=1)
_REACH: Final = 120
_FUTURE: Final = re.compile(
    r"\b(?:буд\w+|відбуд\w+|пройд[уеё]\w*|состо[ия]\w*|почн\w+|начн\w+|розпочн\w+|заплан\w+"
    r"|наступн\w+|"
    r"следующ\w+|продовж[аи]\w+|прибуд\w+|приед\w+|зустрін\w+|встрет[яи]т\w*|має|должн\w+"
    r"|не\s+пізніше)\b",
    re.IGNORECASE,
)
_NOUNS: Final = (
    "обстрел|генерал|адмирал|отдел|раздел|предел|материал|капитал|портал|канал|телеканал|квартал|"
    "журнал|сигнал|персонал|арсенал|школ[аио]|сил[аио]|сел[аио]|числ[аио]|тіл[аио]|тел[аио]|"
    "масл[аио]|дел[аио]|скал[аио]|стріл[аио]|крил[аио]|крыл[аио]|правил[аио]|начал[аио]"
)
_PAST: Final = re.compile(
    rf"\b(?!(?:{_NOUNS})\b)\w{{2,}}(?:[аиуюяе]в|[аияеуо]л|[аиіяеуюїо]л[аио])(?:ся|сь)?\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    value: Callable[[_Match, date | None], Value]
    hangs: bool


def times_slavic(text: str, spans: Sequence[Span], issued: Issued | None) -> tuple[Time, ...]:
    """Return the times named within spans of the text, in order.

    A day is counted from the day of issue and bracketed on the clock of the issue (assumed, and
    marked so), else anywhere on Earth. A length of time has an amount and no bracket. Words that
    hang on an issue day that is not known have neither.
    """
    today = date.fromisoformat(issued.written[:10]) if issued is not None else None
    zone = issued.zone if issued is not None else None
    found = {time.span: time for span in spans for time in _within(text, span, today, zone)}
    return tuple(found[span] for span in sorted(found))


def _within(text: str, span: Span, today: date | None, zone: str | None) -> Iterator[Time]:
    taken = bytearray(span.end - span.start)
    for rule in _rules():
        for found in rule.pattern.finditer(text, span.start, span.end):
            place = Span(*found.span())
            mine = slice(place.start - span.start, place.end - span.start)
            if any(taken[mine]):
                continue
            value = None if rule.hangs and today is None else rule.value(found, today)
            if value is None and not (rule.hangs and today is None):
                continue
            taken[mine] = b"\1" * (place.end - place.start)
            counted = f" ({today})" if rule.hangs and today is not None else ""
            yield _time(place, rule.name + counted, value, zone)


def _time(span: Span, rule: str, value: Value, zone: str | None) -> Time:
    if isinstance(value, Length):
        return Time(span=span, rule=rule, amount=value.amount, unit=value.unit)
    if value is None:
        return Time(span=span, rule=f"{rule}; not counted: no issue day is known")
    first, last = (when.day(day.isoformat(), zone) for day in value)
    return Time(span=span, rule=rule, bracket=first.hull(last), zone=zone)


@cache
def _table() -> dict[str, list[str]]:
    table = tomllib.loads((files("truce.read.slavic") / "slavic.toml").read_text("utf-8"))
    return cast("dict[str, list[str]]", table["times"])


def _stem(found: str, group: str) -> int:
    """Return the number, from 1, of the pattern of a group that the word begins with."""
    word = found.lower()
    return next(n for n, stem in enumerate(_table()[group], 1) if re.match(stem, word))


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date | None) -> Value:
    """Return the day without a year as the one nearest to the issue day."""
    if today is None:
        return None
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if (found := _calendar(year, month, day)) is not None]
    if not days:
        return None
    nearest = min(days, key=lambda found: abs(found - today))
    return Days(nearest, nearest)


def _written(found: _Match, today: date | None) -> Value:
    month, day = _stem(found["month"], "months"), int(found["day"])
    if found["year"] is None:
        return _nearest(month, day, today)
    exact = _calendar(int(found["year"]), month, day)
    return None if exact is None else Days(exact, exact)


def _numbers(found: _Match, _: date | None) -> Value:
    exact = _calendar(int(found["year"]), int(found["month"]), int(found["day"]))
    return None if exact is None else Days(exact, exact)


def _month(found: _Match, today: date | None) -> Value:
    """Return a month; without a year, the one nearest to the issue day."""
    month = _stem(found["month"], "months")
    if found["year"] is not None:
        return _whole(int(found["year"]), month)
    if today is None:
        return None
    months = [_whole(today.year + step, month) for step in (-1, 0, 1)]
    return min(filter(None, months), key=lambda days: abs(days.first + 15 * _DAY - today))


def _year(found: _Match, _: date | None) -> Value:
    year = int(found["year"])
    return Days(date(year, 1, 1), date(year, 12, 31)) if year else None


def _whole(year: int, month: int) -> Days | None:
    first = _calendar(year, month, 1)
    if first is None or year == 9999:
        return None
    following = first.replace(year=year + month // 12, month=month % 12 + 1)
    return Days(first, following - _DAY)


def _weekday(found: _Match, today: date | None) -> Value:
    """Return a weekday by what stands before it and by the tense of its clause.

    Where neither tells, the bracket holds the day before the issue day and the one to come.
    """
    if today is None:
        return None
    wanted = _stem(found["weekday"], "weekdays")
    back = (today.isoweekday() - wanted) % 7
    before, coming = today - back * _DAY, today + (7 - back if back else 0) * _DAY
    which = (found["which"] or "").lower()
    if which.startswith(("минул", "прошл", "прошед")):
        latest = today - (back or 7) * _DAY
        return Days(latest - (7 * _DAY if _same_week(latest, today) else 0 * _DAY), latest)
    if which.startswith(("наст", "след", "буд")):
        first = before + 7 * _DAY
        return Days(first, first + (7 * _DAY if _same_week(first, today) else 0 * _DAY))
    if which:
        day = today + (wanted - today.isoweekday()) * _DAY
        return Days(day, day)
    ahead = _ahead(found)
    return Days(before if ahead is not True else coming, coming if ahead is not False else before)


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _ahead(found: _Match) -> bool | None:
    """Return whether a clause looks ahead of the issue day or back; null where it does not tell."""
    text, start = found.string, found.start()
    before = text[max(0, start - _REACH) : start]
    clause = re.split(r"[.,;:!?()«»—]", before)[-1]
    behind = re.split(r"[.,;:!?()«»—]", text[found.end() : found.end() + _REACH])[0]
    if re.search(r"\b(?:до|к|ко)\s+$", clause) or _FUTURE.search(clause + behind):
        return True
    return False if _PAST.search(clause) or _PAST.search(behind) else None


def _near(words: dict[str, int]) -> Callable[[_Match, date | None], Value]:
    def value(found: _Match, today: date | None) -> Value:
        if today is None:
            return None
        day = today + words[found[0].lower()] * _DAY
        return Days(day, day)

    return value


def _span_of(found: _Match, today: date | None) -> Value:
    """Return last, this or next week, month or year as calendar days."""
    if today is None:
        return None
    step = {"м": -1, "п": -1, "н": 1}.get(found["which"].lower()[0], 0)
    if found["which"].lower().startswith(("поточ", "нынеш", "нинішн")):
        step = 0
    noun = found["noun"].lower()
    if noun.startswith(("тиж", "недел")):
        monday = today - (today.isoweekday() - 1) * _DAY + 7 * step * _DAY
        ending = step < 0 and today.isoweekday() >= 6  # "last week" may be the one now ending
        return Days(monday, today - _DAY if ending else monday + 6 * _DAY)
    if noun.startswith(("міс", "мес")):
        month = today.month - 1 + step
        return _whole(today.year + month // 12, month % 12 + 1)
    year = today.year + step
    return Days(date(year, 1, 1), date(year, 12, 31))


_NUMBERS: Final = {
    **dict.fromkeys(("один", "одна", "одну", "одного"), 1),
    **dict.fromkeys(("два", "дві", "две", "двох", "двух"), 2),
    **dict.fromkeys(("три", "трьох", "трех", "трёх"), 3),
    **dict.fromkeys(("чотири", "чотирьох", "четыре", "четырех", "четырёх"), 4),
    **dict.fromkeys(("п'ять", "пять", "п'яти", "пяти"), 5),
    **dict.fromkeys(("шість", "шесть", "шести"), 6),
    **dict.fromkeys(("сім", "семь", "семи"), 7),
    **dict.fromkeys(("десять", "десяти"), 10),
    **dict.fromkeys(("тридцять", "тридцать", "тридцяти", "тридцати"), 30),
}
#: Days in a unit, and how many days to each side "so long ago" may mean.
_SIZES: Final[dict[Unit, tuple[float, int]]] = {
    "hours": (1 / 24, 1),
    "days": (1, 0),
    "weeks": (7, 3),
    "months": (30.44, 16),
    "years": (365.25, 184),
}
_UNITS: Final[tuple[tuple[str, Unit], ...]] = (
    ("годин|час", "hours"),
    ("діб|доб|сут|дн|ден", "days"),
    ("тиж|недел", "weeks"),
    ("міс|мес", "months"),
    ("рок|рік|год|лет", "years"),
)


def _length(found: _Match, _: date | None) -> Length:
    written = (found["number"] or "один").lower().replace("’", "'").replace("ʼ", "'")
    amount = _NUMBERS[written] if written in _NUMBERS else float(written.replace(",", "."))
    noun = found["noun"].lower()
    return Length(amount, next(unit for stems, unit in _UNITS if re.match(stems, noun)))


def _ago(found: _Match, today: date | None) -> Value:
    """Return the day so long ago, blurred by half the unit that is counted."""
    length = _length(found, today)
    if today is None:
        return None
    size, blur = _SIZES[length.unit]
    try:
        middle = today - timedelta(days=round(length.amount * size))
        return Days(middle - blur * _DAY, min(middle + blur * _DAY, today))
    except OverflowError:
        return None


@cache
def _rules() -> tuple[_Rule, ...]:
    """Return the rules, the longer words first: where two overlap, the first keeps them."""
    month = rf"(?P<month>(?:{'|'.join(_table()['months'])})\w*)"
    weekday = rf"(?P<weekday>{'|'.join(_table()['weekdays'])})"
    count = rf"(?P<number>\d+(?:[.,]\d+)?|{'|'.join(_NUMBERS)})"
    noun = (
        r"(?P<noun>годин[иу]?|час(?:а|ов)?|діб|доби|доба|добу|сут(?:ки|ок)|дн(?:і|ів|я|ей|ям)|день|"
        r"тижн(?:і|ів|я)|тиждень|недел[ьиюя]|місяць|місяц(?:і|я|ів)|месяц|месяц(?:а|ев)?|рок(?:и"
        r"|ів|у)|рік|год(?:а|у)?|лет)"
    )
    which = (
        r"(?P<which>минул\w+|прошл\w+|прошедш\w+|поточн\w+|нынешн\w+|нинішн\w+|наступн\w+|"
        r"следующ\w+|будущ\w+|цього|этой|цього|этого|цьому|этом)"
    )
    period = r"(?P<noun>тиж\w+|недел\w+|місяц\w+|месяц\w+|ро[кц]\w+|год\w*)"
    year = r"(?:\s+(?P<year>\d{4})(?:\s*(?:року|року|года|р\.|г\.))?)?"
    near = {
        **dict.fromkeys(("вчора", "учора", "вчера"), -1),
        **dict.fromkeys(("позавчора", "позавчера"), -2),
        **dict.fromkeys(("сьогодні", "сегодня"), 0),
        **dict.fromkeys(("завтра",), 1),
        **dict.fromkeys(("післязавтра", "послезавтра"), 2),
    }
    return (
        _rule("day and month", rf"(?P<day>\d{{1,2}})\s+{month}{year}", _written),
        _rule(
            "date in figures", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", _numbers
        ),
        _rule("so long ago", rf"(?:{count}\s+)?{noun}\s+(?:тому|назад)", _ago, hangs=True),
        _rule("month", rf"(?:у|в|во|за|до|с|з|із)\s+{month}{year}", _month),
        _rule("year", r"(?P<year>[12]\d{3})\s+(?:році|року|рік|году|года|год|р\.|г\.)", _year),
        _rule("length of time", rf"{count}\s+{noun}", _length),
        _rule("last, this or next", rf"{which}\s+{period}", _span_of, hangs=True),
        _rule("weekday", rf"(?:{which}\s+)?{weekday}", _weekday, hangs=True),
        _rule("day beside the issue day", "|".join(near), _near(near), hangs=True),
    )


def _rule(
    name: str,
    pattern: str,
    value: Callable[[_Match, date | None], Value],
    *,
    hangs: bool = False,
) -> _Rule:
    return _Rule(
        name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), value, hangs
    )
