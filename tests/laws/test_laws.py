"""The laws of the design, as properties of `assess` on worlds at random."""

from dataclasses import replace

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws import slow
from tests.laws.worlds_at_random import ACTORS, ZONES, agreements, tables
from tests.worlds import links
from truce.assess import assess, explain, hinges, ranges
from truce.tables import QUESTIONS
from truce.what import tree
from truce.who import Actors

NO_LINKS = links()
slow.DISCS = dict(
    zip(map(id, ZONES), [None, (10.0, 50.0, 20_000.0), (10.2, 50.0, 5_000.0)], strict=True)
)


def judged(incidents, agreement, **options):
    return assess(incidents, NO_LINKS, agreement, **options)


@settings(max_examples=300)
@given(tables, agreements(), st.booleans())
def test_the_engine_agrees_with_the_slow_and_obvious_evaluator(incidents, agreement, strict):
    found = judged(incidents, agreement, strict=strict)
    rows = {row["incident"]: row for row in incidents.to_dicts()}
    for finding in found.findings.to_dicts():
        terms = {t.id: t for t in agreement.readings[finding["reading"]].terms}
        expected = slow.answers(rows[finding["incident"]], terms[finding["term"]], strict)
        assert {q: finding[q] for q in QUESTIONS} == expected
    for name, row in rows.items():
        got = dict(found.verdicts.filter(incident=name).select("reading", "verdict").iter_rows())
        assert got == slow.verdict(row, agreement, strict=strict)


@given(tables, agreements())
def test_neutral_when_the_parties_swap_the_results_swap_exactly(incidents, agreement):
    swap = {"A": "B", "B": "A"}

    def names(words):
        return ";".join(sorted(swap.get(w, w) for w in words.split(";")))

    told = incidents.with_columns(
        pl.col("perpetrators", "held_by").map_elements(names, return_dtype=pl.String)
    )
    swapped = judged(told, _swapped(agreement, swap)).findings
    assert swapped.equals(judged(incidents, agreement).findings)


def _swapped(agreement, swap):
    def actors(old):
        return Actors(
            yes=frozenset(swap.get(a, a) for a in old.yes),
            unclear=frozenset(swap.get(a, a) for a in old.unclear),
        )

    def term(old):
        held = old.objects.value
        binds = replace(old.binds, value=old.binds.value and actors(old.binds.value))
        objects = held and replace(held, held_by=held.held_by and actors(held.held_by))
        excepted = tuple(replace(e, actors=actors(e.actors)) for e in old.exceptions)
        field = replace(old.objects, value=objects)
        return replace(old, binds=binds, objects=field, exceptions=excepted)

    readings = {
        name: replace(r, terms=tuple(map(term, r.terms))) for name, r in agreement.readings.items()
    }
    return replace(agreement, readings=readings)


@settings(max_examples=300)
@given(tables, agreements(), st.data())
def test_monotone_a_sharper_fact_settles_and_never_flips(incidents, agreement, data):
    before = judged(incidents, agreement).verdicts["verdict"].to_list()
    sharper = pl.DataFrame(
        [_sharpened(row, data) for row in incidents.to_dicts()], schema=incidents.schema
    )
    after = judged(sharper, agreement).verdicts["verdict"].to_list()
    for old, new in zip(before, after, strict=True):
        assert old in ("undetermined", new)


def _sharpened(row, data):
    row = dict(row)
    if row["object"] is None or row["object"].count(";") == 0:
        row["object"] = _finer(row["object"] or "thing", "things", data)
    row["act"] = _finer(row["act"] or "act", "acts", data)
    for column in ("perpetrators", "held_by"):
        row[column] = data.draw(st.sampled_from((row[column] or ";".join(ACTORS)).split(";")))
    if row["radius_m"] is not None:
        row["radius_m"] = row["radius_m"] / data.draw(st.sampled_from([1, 2, 10]))
    if row["moment_start_utc"] is not None and row["moment_end_utc"] is not None:
        middle = row["moment_start_utc"] + (row["moment_end_utc"] - row["moment_start_utc"]) / 2
        row[data.draw(st.sampled_from(["moment_start_utc", "moment_end_utc"]))] = middle
    return row


def _finer(kind, name, data):
    trunk = tree(name)
    return data.draw(st.sampled_from([k for k in trunk.parents if trunk.holds(kind, k)]))


@given(tables, agreements(), st.integers(0, 6))
def test_row_local_parts_joined_equal_the_whole_in_any_order(incidents, agreement, cut):
    whole = judged(incidents, agreement)
    parts = [judged(p, agreement) for p in (incidents[cut:], incidents[:cut]) if p.height]
    for name in ("findings", "verdicts"):
        key = ["incident", "reading", *(["term"] if name == "findings" else [])]
        joined = pl.concat([getattr(p, name) for p in parts]).sort(key)
        assert joined.equals(getattr(whole, name).sort(key))


@given(tables, agreements())
def test_deterministic_the_same_inputs_give_the_same_tables(incidents, agreement):
    one, two = judged(incidents, agreement), judged(incidents.clone(), agreement)
    assert one.findings.equals(two.findings)
    assert hinges(one.findings, one.verdicts).equals(hinges(two.findings, two.verdicts))


@given(tables, agreements())
def test_one_definition_the_explanation_is_the_table(incidents, agreement):
    found = judged(incidents, agreement)
    one = incidents.head(1)
    told = explain(one, NO_LINKS, agreement)
    findings = {
        (f["reading"], f["term"]): f
        for f in found.findings.filter(incident=one["incident"][0]).to_dicts()
    }
    for explanation in told:
        for reason in explanation.reasons:
            assert reason.answer is findings[reason.reading, reason.term][reason.question]
        assert explanation.deciding()


@given(tables, agreements())
def test_conservation_every_incident_is_counted_once_under_each_reading(incidents, agreement):
    found = judged(incidents, agreement)
    for row in ranges(found.verdicts, incidents).to_dicts():
        assert row["at_most"] + row["not_covered"] == row["incidents"] == incidents.height
        assert row["at_least"] <= row["at_most"]


@settings(max_examples=300)
@given(tables, agreements())
def test_whatever_would_change_the_verdict_really_would(incidents, agreement):
    """`otherwise` is checked against Kleene's *and* with that one answer made yes."""
    for explanation in explain(incidents.head(1), NO_LINKS, agreement):
        for term in agreement.readings[explanation.reading].terms:
            reasons = [r for r in explanation.reasons if r.term == term.id]
            now = _and([r.answer for r in reasons])
            for reason in reasons:
                then = _and([True if r is reason else r.answer for r in reasons])
                assert reason.otherwise == (None if then == now else then)


def _and(values):
    if False in values:
        return "not_covered"
    return "undetermined" if None in values else "violation"


@given(tables, agreements())
def test_strict_only_ever_unsettles(incidents, agreement):
    loose = judged(incidents, agreement).verdicts["verdict"].to_list()
    strict = judged(incidents, agreement, strict=True).verdicts["verdict"].to_list()
    assert all(s in ("undetermined", v) for v, s in zip(loose, strict, strict=True))
