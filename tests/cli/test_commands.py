"""Every command from end to end on a small case: what it prints, where, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Truce
from tests.run.cases import add, edit, made

CHANGE = "alphaland-readout.energy.objects+=hospital"


def test_run_prints_ranges_and_the_report(truce: Truce, new: Path) -> None:
    ran = truce("run", new)
    assert ran.code == 0
    assert ran.err == ""
    lines = [line.rstrip() for line in ran.out.splitlines()]
    assert lines[0] == "Pause of strikes in the valley (invented)"
    assert lines[1] == "Violations under each reading, of 4 incidents:"
    assert lines[3].split() == ["reading", "at", "least", "at", "most", "not", "covered"]
    assert lines[5].split()[-3:] == ["1", "1", "3"]
    assert lines[6].split()[-3:] == ["2", "4", "0"]
    assert lines[-1] == f"Report: {new}/out/report.html"
    assert Path(lines[-1].removeprefix("Report: ")).read_text().startswith("<!doctype html>")


def test_run_says_which_options_changed_the_figures(truce: Truce, new: Path) -> None:
    ran = truce("run", new, "--strict", "--evidence", "denied", "--as-of", "2030-03-10")
    assert "of 1 incidents:" in ran.out
    assert "Known as of 11 Mar 2030 00:00 (UTC).\n" in ran.out
    assert "As of 11 Mar 2030 00:00: only what had surely been published by then.\n" in ran.out
    assert "Strict: what a reading only assumes is taken as unknown.\n" in ran.out
    assert "Only incidents of this standing of evidence: denied.\n" in ran.out


def test_a_missing_source_is_exit_3_and_said_on_stderr(truce: Truce, new: Path) -> None:
    (new / "raw/incidents.csv").unlink()
    ran = truce("run", new)
    assert ran.code == 3
    assert "raw/incidents.csv" in ran.err
    assert "of 0 incidents:" in ran.out
    assert truce("run", new, "--quiet").err == ""


def test_faults_are_exit_1_one_line_each(truce: Truce, new: Path) -> None:
    edit(new, "agreement.yaml", "role: belligerent", "role: beligerent")
    ran = truce("run", new)
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 2
    assert all(line.startswith("agreement.yaml:") for line in ran.err.splitlines())


def test_a_fault_of_a_hand_file_is_exit_1_after_the_rest(truce: Truce, new: Path) -> None:
    for n in range(8):
        add(new, "hand/reviews.csv", f"incidents,B2,perhaps,N,2030-04-0{n + 1},seen")
    ran = truce("run", new)
    assert ran.code == 1
    assert "Report: " in ran.out
    lines = ran.err.splitlines()
    assert lines[0] == (
        "hand/reviews.csv:2: `decision` is `perhaps`; the row is left out. Write confirmed."
    )
    assert lines[-1] == "... and 3 more; `truce check` lists all."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Missing argument 'CASE'"),
        (["run", "none"], "none: there is no case here: no truce.toml was found."),
        (["walk"], "No such command 'walk'"),
        (["run", "none", "--evidence", "rumour"], "'rumour' is not one of 'claimed'"),
        (["hinges", "none", "--pair", "1"], "requires 2 arguments"),
        (["explain", "none"], "Missing argument 'WHAT...'"),
    ],
)
def test_wrong_usage_is_exit_2(truce: Truce, arguments: list[str], said: str) -> None:
    ran = truce(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_explain_shows_facts_claims_and_every_question(truce: Truce, new: Path) -> None:
    ran = truce("explain", new, "clinic")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("A2  clinic, Northbridge  (inc_")
    assert "When           4 Mar 20:00 – 6 Mar 2030 06:00 (UTC)" in ran.out
    assert "±3 km" in ran.out
    assert "    source     https://example.org/a2" in lines
    assert "  ○ not covered   Alphaland, readout of 1 March" in lines
    assert "  ▨ undetermined  Betaland, post of 1 March" in lines
    assert "objects: “energy facilities” (alphaland-readout)" in ran.out
    assert "end: assumed: the text names no end" in ran.out
    for question in ("who", "act", "object", "where", "when", "standing", "amount", "exception"):
        assert sum(line.startswith(f"  {question} ") for line in lines) == 2
    assert ran.out.count("  would change ") == 2
    assert not made(new)


def test_explain_can_show_one_reading(truce: Truce, new: Path) -> None:
    ran = truce("explain", new, "A2", "--reading", "betaland-post")
    assert "Alphaland, readout" not in ran.out
    ran = truce("explain", new, "A2", "--reading", "gamma")
    assert ran.code == 2
    assert ran.err == (
        "--reading: `gamma` is not a reading that judges. Known: alphaland-readout,"
        " betaland-post.\n"
    )


def test_explain_lists_what_fits(truce: Truce, new: Path) -> None:
    ran = truce("explain", new, "drone", "strike")
    assert ran.code == 0
    assert ran.out.startswith("2 incidents fit; name one by its row or id:")
    assert "A1" in ran.out
    assert "B2" in ran.out
    ran = truce("explain", new, "submarine")
    assert ran.code == 2
    assert ran.err == (
        "submarine: no incident of the case is called so, and none has all these words. Try fewer"
        " words, or a source's row id.\n"
    )


def test_hinges_show_a_matrix_and_the_incidents_of_a_pair(truce: Truce, new: Path) -> None:
    ran = truce("hinges", new)
    assert ran.code == 0
    assert "  1  Alphaland, readout of 1 March (alphaland-readout)" in ran.out
    assert "differently:\n    2\n  1 3\n" in ran.out
    pair = truce("hinges", new, "--pair", "2", "alphaland-readout")
    assert pair.out.startswith("A  Betaland, post of 1 March (betaland-post)\n")
    rows = [line.split() for line in pair.out.splitlines() if line.startswith((" A", " B"))]
    told = {row[0]: " ".join(row[1:]) for row in rows}
    assert told["A2"] == "clinic, Northbridge undetermined not covered object"
    assert told["B2"] == "fuel depot, Far Harbour violation not covered where"
    assert truce("hinges", new, "--pair", "1", "9").code == 2


def test_what_if_shows_what_changes_and_why(truce: Truce, new: Path) -> None:
    ran = truce("what-if", new, "alphaland-readout.energy.objects+=hospital")
    assert ran.code == 0
    assert "alphaland-readout: 1 verdict change" in ran.out
    assert "violations 1 -> 2" in ran.out
    assert "A2" in ran.out
    several = truce(
        "what-if",
        new,
        "alphaland-readout.energy.objects+=hospital",
        "alphaland-readout.energy.start=2030-03-04T00:00",
    )
    assert "2 verdicts change" in several.out
    assert truce("what-if", new, "alphaland-readout.energy.acts+=overflight").out == (
        "No verdict changes.\n"
    )


def test_what_if_says_what_cannot_be_changed(truce: Truce, new: Path) -> None:
    ran = truce("what-if", new, "nothing")
    assert ran.code == 2
    assert ran.err == (
        "what-if: `nothing` is not a change. Write READING.TERM.FIELD=VALUE, or += or -= to add to"
        " a list or take out of it.\n"
    )
    for change in ("gamma.energy.start=2030-03-04", "alphaland-readout.energy.start=someday"):
        ran = truce("what-if", new, change)
        assert ran.code in (1, 2)
        assert ran.out == ""
        assert ran.err


def test_gaps_name_places_and_incidents(truce: Truce, new: Path) -> None:
    ran = truce("gaps", new)
    assert ran.code == 0
    assert "agreement.yaml:" in ran.out
    assert "Verdicts that hang on it (1): A2" in ran.out
    assert ran.out.splitlines()[-1].endswith("places are open.")


def test_check_finds_all_at_once(truce: Truce, new: Path) -> None:
    ran = truce("check", new)
    assert (ran.code, ran.out) == (0, "0 errors, 0 warnings, 0 notes; 2 of 2 examples hold.\n")
    edit(new, "agreement.yaml", "-readout: violation}", "-readout: not_covered}")
    add(new, "hand/reviews.csv", "incidents,B2,perhaps,N,2030-04-01,seen")
    ran = truce("check", new)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("error: hand/reviews.csv:2: `decision` is `perhaps`")
    assert "under alphaland-readout the example gets `violation` and must get" in ran.out
    assert "    who       yes          Alphaland, said to have done it, is bound" in lines
    assert lines[-1] == "1 error, 0 warnings, 0 notes; 1 of 2 examples hold."


def test_report_writes_and_prints_paths(truce: Truce, new: Path) -> None:
    ran = truce("report", new, "--boundaries", "recognised")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [f"{new}/out/report.html", f"{new}/out/report.md"]
    assert truce("report", new, "--md").out == f"{new}/out/report.md\n"
    assert json.loads(truce("report", new, "--html", "--json").out) == {
        "reports": [f"{new}/out/report.html"]
    }


def test_export_prints_or_writes_one_format(truce: Truce, new: Path) -> None:
    ran = truce("export", new)
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith("incident,title,")
    assert len(ran.out.splitlines()) == 5
    assert len(json.loads(truce("export", new, "--format", "geojson").out)["features"]) == 4
    ran = truce("export", new, "--format", "geoparquet", "--out", new / "x.parquet")
    assert (ran.out, ran.err) == ("", f"Written: {new}/x.parquet\n")
    assert (new / "x.parquet").read_bytes()[:4] == b"PAR1"
    assert not (new / "work").exists()


def test_export_to_a_place_that_cannot_be_written(truce: Truce, new: Path) -> None:
    ran = truce("export", new, "--out", new / "none" / "x.csv")
    assert (ran.code, ran.err) == (1, f"{new}/none/x.csv: No such file or directory.\n")


def test_verify_names_the_first_altered_file(truce: Truce, new: Path) -> None:
    ran = truce("verify", new)
    assert (ran.code, ran.err) == (
        1,
        "ledger.jsonl: the case has no ledger yet. `truce run` begins one.\n",
    )
    truce("run", new)
    ran = truce("verify", new)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("All as recorded: 10 entries, ")
    head = next(line for line in ran.out.splitlines() if line.startswith("Head: "))[6:]
    assert truce("verify", new, "--head", head).code == 0
    (new / "documents/later.txt").write_text("later")
    ran = truce("verify", new)
    assert (ran.code, ran.err) == (
        0,
        "documents/later.txt: not recorded yet; `truce run` records it.\n",
    )
    edit(new, "raw/incidents.csv", "clinic", "clinik")
    ran = truce("verify", new)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("raw/incidents.csv: the file was altered since ledger.jsonl:8")


def test_verify_finds_a_ledger_cut_off_by_its_head(truce: Truce, new: Path) -> None:
    truce("run", new)
    head = json.loads(truce("verify", new, "--json").out)["head"]
    lines = (new / "ledger.jsonl").read_text().splitlines(keepends=True)
    (new / "ledger.jsonl").write_text("".join(lines[:-1]))
    assert truce("verify", new).code == 0
    ran = truce("verify", new, "--head", head)
    assert ran.code == 1
    assert ran.err.startswith(
        f"ledger.jsonl: no entry has the hash {head}, so entries were removed"
    )


def test_new_begins_a_case_that_runs(truce: Truce, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "mine"
    ran = truce("new", folder)
    assert ran.code == 0
    assert f"Next: truce run {folder}" in ran.out
    assert truce("run", folder).code == 0
    assert truce("new", folder).code == 2


def test_schema_is_json(truce: Truce) -> None:
    ran = truce("schema")
    assert ran.code == 0
    assert json.loads(ran.out)["type"] == "object"


def test_demo_brings_the_shipped_case(truce: Truce, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = truce("demo", folder)
    assert ran.code == 0
    assert f"Report: {folder}/out/report.html" in ran.out
    add(folder, "agreement.yaml", "# my remark")
    again = truce("demo", folder)
    assert again.err == f"Using the copy in {folder}; --fresh starts over.\n"
    assert "# my remark" in (folder / "agreement.yaml").read_text()
    assert truce("demo", folder, "--fresh", "--quiet").err == ""
    assert "# my remark" not in (folder / "agreement.yaml").read_text()


def test_a_case_that_cannot_be_written_can_still_be_asked(truce: Truce, new: Path) -> None:
    truce("run", new)
    shutil.rmtree(new / "work")
    before = made(new)
    for command in (["explain", new, "A1"], ["hinges", new], ["gaps", new], ["check", new]):
        assert truce(*command).code == 0
    assert made(new) == before


@pytest.mark.parametrize(
    "command",
    [["explain", "A1"], ["hinges"], ["hinges", "--pair", "1", "2"], ["gaps"], ["what-if", CHANGE]],
    ids=" ".join,
)
def test_every_answer_says_which_options_changed_it(
    truce: Truce, new: Path, command: list[str]
) -> None:
    verb, *rest = command
    assert "Strict: what a reading only assumes" in truce(verb, new, *rest, "--strict").out
    assert "Strict" not in truce(verb, new, *rest).out
