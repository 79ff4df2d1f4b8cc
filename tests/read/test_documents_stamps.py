"""Dates and hours as pages print them."""

from datetime import UTC, datetime, timedelta

import pytest

from truce.read.arrive.captions import credit, is_caption
from truce.read.arrive.revisions import logged, revision
from truce.read.arrive.stamps import stamps
from truce.read.document import Span


@pytest.mark.parametrize(
    ("text", "written", "zone"),
    [
        ("Update 3/18/25, 1:51 p.m. ET: x", "2025-03-18T13:51:00-04:00", "EST5EDT"),
        ("3/4/25 1 pm ET", "2025-03-04T13:00:00-05:00", "EST5EDT"),
        ("18 March 2025 at 14:30 GMT", "2025-03-18T14:30:00+00:00", "UTC"),
        ("Published March 18, 2025 5:33pm EDT", "2025-03-18T17:33:00-04:00", "EST5EDT"),
        ("14:30 GMT, Tuesday 18 March 2025", "2025-03-18T14:30:00+00:00", "UTC"),
        ("2:31 PM EDT, Tue March 18, 2025", "2025-03-18T14:31:00-04:00", "EST5EDT"),
        ("18/03/2025 10:00 (UTC+3)", "2025-03-18T10:00:00+03:00", None),
        ("18 March 2025, 10:00 Vienna time", "2025-03-18T10:00:00+01:00", "Europe/Vienna"),
        ("2025-03-18T13:51:00+02:00", "2025-03-18T13:51:00+02:00", None),
        ("March 18, 20259:14 PM GMT+1Updated", "2025-03-18T21:14:00+01:00", None),
        ("18 марта 2025 г. 13:51 MSK", "2025-03-18T13:51:00+03:00", "Etc/GMT-3"),
        ("18 березня 2025 року, 13:51", "2025-03-18", None),
        ("18.03.2025", "2025-03-18", None),
    ],
)
def test_a_stamp_is_an_instant_where_hour_and_zone_are_told(
    text: str, written: str, zone: str | None
):
    [stamp] = stamps(text)
    assert (stamp.written, stamp.zone) == (written, zone)


@pytest.mark.parametrize("text", ["3/4/25", "30 February 2025", "13/13/2025", "1.5.2", "in 2025"])
def test_what_is_no_date_or_two_is_left_out(text: str):
    assert list(stamps(text)) == []


def test_letters_of_the_wrong_season_leave_two_hours_open():
    [stamp] = stamps("July 4, 2025, 1 p.m. EST")
    middle = datetime(2025, 7, 4, 17, tzinfo=UTC)
    assert stamp.written == "2025-07-04"
    assert stamp.bracket.earliest == middle - timedelta(hours=1)
    assert stamp.bracket.latest == middle + timedelta(hours=1)


@pytest.mark.parametrize(
    ("line", "at", "what"),
    [
        (
            "Correction, March 19, 2025: An earlier version misstated the day.",
            "2025-03-19",
            "An earlier version misstated the day.",
        ),
        (
            "This story was updated on March 18, 2025 to add a quote.",
            "2025-03-18",
            "This story was updated on March 18, 2025 to add a quote.",
        ),
        ("Last updated: 18 March 2025 14:30 UTC", "2025-03-18T14:30:00+00:00", ""),
    ],
)
def test_a_line_of_the_update_log_says_when_and_what(line: str, at: str, what: str):
    found = revision(line, Span(0, len(line)))
    assert found is not None
    assert (found.at, found.what) == (at, what)


@pytest.mark.parametrize(
    "line",
    [
        "Update on the talks: the sides met on March 18, 2025.",
        "The list was updated on March 18, 2025, the ministry said.",
        "Corrected figures followed in May.",
    ],
)
def test_a_sentence_about_an_update_is_no_line_of_the_log(line: str):
    assert revision(line, Span(0, len(line))) is None
    assert not logged(line)


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Mara Venn (R) shakes hands with Tolo Brack on June 28, 2019. Coast Wire", "Coast Wire"),
        ("A substation burns in Northport on March 3, 2025. Ann Bee/Coast", "Ann Bee/Coast"),
        ("A worker repairs a line in this handout photo. (Photo by Ann Bee)", "Ann Bee"),
    ],
)  # fmt: skip
def test_a_caption_has_a_credit_and_what_pictures_show(line: str, who: str):
    assert is_caption(line)
    assert credit(line) == who


@pytest.mark.parametrize(
    "line",
    [
        "Senator Mara Venn (R) said on March 3, 2025, that nobody asked.",
        "The talks were held by Mr. Tolo Brack",
        "“We stop tonight,” said Venn, pictured with her deputy on March 3, 2025.",
        "The ship lies off Northport.",
    ],
)
def test_a_sentence_that_names_a_side_or_a_day_is_no_caption(line: str):
    assert not is_caption(line)
