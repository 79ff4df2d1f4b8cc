"""Two accounts of one event: what all say, what one alone says, and where they conflict."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from tests.read.tellers import ISSUED, account, document, statement
from truce.read.compare import Account, Comparison, Item, accounts_of, compare, main_accounts
from truce.read.statement import ACTS

NORTH = account(
    "Northland readout",
    ("propose", "The parties will refrain from attacks on energy infrastructure for 30 days."),
    ("agree", "175 prisoners will be exchanged on 19 May."),
    ("demand", "A halt to mobilisation is needed."),
    ("say", "The talks were held in a good spirit."),
)
SOUTH = account(
    "Southland statement",
    ("agree", "The sides agreed to a ceasefire on energy and infrastructure for 90 days."),
    ("agree", "Some 160 prisoners will be exchanged on 21 May."),
    ("discuss", "The return of displaced people was discussed."),
    ("say", "The talks were held in a good spirit."),
)


def item(found: Comparison, topic: str) -> Item:
    return next(item for item in found.items if topic in item.topics)


def words(found: Comparison, item: Item) -> list[list[str]]:
    return [
        [clause.span.of(teller.document.text) for clause in clauses]
        for teller, clauses in zip(found.accounts, item.said, strict=True)
    ]


def differing(item: Item) -> dict[str, list[list[str]]]:
    return {d.field: [[f.value for f in facts] for facts in d.facts] for d in item.conflicts}


def test_a_conflict_names_its_fields_and_the_words_of_both():
    found = compare([NORTH, SOUTH])
    energy = item(found, "energy")
    assert energy.relation == "conflict"
    assert words(found, energy) == [
        ["The parties will refrain from attacks on energy infrastructure for 30 days"],
        ["The sides agreed to a ceasefire on energy and infrastructure for 90 days"],
    ]
    assert differing(energy) == {
        "scope": [["energy"], ["energy", "infrastructure"]],
        "duration": [["30 days"], ["90 days"]],
        "modality": [["proposed"], ["agreed"]],
    }
    duration = next(d for d in energy.conflicts if d.field == "duration")
    assert [
        [fact.span.of(teller.document.text) for fact in facts]
        for teller, facts in zip(found.accounts, duration.facts, strict=True)
    ] == [["30 days"], ["90 days"]]


def test_numbers_and_days_that_cannot_be_the_same_conflict():
    prisoners = item(compare([NORTH, SOUTH]), "prisoners")
    assert differing(prisoners) == {"time": [["19 may"], ["21 may"]]}
    exact = account("Southland statement", ("agree", "150 prisoners will be exchanged."))
    prisoners = item(compare([NORTH, exact]), "prisoners")
    assert differing(prisoners) == {"number": [["175 prisoners"], ["150 prisoners"]]}


def test_an_amount_that_may_be_the_same_is_no_conflict():
    one = account("A", ("agree", "At least 150 prisoners will be exchanged within two weeks."))
    two = account("B", ("agree", "175 prisoners will be exchanged within 14 days."))
    (prisoners,) = compare([one, two]).items
    assert prisoners.relation == "all"


def test_what_one_alone_says_is_reported_for_that_one_only():
    found = compare([NORTH, SOUTH])
    alone = item(found, "mobilisation")
    assert alone.relation == "one"
    assert [(s.account, s.how) for s in alone.silences] == [(1, "reported")]
    assert item(found, "displaced").tellers == (1,)


def test_a_whole_document_that_does_not_say_it_is_silent_for_certain():
    whole = account("Southland statement", "The talks were held in a good spirit.", whole=True)
    alone = item(compare([NORTH, whole]), "mobilisation")
    assert [(s.account, s.how) for s in alone.silences] == [(1, "absent")]


def test_words_alone_never_make_a_conflict():
    one = account("A", "The guests praised the weather and the food in the old town hall.")
    two = account("B", "The guests disliked the weather and the food in the old town hall.")
    (item_,) = compare([one, two]).items
    assert (item_.relation, item_.conflicts) == ("all", ())


def test_what_is_not_alike_is_not_paired():
    one = account("A", "The guests praised the weather.")
    two = account("B", "A delegation will travel to the capital.")
    assert [i.relation for i in compare([one, two]).items] == ["one", "one"]


def test_agreed_conflicts_with_discussed_where_the_words_are_the_same():
    one = account("A", ("agree", "They agreed on a maritime ceasefire."))
    two = account("B", ("discuss", "They discussed a maritime ceasefire."))
    (maritime,) = compare([one, two]).items
    assert differing(maritime) == {"modality": [["agreed"], ["discussed"]]}


def test_proposed_and_discussed_differ_and_a_person_must_say_how():
    one = account("A", ("propose", "They proposed a maritime ceasefire."))
    two = account("B", ("discuss", "They discussed a maritime ceasefire."))
    (maritime,) = compare([one, two]).items
    assert maritime.relation == "all"
    (unlike,) = maritime.unlike
    assert [[f.value for f in facts] for facts in unlike.facts] == [["proposed"], ["discussed"]]


def test_all_sides_bound_conflicts_with_one_bound():
    one = account("A", ("agree", "Both sides will halt attacks on ports."))
    two = account("B", ("agree", "Northland will halt attacks on ports."))
    (ports,) = compare([one, two]).items
    assert differing(ports) == {"who": [["all sides"], ["northland"]]}


def test_one_name_of_two_is_no_conflict_with_all_sides():
    one = account("A", ("agree", "Both sides will halt attacks on ports."))
    two = account("B", ("agree", "Northland and Southland will halt attacks on ports."))
    (ports,) = compare([one, two]).items
    assert (ports.relation, ports.conflicts) == ("all", ())


def test_days_without_a_zone_are_compared_as_of_one_clock():
    unknown = replace(ISSUED, zone=None)
    pair = [
        replace(one, document=replace(one.document, issued=unknown))
        for one in (
            account("A", ("agree", "The ceasefire at ports begins on 19 May.")),
            account("B", ("agree", "The ceasefire at ports begins on 20 May.")),
        )
    ]
    (ports,) = compare(pair).items
    assert differing(ports) == {"start": [["19 may"], ["20 may"]]}


def test_no_sentence_of_a_whole_document_is_torn_by_a_statement_in_it():
    text = "The leaders agreed to spare ports."
    inner = statement(text, "to spare ports", "agree")
    whole = Account(title="A", document=document(text), statements=(inner,), whole=True)
    (ports,) = compare([whole, account("B", ("agree", "They will spare ports."))]).items
    (clause,) = ports.said[0]
    assert clause.span.of(text) == "The leaders agreed to spare ports"
    assert (clause.act, clause.statement) == ("agree", "s1")


def test_two_accounts_in_another_alphabet():
    one = account("А", "Северяне предложили отказаться от ударов по портам на 30 дней.")
    two = account("Б", "Стороны договорились не наносить ударов по портам на 90 дней.")
    (ports,) = compare([one, two]).items
    assert differing(ports) == {
        "duration": [["30 days"], ["90 days"]],
        "modality": [["proposed"], ["agreed"]],
    }


def test_a_field_that_one_leaves_open_is_no_conflict():
    one = account("A", ("agree", "Both sides will halt attacks on ports for 30 days."))
    two = account("B", ("agree", "The sides will halt attacks on ports."))
    (ports,) = compare([one, two]).items
    assert (ports.relation, [p.field for p in ports.partly]) == ("all", ["duration"])


def test_a_clause_that_points_back_belongs_to_the_one_before():
    text = "The envoy proposed to spare hospitals. The mayor gave the order for this proposal."
    one = Account(
        title="A", document=document(text), statements=(statement(text, text),), whole=False
    )
    two = account("B", ("agree", "It was agreed to spare hospitals."))
    (hospitals,) = compare([one, two]).items
    assert hospitals.relation == "all"
    assert len(hospitals.said[0]) == 2


STORY = (
    "Northland proposed to spare ports for 30 days, its readout said.\n"
    "The Northland ministry also called for an end to mobilisation.\n"
    "The leaders agreed to spare ports, the Southland statement said.\n"
    "The statement did not mention mobilisation.\n"
    "An envoy called it a good day.\n"
)


def story() -> tuple[Account, ...]:
    north = {"organisation": "Northland"}
    south = {"organisation": "Southland", "stems_from": "the Southland statement"}
    outer = statement(
        STORY,
        "Northland proposed to spare ports for 30 days",
        "say",
        1,
        stems_from="Northland readout",
        **north,
    )
    return accounts_of(
        document(STORY),
        [
            outer,
            statement(
                STORY, "to spare ports for 30 days", "propose", 2, inside="s1", speaker="Northland"
            ),
            statement(STORY, "an end to mobilisation", "demand", 3, **north),
            statement(STORY, "The leaders agreed to spare ports", "agree", 4, **south),
            statement(
                STORY,
                "mention mobilisation",
                "say",
                5,
                absence=True,
                organisation="Daily",
                stems_from="the Southland statement",
            ),
            statement(STORY, "a good day", "say", 6, speaker="An envoy"),
        ],
    )


def test_a_story_that_reports_on_two_documents_holds_two_accounts():
    accounts = story()
    assert [account.title for account in accounts] == [
        "envoy",
        "Northland readout",
        "Southland statement",
    ]
    one, two = main_accounts(accounts)
    assert (one.title, [s.id for s in one.statements]) == ("Northland readout", ["s1", "s2", "s3"])
    assert (two.title, [s.id for s in two.statements]) == ("Southland statement", ["s4"])
    assert not one.whole


def test_posts_of_two_speakers_are_two_accounts():
    text = "One wrote: it rains. Two wrote: it snows. The readout said: it hails."
    post = {"stems_from": "X post"}
    found = accounts_of(
        document(text),
        [
            statement(text, "it rains", number=1, speaker="One", **post),
            statement(text, "it snows", number=2, speaker="Two", **post),
            statement(text, "it hails", number=3, speaker="Three", stems_from="Three readout"),
        ],
    )
    assert [one.title for one in found] == ["Three readout", "X post (One)", "X post (Two)"]
    assert main_accounts(found) == found


def test_an_absence_that_the_story_notes_is_quoted():
    found = compare(main_accounts(story()))
    ports, mobilisation = item(found, "port"), item(found, "mobilisation")
    assert differing(ports) == {"modality": [["proposed"], ["agreed"]]}
    (silence,) = mobilisation.silences
    assert (silence.account, silence.how) == (1, "noted")
    assert silence.span.of(STORY) == "mention mobilisation"
    assert [(n.account, n.span.of(STORY)) for n in found.noted] == [(1, "mention mobilisation")]


def test_without_two_documents_every_teller_has_an_account():
    text = "The mayor said the port is open. The guild said the port is shut."
    found = accounts_of(
        document(text),
        [
            statement(text, "the port is open", number=1, speaker="The mayor"),
            statement(text, "the port is shut", number=2, speaker="The guild"),
        ],
    )
    assert [one.title for one in found] == ["guild", "mayor"]


def test_a_readout_is_one_whole_account():
    text = "The presidents spoke."
    (one,) = accounts_of(document(text, genre="news"), [statement(text, text, speaker="X")])
    assert not one.whole
    readout = replace(document(text, genre="readout"), publisher="Northland")
    (one,) = accounts_of(readout, [])
    assert (one.title, one.whole) == ("Northland", True)
    (item_,) = compare([one, account("B", text)]).items
    assert item_.relation == "all"


PARTS = (
    "both sides",
    "the parties",
    "Northland",
    "agreed",
    "will refrain from attacks on",
    "energy and infrastructure",
    "energy infrastructure",
    "hospitals",
    "for 30 days",
    "for 90 days",
    "from 19 May",
    "until Friday",
    "175 prisoners",
    "a maritime ceasefire",
    "this proposal",
    "did not discuss",
    "and",
    ",",
    ";",
    ".",
    "peace",
    "it",
)
SENTENCES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map(" ".join)
ACCOUNTS = st.lists(
    st.tuples(st.sampled_from(ACTS), SENTENCES | st.text(min_size=1, max_size=12)),
    min_size=1,
    max_size=6,
)


@given(ACCOUNTS, st.booleans(), st.booleans())
def test_two_copies_say_the_same_everywhere(said, one_whole, other_whole):
    said = [(act, " ".join(words.split()) or "x") for act, words in said]
    copies = [account("A", *said, whole=one_whole), account("B", *said, whole=other_whole)]
    found = compare(copies)
    assert {item.relation for item in found.items} <= {"all"}
    assert not any(item.conflicts or item.unlike or item.partly for item in found.items)


@given(st.lists(ACCOUNTS, min_size=2, max_size=3))
def test_the_order_of_accounts_changes_nothing(all_said):
    given_ = [
        account(title, *((act, " ".join(words.split()) or "x") for act, words in said))
        for title, said in zip("ABC", all_said, strict=False)
    ]
    found = [compare(order) for order in permutations(given_)]
    assert all(one == found[0] for one in found)


@given(ACCOUNTS, ACCOUNTS)
def test_every_clause_is_verbatim_and_of_one_item(first, second):
    pair = [
        account(title, *((act, " ".join(words.split()) or "x") for act, words in said))
        for title, said in (("A", first), ("B", second))
    ]
    found = compare(pair)
    for place, teller in enumerate(found.accounts):
        spans = sorted(clause.span for item in found.items for clause in item.said[place])
        assert len(set(spans)) == len(spans)
        for span in spans:
            assert teller.document.text[span.start : span.end].strip() == span.of(
                teller.document.text
            )
    for item_ in found.items:
        for difference in (*item_.conflicts, *item_.unlike, *item_.partly):
            for place, facts in enumerate(difference.facts):
                text = found.accounts[place].document.text
                assert all(0 <= f.span.start < f.span.end <= len(text) for f in facts)
