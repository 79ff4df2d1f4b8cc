"""What is done alike for every source: files in, a checked table out, no row lost on the way."""

from collections.abc import Sequence
from types import ModuleType

import polars as pl

from truce.ingest.expect import column_faults, unmet
from truce.ingest.mapping import Map
from truce.ingest.registry import adapter, maker_of, table_of
from truce.ingest.rows import Rows, empty, once, rows_of
from truce.ingest.settings import describe, map_of
from truce.ingest.sheet import Sheet
from truce.ingest.source import Intake, RawFile, SourceSpec
from truce.ingest.unpack import unpack
from truce.issues import Issue, TruceError, stop
from truce.tables import RECORDS, REJECTS, SITES, TOTALS


def ingest(source: SourceSpec, files: Sequence[RawFile]) -> Intake:
    """Return the checked table that a source's files hold, with rejects and issues.

    Rows in = rows of the table + rejects. Raises TruceError, with all that was found, for an
    unknown adapter or parameter, a faulty map, and for files that cannot be read as this table.
    """
    module = adapter(source.adapter)
    table = table_of(module)
    form = map_of(source, module)
    described = describe(source, module, form)
    sheets = _sheets(source, module, form, files)
    parts = [_rows(sheet, module, form, source, described.id) for sheet in sheets]
    kept, repeated = once(pl.concat([empty(table), *(part.kept for part in parts)]), table)
    rejects = pl.concat([REJECTS.empty(), *(part.rejects for part in parts), repeated])
    rows = sum(sheet.rows.height + len(sheet.faulty) for sheet in sheets)
    issues = [issue for part in parts for issue in part.issues]
    issues += unmet(form, described.id, rows, kept)
    if rows != kept.height + rejects.height:
        raise _lost(described.id, f"{rows} rows came, {kept.height} + {rejects.height} are left")
    tables = {t.name: t.empty() for t in (RECORDS, SITES, TOTALS)} | {table.name: kept}
    rejects = REJECTS.check(rejects.sort("file", "row_number"))
    return Intake(source=described, rejects=rejects, issues=issues, rows=rows, **tables)


def _sheets(
    spec: SourceSpec, module: ModuleType, form: Map, files: Sequence[RawFile]
) -> list[Sheet]:
    """Return a sheet for each plain file; what is wrong with any of them is raised at once."""
    name = spec.map_name if spec.map_text else f"the map of {spec.adapter}"
    sheets: list[Sheet] = []
    faults: list[Issue] = []
    for file in files:
        try:
            for plain in unpack(file, spec.limits):
                if plain.name in {sheet.file for sheet in sheets}:
                    raise _twice(plain.name)
                sheet: Sheet = module.scan(plain, form, spec.limits)
                faults += column_faults(sheet, form, name)
                sheets.append(sheet)
        except TruceError as fault:
            faults += fault.issues
    if faults:
        raise TruceError(*faults)
    return sheets


def _twice(name: str) -> TruceError:
    return stop(
        "two files of this source have this name, so that their rows could not be told apart.",
        at=name,
        hint="Rename one of them.",
        stage="ingest",
        exit_code=1,
    )


def _rows(sheet: Sheet, module: ModuleType, form: Map, spec: SourceSpec, source: str) -> Rows:
    made: pl.DataFrame = maker_of(module)(sheet.rows, form, spec.parameters)
    if made.height != sheet.rows.height:
        raise _lost(sheet.file, f"{spec.adapter} made {made.height} rows of {sheet.rows.height}")
    return rows_of(sheet, made, form, source, table_of(module))


def _lost(at: str, what: str) -> TruceError:
    return stop(
        f"{what}: rows would be lost or made up.",
        at=at,
        hint="This is a fault of the adapter or of truce; tell those who wrote it.",
        stage="ingest",
        exit_code=1,
    )
