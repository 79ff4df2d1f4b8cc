"""The JSON Schema that editors complete the file by: it describes every key and fits every file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.agreement.files import BAD, GOOD
from truce.agreement import schema
from truce.agreement.faults import Faults
from truce.agreement.text import parse
from truce.issues import TruceError

SCHEMA: dict[str, Any] = schema()
#: Rules of shape that the schema itself can tell, by the names of their files.
TOLD_BY_SHAPE = {
    "amount-nothing",
    "basis-none",
    "basis-none-word",
    "basis-two",
    "clock-missing",
    "condition-kind",
    "example-verdict",
    "field-missing",
    "file-other",
    "id-a-number",
    "id-wrong",
    "key-unknown",
    "in-without-quote",
    "key-unknown-far",
    "objects-nothing",
    "reading-without-terms",
    "role-unknown",
    "several",
    "standing-undated",
    "standing-unknown",
    "value-missing",
    "zone-not-a-number",
}


def faults(part: Any, rule: dict[str, Any], at: str = "") -> Iterator[str]:
    """Yield what of a part does not fit: the words of JSON Schema that this schema uses."""
    if "$ref" in rule:
        yield from faults(part, SCHEMA["$defs"][rule["$ref"].rsplit("/", 1)[1]], at)
    for word in {"anyOf", "oneOf"} & set(rule):
        fits = sum(not list(faults(part, choice, at)) for choice in rule[word])
        if not fits or (word == "oneOf" and fits > 1):
            yield f"{at}: fits {fits} of {word}"
    kinds = {"object": dict, "array": list, "string": str, "number": (int, float)}
    if "type" in rule and not isinstance(part, kinds[rule["type"]]):
        yield f"{at}: no {rule['type']}"
    elif isinstance(part, dict):
        yield from _object_faults(part, rule, at)
    elif isinstance(part, list):
        if not rule.get("minItems", 0) <= len(part) <= rule.get("maxItems", len(part)):
            yield f"{at}: {len(part)} entries"
        for index, item in enumerate(part):
            yield from faults(item, rule.get("items", {}), f"{at}[{index}]")
    else:
        yield from _word_faults(part, rule, at)


def _object_faults(part: dict[str, Any], rule: dict[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}: no {name}" for name in rule.get("required", ()) if name not in part)
    for key, needed in rule.get("dependentRequired", {}).items():
        yield from (f"{at}: no {name}" for name in needed if key in part and name not in part)
    if len(part) < rule.get("minProperties", 0):
        yield f"{at}: empty"
    for key, value in part.items():
        patterns = [r for p, r in rule.get("patternProperties", {}).items() if re.search(p, key)]
        if key in rule.get("properties", {}):
            yield from faults(value, rule["properties"][key], f"{at}.{key}")
        elif patterns:
            yield from faults(value, patterns[0], f"{at}.{key}")
        elif isinstance(rest := rule.get("additionalProperties", {}), dict):
            yield from faults(value, rest, f"{at}.{key}")
        else:
            yield f"{at}: {key} is not allowed"


def _word_faults(part: Any, rule: dict[str, Any], at: str) -> Iterator[str]:
    if "const" in rule and part != rule["const"]:
        yield f"{at}: not {rule['const']}"
    if "enum" in rule and part not in rule["enum"]:
        yield f"{at}: not one of {rule['enum']}"
    if isinstance(part, str) and len(part) < rule.get("minLength", 0):
        yield f"{at}: too short"
    if isinstance(part, (int, float)):
        low, high = rule.get("minimum", part), rule.get("maximum", part)
        if not low <= part <= high or part <= rule.get("exclusiveMinimum", part - 1):
            yield f"{at}: out of range"


def as_editors_read_it(part: Any) -> Any:
    """Return data with numbers as numbers, as an editor's YAML 1.2 has them."""
    if isinstance(part, dict):
        return {key: as_editors_read_it(value) for key, value in part.items()}
    if isinstance(part, list):
        return [as_editors_read_it(item) for item in part]
    if isinstance(part, str) and re.fullmatch(r"-?\d+(\.\d+)?", part):
        return float(part)
    return part


def read(path: Path) -> Any:
    return as_editors_read_it(parse(path.read_text("utf-8"), path.name, Faults()).data)


def rules(rule: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every part of the schema."""
    if isinstance(rule, dict):
        yield at, rule
        for key, value in rule.items():
            yield from rules(value, f"{at}/{key}")
    elif isinstance(rule, list):
        for index, item in enumerate(rule):
            yield from rules(item, f"{at}/{index}")


def test_the_schema_says_which_it_is() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "truce agreement file"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_every_key_is_described() -> None:
    missing = [
        f"{at}/{name}"
        for at, rule in rules(SCHEMA)
        if isinstance(rule.get("properties"), dict) and rule.get("title") != "properties"
        for name, key in rule["properties"].items()
        if isinstance(key, dict) and not key.get("description") and name not in ("words", "in")
    ]
    assert missing == []


def test_nothing_may_be_null_and_no_key_is_left_over() -> None:
    for at, rule in rules(SCHEMA):
        assert rule.get("type") != "null", at
        if isinstance(rule.get("properties"), dict) and "required" in rule:
            assert rule.get("additionalProperties") is False, at


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_files_fit(path: Path) -> None:
    if path.stem != "words-stay-words":  # which is made of what editors take for numbers
        assert list(faults(read(path), SCHEMA)) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files_of_a_wrong_shape_do_not_fit(path: Path) -> None:
    try:
        found = list(faults(read(path), SCHEMA))
    except TruceError:
        return
    assert bool(found) == (path.stem in TOLD_BY_SHAPE), found
