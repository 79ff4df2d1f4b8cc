import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import polars as pl
import pytest

from tests import worlds as w
from tests.report import world
from truce import report
from truce.agreement.model import Agreement
from truce.report import Opening, Options, SourceNote, page, view, words
from truce.report.anchors import link
from truce.report.view import View
from truce.tables import ISSUES

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}\u202eשלום"


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.words += "" if tag in ("b", "bdi", "q", "a", "span") else " "

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value or "" for _, attrs in self.tags for n, value in attrs.items() if n == name]


@pytest.fixture(scope="module")
def text() -> str:
    return report.html(world.view())


@pytest.fixture(scope="module")
def parsed(text: str) -> Page:
    return Page(text)


# --------------------------------------------------------------------------- one file, no network


def test_nothing_is_loaded_from_anywhere(parsed: Page):
    loads = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
    assert not loads & {name for _, attrs in parsed.tags for name in attrs}
    for tag, attrs in parsed.tags:
        if (href := attrs.get("href")) is not None:
            assert tag in ("a", "use")
            assert href.startswith("#") or (tag == "a" and href.startswith("https://"))
    assert not {"link", "img", "iframe", "object", "embed", "base", "form"} & {
        tag for tag, _ in parsed.tags
    }


def test_styles_load_nothing(text: str):
    style = text.split("<style>")[1].split("</style>", maxsplit=1)[0]
    assert "@import" not in style
    assert re.findall(r"url\(([^)]*)\)", style) == ["#hat", "#hat"]


def test_the_policy_lets_only_our_script_run(text: str):
    script = text.split("<script>")[1].split("</script>", maxsplit=1)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert [p.replace("&#39;", "'") for p in policy] == [
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    ]


def test_the_same_view_gives_the_same_bytes(text: str):
    assert report.html(world.view()) == text


# --------------------------------------------------------------------------------- places in it


def test_every_place_has_one_name_and_every_address_leads_to_one(parsed: Page):
    names = Counter(parsed.all("id"))
    assert [name for name, n in names.items() if n > 1 or re.search(r"\s", name)] == []
    inside = [h[1:] for h in parsed.all("href") if h.startswith("#")]
    assert {unquote(h) for h in inside} <= set(names)
    for described in ("aria-labelledby", "for"):
        assert {n for v in parsed.all(described) for n in v.split()} <= set(names)


def test_incidents_and_source_rows_have_permalinks(parsed: Page):
    names = set(parsed.all("id"))
    assert {str(row["incident"]) for row in world.view().rows} <= names
    assert {row[0] for row in world.ROWS} <= names


def test_two_sources_with_one_row_id_have_a_place_each():
    told = world.records().with_columns(
        source_row=pl.lit("7"),
        source=pl.format("s{}", pl.int_range(pl.len())),
    )
    names = Page(report.html(world.view(told=told))).all("id")
    assert "7" in names
    assert "s3:7" in names


def test_a_source_row_cannot_take_the_name_of_a_chapter():
    told = world.records().with_columns(source_row=pl.lit("ledger"))
    parsed = Page(report.html(world.view(told=told.head(1))))
    assert Counter(parsed.all("id"))["ledger"] == 1
    assert "reports:ledger" in parsed.all("id")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a/b", "a.b/c"])
def test_only_web_addresses_are_links(url: str):
    assert link(url) == ""
    told = world.records().with_columns(url=pl.lit(url))
    links = [h for h in Page(report.html(world.view(told=told))).all("href") if url in h]
    assert links == []


# ------------------------------------------------------------------------------------ hostile text


def hostile(text: Agreement) -> Agreement:
    """Return the agreement with hostile words wherever people write words."""
    documents = {
        id_: replace(
            d,
            title=EVIL,
            publisher=EVIL,
            issued_words=EVIL,
            form=EVIL,
            carried_by=EVIL,
            language=EVIL,
            url="javascript:alert(3)",
        )
        for id_, d in text.documents.items()
    }
    readings = {
        id_: replace(
            r,
            title=EVIL,
            note=EVIL,
            terms=tuple(
                replace(
                    t,
                    title=EVIL,
                    binds=replace(t.binds, words=EVIL),
                    zone=replace(t.zone, reason=EVIL, words=EVIL),
                    clauses=(replace(w.clause("precedent"), what=EVIL),),
                    exceptions=(replace(w.exemption("e", ["attack"], ["Alphaland"]), what=EVIL),),
                    others={EVIL: w.quoted(EVIL)},
                    objects=replace(
                        t.objects,
                        anchors=tuple(replace(a, quote=EVIL) for a in t.objects.anchors),
                    ),
                )
                for t in r.terms
            ),
        )
        for id_, r in text.readings.items()
    }
    parties = {id_: replace(p, name=EVIL) for id_, p in text.parties.items()}
    return replace(text, title=EVIL, documents=documents, readings=readings, parties=parties)


def every_text(frame: pl.DataFrame, keep: set[str]) -> pl.DataFrame:
    """Return a frame with hostile words in every text cell but those that are looked up."""
    return frame.with_columns(
        pl.lit(EVIL).alias(c) for c, t in frame.schema.items() if t == pl.String and c not in keep
    )


def hostile_view() -> View:
    keep = {"record", "row_hash", "source_row", "object", "act", "perpetrators"}
    told = every_text(world.records(), keep).with_columns(
        source_row=pl.format("{}{}", pl.lit(EVIL), pl.int_range(pl.len())),
        denied_by=pl.lit(EVIL),
    )
    issue = dict.fromkeys(ISSUES.names, EVIL)
    return world.view(
        text=hostile(world.agreement()),
        told=told,
        totals=every_text(world.totals(), {"total"}),
        rejects=every_text(world.rejects(), set()),
        issues=pl.DataFrame([issue], schema=ISSUES.schema),
        id=EVIL,
        title=EVIL,
        version=EVIL,
        inputs_seal=EVIL,
        inputs={EVIL: EVIL},
        gaps=(Opening(at=EVIL, message=EVIL),),
        sources=(
            SourceNote(
                id=EVIL,
                publisher=EVIL,
                licence=EVIL,
                url="javascript:alert(4)",
                unit=EVIL,
                cannot_see=(EVIL,),
            ),
        ),
    )


def test_hostile_words_stay_words():
    text = report.html(hostile_view())
    parsed = Page(text)
    tags = Counter(tag for tag, _ in parsed.tags)
    assert (tags["script"], tags["img"]) == (1, 0)
    assert {n for _, attrs in parsed.tags for n in attrs if n.startswith("on")} == set()
    assert not any("javascript" in h for h in parsed.all("href"))
    assert "{{7*7}}" in parsed.words
    assert "49שלום" not in parsed.words


def test_a_change_of_direction_is_spelled_out():
    text = report.html(hostile_view())
    assert "\u202e" not in text
    assert "\\u202e" in text
    assert words.visible("a\x00b\x1fc\u2066") == "a\\u0000b\\u001fc\\u2066"
    assert words.visible("Київ\nעברית\u200f") == "Київ\nעברית\u200f"


def test_places_hold_under_hostile_names():
    parsed = Page(report.html(hostile_view()))
    names = parsed.all("id")
    inside = {unquote(h[1:]) for h in parsed.all("href") if h.startswith("#")}
    assert inside <= set(names)
    assert len(names) == len(set(names))


def test_marks_in_words_cannot_open_a_tag():
    assert str(page.marked("**<b>x** `<i>`")) == "<b>&lt;b&gt;x</b> <code>&lt;i&gt;</code>"


# ------------------------------------------------------------------------------------- what it says


def test_the_head_says_period_zone_cut_off_and_options(parsed: Page):
    said = " ".join(parsed.words.split())
    assert (
        "Incidents 12 incidents from 13 records, 1 Mar 2030 10:00 – 22 Mar 2030 13:00"
        " Africa/Casablanca (1 Mar 2030 09:00 – 22 Mar 2030 12:00 UTC)" in said
    )
    assert "Known as of 23 Mar 2030 01:00 Africa/Casablanca (23 Mar 2030 00:00 UTC)" in said
    assert "Evidence all standings Assumptions taken, and marked Boundaries disputed:" in said


def test_every_figure_has_its_numbers_in_words(parsed: Page):
    figures = [attrs for tag, attrs in parsed.tags if tag == "svg" and "role" in attrs]
    assert len(figures) == 3 + 1 + 3 + 3
    for attrs in figures:
        assert re.search(r"\d", attrs["aria-label"] or "")
    labels = {a["aria-label"] for a in figures}
    assert (
        "Incidents by day under Alphaland: Statement: 4 violation, 3 undetermined, 5 not covered;"
        " most violation on 9 Mar: 2; most undetermined on 5 Mar: 1; most not covered on 2 Mar: 1."
        " A table follows." in labels
    )


def test_a_section_shows_claims_and_every_reading(text: str):
    section = text.split('id="inc_000000000001"')[1].split("</article>", maxsplit=1)[0]
    said = " ".join(Page("<article " + section).words.split())
    assert "Ministry of Betaland" in said
    assert "Army of Alphaland not our doing" in said
    assert "reports, row W02" in said
    assert "violation under 2 not covered under 1, 3" in said
    assert (
        "What was hit (hospital) is not among what is protected. energy, coal apart Would become a"
        " violation if what was hit proved to be among what the text protects." in said
    )


def test_incidents_joined_by_hand_say_by_whom_and_why(parsed: Page):
    assert "joined by Ana: same place, an hour apart at most" in parsed.words


def test_incidents_in_doubt_lead_to_one_another(text: str):
    section = text.split('<article class="inc" id="inc_000000000006"')[1].split(
        "</article>", maxsplit=1
    )[0]
    assert '<a href="#W08">' in section
    assert "claimed, double?" in text


def test_assumed_and_silent_fields_are_marked(parsed: Page):
    said = " ".join(parsed.words.split())
    assert "assumed: zone; silent: end" in said
    assert "assumed: the text names no place" in said


def test_printed_totals_stand_beside_what_is_held_and_are_never_added(text: str):
    row = text.split("More than twelve breaches", maxsplit=1)[0].rsplit("<tr>", 1)[1]
    assert ">more than 12</td>" in row
    assert ">breaches<" in row
    assert ">5</td>" in row


def test_what_cannot_be_seen_is_said_by_source(parsed: Page):
    for said in ("Strikes that nobody published.", "1 refused", "the date is not in the calendar"):
        assert said in parsed.words


def test_boundaries_in_dispute_are_dashed_or_given_away():
    def dashed(choice: Any) -> bool:
        return 'class="dsp"' in report.html(world.view(options=Options(boundaries=choice)))

    assert (dashed("disputed"), dashed("de-facto")) == (True, False)


# ------------------------------------------------------------------------------------------- edges


def test_a_case_without_incidents_is_a_page_too():
    empty = world.view(told=world.records().head(0), totals=world.totals().head(0))
    said = Page(report.html(empty)).words
    assert "0 incidents" in said
    assert "No incident has a place." in said
    assert "The case holds no printed totals." in said
    assert report.markdown(empty)


def test_a_case_without_places_times_or_readings_is_a_page_too():
    nothing = pl.lit(None, pl.Datetime("us", "UTC"))
    told = world.records().with_columns(
        lon=pl.lit(None, pl.Float64),
        moment_start_utc=nothing,
        moment_end_utc=nothing,
        reported_end_utc=nothing,
    )
    said = Page(report.html(world.view(told=told))).words
    assert "No incident is known to a day." in said
    assert "too few to tell" in said
    bare = replace(world.agreement(), readings={})
    assert "no reading that could judge" in Page(report.html(world.view(text=bare))).words


def test_a_page_too_long_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page, "LISTED", 9)
    text = report.html(world.view())
    assert text.count('<article class="inc"') == 9
    assert "This page lists 9 of 12: those on which the readings part first" in text
    assert "12 incidents" in text
    parsed = Page(text)
    inside = {h[1:] for h in parsed.all("href") if h.startswith("#")}
    assert inside <= set(parsed.all("id"))


# ---------------------------------------------------------------------------------------- neutral


def test_swapping_the_parties_mirrors_the_page(monkeypatch: pytest.MonkeyPatch):
    one, two = world.NAMES
    first = report.html(world.view())
    roles = {f"{two.lower()}-text": 0, f"{one.lower()}-text": 1, f"{one.lower()}-late": 2}

    def by_role(agreement: Agreement):
        turned = {f"{one.lower()}-text": 0, f"{two.lower()}-text": 1, f"{two.lower()}-late": 2}
        order = roles if f"{one.lower()}-late" in agreement.readings else turned
        return tuple(sorted(agreement.readings.values(), key=lambda r: order[r.id]))

    # Order is by name, which swapping changes; pinned, nothing else may differ.
    monkeypatch.setattr(view, "in_order", by_role)
    second = report.html(world.view(names=(two, one)))
    assert tokens(first) == tokens(swapped(second, one, two))
    assert tokens(first) != tokens(second)


def swapped(text: str, one: str, two: str) -> str:
    turn = {one: two, two: one, one.lower(): two.lower(), two.lower(): one.lower()}
    return re.sub("|".join(turn), lambda found: turn[found[0]], text)


def tokens(text: str) -> Counter[str]:
    body = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    return Counter(re.findall(r"\w+|[^\w\s]", body))
