from truce.issues import Issue, Mark, TruceError, stop, worst


def test_a_mark_says_as_much_as_is_known():
    assert str(Mark(file="a.yaml")) == "a.yaml"
    assert str(Mark(file="a.yaml", line=41)) == "a.yaml:41"
    assert str(Mark(file="a.yaml", line=41, column=7)) == "a.yaml:41:7"


def test_an_error_carries_every_issue_and_says_each_on_a_line():
    first = Issue(stage="check", severity="error", at="a.yaml:1", message="Wrong.", hint="Mend it.")
    second = Issue(stage="check", severity="warning", at="a.yaml:2", message="Odd.")
    error = TruceError(first, second)
    assert str(error) == "a.yaml:1: Wrong. Mend it.\na.yaml:2: Odd."
    assert worst(error.issues) == [first]
    assert error.exit_code == 1


def test_wrong_use_ends_with_two():
    error = stop("No such case.", at="nowhere", hint="Make one with `truce new`.")
    assert error.exit_code == 2
    assert str(error) == "nowhere: No such case. Make one with `truce new`."
