"""Words that stand for a name by its place: *there*, *the former*, *the latter*, *its neighbour*, *his country*."""

from spacy.tokens import Token

from kg.entities.coordination import coordinations
from kg.entities.employers import employer
from kg.entities.roster import Roster
from kg.entities.words import word_list
from kg.models import Entity

_PLACES = frozenset(
    {"State", "City", "AdministrativeArea", "Region", "Island", "BodyOfWater", "Facility", "MilitaryBase"}
)
_LOCAL = frozenset({"in", "at", "to", "on", "into", "from", "near", "off"})
_NEIGHBOURS = word_list("neighbours")
_COUNTRIES = word_list("countries")
_REACH = 3


def find_proforms(roster: Roster) -> None:
    """Place the pro-forms that exactly one name before can be meant by."""
    for token in roster.doc:
        if roster.at(token) is not None:
            continue
        word, lemma = token.lower_, token.lemma_.lower()
        entity: Entity | None = None
        if word == "there" and token.tag_ == "RB" and token.dep_ == "advmod":
            entity = _place(roster, token)
        elif word in {"former", "latter"} and token.dep_ not in {"amod", "compound"}:
            entity = _of_two(roster, token, word)
        elif token.pos_ == "NOUN" and token.tag_ == "NN" and lemma in _NEIGHBOURS | _COUNTRIES:
            entity = _related(roster, token, lemma)
        if entity is not None:
            roster.place(roster.doc[token.i : token.i + 1], [entity], "description:proform", entity.type)
    roster.drafts.sort(key=lambda d: d.span.start)


def _place(roster: Roster, token: Token) -> Entity | None:
    """*there*: the place that was last said to be one, by a preposition before it."""
    for row in roster.rows(token, 2):
        for draft in reversed(row):
            entity = roster.entity(draft)
            local = any(c.dep_ == "case" and c.lower_ in _LOCAL for c in draft.head.children)
            if (
                entity is not None
                and (local or draft.head.dep_ == "obj")
                and (entity.type in _PLACES or draft.type in _PLACES)
            ):
                return entity
    return None


def _of_two(roster: Roster, token: Token, word: str) -> Entity | None:
    kinds = frozenset(roster.known[k].entity.type for k in roster.known)
    for row in roster.rows(token, 2):
        for members in coordinations(roster, row, kinds):
            if len(members) == 2:
                return members[word == "latter"]
    return None


def _related(roster: Roster, token: Token, lemma: str) -> Entity | None:
    """*its neighbour* is the one other state that is talked of; *his country* the one that a person serves."""
    owners = [d for c in token.children if c.dep_ == "nmod:poss" and (d := roster.at(c)) is not None]
    owner = roster.entity(owners[0]) if owners else None
    if owner is None:
        return None
    if lemma in _COUNTRIES:
        return owner if owner.type == "State" else employer(roster, owner) if owner.type == "Person" else None
    for row in roster.rows(token, _REACH):
        states = {d.ids[0] for d in row if len(d.ids) == 1 and d.type == "State"} - {owner.id}
        if len(states) == 1 and owner.type == "State":
            return roster.known[states.pop()].entity
        if states:
            return None
    return None
