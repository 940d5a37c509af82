"""Structure of noun phrases: what a name shows of whole and part, place and possession, without any verb.

*Kabul, Afghanistan*; *the Syrian town of Dabiq*; *the Polish Ministry of Defence*; *Bagram, in Afghanistan*; *a senator
of the Civic Party*; *Russian Tu-95 bombers*.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon
from kg.claims.nominals import AREAS, BODIES, MODIFIERS, SITES, WEAPONS, WHOLES, nouns_beside, owners, shown
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import preposition
from kg.claims.sites import beside, iter_capitals, iter_homes, iter_sites
from kg.claims.weapons import iter_weapons
from kg.claims.words import word_list
from kg.models import Mention, Span

_BODY_NOUNS = word_list("body kind")
_POSTED = word_list("posted body")


def iter_structure(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield partOf, locatedIn, memberOf and operates candidates that noun phrases show."""
    for mention in participants.mentions.all:
        if mention.entity is None:
            continue
        head = participants.mentions.head(mention)
        part = Participant(mention.entity, mention.type, Span(mention.start, mention.end, mention.text), head)
        if mention.rule == "description" and head.lemma_.lower() == "capital":
            yield from iter_capitals(part, participants)
        if mention.rule.startswith(("pronoun", "description", "group")):
            continue
        if part.type in BODIES and not _before_person(mention, participants):
            yield from _body(mention, part, participants)
        elif part.type in AREAS | SITES | {"State"}:
            yield from iter_homes(part, participants)
        if part.type in AREAS | SITES:
            yield from iter_sites(mention, part, participants)
        if part.type in BODIES | {"Company", "ArmedGroup"}:
            yield from _described_body(part, participants)
            yield from _posted(part, participants)
        if part.type == "ArmedGroup" and (place := beside(mention, part, participants)) is not None:
            yield from shown("locatedIn", part, place, "in")
        elif part.type in WEAPONS:
            yield from iter_weapons(mention, part, participants, lexicon)
        elif part.type == "Person":
            yield from _person(mention, part, participants)


def _body(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """A named body is part of the state or organisation that its name or its possessor shows."""
    mentions = participants.mentions
    whole = mentions.part_of(part.entity)
    near = [p for p in owners(part.token, participants) if p.type in BODIES | {"State"}]
    near += [
        p
        for c in part.token.children
        if c.dep_ == "nmod" and preposition(c) == "of"
        for p in participants.of(c)
        if p.type in BODIES | {"State"}
    ]
    for inner in mentions.inside(mention):
        near.append(Participant(inner, inner.type, part.span, part.token))
    for owner in near:
        if whole is not None and owner.entity.id in {e.id for e in (whole, mentions.state_of(whole)) if e}:
            yield from shown("partOf", part, owner, "body")
            return


def _before_person(mention: Mention, participants: Participants) -> bool:
    """Whether a name follows, so that the body only says what somebody was (*former U.S. Marine Willy Cancel*)."""
    span = participants.mentions.span(mention)
    behind = participants.mentions.covering(span.doc[span.end]) if span.end < len(span.doc) else None
    return behind is not None and behind.type == "Person"


def _described_body(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*the IAEA, a United Nations body*; *Turkey's company TPAO*: the whole that the noun beside a name tells."""
    for noun in nouns_beside(part):
        if noun.lemma_.lower() not in _BODY_NOUNS:
            continue
        for child in noun.children:
            marked = child.dep_ == "nmod" and preposition(child) in {"of", "within"}
            if child != part.token and (child.dep_ in MODIFIERS or marked):
                for owner in participants.of(child):
                    if owner.type in BODIES | {"State", "Company", "ArmedGroup"}:
                        yield from shown("partOf", part, owner, "described")
                        return


def _posted(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*MINUSMA, the UN mission in Mali*: a force is stationed where the noun beside its name says."""
    for noun in nouns_beside(part):
        if noun.lemma_.lower() in _POSTED and part.token.dep_ != "compound":
            for child in noun.children:
                if child.dep_ == "nmod" and preposition(child) == "in":
                    for place in participants.of(child):
                        if place.type in WHOLES | {"City"}:
                            yield from shown("stationedIn", part, place, "posted")


def _person(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*X of the Y Party*, *the Y Party's X*."""
    for child in part.token.children:
        marked = (child.dep_ == "nmod" and preposition(child) in {"of", "from"}) or child.dep_ == "nmod:poss"
        if marked:
            for owner in participants.of(child):
                if owner.type == "PoliticalParty":
                    yield from shown("memberOf", part, owner, "party")
                    return
    for owner in _named_behind(mention, part, participants):
        yield from shown("memberOf", part, owner, "party")


def _named_behind(mention: Mention, part: Participant, participants: Participants) -> Iterator[Participant]:
    """Read *X of the Y Party* off the words, wherever the parser hung the phrase."""
    end = participants.mentions.span(mention).end
    words = [t for t in part.token.doc[end : end + 3] if t.sent.start == part.token.sent.start]
    if words and words[0].lower_ in {"of", "from"}:
        for token in words[1:]:
            inner = participants.mentions.covering(token)
            if inner is not None:
                yield from (p for p in participants.of(participants.mentions.head(inner)) if p.type == "PoliticalParty")
                return
            if token.lower_ != "the":
                return
