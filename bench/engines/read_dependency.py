"""A baseline: a verb of saying, its subject, and its clause, as the parser has them."""

from read_peer import run, spans

VERBS = {"say", "tell", "add", "announce", "argue", "believe", "claim", "insist", "note", "warn"}


def find(doc):
    """The verbs of saying that have a subject and a clause."""
    made = []
    for verb in doc:
        subjects = [t for t in verb.children if t.dep_ == "nsubj"]
        clauses = [t for t in verb.children if t.dep_ == "ccomp"]
        if verb.lemma_ in VERBS and subjects and clauses:
            content = [t for t in clauses[0].subtree if t.i != verb.i]
            made.append(spans(subjects[0].subtree, [verb], content))
    return made


if __name__ == "__main__":
    run(find)
