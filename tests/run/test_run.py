"""The order of stages: what is stale, what the options keep, what the ledger is told."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.run.cases import AT, add, edit, made, tiny
from truce import seal
from truce.case import Case
from truce.issues import TruceError
from truce.report import Options
from truce.run import Result, find, options, run
from truce.run import _run as room


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", AT)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tiny(tmp_path / "case")


def entries(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (path / "ledger.jsonl").read_text().splitlines()]


def ranges(result: Result) -> dict[str, tuple[int, int]]:
    rows = result.tables["ranges"].to_dicts()
    return {row["reading"]: (row["at_least"], row["at_most"]) for row in rows}


def labels(result: Result) -> set[str]:
    return set(result.view.labels.values())


def test_a_run_leaves_tables_reports_and_a_ledger(case: Path) -> None:
    result = run(Case(case))
    assert result.exit_code == 0
    assert ranges(result) == {"alphaland-readout": (1, 1), "betaland-post": (2, 4)}
    assert sorted(made(case)) == [
        "ledger.jsonl",
        "out/incidents.csv",
        "out/incidents.geojson",
        "out/incidents.parquet",
        "out/report.html",
        "out/report.md",
        "work/findings.parquet",
        "work/incidents.parquet",
        "work/links.parquet",
        "work/members.parquet",
        "work/ranges.parquet",
        "work/records.parquet",
        "work/rejects.parquet",
        "work/sites.parquet",
        "work/sources.parquet",
        "work/stages.json",
        "work/totals.parquet",
        "work/verdicts.parquet",
    ]
    assert set(result.written) == set(made(case)) - {"ledger.jsonl", "work/stages.json"}


def test_the_ledger_names_inputs_decisions_and_the_run(case: Path) -> None:
    run(Case(case))
    told = entries(case)
    assert [(e["kind"], list(e["files"])) for e in told[:-1]] == [
        ("input", ["agreement.yaml"]),
        ("input", ["documents/alphaland-readout.txt"]),
        ("decision", ["hand/conditions.csv"]),
        ("decision", ["hand/corrections.csv"]),
        ("decision", ["hand/exceptions.csv"]),
        ("decision", ["hand/merges.csv"]),
        ("decision", ["hand/reviews.csv"]),
        ("input", ["raw/incidents.csv"]),
        ("input", ["truce.toml"]),
    ]
    last = told[-1]
    assert last["kind"] == "run"
    assert last["at"] == "2030-03-17T17:46:40Z"
    facts = last["facts"]
    assert facts == {
        "as_of": None,
        "boundaries": "disputed",
        "code": facts["code"],
        "evidence": [],
        "incidents": 4,
        "inputs": seal.stamp(Case(case).inputs()),
        "missing": [],
        "records": 4,
        "strict": False,
        "version": "0.1.0",
    }
    assert seal.replay(Case(case).ledger(), Case(case).digest) is None


def test_a_second_run_changes_nothing_and_says_nothing(case: Path) -> None:
    run(Case(case))
    before = made(case)
    times = {p: p.stat().st_mtime_ns for p in case.rglob("*")}
    again = run(Case(case))
    assert again.written == ()
    assert made(case) == before
    assert {p: p.stat().st_mtime_ns for p in case.rglob("*")} == times


def test_the_same_case_elsewhere_gives_the_same_bytes(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path / "other")
    run(Case(case))
    run(Case(tmp_path / "other"))
    assert made(case) == made(tmp_path / "other")


def test_work_and_out_cost_only_time(case: Path) -> None:
    run(Case(case))
    before = made(case)
    shutil.rmtree(case / "work")
    shutil.rmtree(case / "out")
    run(Case(case))
    assert made(case) == before


def test_only_the_wall_clock_of_the_ledger_differs(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(Case(case))
    before = made(case)
    shutil.rmtree(case / "work")
    shutil.rmtree(case / "out")
    (case / "ledger.jsonl").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    run(Case(case))
    after = made(case)
    assert before.pop("ledger.jsonl") != after.pop("ledger.jsonl")
    assert before == after


@pytest.mark.parametrize("moment", ["soon", "9" * 30])
def test_a_fixed_moment_that_is_none_is_wrong_use(
    case: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(TruceError) as caught:
        run(Case(case))
    assert str(caught.value) == (
        f"SOURCE_DATE_EPOCH: `{moment}` is no moment. Set it to seconds since 1970, or unset it."
    )


def stages(case: Path, change: object = None) -> list[str]:
    """Return the stages that a run makes anew."""
    made_anew: list[str] = []
    keep = Case.keep

    def told(self: Case, stage: str, *rest: object) -> object:
        made_anew.append(stage)
        return keep(self, stage, *rest)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Case, "keep", told)
        run(Case(case))
    return made_anew


def test_only_what_is_stale_is_made_again(case: Path) -> None:
    assert stages(case) == ["ingest", "fuse", "assess"]
    assert stages(case) == []
    edit(case, "agreement.yaml", "for 30 days", "for 30 days")
    assert stages(case) == []
    add(case, "agreement.yaml", "# a remark")
    assert stages(case) == ["assess"]
    add(case, "hand/merges.csv", "incidents,B2,g,maybe,N,2030-04-01,same day")
    assert stages(case) == ["fuse", "assess"]
    add(case, "hand/corrections.csv", "incidents,A1,place,Mill Town,N,2030-04-01,its own spelling")
    assert stages(case) == ["ingest", "fuse", "assess"]
    (case / "work/members.parquet").unlink()
    assert stages(case) == ["fuse"]
    (case / "work/verdicts.parquet").write_bytes(b"altered")
    assert stages(case) == ["assess"]
    edit(case, "truce.toml", 'zone = "UTC"', 'zone = "Europe/London"')
    assert stages(case) == []


def test_hand_files_count(case: Path) -> None:
    add(case, "hand/merges.csv", "incidents,A1,g,yes,N,2030-04-01,one night")
    add(case, "hand/merges.csv", "incidents,A2,g,yes,N,2030-04-01,one night")
    add(case, "hand/reviews.csv", "incidents,B2,confirmed,N,2030-04-01,seen")
    add(case, "hand/corrections.csv", "incidents,B1,place,East Well,N,2030-04-01,its spelling")
    result = run(Case(case))
    assert result.exit_code == 0
    assert result.tables["incidents"].height == 3
    told = {row["source_row"]: row for row in result.tables["records"].to_dicts()}
    assert told["B1"]["place"] == "East Well"
    (review,) = find(result, "B2")
    seen = result.tables["incidents"].filter(pl.col("incident") == review)
    assert seen["evidence"].to_list() == ["confirmed"]


def test_exceptions_are_decided_by_a_persons_row(case: Path) -> None:
    clause = (
        '        zone: {is: valley, quote: "in the valley"}\n'
        "        exceptions: [{id: defence, what: answers to a breach, assumed: custom}]\n"
    )
    old = '        zone: {is: valley, quote: "in the valley"}\n'
    edit(case, "agreement.yaml", old, clause)
    edit(
        case,
        "agreement.yaml",
        "under: {alphaland-readout: violation}",
        "under: {betaland-post: violation}",
    )
    assert ranges(run(Case(case)))["alphaland-readout"] == (0, 1)
    row = "incidents,A1,alphaland-readout,energy,defence,{},N,2030-04-01,looked into it"
    add(case, "hand/exceptions.csv", row.format("no"))
    assert ranges(run(Case(case)))["alphaland-readout"] == (1, 1)
    edit(case, "hand/exceptions.csv", ",no,N", ",yes,N")
    assert ranges(run(Case(case)))["alphaland-readout"] == (0, 0)


def test_exceptions_that_name_nothing_are_told(case: Path) -> None:
    add(case, "hand/exceptions.csv", "incidents,A9,betaland-post,sea,defence,no,N,2030-04-01,x")
    said = [str(issue) for issue in run(Case(case)).issues]
    assert said == [
        "hand/exceptions.csv:2: names row A9 of incidents, which is not in the case; the decision"
        " has no effect. Correct the row's name, or take the line out.",
        "hand/exceptions.csv:2: names the exception betaland-post.sea.defence, which is not in the"
        " agreement; the decision has no effect. Write reading, term and exception by their ids.",
    ]


def test_strict_takes_assumptions_as_unknown(case: Path) -> None:
    opened = Case(case)
    assert ranges(run(opened, options(opened, strict=True)))["betaland-post"] == (0, 4)


def test_as_of_counts_what_was_surely_published(case: Path) -> None:
    opened = Case(case)
    early = run(opened, options(opened, as_of="2030-03-02"), write=False)
    assert labels(early) == set()
    assert list(early.agreement.readings) == ["alphaland-readout", "betaland-post"]
    assert ranges(early) == {"alphaland-readout": (0, 0), "betaland-post": (0, 0)}
    later = run(opened, options(opened, as_of="2030-03-05T12:00"), write=False)
    assert labels(later) == {"A1", "B1"}
    none = run(opened, options(opened, as_of="2030-03-01T20:00Z"), write=False)
    assert list(none.agreement.readings) == ["alphaland-readout"]
    assert not made(case)


def test_as_of_says_nothing_of_decisions_on_later_records(case: Path) -> None:
    add(case, "hand/merges.csv", "incidents,B2,g,maybe,N,2030-04-01,same day")
    add(case, "hand/reviews.csv", "incidents,B2,confirmed,N,2030-04-01,seen")
    opened = Case(case)
    result = run(opened, options(opened, as_of="2030-03-05"), write=False)
    assert result.issues == ()


def test_an_as_of_that_is_no_date_is_wrong_use(case: Path) -> None:
    with pytest.raises(TruceError) as caught:
        options(Case(case), as_of="yesterday")
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith("--as-of: `yesterday` is not a moment; write ")


def test_evidence_keeps_only_those_standings(case: Path) -> None:
    opened = Case(case)
    result = run(opened, options(opened, evidence=["reported", "denied"]), write=False)
    assert labels(result) == {"A1", "B2"}
    assert result.tables["records"].height == 2
    assert {r["incidents"] for r in result.tables["ranges"].to_dicts()} == {2}


def test_options_do_not_mix_in_what_is_kept(case: Path) -> None:
    opened = Case(case)
    plain = run(opened)
    before = made(case)
    for changed in ({"strict": True}, {"evidence": ["denied"]}, {"as_of": "2030-03-04"}):
        run(opened, options(opened, **changed))
    again = run(opened)
    assert ranges(again) == ranges(plain)
    after = made(case)
    assert before.pop("ledger.jsonl") != after.pop("ledger.jsonl")
    assert after == before


def test_without_write_nothing_on_disk_changes(case: Path) -> None:
    assert ranges(run(Case(case), write=False)) == ranges(run(Case(case)))
    before = made(case)
    edit(case, "agreement.yaml", "metres: 60000", "metres: 600000")
    assert ranges(run(Case(case), write=False))["alphaland-readout"] == (2, 2)
    assert made(case) == before


def test_a_missing_source_is_left_out_and_told(case: Path) -> None:
    add(
        case,
        "truce.toml",
        '[[sources]]\nid = "more"\nadapter = "records-csv"\nfiles = ["raw/more.csv"]',
    )
    result = run(Case(case))
    assert result.exit_code == 3
    assert [str(issue) for issue in result.missing] == [
        "truce.toml:17: `raw/more.csv` of source `more` is not in the case; its rows are not"
        " counted. Put the file there, or take its name out."
    ]
    assert ranges(result) == {"alphaland-readout": (1, 1), "betaland-post": (2, 4)}
    assert entries(case)[-1]["facts"]["missing"] == ["raw/more.csv"]


def test_faults_of_hand_files_are_told_and_the_run_goes_on(case: Path) -> None:
    add(case, "hand/reviews.csv", "incidents,B2,perhaps,N,2030-04-01,seen")
    result = run(Case(case))
    assert result.exit_code == 1
    assert [issue.at for issue in result.issues] == ["hand/reviews.csv:2"]
    assert run(Case(case)).issues == result.issues


def test_all_faults_that_leave_nothing_to_judge_are_found_at_once(case: Path) -> None:
    edit(case, "agreement.yaml", "role: belligerent", "role: beligerent")
    edit(case, "truce.toml", "records-csv", "record-csv")
    with pytest.raises(TruceError) as caught:
        run(Case(case))
    places = [issue.at for issue in caught.value.issues]
    assert [place.partition(":")[0] for place in places].count("agreement.yaml") == 2
    assert "truce.toml" in places
    assert not made(case)


def test_a_case_without_any_record_runs(case: Path) -> None:
    head = (case / "raw/incidents.csv").read_text().splitlines()[0]
    (case / "raw/incidents.csv").write_text(head + "\n")
    result = run(Case(case))
    assert ranges(result) == {"alphaland-readout": (0, 0), "betaland-post": (0, 0)}


def test_one_who_writes_keeps_others_out(case: Path) -> None:
    with Case(case).writing(), pytest.raises(TruceError, match="another truce is writing"):
        run(Case(case))


def test_an_altered_ledger_is_not_hidden_by_a_run(case: Path) -> None:
    run(Case(case))
    edit(case, "ledger.jsonl", '"incidents":4', '"incidents":5')
    add(case, "agreement.yaml", "# a remark")
    run(Case(case))
    fault = seal.replay(Case(case).ledger(), Case(case).digest)
    assert fault is not None
    assert fault.at == "ledger.jsonl:10"


def test_large_cases_are_judged_in_batches(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = run(Case(case), write=False)
    monkeypatch.setattr(room._judged, "BATCH", 2)
    monkeypatch.setattr("truce.run._result.BATCH", 2)
    monkeypatch.setattr(room._judged.batches, "__defaults__", (2,))
    monkeypatch.setattr(room._judged.judged, "__defaults__", (2,))
    for _ in range(2):
        large = run(Case(case))
        assert ranges(large) == ranges(small)
        assert large.large
        for table in ("findings", "verdicts"):
            key = ["incident", "reading"]
            held = pl.read_parquet(case / f"work/{table}.parquet").sort(key)
            assert held.equals(small.tables[table].sort(key))
        with pytest.raises(TruceError) as caught:
            _ = large.view
        assert str(caught.value).startswith(
            "incidents: the case has 4 incidents; they can be shown"
        )
    assert ranges(run(Case(case), write=False)) == ranges(small)


def test_the_options_of_a_run_are_those_of_the_report() -> None:
    assert Options() == Options(strict=False, evidence=(), boundaries="disputed", as_of=None)
