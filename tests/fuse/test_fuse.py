import polars as pl
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from tests.worlds import hour, links, records
from truce.fuse import fuse, link
from truce.tables import LINKS, SITES

_HAND = {
    "source": pl.String,
    "source_row": pl.String,
    "who": pl.String,
    "when": pl.String,
    "why": pl.String,
}
MERGES = pl.DataFrame(schema={**_HAND, "group": pl.String, "sure": pl.String})
REVIEWS = pl.DataFrame(schema={**_HAND, "decision": pl.String})


def merges(*rows):
    told = [
        {"source": "s", "who": "ann", "when": "2030-03-05", "why": "same fire", **r} for r in rows
    ]
    return pl.DataFrame(told, schema=MERGES.schema)


def joined(*rows):
    """Return the one incident that the given accounts make."""
    hand = merges(*({"source_row": f"r{n}", "group": "g", "sure": "yes"} for n in range(len(rows))))
    fused = fuse(records(*rows), hand, REVIEWS)
    assert fused.incidents.height == 1
    return fused.incidents.to_dicts()[0]


def test_a_record_that_nobody_joined_is_an_incident_of_its_own():
    fused = fuse(records({}, {"object_words": "substation No. 5"}), MERGES, REVIEWS)
    assert fused.incidents["incident"].to_list() == ["inc_0000", "inc_0001"]
    assert fused.incidents["title"].to_list() == ["substation, Town", "substation No. 5, Town"]
    assert fused.members["why"].to_list() == ["alone", "alone"]
    assert fused.incidents["records"].to_list() == [1, 1]
    assert fused.issues == []


def test_joined_records_are_one_incident_and_say_who_joined_them():
    hand = merges(
        {"source_row": "r0", "group": "g", "sure": "yes"},
        {"source_row": "r1", "group": "g", "sure": "yes"},
    )
    fused = fuse(records({}, {}, {}), hand, REVIEWS)
    assert fused.members.rows() == [
        ("rec_0000", "inc_0000", "ann: same fire"),
        ("rec_0001", "inc_0000", "ann: same fire"),
        ("rec_0002", "inc_0002", "alone"),
    ]
    assert dict(fused.incidents.select("incident", "records").iter_rows()) == {
        "inc_0000": 2,
        "inc_0002": 1,
    }


def test_a_possible_duplicate_stays_apart_and_says_so():
    hand = merges(
        {"source_row": "r0", "group": "D04", "sure": "maybe"},
        {"source_row": "r1", "group": "D04", "sure": "maybe"},
    )
    fused = fuse(records({}, {}, {}), hand, REVIEWS)
    assert fused.incidents["doubt"].to_list() == ["D04", "D04", None]


def test_groups_of_possible_duplicates_that_share_a_record_are_one_group():
    pairs = [("r0", "g1"), ("r1", "g1"), ("r1", "g2"), ("r2", "g2"), ("r3", "g3")]
    hand = merges(*({"source_row": r, "group": g, "sure": "maybe"} for r, g in pairs))
    fused = fuse(records({}, {}, {}, {}), hand, REVIEWS)
    doubts = dict(fused.incidents.select("incident", "doubt").iter_rows())
    assert list(doubts.values()) == ["g1", "g1", "g1", "g3"]


def test_accounts_that_nest_leave_the_sharpest_and_others_all_they_span():
    day = {"moment_start_utc": hour(0), "moment_end_utc": hour(24)}
    night = {"moment_start_utc": hour(20), "moment_end_utc": hour(30)}
    sharp = joined(day, {})
    assert (sharp["moment_start_utc"], sharp["moment_end_utc"]) == (hour(10), hour(11))
    wide = joined(day, night)
    assert (wide["moment_start_utc"], wide["moment_end_utc"]) == (hour(0), hour(30))
    unbounded = joined({"moment_start_utc": None}, night)
    assert (unbounded["moment_start_utc"], unbounded["moment_end_utc"]) == (None, hour(30))


def test_kinds_settle_on_the_finer_or_on_what_holds_both():
    assert joined({"object": "energy"}, {"object": "refinery"})["object"] == "refinery"
    assert joined({"object": "refinery"}, {"object": "oil_storage"})["object"] == "oil"
    same = {"object": "port;refinery"}
    assert joined(same, same)["object"] == "port;refinery"
    assert joined({"act": "attack"}, {"act": None})["act"] == "attack"
    three = [{"object": kind} for kind in ("hospital", "residential", "substation")]
    assert joined(*three)["object"] == "thing"
    assert joined({"object": "energy"}, {"object": "oil"}, {"object": "refinery"})["object"] == (
        "refinery"
    )


def test_a_list_of_things_is_weakened_by_an_account_of_fewer():
    """What one account leaves out another tells, so only what holds all of it is safe to say."""
    assert joined({"object": "refinery;port"}, {"object": "refinery"})["object"] == "thing"
    assert joined({"object": "refinery;port"}, {"object": "hospital"})["object"] == "thing"


def test_whoever_is_accused_by_any_account_may_have_done_it():
    told = joined({"perpetrators": "B"}, {"perpetrators": "A"}, {"perpetrators": None})
    assert told["perpetrators"] == "A;B"


_DEG = st.floats(-0.2, 0.2)
_DISC = st.tuples(_DEG, _DEG, st.floats(0, 20000))


@given(st.lists(_DISC, min_size=2, max_size=4))
def test_the_settled_disc_is_one_account_or_holds_all(discs):
    told = joined(*({"lon": 10 + x, "lat": 50 + y, "radius_m": r} for x, y, r in discs))
    nested = any(
        all(_far(outer, inner) <= outer[2] + 0.01 for outer in _placed(discs))
        for inner in _placed(discs)
    )
    settled = (told["lon"], told["lat"], told["radius_m"])
    if nested:
        assert any(settled == pytest.approx(d) for d in _placed(discs))
    else:
        assert all(_far(settled, d) <= settled[2] + 0.01 for d in _placed(discs))


def _placed(discs):
    return [(10 + x, 50 + y, r) for x, y, r in discs]


def _far(outer, inner):
    way = Geodesic.WGS84.Inverse(outer[1], outer[0], inner[1], inner[0])
    return way["s12"] + inner[2]


def test_a_place_without_a_radius_leaves_the_radius_unknown():
    assert joined({"radius_m": None}, {})["radius_m"] is None
    assert joined({"lon": None, "lat": None, "radius_m": None}, {})["radius_m"] == 1000.0


@pytest.mark.parametrize(
    ("rows", "standing"),
    [
        ([{}], "claimed"),
        ([{"denied_by": "ministry of A"}], "denied"),
        ([{"claimant_side": "independent"}], "reported"),
        ([{"claimant_side": "A;B", "denied_by": "somebody"}], "admitted"),
        ([{"claimant_side": "A", "perpetrators": "A;B"}], "claimed"),
        (
            [
                {"claimant": "paper", "claimant_side": "independent"},
                {"claimant": "radio", "claimant_side": "independent"},
            ],
            "corroborated",
        ),
        (
            [
                {"claimant": "paper", "claimant_side": "independent"},
                {"claimant": "paper", "claimant_side": "independent"},
            ],
            "reported",
        ),
        ([{}, {"claimant": "satellite", "claimant_side": "sensor"}], "corroborated"),
        ([{"claimant": "satellite", "claimant_side": "sensor"}], "reported"),
        ([{"claimant_side": None}], "claimed"),
        ([{"claimant_side": "B; independent"}], "reported"),
        # A side that speaks of the event and accuses nobody has not admitted it.
        ([{}, {"claimant_side": "A", "perpetrators": None, "denied_by": "A"}], "denied"),
    ],
)
def test_standing_of_evidence(rows, standing):
    assert joined(*rows)["evidence"] == standing


def test_a_reviewer_confirms():
    review = pl.DataFrame(
        [
            {
                "source": "s",
                "source_row": "r1",
                "decision": "confirmed",
                "who": "b",
                "when": "",
                "why": "",
            }
        ],
        schema=REVIEWS.schema,
    )
    fused = fuse(records({}, {}), MERGES, review)
    assert fused.incidents["evidence"].to_list() == ["claimed", "confirmed"]


def test_counts_are_never_added_and_agree_or_are_unknown():
    two = joined({"count": 2, "count_unit": "attacks"}, {"count": 3, "count_unit": "attacks"})
    assert (two["count"], two["count_unit"]) == (None, "attacks")
    deaths = joined({"deaths_low": 1, "deaths_high": 4}, {"deaths_low": 2, "deaths_high": 3})
    assert (deaths["deaths_low"], deaths["deaths_high"], deaths["deaths_best"]) == (1, 4, None)


def test_hand_files_that_name_no_row_or_one_twice_are_issues():
    hand = merges(
        {"source_row": "r9", "group": "g", "sure": "yes"},
        {"source_row": "r0", "group": "g", "sure": "yes"},
        {"source_row": "r0", "group": "h", "sure": "yes"},
    )
    fused = fuse(records({}), hand, REVIEWS)
    assert [str(i) for i in fused.issues] == [
        "hand/merges.csv: names row r9 of s, which is not in the case; the decision has no effect."
        " Correct the row's name, or take the line out.",
        "hand/merges.csv: puts row r0 of s into two groups, and a record belongs to one incident;"
        " the first is used. Keep one of the lines, or give both groups one name.",
    ]


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from("gh")), max_size=8))
def test_every_record_is_in_exactly_one_incident(pairs):
    hand = merges(*({"source_row": f"r{n}", "group": g, "sure": "yes"} for n, g in pairs))
    told = records(*({} for _ in range(8)))
    fused = fuse(told, hand, REVIEWS)
    assert sorted(fused.members["record"]) == sorted(told["record"])
    assert set(fused.members["incident"]) == set(fused.incidents["incident"])
    assert fused.incidents["records"].sum() == 8


def test_no_records_make_no_incidents():
    fused = fuse(records({}).clear(), MERGES, REVIEWS)
    assert fused.incidents.is_empty()
    assert fused.members.is_empty()


def site(**given_):
    row = {
        "site": "sit_1",
        "source": "s",
        "file": "f",
        "row_number": 1,
        "source_row": "S1",
        "name": "North Plant",
        "kind": "refinery",
        "lon": 10.0,
        "lat": 50.0,
        "radius_m": 500.0,
        "words": "{}",
        **given_,
    }
    return SITES.fit(pl.DataFrame([row], schema_overrides=SITES.schema))


def test_a_site_is_linked_in_reach_and_certain_where_named():
    told = records({"object_words": "the north plant, tank 3"}, {}, {"lon": 11.0})
    fused = fuse(told, MERGES, REVIEWS)
    found = link(fused.incidents, fused.members, told, site(lon=10.01))
    metres = Geodesic.WGS84.Inverse(50, 10, 50, 10.01)["s12"]
    assert found.select("incident", "certain").rows() == [("inc_0000", True), ("inc_0001", False)]
    assert found["distance_m"].to_list() == pytest.approx([metres, metres], abs=0.01)


def test_nothing_placed_is_linked_to_nothing():
    told = records({"lon": None, "lat": None, "radius_m": None})
    fused = fuse(told, MERGES, REVIEWS)
    assert link(fused.incidents, fused.members, told, site()).equals(LINKS.empty())
    assert links().is_empty()
