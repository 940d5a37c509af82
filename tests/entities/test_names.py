"""Names: gazetteer before recogniser, acronyms that an article defines, persons by full name and surname."""

from collections.abc import Callable

import pytest

from kg.entities import Gazetteer, Mentions
from kg.entities.acronyms import fits
from kg.entities.surnames import surnames

Find = Callable[..., Mentions]
Sentence = tuple[str, str]


def told(mentions: Mentions) -> list[tuple[str, str, list[str]]]:
    return [(m.text, m.rule, [e.label for e in m.entities]) for m in mentions.all]


@pytest.mark.parametrize(
    ("short", "name", "fine"),
    [
        ("SCO", "Shanghai Cooperation Organisation", True),
        ("AU", "African Union", True),
        ("IAEA", "International Atomic Energy Agency", True),
        ("WFP", "World Food Programme", True),
        ("CoE", "Council of Europe", True),
        ("DPRK", "North Korea", False),
        ("SCO", "Cooperation Organisation", False),
        ("X", "Xylophone", False),
        ("USA", "Ukraine", False),
        ("", "", False),
    ],
)
def test_initials_fit_or_not(short: str, name: str, fine: bool) -> None:
    assert fits(short, name) is fine


RRDC: list[Sentence] = [
    (
        "The Red River Defence Council (RRDC) met.",
        "DET/DT/det/5 ADJ/NNP/amod/3 PROPN/NNP/compound/5 PROPN/NNP/compound/5 PROPN/NNP/nsubj/9 PUNCT/-LRB-/punct/7 "
        "PROPN/NNP/appos/5 PUNCT/-RRB-/punct/7 VERB/VBD/root/0/meet PUNCT/./punct/9",
    ),
    ("The RRDC left.", "DET/DT/det/2 PROPN/NNP/nsubj/3 VERB/VBD/root/0/leave PUNCT/./punct/3"),
]


def test_an_acronym_in_brackets_names_what_stands_before_it(find: Find) -> None:
    mentions = find(RRDC, [("Red River Defence Council", "Organization")])
    assert told(mentions) == [
        ("Red River Defence Council", "name", ["Red River Defence Council"]),
        ("RRDC", "acronym", ["Red River Defence Council"]),
        ("RRDC", "acronym", ["Red River Defence Council"]),
    ]
    assert "RRDC" in mentions.all[0].entities[0].aliases


def test_an_acronym_is_read_though_the_recogniser_is_blind(find: Find) -> None:
    assert [rule for _, rule, _ in told(find(RRDC))] == ["acronym", "acronym", "acronym"]


def test_what_stands_in_brackets_is_no_acronym_where_its_letters_do_not_fit(find: Find) -> None:
    text, analysis = RRDC[0]
    found = told(find([(text.replace("RRDC", "XQZT"), analysis)], [("Red River Defence Council", "Organization")]))
    assert [text for text, rule, _ in found if rule == "acronym"] == []


def test_a_known_name_is_linked_and_the_longer_one_wins(find: Find) -> None:
    mentions = find(
        [
            (
                "South Korea praised Korea Strait patrols.",
                "PROPN/NNP/compound/2 PROPN/NNP/nsubj/3 VERB/VBD/root/0/praise PROPN/NNP/compound/5 "
                "PROPN/NNP/compound/6 NOUN/NNS/obj/3/patrol PUNCT/./punct/3",
            )
        ]
    )
    assert mentions.all[0].entities[0].wikidata == "Q884"
    assert mentions.all[0].text == "South Korea"


def test_an_ordinary_word_is_no_name(find: Find) -> None:
    bird = ("We ate turkey.", "PRON/PRP/nsubj/2 VERB/VBD/root/0/eat NOUN/NN/obj/2 PUNCT/./punct/2")
    state = ("Turkey left.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/leave PUNCT/./punct/2")
    assert told(find([bird])) == []
    assert told(find([state])) == [("Turkey", "gazetteer", ["Turkey"])]


def test_half_a_word_is_no_name(find: Find) -> None:
    found = find([("USB-C plugs fit.", "NOUN/NN/compound/4 PUNCT/HYPH/punct/1 NOUN/NN/flat/1 NOUN/NNS/nsubj/5/plug "
                   "VERB/VBP/root/0 PUNCT/./punct/5")])  # fmt: skip
    assert told(found) == []


PUTIN: list[Sentence] = [
    (
        "Russian President Vladimir Putin met Nia Oduya.",
        "ADJ/JJ/amod/2 PROPN/NNP/nmod:desc/3 PROPN/NNP/nsubj/5 PROPN/NNP/flat/3 VERB/VBD/root/0/meet PROPN/NNP/obj/5 "
        "PROPN/NNP/flat/6 PUNCT/./punct/5",
    ),
    ("Oduya thanked Putin.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/thank PROPN/NNP/obj/2 PUNCT/./punct/2"),
]


def test_surnames_mean_the_full_names_before_them(find: Find) -> None:
    mentions = find(PUTIN, [("Vladimir Putin", "Person"), ("Nia Oduya", "Person")])
    assert [(text, labels) for text, _, labels in told(mentions)] == [
        ("Russian", ["Russia"]),
        ("Vladimir Putin", ["Vladimir Putin"]),
        ("Nia Oduya", ["Nia Oduya"]),
        ("Oduya", ["Nia Oduya"]),
        ("Putin", ["Vladimir Putin"]),
    ]


def test_a_surname_of_two_persons_is_neither(find: Find) -> None:
    pair = (
        "Ali Hassan met Omar Hassan.",
        "PROPN/NNP/nsubj/3 PROPN/NNP/flat/1 VERB/VBD/root/0/meet PROPN/NNP/obj/3 PROPN/NNP/flat/4 PUNCT/./punct/3",
    )
    later = ("Hassan left.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/leave PUNCT/./punct/2")
    names = [("Ali Hassan", "Person"), ("Omar Hassan", "Person")]
    mentions = find([pair, later], names)
    assert all(
        labels not in (["Ali Hassan"], ["Omar Hassan"]) for text, _, labels in told(mentions) if text == "Hassan"
    )


@pytest.mark.parametrize(
    ("before", "seen", "name"),
    [
        ("Jordan Smith", "Jordan Smith", "Jordan Smith"),
        ("US Joe Biden", "US Joe Biden", "Joe Biden"),
        ("US Biden", "US Biden", "Biden"),
        ("Russian Putin", "Russian Putin", "Putin"),
        ("President Joe Biden", "President Joe Biden", "Joe Biden"),
    ],
)
def test_a_first_name_may_be_a_state_and_a_title_may_not(find: Find, before: str, seen: str, name: str) -> None:
    words = before.split()
    rows = [f"PROPN/NNP/nsubj/{len(words) + 1}", *("PROPN/NNP/flat/1" for _ in words[1:])]
    sentence = (f"{before} left.", " ".join([*rows, "VERB/VBD/root/0/leave", f"PUNCT/./punct/{len(words) + 1}"]))
    found = find([sentence], [(seen, "Person")])
    assert [m.text for m in found.all if m.type == "Person"] == [name]


@pytest.mark.parametrize(
    ("name", "first"),
    [("Joe Biden", "Biden"), ("Ali al-Sistani", "al-Sistani"), ("Martin King Jr.", "King"), ("Pelé", None)],
)
def test_what_a_name_is_shortened_to(name: str, first: str | None) -> None:
    assert (surnames(name)[:1] or [None]) == [first]


def test_names_that_differ_are_not_joined(gazetteer: Gazetteer) -> None:
    for one, other in (("Niger", "Nigeria"), ("North Korea", "South Korea"), ("Guinea", "Equatorial Guinea")):
        assert gazetteer.entities[one].id != gazetteer.entities[other].id
