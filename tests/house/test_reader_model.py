"""The page on the reader's model says what the card says, and the card speaks of what is here."""

import hashlib
import json

from tests.house.repository import ROOT
from tools.train_reader import MODEL, digest

CARD = json.loads((MODEL / "card.json").read_text("utf-8"))
PAGE = (ROOT / "docs/reader-model.md").read_text("utf-8")


def row(name: str, figures: dict[str, list[float]]) -> str:
    roles = (figures[role] for role in ("source", "cue", "content"))
    cells = (" / ".join(f"{figure:.1f}" for figure in said) for said in roles)
    return f"| {name} | {' | '.join(cells)} |"


def test_the_page_has_the_figures_of_the_card():
    measured = CARD["f1_exact_partial_token"]
    rows = [row("model", measured["model"]), row("rules alone", measured["rules"])]
    rows += [row(f"{step['texts']:,} texts", step["f1"]) for step in CARD["curve"]]
    assert [line for line in rows if line not in PAGE] == []
    trained = CARD["trained_on"]
    assert f"{trained['texts']:,} invented texts with {trained['attributions']:,} attri" in PAGE


def test_the_card_is_of_this_corpus_and_of_these_weights():
    # `make train` makes them agree again after a change of the corpus.
    weights = hashlib.sha256((MODEL / "weights.json").read_bytes()).hexdigest()
    assert (CARD["trained_on"]["corpus_sha256"], CARD["weights_sha256"]) == (digest(), weights)
