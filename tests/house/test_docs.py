"""Pages say what the program does: generated pages, shown commands, worked examples."""

import doctest
import re

import pytest

from tests.house.repository import pages, short
from tools.consoles import SHOWN, replay
from tools.make_docs import GENERATED

SESSION = re.compile(r"^```pycon\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("page", GENERATED, ids=short)
def test_generated_pages_are_up_to_date(page):
    assert page.read_text("utf-8") == GENERATED[page](), "run `make docs`"


@pytest.mark.parametrize("page", SHOWN, ids=short)
def test_commands_print_what_the_page_shows(page):
    text = page.read_text("utf-8")
    assert replay(text) == text, "run `make docs` and read what changed"


@pytest.mark.parametrize(
    "page", [p for p in pages() if SESSION.search(p.read_text("utf-8"))], ids=short
)
def test_worked_examples_come_out_as_written(page):
    session = "\n".join(SESSION.findall(page.read_text("utf-8")))
    test = doctest.DocTestParser().get_doctest(session, {}, short(page), str(page), 0)
    report: list[str] = []
    result = doctest.DocTestRunner().run(test, out=report.append)
    assert result.attempted
    assert not result.failed, "".join(report)
