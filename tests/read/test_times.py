"""Words for times, read on invented sentences issued on a Tuesday, 18 March 2025."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce import when
from truce.read.document import Issued, Span
from truce.read.times import times
from truce.read.times.words import RULES
from truce.when import say


def issued(written: str = "2025-03-18T16:34Z", zone: str | None = "UTC") -> Issued:
    return Issued(bracket=when.moment(written, zone), written=written, basis="invented", zone=zone)


def read(text: str, day: Issued | None = issued()) -> list[str]:  # noqa: B008 - frozen
    """Each time as `words = from..to` in UTC, midnights without their hour, or as a length."""
    return [
        f"{time.span.of(text)} = " + (_bracket(time.bracket) if time.bracket else _length(time))
        for time in times(text, [Span(0, len(text))], day)
    ]


def _bracket(bracket) -> str:
    first, last = (say(end).replace("T00:00Z", "") for end in (bracket.earliest, bracket.latest))
    return first if first == last else f"{first}..{last}"


def _length(time) -> str:
    return f"{time.amount:g} {time.unit}" if time.amount else "not counted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates
        ("on June 28, 2019.", "June 28, 2019 = 2019-06-28..2019-06-29"),
        ("on 28 June 2019", "28 June 2019 = 2019-06-28..2019-06-29"),
        ("the 3rd of May 2024", "the 3rd of May 2024 = 2024-05-03..2024-05-04"),
        ("Tuesday, March 18, 2025", "Tuesday, March 18, 2025 = 2025-03-18..2025-03-19"),
        ("Sat, 29 March 2025", "Sat, 29 March 2025 = 2025-03-29..2025-03-30"),
        ("taken 28-Jun-19 there", "28-Jun-19 = 2019-06-28..2019-06-29"),
        ("Feb. 24, 2022", "Feb. 24, 2022 = 2022-02-24..2022-02-25"),
        ("18 MARCH 2025", "18 MARCH 2025 = 2025-03-18..2025-03-19"),
        ("from 18 March", "18 March = 2025-03-18..2025-03-19"),
        ("since March 11", "March 11 = 2025-03-11..2025-03-12"),
        ("on December 30 they met", "December 30 = 2024-12-30..2024-12-31"),
        ("on September 3", "September 3 = 2025-09-03..2025-09-04"),
        ("from 18 to 25 March 2025", "18 to 25 March 2025 = 2025-03-18..2025-03-26"),
        ("on March 3-5", "March 3-5 = 2025-03-03..2025-03-06"),
        ("on 2025-03-25", "2025-03-25 = 2025-03-25..2025-03-26"),
        ("at 2025-03-25T10:30Z", "2025-03-25T10:30Z = 2025-03-25T10:30Z"),
        ("at 2025-03-25T10:30+03:00", "2025-03-25T10:30+03:00 = 2025-03-25T07:30Z"),
        ("on 3/18/25", "3/18/25 = 2025-03-18..2025-03-19"),
        ("on 18/03/2025", "18/03/2025 = 2025-03-18..2025-03-19"),
        ("on 3/4/25", "3/4/25 = 2025-03-04..2025-04-04"),
        ("on 18.03.2025", "18.03.2025 = 2025-03-18..2025-03-19"),
        ("on February 29, 2024", "February 29, 2024 = 2024-02-29..2024-03-01"),
        # months and years
        ("launched in February 2022", "February 2022 = 2022-02-01..2022-03-01"),
        ("in May", "May = 2025-05-01..2025-06-01"),
        ("since January", "January = 2025-01-01..2025-02-01"),
        ("last March", "last March = 2024-03-01..2024-04-01"),
        ("next April", "next April = 2025-04-01..2025-05-01"),
        ("by the end of April", "the end of April = 2025-04-30..2025-05-01"),
        ("at the end of April", "the end of April = 2025-04-20..2025-05-01"),
        ("in early March", "early March = 2025-03-01..2025-03-16"),
        ("mid-April", "mid-April = 2025-04-07..2025-04-23"),
        ("in late January 2025", "late January 2025 = 2025-01-16..2025-02-01"),
        ("in 2015", "2015 = 2015-01-01..2016-01-01"),
        ("since 2014", "2014 = 2014-01-01..2015-01-01"),
        ("early 2024", "early 2024 = 2024-01-01..2024-07-02"),
        ("between 2014 and 2022", "2014 and 2022 = 2014-01-01..2023-01-01"),
        ("last month", "last month = 2025-02-01..2025-03-01"),
        ("late last month", "late last month = 2025-02-15..2025-03-01"),
        ("this month", "this month = 2025-03-01..2025-04-01"),
        ("next month", "next month = 2025-04-01..2025-05-01"),
        ("last year", "last year = 2024-01-01..2025-01-01"),
        ("earlier this year", "earlier this year = 2025-01-01..2025-03-19"),
        # weeks and weekdays
        ("last week", "last week = 2025-03-10..2025-03-17"),
        ("this week", "this week = 2025-03-17..2025-03-24"),
        ("earlier this week", "earlier this week = 2025-03-17..2025-03-19"),
        ("later this week", "later this week = 2025-03-18..2025-03-24"),
        ("next week", "next week = 2025-03-24..2025-03-31"),
        ("over the weekend", "the weekend = 2025-03-15..2025-03-17"),
        ("they will meet at the weekend", "the weekend = 2025-03-22..2025-03-24"),
        ("said on Tuesday", "Tuesday = 2025-03-18..2025-03-19"),
        ("said on Wednesday", "Wednesday = 2025-03-12..2025-03-13"),
        ("said Monday", "Monday = 2025-03-17..2025-03-18"),
        ("on Friday the sides will meet", "Friday = 2025-03-21..2025-03-22"),
        ("They will meet on Friday.", "Friday = 2025-03-21..2025-03-22"),
        ("It said they met. On Friday, it said.", "Friday = 2025-03-14..2025-03-15"),
        ("He said on Friday that they will leave.", "Friday = 2025-03-14..2025-03-15"),
        ("The truce holds until Friday.", "Friday = 2025-03-21..2025-03-22"),
        ("next Friday", "next Friday = 2025-03-21..2025-03-29"),
        ("last Friday", "last Friday = 2025-03-14..2025-03-15"),
        ("last Tuesday", "last Tuesday = 2025-03-11..2025-03-12"),
        ("last Monday", "last Monday = 2025-03-10..2025-03-18"),
        ("this Friday", "this Friday = 2025-03-21..2025-03-22"),
        ("coming Tuesday", "coming Tuesday = 2025-03-25..2025-03-26"),
        ("Sunday's talks", "Sunday = 2025-03-16..2025-03-17"),
        # days and their parts
        ("today", "today = 2025-03-18..2025-03-19"),
        ("yesterday", "yesterday = 2025-03-17..2025-03-18"),
        ("tomorrow", "tomorrow = 2025-03-19..2025-03-20"),
        ("tonight", "tonight = 2025-03-18T18:00Z..2025-03-19T08:00Z"),
        ("last night", "last night = 2025-03-17T18:00Z..2025-03-18T08:00Z"),
        ("overnight", "overnight = 2025-03-17T20:00Z..2025-03-18T08:00Z"),
        ("talks will go on overnight", "overnight = 2025-03-18T18:00Z..2025-03-19T08:00Z"),
        ("overnight into Sunday", "overnight into Sunday = 2025-03-15T20:00Z..2025-03-16T08:00Z"),
        ("this morning", "this morning = 2025-03-18T04:00Z..2025-03-18T12:00Z"),
        ("Tuesday afternoon", "Tuesday afternoon = 2025-03-18T12:00Z..2025-03-18T18:00Z"),
        ("early Friday", "early Friday = 2025-03-14..2025-03-14T12:00Z"),
        ("late on Monday", "late on Monday = 2025-03-17T15:00Z..2025-03-18T04:00Z"),
        ("early Friday morning", "early Friday morning = 2025-03-14..2025-03-14T12:00Z"),
        ("late Monday night", "late Monday night = 2025-03-17T18:00Z..2025-03-18T04:00Z"),
        ("late Monday afternoon", "late Monday afternoon = 2025-03-17T15:00Z..2025-03-17T18:00Z"),
        ("The truce begins today.", "today = 2025-03-18..2025-03-19"),
        ("THE TRUCE BEGINS TODAY", "TODAY = 2025-03-18..2025-03-19"),
        ("Monday night", "Monday night = 2025-03-17T18:00Z..2025-03-18T08:00Z"),
        ("the evening of March 17", "evening of March 17 = 2025-03-17T16:00Z..2025-03-18"),
        ("yesterday in the morning", "yesterday in the morning"
         " = 2025-03-17T04:00Z..2025-03-17T12:00Z"),
        # hours
        ("since 10:00amEDT", "10:00amEDT = 2025-03-18T14:00Z"),
        ("at 10 a.m. E.T.", "10 a.m. E.T. = 2025-03-18T14:00Z"),
        ("at 10 a.m. ET.", "10 a.m. ET = 2025-03-18T14:00Z"),
        ("at 10 p.m. ET", "10 p.m. ET = 2025-03-18T02:00Z..2025-03-19T02:00Z"),
        ("it will begin at 10 p.m. ET", "10 p.m. ET = 2025-03-19T02:00Z"),
        ("3/18/25, 1:51 p.m. ET", "3/18/25, 1:51 p.m. ET = 2025-03-18T17:51Z"),
        ("at 1430 GMT", "1430 GMT = 2025-03-18T14:30Z"),
        ("at 14:30", "14:30 = 2025-03-18T14:30Z"),
        ("on 18 March at 10:00 Vienna time", "18 March at 10:00 Vienna time = 2025-03-18T09:00Z"),
        ("09:30 GMT on Saturday", "09:30 GMT on Saturday = 2025-03-15T09:30Z"),
        ("at noon on Monday", "noon on Monday = 2025-03-17T12:00Z"),
        ("about 3 p.m. on Monday", "about 3 p.m. on Monday = 2025-03-17T14:30Z..2025-03-17T15:30Z"),
        ("from midnight on 25 March", "midnight on 25 March = 2025-03-25..2025-03-26"),
        ("at 9 a.m. local time", "9 a.m. local time = 2025-03-17T19:00Z..2025-03-18T21:00Z"),
        # lengths
        ("for 30 days", "30 days = 30 days"),
        ("a 30-day ceasefire", "30-day = 30 days"),
        ("lasted more than two hours", "more than two hours = 2 hours"),
        ("within 48 hours", "48 hours = 48 hours"),
        ("a two-week pause", "two-week = 2 weeks"),
        ("for a month", "a month = 1 months"),
        ("a month-long truce", "a month-long = 1 months"),
        ("thirty days", "thirty days = 30 days"),
        ("for twenty-one days", "twenty-one days = 21 days"),
        ("90 minutes", "90 minutes = 1.5 hours"),
        ("the past three weeks", "the past three weeks = 2025-02-25..2025-03-19"),
        ("the last 24 hours", "the last 24 hours = 2025-03-17..2025-03-19"),
        ("two days ago", "two days ago = 2025-03-16..2025-03-17"),
        ("a week ago", "a week ago = 2025-03-08..2025-03-15"),
        ("two years ago", "two years ago = 2022-09-16..2023-09-20"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_a_bracket(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They may go home.",
        "May the force be with them.",
        "Forces march on the town.",
        "March on the ministry ended.",
        "He sat in the sun.",
        "Sat and Sun are short.",
        "the Sunday Gazette wrote",
        "World Today reported",
        "a WORLD TODAY report",
        "on Good Friday",
        "a 30-year-old man",
        "the man is 30 years old",
        "in 2000 homes",
        "Current Time 0:00 Duration 0:00",
        "Loaded: 0% 1x",
        "Resolution 2202",
        "2,015 soldiers",
        "the 18th brigade",
        "a score of 3-4",
        "the morning session",
        "late news",
        "February 30, 2025",
        "25:61 GMT",
        "13 p.m.",
    ],
)
def test_other_words_are_no_time(text):
    assert read(text) == []


def test_at_a_weekend_last_week_may_be_the_one_now_ending():
    assert read("last week", issued("2025-03-16")) == ["last week = 2025-03-03..2025-03-16"]


def test_the_zone_is_that_of_the_issue_and_said_to_be_assumed():
    vienna = issued("2025-03-18T16:34", "Europe/Vienna")
    text = "on Tuesday and at 10 a.m. ET"
    day, hour = times(text, [Span(0, len(text))], vienna)
    assert (day.zone, day.zone_assumed) == ("Europe/Vienna", True)
    assert say(day.bracket.earliest) == "2025-03-17T23:00Z"
    assert (hour.zone, hour.zone_assumed) == ("EST5EDT", False)
    assert day.rule == (
        "weekday: the nearest in the seven days up to the issue day, or as the words say"
        " (2025-03-18)"
    )


def test_a_day_without_any_zone_is_as_wide_as_the_earth():
    nowhere = issued("2025-03-18", None)
    assert read("yesterday", nowhere) == [
        "yesterday = 2025-03-16T10:00Z..2025-03-18T12:00Z"
    ]  # fmt: skip


def test_without_an_issue_day_only_what_stands_alone_is_counted():
    text = "on Tuesday, at noon, in 2015, on 3/18/25 and for 30 days"
    assert read(text, None) == [
        "Tuesday = not counted",
        "noon = not counted",
        "2015 = 2014-12-31T10:00Z..2016-01-01T12:00Z",
        "3/18/25 = 2025-03-17T10:00Z..2025-03-19T12:00Z",
        "30 days = 30 days",
    ]
    tuesday = times(text, [Span(0, len(text))], None)[0]
    assert tuesday.rule.endswith("; not counted: no issue day is known")


def test_only_the_spans_asked_for_are_read():
    text = "today, yesterday, tomorrow"
    found = times(text, [Span(7, 16), Span(0, 5), Span(0, 16)], issued())
    assert [time.span.of(text) for time in found] == ["today", "yesterday"]


def test_every_rule_has_a_name_and_a_pattern_that_is_found_at_least_once():
    cases = next(mark.args[1] for mark in test_a_time_is_read_as_a_bracket.pytestmark if mark.args)
    texts = [*(text for text, _ in cases), "thirty days", "the past week", "3.4.25"]
    unseen = [r.pattern.pattern for r in RULES if not any(r.pattern.search(t) for t in texts)]
    assert not unseen


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
ZONES = st.sampled_from(["UTC", "Europe/Vienna", "Asia/Kathmandu", "Pacific/Apia", None])


@given(
    DAYS, ZONES, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d %b %Y", "%A, %d %B %Y"])
)
def test_the_bracket_of_a_date_holds_the_day(day, zone, form):
    text = f"It was agreed on {day.strftime(form)}."
    (found,) = times(text, [Span(0, len(text))], issued("2025-03-18", zone))
    assert found.bracket == when.moment(day.isoformat(), zone)


@given(DAYS, st.integers(0, 6), ZONES)
def test_a_weekday_is_within_the_seven_days_up_to_the_issue_day(day, back, zone):
    meant = day - timedelta(days=back)
    text = f"the ministry said on {meant.strftime('%A')}"
    (found,) = times(text, [Span(0, len(text))], issued(day.isoformat(), zone))
    assert found.bracket == when.moment(meant.isoformat(), zone)


@given(DAYS, st.integers(1, 40))
def test_so_many_days_ago_holds_the_day(day, back):
    text = f"{back} days ago"
    (found,) = times(text, [Span(0, len(text))], issued(day.isoformat()))
    noon = datetime.combine(day - timedelta(days=back), datetime.min.time(), UTC) + timedelta(
        hours=12
    )
    assert found.bracket.earliest <= noon <= found.bracket.latest


SAID = (
    "on at the by until Tuesday March May 18 2025 10:00 3/4/25 p.m. ET last next week days 30 two"
    " ago night early end of will said , . 9999 and to - noon"
)
WORDS = st.lists(st.sampled_from(SAID.split()) | st.text(max_size=4), max_size=25)


@given(WORDS, st.sampled_from([issued(), issued("1801-01-01", None), issued("2190-12-29"), None]))
def test_any_text_is_read_and_every_time_is_verbatim(words, day):
    text = " ".join(words)
    found = times(text, [Span(0, len(text))], day)
    for time in found:
        assert 0 <= time.span.start < time.span.end <= len(text)
        assert time.span.of(text).strip() == time.span.of(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
