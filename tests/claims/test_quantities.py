"""Numbers in front of nouns: value, unit, approximation."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.quantities import quantities_of, quantity_of
from kg.models import Quantity

VOCAB = English().vocab


def phrase(words: str) -> Doc:
    """Build a flat noun phrase: every word depends on the last."""
    tokens = words.split()
    last = len(tokens) - 1
    deps = ["nummod"] * last + ["ROOT"]
    return Doc(
        VOCAB,
        words=tokens,
        heads=[last] * len(tokens),
        deps=deps,
        pos=["NUM"] * last + ["NOUN"],
        tags=["CD"] * last + ["NNS"],
        lemmas=tokens,
        sent_starts=[True] + [False] * last,
    )


TABLE = [
    ("5,000 troops", 5000, "troops", False),
    ("about 5,000 troops", 5000, "troops", True),
    ("at least 40 people", 40, "people", True),
    ("up to 200 peacekeepers", 200, "peacekeepers", True),
    ("more than 60 members", 60, "members", True),
    ("nearly 6,000 soldiers", 6000, "soldiers", True),
    ("some 850 soldiers", 850, "soldiers", True),
    ("two dozen jets", 24, "jets", False),
    ("a dozen drones", 12, "drones", False),
    ("sixteen vigilantes", 16, "vigilantes", False),
    ("twenty-five tanks", 25, "tanks", False),
    ("twenty - five tanks", 25, "tanks", False),
    ("two hundred and fifty men", 250, "men", False),
    ("three thousand five hundred men", 3500, "men", False),
    ("1.5 million refugees", 1.5e6, "refugees", False),
    ("$ 800 million package", 8e8, "US dollars", False),
    ("€ 20 million loan", 2e7, "euros", False),
    ("100 million euros", 1e8, "euros", False),
]


@pytest.mark.parametrize(("words", "value", "unit", "approximate"), TABLE)
def test_quantity(words: str, value: float, unit: str, approximate: bool) -> None:
    doc = phrase(words)
    assert quantity_of(doc[len(doc) - 1]) == Quantity(value, unit, approximate)


def test_coordinated_numbers_are_parallel() -> None:
    doc = phrase("approximately 50,000 and 28,500 troops")
    assert quantities_of(doc[4]) == [Quantity(50000, "troops", True), Quantity(28500, "troops", True)]


@pytest.mark.parametrize("words", ["the troops", "three year", "two week", "first troops"])
def test_no_quantity(words: str) -> None:
    doc = phrase(words)
    assert quantity_of(doc[len(doc) - 1]) is None


def test_partitive() -> None:
    doc = Doc(
        VOCAB,
        words="hundreds of troops".split(),
        heads=[0, 2, 0],
        deps=["ROOT", "case", "nmod"],
        pos=["NOUN", "ADP", "NOUN"],
        tags=["NNS", "IN", "NNS"],
        lemmas="hundred of troop".split(),
        sent_starts=[True, False, False],
    )
    assert quantity_of(doc[2]) == Quantity(100, "troops", True)


def test_money_with_what_it_is_for() -> None:
    doc = Doc(
        VOCAB,
        words="$ 800 million in aid".split(),
        heads=[0, 2, 0, 4, 0],
        deps=["ROOT", "compound", "nummod", "case", "nmod"],
        pos=["SYM", "NUM", "NUM", "ADP", "NOUN"],
        tags=["$", "CD", "CD", "IN", "NN"],
        lemmas="$ 800 million in aid".split(),
        sent_starts=[True] + [False] * 4,
    )
    assert quantity_of(doc[4]) == Quantity(8e8, "US dollars", False)


def test_a_year_is_no_quantity() -> None:
    doc = Doc(
        VOCAB,
        words="the 2015 agreement".split(),
        heads=[2, 2, 2],
        deps=["det", "nummod", "ROOT"],
        pos=["DET", "NUM", "NOUN"],
        tags=["DT", "CD", "NN"],
        lemmas="the 2015 agreement".split(),
        sent_starts=[True, False, False],
    )
    assert quantity_of(doc[2]) is None
