"""SedonaDB, and the world's tables as views."""

import warnings

warnings.simplefilter("ignore")

import sedonadb  # noqa: E402

_DB = sedonadb.connect()


def opened(world, *tables):
    for table in tables:
        _DB.read_parquet(str(world / f"{table}.parquet")).to_view(table)
    return _DB


def keep(name, query):
    """The query's rows in memory, under a name."""
    _DB.sql(query).to_memtable().to_view(name)
