"""The frozen types: what they promise to whoever holds one."""

import dataclasses

import pytest

from kg import models
from kg.models import Claim, Entity, Evidence, Mention, Modality, Polarity, Predicate, Vocabulary

IRAN, ISRAEL = Entity("Iran", "Iran", "State", "Q794"), Entity("Israel", "Israel", "State", "Q801")
CLAIM = Claim("1", IRAN, "attacks", ISRAEL, Evidence("a", 0, 20, "Iran attacked Israel"))
TYPES = [value for value in vars(models).values() if dataclasses.is_dataclass(value)]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_types_are_frozen_and_slotted(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined] # a dataclass
    assert "__slots__" in vars(kind)


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CLAIM.polarity = "negative"  # type: ignore[misc] # that is the test


@pytest.mark.parametrize(
    ("polarity", "modality", "attribution", "plain"),
    [
        ("positive", "actual", None, True),
        ("negative", "actual", None, False),
        ("positive", "planned", None, False),
        ("positive", "possible", None, False),
        ("positive", "demanded", None, False),
        ("positive", "actual", ISRAEL, False),
        ("negative", "possible", IRAN, False),
    ],
)
def test_only_what_is_positive_actual_and_the_authors_own_is_plain(
    polarity: Polarity, modality: Modality, attribution: Entity | None, plain: bool
) -> None:
    claim = dataclasses.replace(CLAIM, polarity=polarity, modality=modality, attribution=attribution)
    assert claim.plain is plain


def test_a_mention_names_one_entity_or_none() -> None:
    assert Mention("a", 0, 4, "Iran", "State", (IRAN,)).entity == IRAN
    assert Mention("a", 0, 4, "both", "State", (IRAN, ISRAEL)).entity is None
    assert Mention("a", 0, 2, "it", "State").entity is None


def test_classes_are_below_others_by_the_vocabulary() -> None:
    actor = frozenset({"Actor"})
    classes = {"State": frozenset({"State", "Actor"}), "City": frozenset({"City"})}
    vocabulary = Vocabulary({"attacks": Predicate("attacks", actor, actor)}, classes)
    assert vocabulary.is_a("State", actor)
    assert vocabulary.is_a("State", frozenset({"State", "City"}))
    assert not vocabulary.is_a("City", actor)
    assert vocabulary.is_a("City", frozenset({"City"}))
