"""The page in a browser: accessible, narrow without overflow, quiet, and whole in print."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report import world
from tests.report.test_report_page import hostile_view
from truce import report

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: Sections off the screen are laid out late; nothing may hide from the check.
ALL = "document.querySelectorAll('.inc').forEach(e => e.style.contentVisibility = 'visible')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(report.html(world.view()), "utf-8")
    return path


def opened(browser: Any, file: Path, at: str = "", **options: Any) -> Any:
    page = browser.new_page(**options)
    page.goto(f"{file.as_uri()}{at}")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Any, file: Path, scheme: str, width: int):
    size = {"width": width, "height": 900}
    page = opened(browser, file, color_scheme=scheme, viewport=size)
    page.evaluate(f"{OPEN}; {ALL}")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_a_narrow_screen_scrolls_only_downward(browser: Any, file: Path):
    page = opened(browser, file, viewport={"width": 390, "height": 800})
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_the_page_asks_nobody_and_complains_of_nothing(browser: Any, file: Path):
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    assert (asked, said) == ([file.as_uri()], [])
    context.close()


def test_without_script_everything_is_there(browser: Any, file: Path):
    page = opened(browser, file, java_script_enabled=False)
    assert page.locator("article.inc").count() == 12
    page.locator("article.inc summary").first.click()
    assert page.locator("article.inc .jd").first.is_visible()
    page.close()


def test_hostile_words_run_nothing(browser: Any, tmp_path: Path):
    path = tmp_path / "hostile.html"
    path.write_text(report.html(hostile_view()), "utf-8")
    alarms: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    page.on("console", lambda message: alarms.append(message.text))
    page.goto(path.as_uri())
    page.evaluate(OPEN)
    assert alarms == []
    page.close()


def test_a_permalink_opens_its_incident(browser: Any, file: Path):
    page = opened(browser, file, "#W02")
    assert page.locator("#inc_000000000001 .jd").is_visible()
    assert not page.locator("#inc_000000000002 .jd").is_visible()
    assert page.locator("#W02").evaluate("e => e.getBoundingClientRect().top") >= 0
    page.close()


def test_the_ledger_can_show_only_where_the_readings_part(browser: Any, file: Path):
    page = opened(browser, file, java_script_enabled=False)
    rows = page.locator(".led tbody tr:visible")
    assert rows.count() == 12
    page.locator("#od").check()
    assert rows.count() == 9
    page.close()


def test_the_keyboard_reaches_the_text_past_the_contents(browser: Any, file: Path):
    page = opened(browser, file)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


def test_print_shows_what_is_folded(browser: Any, file: Path):
    page = opened(browser, file)
    page.emulate_media(media="print")
    assert page.locator(".jd").first.evaluate("e => e.checkVisibility()")
    assert page.locator("nav").evaluate("e => getComputedStyle(e).display") == "none"
    page.close()
