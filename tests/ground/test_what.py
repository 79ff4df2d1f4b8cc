import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce import kleene
from truce.what import Kinds, tree

THINGS = sorted(tree("things").parents)


@pytest.mark.parametrize("name", ["things", "acts", "actors"])
def test_every_tree_has_one_root_and_every_kind_a_meaning(name):
    trunk = tree(name)
    assert [k for k, above in trunk.parents.items() if above is None] == [trunk.root]
    assert all(list(trunk.above(kind))[-1] == trunk.root for kind in trunk.parents)
    assert all(trunk.meanings[kind].endswith(".") for kind in trunk.parents)


def test_an_unknown_kind_is_refused_with_the_nearest():
    message = "`refinary` is not a kind in the tree of things. Did you mean `refinery`?"
    with pytest.raises(ValueError, match="refinary") as caught:
        tree("things").check("refinary")
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("refinery", True),
        ("energy", None),
        ("coal_mine", False),
        ("coal", False),
        ("gas_production", None),
        ("gas", None),
        ("oil", True),
        ("hospital", False),
        ("thing", None),
        ("no_such_kind", None),
    ],
)
def test_the_narrowest_kind_named_decides_and_coarser_incidents_stay_open(kind, answer):
    energy = Kinds(
        tree="things",
        yes=frozenset({"energy"}),
        unclear=frozenset({"gas_production"}),
        no=frozenset({"coal"}),
    )
    assert energy.answer(kind) is answer


def test_anything_covers_even_what_is_not_known():

    everything = Kinds(tree="things", yes=frozenset({"thing"}))
    frame = pl.DataFrame({"object": ["refinery", None]})
    got = frame.select(everything.within("object", of=kleene.together).alias("got"))
    assert set(got["got"].to_list()) == {True}


def test_the_meet_is_the_narrowest_kind_that_holds_both():
    trunk = tree("things")
    assert trunk.meet("refinery", "oil_storage") == "oil"
    assert trunk.meet("energy", "refinery") == "energy"
    assert trunk.meet("refinery", "hospital") == "thing"


_SETS = st.lists(st.sampled_from(THINGS), max_size=4).map(frozenset)


@given(yes=_SETS, unclear=_SETS, no=_SETS, kind=st.sampled_from(THINGS))
def test_the_answer_is_that_of_every_sharper_kind_or_unknown(yes, unclear, no, kind):
    """The oracle: ask each kind at or below, as if known exactly, by its nearest named kind."""
    named = Kinds(tree="things", yes=yes - unclear - no, unclear=unclear, no=no - unclear)
    trunk = tree("things")

    def exactly(k):
        for step in trunk.above(k):
            if step in named.unclear:
                return None
            if step in named.yes:
                return True
            if step in named.no:
                return False
        return False

    worlds = {exactly(k) for k in trunk.parents if trunk.holds(kind, k)}
    assert named.answer(kind) is (worlds.pop() if len(worlds) == 1 else None)
