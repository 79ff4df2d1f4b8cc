"""The page of accounts in a browser: accessible, narrow, quiet, linked with and without script."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report import tellings
from truce.report.accounts_page import html

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
WIDE = {"width": 1280, "height": 700}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts")
    for name in ("two", "three", "hostile"):
        (folder / f"{name}.html").write_text(html(getattr(tellings, name)()), "utf-8")
    return folder


def opened(browser: Any, file: Path, at: str = "", **options: Any) -> Any:
    page = browser.new_page(**options)
    page.goto(f"{file.as_uri()}{at}")
    return page


@pytest.mark.parametrize("name", ["two", "three"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Any, folder: Path, name: str, scheme: str, width: int):
    size = {"width": width, "height": 900}
    page = opened(browser, folder / f"{name}.html", "#i1", color_scheme=scheme, viewport=size)
    page.evaluate(OPEN)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("name", ["two", "three", "hostile"])
def test_a_narrow_screen_scrolls_only_downward(browser: Any, folder: Path, name: str):
    page = opened(browser, folder / f"{name}.html", viewport={"width": 390, "height": 800})
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_the_page_asks_nobody_and_complains_of_nothing(browser: Any, folder: Path):
    asked: list[str] = []
    said: list[str] = []
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    address = (folder / "three.html").as_uri()
    page.goto(address)
    page.locator("#i1 h3 a").click()
    page.locator(".m").first.hover()
    assert (asked, said) == ([address], [])
    context.close()


def lit(page: Any) -> list[str]:
    """Return the marks that are shown as belonging to what was chosen."""
    return page.evaluate(
        "[...document.querySelectorAll('.m')]"
        ".filter(m => getComputedStyle(m).backgroundColor !== 'rgba(0, 0, 0, 0)').map(m => m.id)"
    )


@pytest.mark.parametrize("script", [True, False])
def test_choosing_an_item_marks_its_words_in_every_text(browser: Any, folder: Path, script: bool):
    page = opened(browser, folder / "two.html", java_script_enabled=script, viewport=WIDE)
    assert lit(page) == []
    page.locator("#i1 h3 a").click()
    assert lit(page) == ["i1-1-1", "i1-2-1"]
    page.locator("a.go[href='#i2-2-1']").click(position={"x": 9, "y": 9})
    assert set(lit(page)) >= {"i2-1-1", "i2-2-1"}
    assert page.evaluate("document.querySelector(':target').id") == "i2-2-1"
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_marked_words_lead_back_to_their_item(browser: Any, folder: Path, script: bool):
    page = opened(browser, folder / "two.html", java_script_enabled=script, viewport=WIDE)
    page.locator("#i2-1-1").click(position={"x": 9, "y": 9})
    assert page.evaluate("document.querySelector(':target').id") == "i2"
    page.close()


def test_pointing_at_words_shows_their_item_and_the_words_of_the_others(browser: Any, folder: Path):
    page = opened(browser, folder / "two.html", viewport=WIDE)
    page.locator("#i1-1-1").hover()
    assert page.locator(".on").evaluate_all("all => all.map(e => e.id)") == [
        "i1",
        "i1-1-1",
        "i1-2-1",
    ]
    page.mouse.move(5, 5)
    assert page.locator(".on").count() == 0
    page.locator("#i1-1-1").focus()
    assert page.locator(".on").count() == 3
    page.close()


def test_a_link_into_a_long_text_brings_the_words_into_sight(browser: Any, folder: Path):
    page = opened(browser, folder / "three.html", viewport={"width": 1280, "height": 300})
    page.locator("#i1 h3 a").click()
    page.locator("a.go[href='#i1-3-1']").click(position={"x": 9, "y": 9})
    box = page.locator("#i1-3-1").bounding_box()
    assert 0 <= box["y"] <= 300
    page.close()


def test_hostile_words_run_nothing(browser: Any, folder: Path):
    alarms: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    page.on("console", lambda message: alarms.append(message.text))
    page.goto((folder / "hostile.html").as_uri())
    page.evaluate(OPEN)
    assert alarms == []
    page.close()


def test_print_shows_the_texts_whole(browser: Any, folder: Path):
    page = opened(browser, folder / "three.html")
    page.emulate_media(media="print")
    assert page.locator("details p").first.evaluate("e => e.checkVisibility()")
    assert page.locator("nav").evaluate("e => getComputedStyle(e).display") == "none"
    page.close()
