"""What noun phrases show: the classes that it is about, owners of a noun, nouns beside a name."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims.arguments import arguments
from kg.claims.frames import Candidate
from kg.claims.participants import Participant, Participants
from kg.claims.words import word_list

BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "ArmedForce", "Alliance"})
AREAS = frozenset({"City", "AdministrativeArea", "Region", "Island"})
SITES = frozenset({"Facility", "MilitaryBase", "Event", "Summit", "MilitaryExercise", "Election"})
WEAPONS = frozenset({"WeaponSystem", "Missile", "AirDefenceSystem", "Aircraft", "Ship", "Radar", "NuclearWeapon"})
WHOLES = frozenset({"State", "AdministrativeArea", "Region", "Island"})
LOCAL = frozenset({"in", "on", "at", "near", "outside", "off"})
MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc", "flat"})
_MADE = word_list("made")
BASES = word_list("base kind")


def shown(predicate: str, one: Participant, other: Participant, rule: str) -> Iterator[Candidate]:
    """Yield a candidate of two ends that are not the same, with the name of what showed it."""
    if one.entity.id != other.entity.id:
        slots = arguments(one.token)
        yield Candidate(predicate, one, other, one.token, slots, None, None, f"rule:structure:{rule}")


def owners(noun: Token, participants: Participants) -> Iterator[Participant]:
    """Yield what stands before a noun as its owner, not as the maker of what it names (*US-made*)."""
    for child in noun.children:
        if child.dep_ in MODIFIERS and not is_maker(child):
            yield from participants.of(child)


def is_maker(word: Token) -> bool:
    """Whether a modifier tells who made a thing, not whose it is (*Russian-built*)."""
    return any(t.lower_ in _MADE for t in (word, *word.children))


def nouns_beside(part: Participant) -> list[Token]:
    """Return the nouns that say what a name is (*the IAEA, a UN body*; *the company TPAO*)."""
    nouns = [c for c in part.token.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    head = part.token.head
    if part.token.dep_ in {"appos", "flat", "compound"} and head.pos_ == "NOUN" and head != part.token:
        nouns.append(head)
    return nouns
