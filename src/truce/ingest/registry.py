"""Adapters, found through the entry-point group `truce.sources`: those of truce and of others."""

from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from types import ModuleType
from typing import Final

from truce.ingest.map_file import load_map
from truce.ingest.mapping import Map
from truce.ingest.source import MAKERS, Maker
from truce.issues import TruceError, stop
from truce.tables import RECORDS, SITES, TOTALS, Table

GROUP: Final = "truce.sources"
_TABLES: Final = {table.name: table for table in (RECORDS, SITES, TOTALS)}


def adapters() -> list[str]:
    """Return the names of all adapters installed, sorted."""
    return sorted({point.name for point in entry_points(group=GROUP)})


def adapter(name: str) -> ModuleType:
    """Return the adapter of that name.

    Raises TruceError that names the known ones, or says why the adapter cannot be loaded.
    """
    for point in entry_points(group=GROUP, name=name):
        try:
            return point.load()
        except (ImportError, AttributeError) as fault:
            raise _faulty(name, f"it cannot be loaded ({fault})") from fault
    near = get_close_matches(name, adapters(), n=1)
    raise stop(
        f"there is no adapter `{name}`.",
        at="truce.toml",
        hint=(f"Did you mean `{near[0]}`? " if near else "")
        + f"Known are {', '.join(adapters())}.",
        stage="ingest",
    )


def table_of(module: ModuleType) -> Table:
    """Return the table that an adapter fills, by the name of its function."""
    return _TABLES[_made(module)]


def maker_of(module: ModuleType) -> Maker:
    """Return the function of an adapter that makes its table."""
    return getattr(module, _made(module))


def _made(module: ModuleType) -> str:
    made = [name for name in MAKERS if hasattr(module, name)]
    if len(made) != 1:
        raise _faulty(module.__name__, f"it must have exactly one of {', '.join(MAKERS)}")
    return made[0]


def _faulty(name: str, why: str) -> TruceError:
    return stop(
        f"the adapter `{name}` is faulty: {why}.",
        at="truce.toml",
        hint="Tell those who wrote it.",
        stage="ingest",
        exit_code=1,
    )


@cache
def own_map(module: ModuleType) -> Map:
    """Return the map beside an adapter: the TOML file of the same name."""
    package, _, stem = module.__name__.rpartition(".")
    name = f"{stem}.toml"
    text = (files(package) / name).read_text("utf-8")
    return load_map(text, name, table_of(module))
