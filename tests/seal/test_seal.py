"""The ledger: whatever is changed in it, or in a file it names, is found and named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truce import seal
from truce.issues import TruceError

AT = "2025-04-01T00:00:00Z"
ONE = seal.digest(b"one")
TWO = seal.digest(b"two")


def made(*entries: seal.Entry, ledger: str = "", at: str = AT) -> str:
    return seal.extend(ledger, entries, at)


def entry(kind: seal.Kind = "input", **files: str | None) -> seal.Entry:
    return seal.Entry(kind=kind, files={k.replace("_", "."): v for k, v in files.items()})


LEDGER = made(
    entry(a_csv=ONE),
    entry("decision", b_csv=TWO),
    seal.Entry(kind="run", files={"out/x": TWO}, facts={"version": "1", "strict": False}),
)


def test_digest_is_sha256() -> None:
    assert seal.digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_stamp_does_not_see_key_order() -> None:
    assert seal.stamp({"a": 1, "b": [None, "ö"]}) == seal.stamp({"b": [None, "ö"], "a": 1})


def test_entries_are_canonical_and_chained() -> None:
    first, second, third = (json.loads(line) for line in LEDGER.splitlines())
    assert first["previous"] == seal.START
    assert second["previous"] == first["hash"]
    assert third["previous"] == second["hash"] == json.loads(LEDGER.splitlines()[1])["hash"]
    assert seal.head(LEDGER) == third["hash"]
    assert [e["number"] for e in (first, second, third)] == [1, 2, 3]
    assert LEDGER.splitlines()[0].startswith('{"at":"2025-04-01T00:00:00Z","facts":{},"files":')


def test_the_whole_ledger_holds() -> None:
    files = {"a.csv": ONE, "b.csv": TWO, "out/x": TWO}
    assert seal.broken(LEDGER) is None
    assert seal.replay(LEDGER, files.get) is None
    assert seal.recorded(LEDGER) == files


def test_an_empty_ledger_holds() -> None:
    assert seal.head("") == seal.START
    assert seal.replay("", {}.get) is None


def test_a_later_entry_replaces_an_earlier_one() -> None:
    ledger = made(entry(a_csv=TWO), ledger=LEDGER)
    assert seal.recorded(ledger)["a.csv"] == TWO
    assert seal.replay(ledger, {"a.csv": TWO, "b.csv": TWO, "out/x": TWO}.get) is None


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"a.csv": TWO, "b.csv": TWO, "out/x": TWO},
            f"a.csv: the file was altered since ledger.jsonl:1 recorded it (then {ONE}, now {TWO})."
            " If that was meant, `truce run` records it; if not, restore the file.",
        ),
        (
            {"a.csv": ONE, "out/x": ONE},
            f"b.csv: the file is gone since ledger.jsonl:2 recorded it (then {TWO}, now absent)."
            " If that was meant, `truce run` records it; if not, restore the file.",
        ),
        (
            {"a.csv": ONE, "b.csv": TWO},
            f"out/x: the file is gone since ledger.jsonl:3 recorded it (then {TWO}, now absent)."
            " `truce run` makes it again.",
        ),
    ],
)
def test_the_first_altered_file_is_named(files: dict[str, str], said: str) -> None:
    assert str(seal.replay(LEDGER, files.get)) == said


def test_a_file_that_was_gone_and_is_back_is_named() -> None:
    ledger = made(entry(a_csv=None), ledger=LEDGER)
    files = {"a.csv": ONE, "b.csv": TWO, "out/x": TWO}
    assert "a.csv: the file was added since ledger.jsonl:4" in str(seal.replay(ledger, files.get))


def test_an_altered_entry_is_named_by_its_line() -> None:
    ledger = LEDGER.replace('"strict":false', '"strict":true')
    hash_ = seal.head(LEDGER)
    assert str(seal.broken(ledger)) == (
        f"ledger.jsonl:3: this entry was altered: it no longer gives the hash it carries ({hash_})."
        " Compare with a copy of the ledger and restore it; what stands from this line on proves"
        " nothing until then."
    )


def test_a_removed_entry_is_named_by_the_line_after_it() -> None:
    first, _, third = LEDGER.splitlines(keepends=True)
    found = seal.broken(first + third)
    assert found is not None
    assert found.at == "ledger.jsonl:2"
    assert found.message.startswith("an entry was removed, added or moved before this one")


def test_an_entry_sealed_anew_breaks_the_next() -> None:
    first, _, third = LEDGER.splitlines(keepends=True)
    forged = made(entry("decision", b_csv=ONE), ledger=first).splitlines(keepends=True)[1]
    found = seal.broken(first + forged + third)
    assert found is not None
    assert found.at == "ledger.jsonl:3"


@pytest.mark.parametrize("line", ["", "{}", "[]", "nonsense", "[" * 5000, "1e999", '{"a": 1}'])
def test_a_line_that_is_no_entry_is_named(line: str) -> None:
    ledger = LEDGER + line + "\n"
    assert str(seal.broken(ledger)).startswith(
        "ledger.jsonl:4: this line is not an entry of a ledger, so the chain ends here."
    )
    with pytest.raises(TruceError) as caught:
        made(entry(a_csv=ONE), ledger=ledger)
    assert str(caught.value) == (
        "ledger.jsonl:4: the last line is not an entry, so nothing can be chained to it. Restore"
        " the ledger from a copy, or set it aside under another name to begin a new one."
    )


@given(st.data())
def test_no_changed_byte_goes_unseen(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(LEDGER) - 2))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != LEDGER[place]))
    assert seal.broken(LEDGER[:place] + other + LEDGER[place + 1 :]) is not None


@given(st.data())
def test_no_removed_line_but_the_last_goes_unseen(data: st.DataObject) -> None:
    lines = LEDGER.splitlines(keepends=True)
    gone = data.draw(st.integers(0, len(lines) - 2))
    assert seal.broken("".join(lines[:gone] + lines[gone + 1 :])) is not None


_names = st.text(min_size=1, max_size=8)


@given(st.lists(st.dictionaries(_names, st.sampled_from([ONE, TWO, None]), min_size=1), max_size=5))
def test_what_is_recorded_is_what_replay_expects(batches: list[dict[str, str | None]]) -> None:
    ledger = ""
    for files in batches:
        ledger = made(seal.Entry(kind="input", files=files), ledger=ledger)
    assert seal.replay(ledger, seal.recorded(ledger).get) is None
