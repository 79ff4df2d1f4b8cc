"""What every adapter must keep, truce's own and any installed beside them."""

import hashlib
import inspect
import json
from pathlib import Path

import polars as pl
import pytest

from tests.ingest.intakes import HERE, filled, golden, said, take
from truce.ingest import Source, adapters
from truce.ingest.registry import adapter, own_map, table_of
from truce.ingest.source import MAKERS
from truce.issues import TruceError
from truce.tables import REJECTS

OWN = ["records-csv", "sites-csv", "totals-csv", "ucdp-ged"]
#: Parameters with which a sample is taken in.
PARAMETERS = {"ucdp-ged": {"release": "31.1", "zone": "Pacific/Nauru", "released": "2032-06-01"}}


def samples(name: str) -> list[Path]:
    folder = HERE / name.replace("-", "_")
    return sorted(path for path in folder.glob("*.csv") if not path.stem.startswith("expected"))


def sample(name: str, path: Path):
    return take(path.read_bytes(), name, **PARAMETERS.get(name, {}))


def test_truce_brings_its_own_adapters_by_the_same_way_as_others():
    assert set(OWN) <= set(adapters())


@pytest.mark.parametrize("name", adapters())
def test_an_adapter_is_a_small_module_with_three_names(name):
    module = adapter(name)
    assert isinstance(module.SOURCE, Source)
    assert module.SOURCE.id == name
    assert all((module.SOURCE.publisher, module.SOURCE.licence, module.SOURCE.unit_of_record))
    assert module.__doc__.startswith("One row:")
    assert callable(module.scan)
    assert table_of(module).name in MAKERS
    assert len(inspect.getsource(module).splitlines()) <= 120


@pytest.mark.parametrize("name", adapters())
def test_every_ignored_column_says_why(name):
    assert all(why.strip() for why in own_map(adapter(name)).ignored.values())


@pytest.mark.parametrize("name", OWN)
def test_the_samples_give_the_goldens(name):
    intakes = [(path, sample(name, path)) for path in samples(name)]
    tables = [filled(i).with_columns(file=pl.lit(path.name)) for path, i in intakes]
    table = pl.concat(tables).drop("words", strict=False)
    told = [f"== {path.name}\n{_told(intake)}" for path, intake in intakes]
    folder = HERE / name.replace("-", "_")
    golden(folder / "expected.csv", table.write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ"))
    golden(folder / "expected.txt", "\n".join(told))


def _told(intake) -> str:
    rejects = intake.rejects.select("row_number", "reason").iter_rows()
    return "".join(
        [
            f"{intake.source.id}: {intake.rows} rows, {intake.rejects.height} refused\n",
            *(f"row {number} refused: {reason}\n" for number, reason in rejects),
            *(f"{line}\n" for line in said(intake)),
        ]
    )


@pytest.mark.parametrize(("name", "path"), [(n, p) for n in OWN for p in samples(n)])
def test_rows_in_are_rows_out_and_rejects(name, path):
    intake = sample(name, path)
    table = filled(intake)
    assert table_of(adapter(name)).check(table).height + intake.rejects.height == intake.rows
    assert (
        REJECTS.check(intake.rejects)["reason"].str.len_chars().min() or not intake.rejects.height
    )


@pytest.mark.parametrize(("name", "path"), [(n, p) for n in OWN for p in samples(n)])
def test_the_same_bytes_give_the_same_rows(name, path):
    one, two = sample(name, path), sample(name, path)
    assert filled(one).equals(filled(two))
    assert said(one) == said(two)


@pytest.mark.parametrize(("name", "path"), [(n, p) for n in OWN for p in samples(n)])
def test_a_row_says_the_same_alone_as_among_others(name, path):
    head, *rows = path.read_bytes().splitlines(keepends=True)
    whole = filled(sample(name, path)).drop("row_number")
    parts = [take(head + row, name, **PARAMETERS.get(name, {})) for row in rows]
    alone = pl.concat([filled(part) for part in parts if filled(part).height]).drop("row_number")
    assert alone.unique(table_of(adapter(name)).key, keep="first", maintain_order=True).equals(
        whole
    )


@pytest.mark.parametrize(("name", "path"), [(n, p) for n in OWN[:2] + OWN[3:] for p in samples(n)])
def test_the_row_as_it_stood_is_kept_and_hashed(name, path):
    table = filled(sample(name, path))
    heading = path.read_bytes().split(b"\n")[0].decode().replace(";", ",").split(",")
    assert all(list(json.loads(words)) == heading for words in table["words"])
    if "row_hash" in table.columns:
        hashes = [hashlib.sha256(words.encode()).hexdigest() for words in table["words"]]
        assert table["row_hash"].to_list() == hashes


@pytest.mark.parametrize("name", OWN)
def test_a_column_that_nobody_speaks_of_is_an_error(name):
    head, *rest = samples(name)[-1].read_text("utf-8").splitlines()
    delimiter = ";" if ";" in head else ","
    longer = [head + delimiter + "mood of the day", *(row + delimiter for row in rest)]
    with pytest.raises(TruceError) as stopped:
        take("\n".join(longer), name, **PARAMETERS.get(name, {}))
    assert str(stopped.value) == (
        "raw/rows.csv:1: column `mood of the day` is neither used nor ignored by the map of "
        f"{name}: what it says would be lost unseen. Use it, or add to a map under [ignored]: "
        '"mood of the day" = "why it is not needed"'
    )
    added = '[ignored]\n"mood of the day" = "moods are not facts"'
    assert take("\n".join(longer), name, added, **PARAMETERS.get(name, {})).rows == len(rest)
