"""The fields of a term as people write them: a value with its basis, or the word `silent`.

Shape only, as in `surface`; what the words mean is worked out in `stated`.
"""

from typing import Annotated, ClassVar, Final, Literal, TypeVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    JsonValue,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from truce.agreement.model import Status

X = TypeVar("X")

ID_PATTERN: Final = r"^[a-z][a-z0-9_-]*$"

Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _quotes(value: object) -> object:
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]


def basis(value: object) -> str:
    """Return which form of a field a value is: `silent` or `stated`."""
    return "silent" if isinstance(value, str) else "stated"


def _moment(value: object) -> str:
    if isinstance(value, dict):
        return "between" if "between" in value or "after" not in value else "after"
    return "written"


def _quote(value: object) -> str:
    return "placed" if isinstance(value, dict) else "words"


#: One word, or a list of words.
Names = Annotated[
    list[Words],
    Field(min_length=1),
    BeforeValidator(_listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
            ]
        }
    ),
]
#: The word `silent`, or the field with what it stands on.
Silently = Annotated[
    Annotated[Literal["silent"], Tag("silent")] | Annotated[X, Tag("stated")],
    Discriminator(basis),
]


class Piece(BaseModel):
    """A mapping of the file. `NOUN` names it in messages, `HINTS` help where a key is missing."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, regex_engine="python-re")
    NOUN: ClassVar[str] = "this"
    HINTS: ClassVar[dict[str, str]] = {}

    @model_validator(mode="before")
    @classmethod
    def _remember(cls, value: object, info: ValidationInfo) -> object:
        """Tell the one who words the faults which kind of mapping each mapping is."""
        kinds = cast("dict[int, type[Piece]] | None", info.context)
        if kinds is not None:
            kinds[id(value)] = cls
        return value


class PlacedQuote(Piece):
    """Quoted words with the document they stand in."""

    NOUN: ClassVar = "a quote"
    words: Words = Field(description="The words, verbatim.")
    in_: Words = Field(alias="in", description="The id of the document they stand in.")


Quotes = Annotated[
    list[
        Annotated[
            Annotated[Words, Tag("words")] | Annotated[PlacedQuote, Tag("placed")],
            Discriminator(_quote),
        ]
    ],
    Field(min_length=1),
    BeforeValidator(_quotes),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "anyOf": [
                            {"type": "string", "minLength": 1},
                            {
                                "type": "object",
                                "properties": {
                                    "words": {"type": "string"},
                                    "in": {"type": "string"},
                                },
                                "required": ["words", "in"],
                                "additionalProperties": False,
                            },
                        ]
                    },
                },
            ]
        }
    ),
]


_ONE_BASIS: Final[dict[str, JsonValue]] = {
    "oneOf": [{"required": ["quote"]}, {"required": ["assumed"]}],
    "dependentRequired": {"in": ["quote"]},
}


class Based(Piece):
    """Something with exactly one basis: words quoted, or an assumption with its reason."""

    model_config = ConfigDict(json_schema_extra=_ONE_BASIS)
    quote: Quotes | None = Field(
        None,
        description="The verbatim words this stands on, or a list of them; each may name its "
        "document as {words: ..., in: ...}.",
    )
    in_: Words | None = Field(
        None,
        alias="in",
        description="The id of the document the quote stands in; may be left out if the reading "
        "has one document.",
    )
    assumed: Words | None = Field(
        None,
        description="The reason, if no text says this; shown as assumed everywhere, and unknown "
        "under --strict.",
    )

    @model_validator(mode="after")
    def _one_basis(self) -> "Based":
        if self.quote is not None and self.assumed is not None:
            raise PydanticCustomError("two_bases", "two bases")
        if self.quote is None and self.assumed is None:
            raise PydanticCustomError("no_basis", "no basis")
        if self.in_ is not None and self.quote is None:
            raise PydanticCustomError("in_alone", "in without quote")
        return self


class Stated(Based):
    """A field of a term that is not silent."""

    NOUN: ClassVar = "a field"
    HINTS: ClassVar = {
        "is": "`is` holds what the field says; the quote only shows where that stands."
    }


class TextField(Stated):
    """A field told in words."""

    is_: Words = Field(alias="is", description="What the text says, in a few words.")


class NameField(Stated):
    """A field that names one thing."""

    is_: Words = Field(alias="is", description="The name, as the field's own description says.")


class ClockField(Stated):
    """The time zone in which days and hours of a reading count."""

    is_: Words = Field(alias="is", description="An IANA time zone, as in Europe/London.")


class PartiesField(Stated):
    """A field that names parties."""

    is_: Names = Field(alias="is", description="Ids of parties.")
    unclear: Names | None = Field(
        None, description="Ids of parties that the text may or may not mean."
    )


class KindsField(Stated):
    """A field that may leave kinds open or take them out."""

    unclear: Names | None = Field(None, description="Kinds that the text leaves open.")
    except_: Names | None = Field(None, alias="except", description="Kinds that are taken out.")


class ActsField(KindsField):
    """A field that names kinds of acts."""

    is_: Names = Field(alias="is", description="Kinds of acts, or `anything`.")


class ObjectsField(KindsField):
    """A field that says what is protected: kinds, named sites, or both."""

    model_config = ConfigDict(
        json_schema_extra={**_ONE_BASIS, "anyOf": [{"required": ["is"]}, {"required": ["sites"]}]}
    )
    is_: Names | None = Field(
        None,
        alias="is",
        description="Kinds of things, or `anything`; left out where only sites are named.",
    )
    list_: Literal["closed", "open"] | None = Field(
        None,
        alias="list",
        description="What the text says of its list: `closed`: these and no others; `open`: others "
        "of their sort may be meant, and are left unclear. Left out: the text does not say.",
    )
    sites: Names | None = Field(
        None, description="Named sites: their names or rows in the case's list of sites."
    )
    held_by: Names | None = Field(
        None, description="Protected only while one of these holds it: parties or actors."
    )

    @model_validator(mode="after")
    def _names_something(self) -> "ObjectsField":
        if self.is_ is None and self.sites is None:
            raise PydanticCustomError("names_nothing", "names nothing")
        return self


class BetweenText(Piece):
    """A moment that is only known to lie between two others."""

    NOUN: ClassVar = "a moment"
    between: Annotated[list[Words], Field(min_length=2, max_length=2)] = Field(
        description="The earliest and the latest moment it can be; `open` where there is none."
    )


class AfterText(Piece):
    """A deadline: a moment so long after another."""

    NOUN: ClassVar = "a deadline"
    HINTS: ClassVar = {"from": "A deadline counts from a moment: `from: 2025-03-18`."}
    after: Words = Field(description="A length, as in `60 days`.")
    from_: Words = Field(alias="from", description="The moment it counts from.")
    counted: Literal["calendar", "hours", "unstated"] | None = Field(
        None, description="How its days count: see `duration`."
    )


MomentText = Annotated[
    Annotated[Words, Tag("written")]
    | Annotated[BetweenText, Tag("between")]
    | Annotated[AfterText, Tag("after")],
    Discriminator(_moment),
]
WRITTEN: Final = (
    "A date (the whole day), a time in the reading's clock (2025-03-18T18:00), a time with its "
    "own offset (2025-03-18T18:00Z), {between: [.., ..]}, or {after: 60 days, from: ..}"
)


class MomentField(Stated):
    """A field that says when."""

    is_: MomentText = Field(alias="is", description=f"{WRITTEN}; for an end also `open`.")


class DurationField(Stated):
    """A length of time as a text gives it."""

    is_: Words = Field(alias="is", description="A number of hours, days, weeks or months.")
    counted: Literal["calendar", "hours", "unstated"] | None = Field(
        None,
        description="`calendar`: the same time of day so many days later; `hours`: 24 to a day; "
        "`unstated`: the text does not say, and every usual way is tried. Not needed for hours.",
    )


class AmountText(Piece):
    """A quantity that is required."""

    NOUN: ClassVar = "an amount"
    at_least: Annotated[float, Field(gt=0)] = Field(description="The least that is required.")
    unit: Words = Field(description="Of what and how often, as in `trucks per day`.")


class AmountField(Stated):
    """A field with a required quantity."""

    is_: AmountText = Field(alias="is", description="The quantity: {at_least: .., unit: ..}.")


class StandingText(Stated):
    """What standing the term had in this reading, and since when."""

    NOUN: ClassVar = "a standing"
    HINTS: ClassVar = {
        "since": "A standing begins somewhere; give a date, a time or {between: [.., ..]}."
    }
    is_: Status = Field(alias="is", description="The standing; agreed and ordered are in force.")
    since: MomentText = Field(description=f"{WRITTEN}.")


class ClauseText(Based):
    """A clause of a term, with what it stands on."""

    id: Id = Field(description="A short name, unique in the term; hand files refer to it.")
    what: Words = Field(description="What the clause says, in a few words.")


class ConditionText(ClauseText):
    """A condition of the term; people decide in hand/conditions.csv when it was met."""

    NOUN: ClassVar = "a condition"
    kind: Literal["precedent", "continuing"] = Field(
        description="`precedent`: before the term takes effect; `continuing`: as long as it runs."
    )


class ExitText(ClauseText):
    """A clause that frees a party; `met` in hand/conditions.csv means that it was used."""

    NOUN: ClassVar = "an exit"


class ExceptionText(ClauseText):
    """What may excuse an act; people decide for each incident in hand/exceptions.csv."""

    NOUN: ClassVar = "an exception"
    acts: Names | None = Field(None, description="Kinds of acts it can excuse; left out: all.")
    open_to: Names | None = Field(
        None, description="Ids of parties that may rely on it; left out: every party."
    )
