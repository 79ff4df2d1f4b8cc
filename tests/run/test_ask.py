"""What can be asked of a case that was judged: incidents by name, changes, gaps, faults."""

from pathlib import Path

import pytest

from tests.run.cases import add, edit, tiny
from truce import agreement
from truce.case import Case
from truce.run import Result, changes, check, find, hanging, judge_by, run


def silence(stage: str, done: int, total: int) -> None:
    pass


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tiny(tmp_path / "case")


@pytest.fixture
def result(case: Path) -> Result:
    return run(Case(case), write=False)


def labels(result: Result, incidents: list[str]) -> list[str]:
    return [result.view.labels[incident] for incident in incidents]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("A2", ["A2"]),
        (" a2 ", ["A2"]),
        ("clinic", ["A2"]),
        ("Northbridge CLINIC", ["A2"]),
        ("power line", ["B1"]),
        ("2030-03-03", ["A1"]),
        ("20 march 2030", ["B2"]),
        ("drone", ["A1", "B2"]),
        ("drone march", ["A1", "B2"]),
        ("drone harbour", ["B2"]),
        ("clin", []),
        ("nothing", []),
        ("!!", []),
    ],
)
def test_incidents_are_found_by_what_a_person_knows(
    result: Result, what: str, found: list[str]
) -> None:
    assert labels(result, find(result, what)) == found


def test_incidents_are_found_by_their_ids(result: Result) -> None:
    for row in result.tables["members"].to_dicts():
        assert find(result, row["incident"]) == [row["incident"]]
        assert find(result, row["record"]) == [row["incident"]]
        assert find(result, row["incident"][:10]) == [row["incident"]]
    assert len(find(result, "inc_")) == 4
    assert find(result, "") == []


def test_changes_are_the_verdicts_that_differ(result: Result) -> None:
    text = agreement.change(
        result.case.agreement_text(), "alphaland-readout.energy.objects", "+=", "hospital"
    )
    after = judge_by(result, text)
    rows = changes(result, after).to_dicts()
    assert [(r["reading"], r["verdict_before"], r["verdict_after"]) for r in rows] == [
        ("alphaland-readout", "not_covered", "violation")
    ]
    assert labels(result, [rows[0]["incident"]]) == ["A2"]
    assert changes(result, result).height == 0


def test_gaps_name_the_incidents_that_hang_on_them(result: Result) -> None:
    found = {
        gap.code: labels(result, hanging(gap, result.tables))
        for gap in agreement.gaps(result.agreement)
        if gap.reading == "betaland-post" and gap.question == "object"
    }
    assert ["A2"] in found.values()
    settled = {"A1", "B2"}
    for gap in agreement.gaps(result.agreement):
        named = labels(result, hanging(gap, result.tables))
        assert not settled & set(named)


def test_a_new_case_has_no_fault(case: Path) -> None:
    found = check(Case(case), silence)
    assert found.issues == ()
    assert found.failures == ()
    assert (found.examples, found.exit_code) == (2, 0)
    assert not (case / "work").exists()


def test_all_faults_of_a_case_are_found_at_once(case: Path) -> None:
    edit(case, "agreement.yaml", "role: belligerent", "role: beligerent")
    add(case, "hand/reviews.csv", "incidents,B2,perhaps,N,2030-04-01,seen")
    edit(case, "raw/incidents.csv", "perpetrators,claimant,", "perpetrators,claimmant,")
    found = check(Case(case), silence)
    rooms = {issue.at.partition(":")[0] for issue in found.issues}
    assert {"agreement.yaml", "hand/reviews.csv"} <= rooms
    assert any("claimmant" in str(issue) for issue in found.issues)
    assert len(found.issues) == len(set(found.issues))
    assert found.exit_code == 1


def test_a_faulty_settings_file_does_not_hide_the_agreement(case: Path) -> None:
    edit(case, "truce.toml", 'zone = "UTC"', 'zone = "Nowhere"')
    edit(case, "agreement.yaml", "role: belligerent", "role: beligerent")
    found = check(Case(case), silence)
    assert {issue.at.partition(":")[0] for issue in found.issues} == {
        "truce.toml",
        "agreement.yaml",
    }


def test_an_example_that_fails_comes_with_its_reasons(case: Path) -> None:
    edit(
        case, "agreement.yaml", "{alphaland-readout: violation}", "{alphaland-readout: not_covered}"
    )
    (failure,) = check(Case(case), silence).failures
    assert (failure.reading, failure.expected) == ("alphaland-readout", "not_covered")
    assert failure.explanation.verdict == "violation"
    assert all(reason.answer for reason in failure.explanation.reasons)
    assert check(Case(case), silence).exit_code == 1


def test_an_example_of_a_row_that_is_not_there(case: Path) -> None:
    edit(case, "agreement.yaml", "record: A2", "record: Z9")
    found = check(Case(case), silence)
    assert [str(issue) for issue in found.issues] == [
        "agreement.yaml:95:11: the example names the row `Z9`, which no source of the case has."
        " Write the id of a row as its source has it."
    ]


def test_faults_of_hand_files_name_the_line_even_below_faulty_rows(case: Path) -> None:
    signed = "N,2030-04-01,x"
    for name, rows in {
        "merges": ["A1,g,perhaps", "A9,g,yes", "A1,g,yes", "A1,h,yes"],
        "corrections": ["A1,,Mill", "A1,placce,Mill"],
        "reviews": ["A1,seen", "A9,confirmed"],
    }.items():
        for row in rows:
            add(case, f"hand/{name}.csv", f"incidents,{row},{signed}")
    add(case, "hand/conditions.csv", f"a.b.c,,,,perhaps,{signed},")
    add(case, "hand/conditions.csv", f"a.b.c,,,,met,{signed},")
    places = sorted(issue.at for issue in check(Case(case), silence).issues)
    assert places == [
        "hand/conditions.csv:2",
        "hand/conditions.csv:3",
        "hand/corrections.csv:2",
        "hand/corrections.csv:3",
        "hand/merges.csv:2",
        "hand/merges.csv:3",
        "hand/merges.csv:5",
        "hand/reviews.csv:2",
        "hand/reviews.csv:3",
    ]
