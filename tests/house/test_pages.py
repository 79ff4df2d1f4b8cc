"""Pages lead where they say: links, decisions, commands."""

import re

import pytest

from tests.house.repository import ROOT, pages, short

FENCE = re.compile(r"^```.*?^```", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", pages(), ids=short)
def test_links_resolve(page):
    text = page.read_text("utf-8")
    broken = []
    for link in LINK.findall(FENCE.sub("", text)):
        if re.match(r"\w+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        found = target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))
        if not found:
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("page", pages(), ids=short)
def test_make_commands_exist(page):
    said = set(re.findall(r"`make ([a-z]+)`|^\$? ?make ([a-z]+)", page.read_text("utf-8"), re.M))
    assert {one or other for one, other in said} <= TARGETS


def test_the_readme_gives_the_two_commands():
    first_screen = "\n".join((ROOT / "README.md").read_text("utf-8").splitlines()[:60])
    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_every_page_of_docs_can_be_reached_from_the_index():
    index = (ROOT / "docs/index.md").read_text("utf-8")
    missing = [
        short(page)
        for page in ROOT.glob("docs/*.md")
        if page.name != "index.md" and f"]({page.name})" not in index
    ]
    assert not missing


def test_every_decision_is_listed_and_dated():
    listed = (ROOT / "docs/decisions/index.md").read_text("utf-8")
    decisions = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
    assert decisions
    assert len({page.name[:4] for page in decisions}) == len(decisions)
    for page in decisions:
        assert f"]({page.name})" in listed
        head = page.read_text("utf-8").splitlines()[:4]
        assert re.search(r"\b\d{4}-\d{2}-\d{2}\b", "\n".join(head)), short(page)


def test_architecture_is_short():
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines()) < 150
