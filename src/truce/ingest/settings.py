"""A source as the case declares it -> the map in force, the parameters and the description."""

from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType
from typing import Final

from truce import when
from truce.ingest.map_file import load_map
from truce.ingest.mapping import Map
from truce.ingest.registry import own_map, table_of
from truce.ingest.source import Source, SourceSpec
from truce.issues import Issue, TruceError, stop

#: Parameters that mean the same in every adapter that has them.
_CHECKS: Final = {"zone": when.check_zone, "released": when.moment}
#: The sections of a map that add to an adapter's own map, if they stand alone.
ADDS: Final = ("about", "file", "ignored", "expect")
#: A parameter of this name is part of the source's identity: `id@release`.
RELEASE = "release"


def map_of(spec: SourceSpec, module: ModuleType) -> Map:
    """Return the case's map where it gives one, else the adapter's own.

    A map that holds nothing but `ADDS` adds to the adapter's own, and so serves every adapter.
    Raises TruceError for a faulty map, a map that the adapter does not take, and for parameters
    that are unknown or missing.
    """
    own = own_map(module)
    if faults := list(_parameter_faults(spec, own)):
        raise TruceError(*faults, exit_code=2)
    if spec.map_text is None:
        return own
    given = load_map(spec.map_text, spec.map_name, table_of(module))
    if given.model_fields_set <= set(ADDS):
        return _added(own, given)
    if not own.takes_map:
        raise stop(
            f"{spec.adapter} reads its columns itself: a map can only hold {', '.join(ADDS)}.",
            at=spec.map_name,
            hint="Take the rest out, or read the file with records-csv and this map.",
            stage="ingest",
        )
    return given


def _added(own: Map, given: Map) -> Map:
    """Return the adapter's own map with what a case adds to it."""
    said = {name: getattr(given, name) for name in given.model_fields_set}
    expect = given.expect
    if expect.required is None:
        expect = expect.model_copy(update={"required": own.expect.required})
    ignored = own.ignored | given.ignored
    return own.model_copy(update=said | {"ignored": ignored, "expect": expect})


def _parameter_faults(spec: SourceSpec, own: Map) -> Iterator[Issue]:
    for name in sorted({*spec.parameters} - {*own.parameters}):
        known = ", ".join(own.parameters) or "none"
        yield _fault(spec, f"`{name}` is not a parameter of {spec.adapter}; known: {known}.")
    for name, parameter in own.parameters.items():
        if parameter.required and not spec.parameters.get(name):
            yield _fault(spec, f"{spec.adapter} needs the parameter `{name}`: {parameter.means}.")
    for name, check in _CHECKS.items():
        if text := spec.parameters.get(name):
            try:
                check(text)
            except ValueError as fault:
                yield _fault(spec, f"parameter `{name}`: {fault}.")


def _fault(spec: SourceSpec, message: str) -> Issue:
    return Issue(stage="ingest", severity="error", at=f"source {spec.id}", message=message)


def describe(spec: SourceSpec, module: ModuleType, form: Map) -> Source:
    """Return the adapter's description of the source with the case's id, release and words."""
    release = spec.parameters.get(RELEASE)
    said = form.about.model_dump(exclude_none=True)
    if "cannot_see" in said:
        said["cannot_see"] = tuple(said["cannot_see"])
    source: Source = module.SOURCE
    return replace(source, id=f"{spec.id}@{release}" if release else spec.id, **said)
