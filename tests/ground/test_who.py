import polars as pl
import pytest

from truce.who import Actors

BOUND = Actors(yes=frozenset({"A", "A's navy"}), unclear=frozenset({"volunteers"}))


@pytest.mark.parametrize(
    ("accused", "bound"),
    [
        ("A", True),
        ("B", False),
        ("volunteers", None),
        ("A;A's navy", True),
        ("A;B", None),
        ("B;C", False),
        (None, None),
    ],
)
def test_whoever_did_it_must_be_bound_for_certainty(accused, bound):
    frame = pl.DataFrame({"perpetrators": [accused]}, schema={"perpetrators": pl.String})
    assert frame.select(BOUND.within("perpetrators").alias("got"))["got"][0] is bound


def test_certain_in_one_set_is_certain_in_the_union():
    other = Actors(yes=frozenset({"volunteers"}), unclear=frozenset({"C"}))
    united = BOUND.union([other])
    assert united.yes == {"A", "A's navy", "volunteers"}
    assert united.unclear == {"C"}
