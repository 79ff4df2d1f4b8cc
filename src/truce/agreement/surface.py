"""The agreement file as people write it: its keys, their shape and what each is for.

These models check shape only (which keys, lists or words); what the words mean is worked out in
`from_file`. Their descriptions are the JSON Schema that editors complete the file by.
"""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Discriminator, Field, Tag
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from truce.agreement.model import Role
from truce.agreement.surface_fields import (
    WRITTEN,
    ActsField,
    AmountField,
    ClockField,
    ConditionText,
    DurationField,
    ExceptionText,
    ExitText,
    Id,
    MomentField,
    MomentText,
    NameField,
    Names,
    ObjectsField,
    PartiesField,
    Piece,
    Silently,
    StandingText,
    TextField,
    Words,
    basis,
)

Form = Literal[
    "oral",
    "call_readout",
    "post",
    "press_statement",
    "interview",
    "decree",
    "order",
    "list",
    "joint_statement",
    "signed_text",
    "resolution",
]
Verdict = Literal["violation", "undetermined", "not_covered"]
#: Fields that every term has, be it with the word `silent`.
MAY_BE_SILENT: Final = ("standing", "binds", "acts", "objects", "zone", "start")


Told = Silently[TextField]


class TermText(Piece):
    """One obligation."""

    NOUN: ClassVar = "a term"
    HINTS: ClassVar = dict.fromkeys(MAY_BE_SILENT, "Write `silent` if the text does not say.") | {
        "duty": "Write `refrain` (do not do) or `perform` (do)."
    }

    title: Words | None = Field(None, description="A title for people.")
    duty: Literal["refrain", "perform"] = Field(
        description="`refrain`: the acts must not be done; `perform`: they must be done."
    )
    standing: Annotated[
        Annotated[Literal["silent"], Tag("silent")]
        | Annotated[Annotated[list[StandingText], Field(min_length=1)], Tag("stated")],
        Discriminator(basis),
    ] = Field(description="The standings the term had in this reading, in order of time.")
    binds: Silently[PartiesField] = Field(description="The parties that owe the duty.")
    acts: Silently[ActsField] = Field(description="The acts forbidden, or the acts required.")
    breached_by: Names | None = Field(
        None,
        description="Only with `duty: perform`: kinds of acts that show the duty was not done.",
    )
    objects: Silently[ObjectsField] = Field(description="What is protected, or acted upon.")
    zone: Silently[NameField] = Field(description="Where: the id of a zone, or `anywhere`.")
    start: Silently[MomentField] = Field(description="When the duty begins.")
    end: Silently[MomentField] | None = Field(
        None, description="When the duty ends (that instant no longer counts), or `open`."
    )
    duration: Silently[DurationField] | None = Field(
        None, description="How long the duty lasts from its start; instead of `end`."
    )
    amount: Silently[AmountField] | None = Field(
        None, description="Only with `duty: perform`: how much is required."
    )
    conditions: list[ConditionText] | None = Field(
        None, description="Conditions of this term. What a party only demands is in `demands`."
    )
    exit: ExitText | None = Field(None, description="A clause that frees a party of the term.")
    exceptions: list[ExceptionText] | None = Field(
        None, description="What may excuse an act, such as self-defence."
    )
    signatories: Silently[PartiesField] | None = Field(
        None, description="The parties that signed or spoke for the term."
    )
    permitted: Told | None = Field(None, description="Acts that the text says are allowed.")
    extension: Told | None = Field(None, description="Whether and how the term is prolonged.")
    monitor: Told | None = Field(None, description="Who watches, and who judges a breach.")
    access: Told | None = Field(None, description="What is owed to the monitor.")
    reporting: Told | None = Field(None, description="Who reports to whom, and how soon.")
    dispute_settlement: Told | None = Field(None, description="How a dispute is settled.")
    enforcement: Told | None = Field(None, description="What follows a breach, and by whom.")
    purpose: Told | None = Field(
        None,
        description="What the term is for. `humanitarian`, `peace_process`, `holiday` and "
        "`election` are understood; other words are kept.",
    )
    escalation: Told | None = Field(None, description="How a breach is kept from spreading.")
    notice: Told | None = Field(None, description="What must be announced, and how early.")
    review: Told | None = Field(None, description="When the term is looked at again.")
    demands: Told | None = Field(
        None, description="What a party asks for beside the term; a demand is no condition."
    )
    direction: Told | None = Field(
        None, description="One-sided, mutual, on reciprocity, or parallel promises."
    )


class ReadingHead(Piece):
    """One party's version of the agreement, apart from its terms."""

    NOUN: ClassVar = "a reading"
    HINTS: ClassVar = {
        "clock": "Write `silent` if no text says in which zone its days and hours count.",
        "documents": "A reading stands on at least one document.",
        "terms": "A reading has at least one term.",
    }
    party: Words = Field(description="The id of the party whose version this is.")
    title: Words = Field(description="A title for people.")
    documents: Names = Field(description="Ids of the documents it stands on.")
    clock: Silently[ClockField] = Field(
        description="The IANA time zone in which its days and hours count."
    )
    issued: Words | None = Field(
        None, description="When it was published; left out: with the latest of its documents."
    )
    note: str = Field("", description="A remark for people.")


class ReadingText(ReadingHead):
    """One party's version of the agreement."""

    terms: Annotated[dict[Id, TermText], Field(min_length=1)] = Field(
        description="Its terms, by id; the same obligation has the same id in every reading."
    )


class PartyText(Piece):
    """A party."""

    NOUN: ClassVar = "a party"
    name: Words = Field(description="Its name, as reports print it.")
    role: Role = Field(description="Its role in the agreement.")
    kind: Words = Field("actor", description="Its kind in the tree of actors.")
    answers_for: Names | None = Field(
        None, description="The actors it answers for, by the names that records use."
    )
    unclear: Names | None = Field(None, description="Actors that it may or may not answer for.")


class DocumentText(Piece):
    """A text as published."""

    NOUN: ClassVar = "a document"
    HINTS: ClassVar = {"issued": "Readings are dated by it; a date alone will do."}
    title: Words = Field(description="Its title.")
    party: Words | None = Field(None, description="The id of the party whose words it holds.")
    publisher: Words = Field(description="Who published it.")
    issued: Words = Field(
        description="When: a date, a time in `clock`, or a time with its own offset."
    )
    clock: Words | None = Field(None, description="The IANA time zone of `issued`.")
    language: str = Field("", description="Its language, as in `en`.")
    form: Form | None = Field(None, description="What sort of text it is.")
    url: str = Field("", description="Where it was published.")
    carried_by: str = Field("", description="The outlet whose copy was read, if not its own.")
    wording: Literal["original", "translation", "reported"] = Field(
        "original",
        description="Whose words: the publisher's, a translator's, or a reporter's account.",
    )
    excerpts: Names | None = Field(None, description="Verbatim passages that quotes are found in.")
    file: Words | None = Field(None, description="The whole text: a file of the case.")


Place = Annotated[
    list[float], Field(min_length=2, max_length=2, description="Longitude, then latitude.")
]


class ZoneText(Piece):
    """An area, drawn in one of seven ways."""

    NOUN: ClassVar = "a zone"
    countries: Names | None = Field(
        None, description="ISO codes; their recognised borders, as exact as the outlines are."
    )
    geojson: Words | None = Field(None, description="A GeoJSON file of the case with polygons.")
    line: Annotated[list[Place], Field(min_length=2)] | None = Field(
        None, description="Points of a line; the zone is all within `metres` of it."
    )
    point: Place | None = Field(None, description="A point; the zone is all within `metres` of it.")
    union: Names | None = Field(None, description="Ids of zones: what is in any of them.")
    intersection: Names | None = Field(None, description="Ids of zones: what is in all of them.")
    difference: Names | None = Field(
        None, description="Ids of zones: what is in the first and in none of the others."
    )
    metres: Annotated[float, Field(gt=0, le=5_000_000)] | None = Field(
        None, description="The distance from the line or point, in metres on the ellipsoid."
    )
    edges: Literal["planar", "geodesic"] | None = Field(
        None, description="How edges run between points: straight in degrees, or shortest."
    )
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000)] | None = Field(
        None, description="How far the drawn border may lie from the true one, in metres."
    )


class RelationsText(Piece):
    """How this agreement stands to others."""

    NOUN: ClassVar = "the relations"
    parent: Words | None = Field(None, description="The agreement that this is part of.")
    process: Words | None = Field(None, description="The process that this belongs to.")
    supersedes: Words | None = Field(None, description="The agreement that this replaces.")
    extends: Words | None = Field(None, description="The agreement that this prolongs.")
    implements: Words | None = Field(None, description="The agreement that this carries out.")
    successor: Words | None = Field(None, description="The agreement that followed this.")


class FactsText(Piece):
    """An incident that a person made up."""

    NOUN: ClassVar = "an incident"
    object: Words | None = Field(None, description="Kinds of thing hit; `;` joins several.")
    act: Words | None = Field(None, description="Kind of act.")
    perpetrators: Words | None = Field(
        None, description="Actors alleged; `;` parts alternatives. Left out: not attributed."
    )
    at: MomentText | None = Field(None, description=f"{WRITTEN}. Left out: not known.")
    clock: Words | None = Field(None, description="The IANA time zone of `at`.")
    lon: Annotated[float, Field(ge=-180, le=180)] | None = Field(None, description="Degrees east.")
    lat: Annotated[float, Field(ge=-90, le=90)] | None = Field(None, description="Degrees north.")
    radius_m: Annotated[float, Field(ge=0)] | None = Field(
        None, description="Radius in metres of the disc that surely holds the place."
    )
    held_by: Words | None = Field(None, description="Who held the place.")
    amount: Annotated[float, Field(ge=0)] | None = Field(
        None, description="The quantity of a required act."
    )
    amount_unit: Words | None = Field(None, description="The unit of the amount.")


class ExampleText(Piece):
    """An incident with the verdict that it must get under readings: a test of the file."""

    NOUN: ClassVar = "an example"
    HINTS: ClassVar = {
        "under": "An example says which verdict it must get: `under: {reading: violation}`."
    }
    name: str = Field("", description="What it shows.")
    incident: FactsText | None = Field(None, description="The incident, made up.")
    record: Words | None = Field(None, description="Or: a source's row in the case.")
    under: Annotated[dict[str, Verdict], Field(min_length=1)] = Field(
        description="Reading -> the verdict expected."
    )


class FileText(Piece):
    """An agreement file: parties, documents, zones, readings with their terms, and examples."""

    NOUN: ClassVar = "the file"
    agreement: Words = Field(description="The agreement's title.")
    about: str = Field("", description="What it is about, in prose.")
    relations: RelationsText | None = Field(None, description="How it stands to other agreements.")
    parties: Annotated[dict[Id, PartyText], Field(min_length=1)] = Field(
        description="The parties, by id."
    )
    documents: Annotated[dict[Id, DocumentText], Field(min_length=1)] = Field(
        description="The documents, by id."
    )
    zones: dict[Id, ZoneText] | None = Field(None, description="The zones, by id.")
    readings: Annotated[dict[Id, ReadingText], Field(min_length=1)] = Field(
        description="The readings, by id."
    )
    examples: list[ExampleText] | None = Field(None, description="Tests of the file.")


class _Schema(GenerateJsonSchema):
    """JSON Schema without `null`: a key without a value is a fault, not a silence."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value alone."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema of the value alone; what is left out is documented in words."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return the schema of a mapping; its keys are ids and nothing else."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


def schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of an agreement file."""
    made = FileText.model_json_schema(schema_generator=_Schema)
    return {"$schema": _Schema.schema_dialect, **made, "title": "truce agreement file"}
