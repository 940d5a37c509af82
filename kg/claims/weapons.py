"""Weapons: whose they are and where they stand, as the nouns about a weapon's name say."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon
from kg.claims.nominals import LOCAL, WHOLES, is_maker, owners, shown
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import preposition
from kg.models import Mention

_TOLD = frozenset({"nsubj", "nsubj:pass", "appos", "ROOT"})
_HOLDING = frozenset({"include", "have", "comprise", "bomb", "destroy", "hit", "strike"})


def iter_weapons(
    mention: Mention, part: Participant, participants: Participants, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield who operates a weapon and where it is stationed."""
    unit = _unit(part, lexicon)
    yield from _owned(mention, part, unit, participants)
    yield from _sited(part, unit, participants)


def _unit(part: Participant, lexicon: Lexicon) -> Token:
    """Return the noun that a weapon's name stands before (*Patriot batteries*), or the name's own."""
    head = part.token.head
    before = part.token.dep_ in {"compound", "nmod:desc", "nmod:unmarked"} and head.lemma_.lower() in lexicon.forces
    return head if before else part.token


def _owned(mention: Mention, part: Participant, unit: Token, participants: Participants) -> Iterator[Candidate]:
    whose = list(owners(part.token, participants)) or _before(mention, part, participants)
    if not whose and unit != part.token:
        whose = [
            p
            for c in unit.children
            if c.dep_ in {"nmod:poss", "amod", "compound"} and c != part.token and not is_maker(c)
            for p in participants.of(c)
        ]
    for owner in whose:
        if owner.type in {"State", "ArmedForce", "ArmedGroup"}:
            yield from shown("operates", owner, part, "possession")


def _sited(part: Participant, unit: Token, participants: Participants) -> Iterator[Candidate]:
    """*Patriot batteries in Poland were …*: a weapon is where its noun says, if no verb puts it there or plans to."""
    told = unit.dep_ in _TOLD or (unit.dep_ == "obj" and unit.head.lemma_ in _HOLDING)
    for child in unit.children if told else ():
        if child.dep_ == "nmod" and preposition(child) in LOCAL - {"off"}:
            for place in participants.of(child):
                if place.type in WHOLES | {"City", "Facility", "MilitaryBase"}:
                    yield from shown("stationedIn", part, place, "in")


def _before(mention: Mention, part: Participant, participants: Participants) -> list[Participant]:
    """Read *two US X-band radars* off the words: a state's name or adjective right before the weapon's."""
    at = participants.mentions.span(mention).start
    while at > part.token.sent.start and part.token.doc[at - 1].pos_ in {"NUM", "NOUN"}:
        at -= 1
    if at <= part.token.sent.start:
        return []
    before = participants.mentions.covering(part.token.doc[at - 1])
    return participants.of(participants.mentions.head(before)) if before is not None else []
