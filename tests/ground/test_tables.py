import polars as pl
import pytest

from truce import tables
from truce.tables import Column, Table

PETS = Table(
    "pets",
    "a pet",
    ("name",),
    (Column("name", pl.String, "name"), Column("legs", pl.Int64, "legs", "not counted")),
)


def test_a_table_that_fits_is_given_back():
    frame = pl.DataFrame({"name": ["Tib"], "legs": [4]})
    assert PETS.check(frame) is frame
    assert PETS.fit(pl.DataFrame({"name": ["Tib"]})).row(0) == ("Tib", None)


def test_every_fault_of_a_table_is_named_at_once():
    frame = pl.DataFrame({"name": ["Tib", "Tib", None], "tail": [1, 2, 3]})
    with pytest.raises(ValueError) as caught:
        PETS.check(frame)
    assert str(caught.value) == (
        "not a table of pets: unexpected columns tail; column name has nulls and must not;"
        " column legs is missing; repeated name"
    )


@pytest.mark.parametrize("table", tables.ALL, ids=lambda t: t.name)
def test_tables_describe_themselves_in_full(table):
    assert table.row
    assert set(table.key) <= set(table.names)
    assert len(set(table.names)) == len(table.names)
    assert all(column.meaning for column in table.columns)
    assert table.check(table.empty()).is_empty()
