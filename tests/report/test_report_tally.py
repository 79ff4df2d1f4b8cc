from dataclasses import replace

import polars as pl
import pytest

from tests.report import world
from truce.report import Options, days, tally
from truce.report.days import Days


@pytest.fixture(scope="module")
def view():
    return world.view()


def test_ranges_are_those_of_assess_with_verdicts_that_add_up(view):
    rows = tally.ranges(view)
    assert [(r.number, r.name, r.at_least, r.at_most, r.not_covered) for r in rows] == [
        (1, "Alphaland: Statement", 3, 7, 5),
        (2, "Betaland: Statement", 7, 11, 1),
        (3, "Betaland: Later list", 1, 5, 7),
    ]
    for row in rows:
        assert row.violation + row.undetermined + row.not_covered == row.incidents == 12


def test_an_incident_that_may_be_two_counts_once_in_at_least_only(view):
    first = tally.ranges(view)[0]
    assert (first.at_least, first.violation) == (3, 4)


def test_readings_stand_by_party_then_by_date():
    text = world.agreement()
    later = replace(text.readings["alphaland-text"], issued=world.since(9), id="a-late")
    more = replace(text, readings={**text.readings, "a-late": later})
    assert [r.id for r in world.view(text=more).readings] == [
        "alphaland-text",
        "a-late",
        "betaland-text",
        "betaland-late",
    ]


def test_pairs_say_what_parts_two_readings_most_first(view):
    rows = {(p.first, p.second): p for p in tally.pairs(view)}
    assert [(key, p.incidents, [(q, len(i)) for q, i in p.parts]) for key, p in rows.items()] == [
        ((1, 2), 4, [("object", 4)]),
        ((1, 3), 6, [("when", 5), ("object", 1)]),
        ((2, 3), 8, [("when", 8)]),
    ]
    assert tally.parting(view) == [("when", 8), ("object", 4)]
    assert tally.differing(view) == 9


def test_incidents_of_a_pair_are_in_order_of_time(view):
    parted = tally.pairs(view)[2].parts[0][1]
    starts = [r["moment_start_utc"] for i in parted for r in view.rows if r["incident"] == i]
    assert starts == sorted(starts)


def test_a_printed_total_stands_beside_what_is_held(view):
    total = tally.totals(view)[0]
    held = tally.held(view, total)
    assert held is not None
    assert (held.at_least, held.at_most) == (5, 5)


def test_an_incident_across_the_edge_of_a_total_counts_in_at_most_only(view):
    total = {**tally.totals(view)[0], "moment_end_utc": world.at(8, 3)}
    held = tally.held(view, total)
    assert held is not None
    assert (held.at_least, held.at_most) == (4, 5)


@pytest.mark.parametrize("column", ["claimant_side", "moment_start_utc", "moment_end_utc"])
def test_a_total_without_side_or_period_is_set_beside_nothing(view, column):
    assert tally.held(view, {**tally.totals(view)[0], column: None}) is None


def test_what_no_incident_leaves_open_is_left_out(view):
    assert {u.what: u.incidents for u in tally.unseen(view)} == {
        "place known to no better than 50 km": 1,
        "no hour: time known to no better than six hours": 6,
        "not said what was hit": 1,
        "not said who did it": 1,
        "said of several, one of whom did it": 1,
        "not known who held the place": 12,
        "denied by somebody": 3,
        "perhaps the same as another incident": 2,
    }


def test_records_are_counted_by_whom_the_claimant_speaks_for(view):
    assert tally.sides(view) == [("Alphaland", 6), ("Betaland", 7)]


def test_a_silent_duration_beside_a_stated_end_is_no_silence(view):
    term = view.readings[0].terms[0]
    assert tally.idle(term, term.duration)
    assert not tally.idle(term, term.end)
    late = view.readings[2].terms[0]
    assert not tally.idle(late, late.end)


# ------------------------------------------------------------------------------------------ days


def counted(view) -> Days:
    found = days.days(view)
    assert found is not None
    return found


def test_every_incident_stands_on_one_day_or_on_none(view):
    found = counted(view)
    for reading in view.readings:
        on_days = sum(sum(stack) for stack in found.stacks[reading.id])
        assert on_days + sum(found.apart[reading.id]) == len(view.rows)
    assert found.placed == 12


def test_an_incident_stands_on_the_local_day_of_the_middle_of_its_bracket(view):
    found = counted(view)
    assert str(found.first) == "2030-03-01"
    # W12 may have happened from the 20th 13:00 to the 22nd 13:00 local time: it stands on the 21st.
    assert found.stacks["alphaland-text"][20] == (0, 1, 0)
    assert found.columns == 21


def test_a_time_known_to_no_better_than_three_days_stands_on_no_day():
    told = world.records().with_columns(
        pl.when(pl.col("source_row") == "W05")
        .then(pl.col("moment_start_utc") + pl.duration(hours=73))
        .otherwise("moment_end_utc")
        .alias("moment_end_utc")
    )
    found = counted(world.view(told=told))
    assert (found.placed, sum(found.apart["alphaland-text"])) == (11, 1)


def test_days_on_which_one_in_ten_are_still_to_come_are_late(view):
    found = counted(view)
    # Lags run to 2 days; the report is of the 23rd 01:00, so days from the 21st on may grow.
    assert (found.lag, found.timed, found.late) == (2, 12, 20)


def test_no_day_is_late_in_a_report_made_long_after():
    assert counted(world.view(known_as_of=world.at(60))).late is None


def test_too_few_timed_reports_give_no_rule():
    told = world.records().with_columns(reported_end_utc=pl.lit(None, pl.Datetime("us", "UTC")))
    found = counted(world.view(told=told))
    assert (found.lag, found.timed, found.late) == (None, 0, None)


def test_a_long_case_is_counted_by_several_days():
    told = world.records().with_columns(
        (pl.col("moment_start_utc", "moment_end_utc") - world.START) * 20 + world.START
    )
    found = counted(world.view(told=told))
    assert (found.step, found.columns) == (2, 122)
    assert (
        sum(sum(s) for s in found.stacks["alphaland-text"]) + sum(found.apart["alphaland-text"])
        == 12
    )


def test_without_a_single_day_there_are_no_days():
    nothing = pl.lit(None, pl.Datetime("us", "UTC"))
    told = world.records().with_columns(moment_start_utc=nothing, moment_end_utc=nothing)
    assert days.days(world.view(told=told)) is None


def test_strict_changes_the_figures():
    loose, strict = (
        tally.ranges(world.view()),
        tally.ranges(world.view(options=Options(strict=True))),
    )
    assert [r.at_least for r in strict] == [0, 0, 0]
    assert [r.at_most for r in strict] == [r.at_most for r in loose]
