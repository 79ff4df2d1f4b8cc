"""DuckDB with its spatial extension loaded from the wheel, and the world's tables as views."""

from pathlib import Path

import duckdb
import duckdb_extension_spatial

_DB = duckdb.connect()
_DB.execute(
    f"LOAD '{next(Path(duckdb_extension_spatial.__path__[0]).rglob('*.duckdb_extension'))}'"
)


def opened(world, *tables):
    for table in tables:
        _DB.execute(f"CREATE VIEW {table} AS FROM '{world / table}.parquet'")
    return _DB


def keep(name, query):
    """The query's rows in memory, under a name."""
    _DB.execute(f"CREATE TEMP TABLE {name} AS {query}")
