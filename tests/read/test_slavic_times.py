"""Times in two languages with one alphabet: brackets by the issue day, lengths without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce.read.document import Issued, Span
from truce.read.slavic.times import times_slavic
from truce.when import Bracket, day, moment

#: A Tuesday.
WRITTEN = "2025-03-18T19:00+01:00"
ISSUED = Issued(bracket=moment(WRITTEN), written=WRITTEN, basis="a test", zone="Europe/Vienna")


def days(first: str, last: str | None = None) -> Bracket:
    return day(first, "Europe/Vienna").hull(day(last or first, "Europe/Vienna"))


@pytest.mark.parametrize(
    ("text", "words", "bracket"),
    [
        ("18 марта стреляли", "18 марта", days("2025-03-18")),
        ("від 18 березня 2024 року", "18 березня 2024 року", days("2024-03-18")),
        ("29 грудня стріляли", "29 грудня", days("2024-12-29")),
        ("с 25.03.2025", "25.03.2025", days("2025-03-25")),
        ("вчора", "вчора", days("2025-03-17")),
        ("позавчера", "позавчера", days("2025-03-16")),
        ("зустріч відбудеться у середу", "середу", days("2025-03-19")),
        ("до п'ятниці", "п'ятниці", days("2025-03-21")),
        ("у середу вони зустрілися", "середу", days("2025-03-12")),
        ("во вторник", "вторник", days("2025-03-18")),
        ("в четверг", "четверг", days("2025-03-13", "2025-03-20")),
        ("минулого понеділка", "минулого понеділка", days("2025-03-10", "2025-03-17")),
        ("в следующую среду", "следующую среду", days("2025-03-19", "2025-03-26")),
        ("на прошлой неделе", "прошлой неделе", days("2025-03-10", "2025-03-16")),
        ("минулого тижня", "минулого тижня", days("2025-03-10", "2025-03-16")),
        ("наступного місяця", "наступного місяця", days("2025-04-01", "2025-04-30")),
        ("в прошлом году", "прошлом году", days("2024-01-01", "2024-12-31")),
        ("у грудні", "у грудні", days("2024-12-01", "2024-12-31")),
        ("в мае 2024 года", "в мае 2024 года", days("2024-05-01", "2024-05-31")),
        ("у 2022 році", "2022 році", days("2022-01-01", "2022-12-31")),
        ("три дні тому", "три дні тому", days("2025-03-15")),
        ("неделю назад", "неделю назад", days("2025-03-08", "2025-03-14")),
    ],
)
def test_words_for_days(text, words, bracket):
    (one,) = times_slavic(text, [Span(0, len(text))], ISSUED)
    assert one.span.of(text) == words
    assert one.bracket is not None
    assert one.bracket.earliest == bracket.earliest
    assert one.zone_assumed
    assert one.zone == "Europe/Vienna"
    assert one.bracket.latest == bracket.latest


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("на 30 суток", 30, "days"),
        ("30 днів", 30, "days"),
        ("тридцять діб", 30, "days"),
        ("протягом 72 годин", 72, "hours"),
        ("два тижні", 2, "weeks"),
        ("три месяца", 3, "months"),
        ("п'ять років", 5, "years"),
    ],
)
def test_lengths_have_no_bracket(text, amount, unit):
    (one,) = times_slavic(text, [Span(0, len(text))], ISSUED)
    assert (one.amount, one.unit, one.bracket) == (amount, unit, None)


def test_at_a_weekend_last_week_may_be_the_one_now_ending():
    issued = Issued(bracket=moment("2025-03-22"), written="2025-03-22", basis="a test", zone="UTC")
    text = "минулого тижня"
    (one,) = times_slavic(text, [Span(0, len(text))], issued)
    assert one.bracket == day("2025-03-10", "UTC").hull(day("2025-03-21", "UTC"))
    assert one.rule == "last, this or next (2025-03-22)"


def test_without_an_issue_day_what_hangs_on_it_is_named_and_not_counted():
    text = "вчора, 18 березня 2024 року, 18 березня"
    one, two = times_slavic(text, [Span(0, len(text))], None)
    assert one.rule == "day beside the issue day; not counted: no issue day is known"
    assert one.bracket is None
    assert two.bracket == day("2024-03-18")
    assert two.zone is None


@pytest.mark.parametrize(
    "text", ["31 лютого", "часто", "у маєтку", "слово", "в течение", "99.99.2025"]
)
def test_what_is_no_time(text):
    assert times_slavic(text, [Span(0, len(text))], ISSUED) == ()


@given(st.text(alphabet="0123456789 .днівмарталютогоу'неділюназадтому", max_size=60))
def test_any_text_ends_in_brackets_or_lengths(text):
    for one in times_slavic(text, [Span(0, len(text))], ISSUED):
        assert one.span.of(text)
        assert one.bracket is not None or one.amount is not None
