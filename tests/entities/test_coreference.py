"""What points to a name: groups, pronouns, descriptions, short names; two readings are none."""

from collections.abc import Callable

import pytest

from kg.entities import Mentions

Find = Callable[..., Mentions]
Sentence = tuple[str, str]

FRANCE_AND_GERMANY: Sentence = (
    "France and Germany signed the treaty.",
    "PROPN/NNP/nsubj/4 CCONJ/CC/cc/3 PROPN/NNP/conj/1 VERB/VBD/root/0/sign DET/DT/det/6 NOUN/NN/obj/4 PUNCT/./punct/4",
)
FRANCE: Sentence = (
    "France signed the treaty.",
    "PROPN/NNP/nsubj/2 VERB/VBD/root/0/sign DET/DT/det/4 NOUN/NN/obj/2 PUNCT/./punct/2",
)
INDIA: Sentence = (
    "India exported rice to Nepal, Bhutan and Bangladesh.",
    "PROPN/NNP/nsubj/2 VERB/VBD/root/0/export NOUN/NN/obj/2 ADP/IN/case/5 PROPN/NNP/obl/2 PUNCT/,/punct/7 "
    "PROPN/NNP/conj/5 CCONJ/CC/cc/9 PROPN/NNP/conj/5 PUNCT/./punct/2",
)
LEADERS: Sentence = (
    "Joe Biden and Yoon Suk-yeol met.",
    "PROPN/NNP/nsubj/8 PROPN/NNP/flat/1 CCONJ/CC/cc/4 PROPN/NNP/conj/1 PROPN/NNP/flat/4 PUNCT/HYPH/punct/7 "
    "PROPN/NNP/flat/4 VERB/VBD/root/0/meet PUNCT/./punct/8",
)


def group(word: str, noun: str, lemma: str) -> Sentence:
    text = f"The {word} {noun} will leave."
    return text, f"DET/DT/det/3 NUM/CD/nummod/3 NOUN/NNS/nsubj/5/{lemma} AUX/MD/aux/5 VERB/VB/root/0 PUNCT/./punct/5"


@pytest.mark.parametrize(
    ("before", "phrase", "members"),
    [
        (FRANCE_AND_GERMANY, group("two", "countries", "country"), ["France", "Germany"]),
        (FRANCE_AND_GERMANY, group("two", "sides", "side"), ["France", "Germany"]),
        (INDIA, group("three", "countries", "country"), ["Nepal", "Bhutan", "Bangladesh"]),
        (INDIA, group("four", "countries", "country"), ["India", "Nepal", "Bhutan", "Bangladesh"]),
        (LEADERS, group("two", "leaders", "leader"), ["Joe Biden", "Yoon Suk-yeol"]),
        (FRANCE, group("two", "countries", "country"), []),
        (FRANCE_AND_GERMANY, group("three", "countries", "country"), []),
        (FRANCE_AND_GERMANY, group("two", "ships", "ship"), []),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_group_stands_for_those_named_before(
    find: Find, before: Sentence, phrase: Sentence, members: list[str]
) -> None:
    mentions = find([before, phrase], [("Yoon Suk-yeol", "Person")] if before is LEADERS else ())
    found = [[e.label for e in m.entities] for m in mentions.all if m.rule == "group"]
    assert found == ([members] if members else [])
    if not members and "ships" not in phrase[0]:
        assert mentions.dropped["group with no clear members"] == 1


IRAN: Sentence = (
    "Iran attacked the ship.",
    "PROPN/NNP/nsubj/2 VERB/VBD/root/0/attack DET/DT/det/4 NOUN/NN/obj/2 PUNCT/./punct/2",
)
RAIN: Sentence = (
    "It rained in Iran.",
    "PRON/PRP/expl/2 VERB/VBD/root/0/rain ADP/IN/case/4 PROPN/NNP/obl/2 PUNCT/./punct/2",
)
PUTIN: Sentence = (
    "Vladimir Putin praised Belarus.",
    "PROPN/NNP/nsubj/3 PROPN/NNP/flat/1 VERB/VBD/root/0/praise PROPN/NNP/obj/3 PUNCT/./punct/3",
)
PUTIN_AND_LEYEN: Sentence = (
    "Vladimir Putin met Ursula von der Leyen.",
    "PROPN/NNP/nsubj/3 PROPN/NNP/flat/1 VERB/VBD/root/0/meet PROPN/NNP/obj/3 PROPN/NNP/flat/4 PROPN/NNP/flat/4 "
    "PROPN/NNP/flat/4 PUNCT/./punct/3",
)


def pronoun(word: str) -> Sentence:
    return f"{word} left.", "PRON/PRP/nsubj/2 VERB/VBD/root/0/leave PUNCT/./punct/2"


@pytest.mark.parametrize(
    ("before", "word", "labels"),
    [
        (IRAN, "It", ["Iran"]),
        (IRAN, "He", None),
        (PUTIN, "He", ["Vladimir Putin"]),
        (PUTIN, "She", None),
        (PUTIN, "It", ["Belarus"]),
        (PUTIN_AND_LEYEN, "He", ["Vladimir Putin"]),
        (PUTIN_AND_LEYEN, "She", ["Ursula von der Leyen"]),
        (FRANCE_AND_GERMANY, "They", ["France", "Germany"]),
        (FRANCE, "They", None),
    ],
    ids=str,
)
def test_a_pronoun_stands_for_what_fits(find: Find, before: Sentence, word: str, labels: list[str] | None) -> None:
    mentions = find([before, pronoun(word)])
    found = [[e.label for e in m.entities] for m in mentions.all if m.rule == "pronoun"]
    assert found == ([labels] if labels else [])


def test_two_who_fit_alike_are_no_answer(find: Find) -> None:
    both = ("Ali Hassan and Omar Said met.", "PROPN/NNP/nsubj/6 PROPN/NNP/flat/1 CCONJ/CC/cc/4 PROPN/NNP/nsubj/6 "
            "PROPN/NNP/flat/4 VERB/VBD/root/0/meet PUNCT/./punct/6")  # fmt: skip
    mentions = find([both, pronoun("He")], [("Ali Hassan", "Person"), ("Omar Said", "Person")])
    assert [m.text for m in mentions.all] == ["Ali Hassan", "Omar Said"]
    assert mentions.dropped["pronoun with two antecedents"] == 1


def test_the_weather_is_nobody(find: Find) -> None:
    assert [m.text for m in find([IRAN, RAIN]).all] == ["Iran", "Iran"]


def test_possessives_and_relatives_stand_for_their_clause(find: Find) -> None:
    mentions = find(
        [
            (
                "Iran, which attacked ships, praised its soldiers.",
                "PROPN/NNP/nsubj/7 PUNCT/,/punct/4 PRON/WDT/nsubj/4 VERB/VBD/acl:relcl/1/attack NOUN/NNS/obj/4/ship "
                "PUNCT/,/punct/1 VERB/VBD/root/0/praise PRON/PRP$/nmod:poss/9 NOUN/NNS/obj/7/soldier PUNCT/./punct/7",
            )
        ]
    )
    found = [(m.text, m.rule, [e.label for e in m.entities]) for m in mentions.all[1:]]
    assert found == [("which", "pronoun:relative", ["Iran"]), ("its", "pronoun", ["Iran"])]


HEZBOLLAH: Sentence = ("Hezbollah fired.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/fire PUNCT/./punct/2")


def noun(phrase: str) -> Sentence:
    lemma = phrase.split()[-1].lower()
    determiner = "the" in phrase.lower().split()
    first = "DET/DT/det/2" if determiner else "ADJ/JJ/amod/2"
    return f"{phrase} left.", f"{first} NOUN/NN/nsubj/3/{lemma} VERB/VBD/root/0/leave PUNCT/./punct/3"


@pytest.mark.parametrize(
    ("before", "phrase", "label"),
    [
        (HEZBOLLAH, "The group", "Hezbollah"),
        (HEZBOLLAH, "Another group", None),
        (HEZBOLLAH, "The ministry", None),
        (FRANCE, "The country", "France"),
        (FRANCE_AND_GERMANY, "The country", None),
        (PUTIN, "The group", None),
    ],
    ids=str,
)
def test_a_description_needs_one_who_fits(find: Find, before: Sentence, phrase: str, label: str | None) -> None:
    found = [[e.label for e in m.entities] for m in find([before, noun(phrase)]).all if m.rule == "description"]
    assert found == ([[label]] if label else [])


def test_the_north_is_half_of_a_divided_country(find: Find) -> None:
    korea = ("North Korea left.", "PROPN/NNP/compound/2 PROPN/NNP/nsubj/3 VERB/VBD/root/0/leave PUNCT/./punct/3")
    north = ("The North left.", "DET/DT/det/2 PROPN/NNP/nsubj/3 VERB/VBD/root/0/leave PUNCT/./punct/3")
    assert [e.label for m in find([korea, north]).all for e in m.entities] == ["North Korea", "North Korea"]
    assert [e.label for m in find([FRANCE, north]).all for e in m.entities] == ["France"]


OFFICE: Sentence = (
    "The Japanese prime minister left.",
    "DET/DT/det/4 ADJ/JJ/amod/4 ADJ/JJ/amod/4 NOUN/NN/nsubj/5 VERB/VBD/root/0/leave PUNCT/./punct/5",
)


@pytest.mark.parametrize(
    ("date", "holder"),
    [("2022-11-17", "Fumio Kishida"), ("2022-11", "Fumio Kishida"), ("2018-05-01", "Shinzo Abe"), (None, None)],
)
def test_an_office_is_who_held_it_that_day(find: Find, date: str | None, holder: str | None) -> None:
    found = [e.label for m in find([OFFICE], date=date).all if m.type == "Person" for e in m.entities]
    assert found == ([holder] if holder else [])
