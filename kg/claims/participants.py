"""Participants: the entities that an argument phrase stands for (*Russian forces* → Russia, *both countries*)."""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.claims.lexicon import Lexicon
from kg.claims.phrases import antecedent, preposition
from kg.claims.words import word_list
from kg.entities import Mentions
from kg.models import Entity, Mention, Span

TRANSPARENT = word_list("transparent")
_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc", "flat", "det"})
_GROUND = word_list("ground")
_PLACES = word_list("place kind")
_GROUPS = word_list("group kind")
_GROUP_TYPES = frozenset({"ArmedGroup", "ArmedForce", "Organization", "PoliticalParty", "Company", "PopulationGroup"})
_PLACE_TYPES = frozenset({"City", "AdministrativeArea", "Region", "Island", "Facility", "MilitaryBase"})
_LOCAL = word_list("local body")
_AMONG = frozenset({"including", "such as"})
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in an argument slot: the class it is named as, the mention's span, and the head of the phrase.

    `forces` tells that the phrase was one of troops, officials or equipment of the entity, not the entity by name.
    """

    entity: Entity
    type: str
    span: Span
    token: Token
    forces: str = ""
    member: int = 0


class Participants:
    """Reduces the head token of a phrase to participants, by the article's mentions and the list of force nouns."""

    def __init__(self, mentions: Mentions, lexicon: Lexicon) -> None:
        self.mentions = mentions
        self.lexicon = lexicon
        self._known: dict[int, list[Participant]] = {}

    def of(self, token: Token) -> list[Participant]:
        """Return who or what a phrase stands for; nothing where it names nothing that is known."""
        if token.i not in self._known:
            noun = antecedent(token)
            self._known[token.i] = self._of(noun, _DEPTH) or self._beside(noun)
        return self._known[token.i]

    def _beside(self, noun: Token) -> list[Participant]:
        """Read *Annan, the envoy who …* and *Annan is an envoy who …*: the name that a described noun stands by."""
        if not any(c.dep_ == "acl:relcl" for c in noun.children):
            return []
        if noun.dep_ == "appos":
            return self._of(noun.head, _DEPTH)
        copular = {c.dep_ for c in noun.children if c.dep_ == "cop" or c.lower_ in {"a", "an"}} >= {"cop", "det"}
        subjects = [c for c in noun.children if copular and c.dep_ == "nsubj"]
        return [p for subject in subjects for p in self._of(subject, _DEPTH)]

    def _of(self, token: Token, depth: int) -> list[Participant]:
        mention = self.mentions.at(token)
        if mention is None and token.pos_ in {"PROPN", "ADJ"}:
            mention = self.mentions.covering(token)
        if mention is not None:
            return self._named(mention, token)
        if depth == 0 or token.pos_ not in {"NOUN", "PROPN", "NUM", "DET", "PRON", "ADJ"}:
            return []
        return self._described(token, depth)

    def _named(self, mention: Mention, token: Token) -> list[Participant]:
        span = Span(mention.start, mention.end, mention.text)
        forces = self.lexicon.forces.get(token.lemma_.lower(), "") if mention.rule else ""
        return [
            Participant(e, mention.type if len(mention.entities) == 1 else e.type, span, token, forces, n)
            for n, e in enumerate(mention.entities)
        ]

    def _described(self, token: Token, depth: int) -> list[Participant]:
        """Resolve a phrase that is no mention: by the name beside it, the owner of forces, or the whole of a part."""
        lemma = token.lemma_.lower()
        kind = self.lexicon.forces.get(lemma, "")
        named = [c for c in token.children if c.dep_ == "appos" or (c.dep_ == "flat" and c.i > token.i)]
        found = [
            p
            for p in self._all(named, token, kind, depth)
            if p.type == "Person" or not kind or token.pos_ == "NUM" or (lemma in _PLACES and p.type in _PLACE_TYPES)
        ]
        if not found and kind:
            found = self._all([c for c in token.children if _owns(c)], token, kind, depth)
        if not found and lemma in _GROUPS:
            inside = [c for c in token.children if c.dep_ in {"compound", "amod", "nmod:desc", "flat"}]
            found = [p for p in self._all(inside, token, "", depth) if p.type in _GROUP_TYPES]  # `the Hamas movement`
        if not found and lemma in _GROUND:
            found = self._all([c for c in token.children if _owns(c)], token, "", depth)  # `on its soil`
        if not found and lemma in _PLACES:
            parts = [c for c in token.children if c.dep_ == "nmod" and preposition(c) == "of"]
            found = [p for p in self._all(parts, token, "", depth) if p.type in _PLACE_TYPES]  # `the town of Bangui`
        if not found and (lemma in _LOCAL or (lemma == "force" and _has(token, "security"))):
            parts = [c for c in token.children if c.dep_ == "nmod" and preposition(c) == "in"]
            found = [p for p in self._all(parts, token, kind, depth) if p.type == "State"]  # `the police in Guinea`
        if not found and (lemma in TRANSPARENT or token.pos_ == "NUM"):
            parts = [c for c in token.children if c.dep_ in {"nmod", "obl"} and preposition(c) in {"of", "from"}]
            found = self._all(parts, token, kind, depth)
        if not found and not kind and token.tag_ in {"NNS", "NNPS"}:
            parts = [c for c in token.children if c.dep_ == "nmod" and preposition(c) in _AMONG]
            found = self._all(parts, token, kind, depth)  # `several bodies, including the World Bank`
        return found

    def _all(self, children: list[Token], token: Token, kind: str, depth: int) -> list[Participant]:
        return [
            Participant(p.entity, p.type, p.span, token, p.forces or kind, p.member)
            for child in children
            for inner in self._with_conjuncts(child)
            for p in self._of(inner, depth - 1)
        ]

    @staticmethod
    def _with_conjuncts(token: Token) -> list[Token]:
        return [token, *token.conjuncts] if token.conjuncts and token.dep_ != "conj" else [token]


def _owns(child: Token) -> bool:
    """Whether a dependent of *forces*, *officials* and the like says whose they are."""
    return child.dep_ in _MODIFIERS or (child.dep_ == "nmod" and preposition(child) in {"of", "from"})


def _has(token: Token, word: str) -> bool:
    """Whether a noun has a word before it that tells its kind."""
    return any(c.dep_ in {"compound", "amod"} and c.lower_ == word for c in token.children)
