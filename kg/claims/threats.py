"""Threats of an act: *Iran threatened to shut the strait to Iraq* holds a planned act and, as a fact, `threatens`."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import Slots
from kg.claims.words import word_list

_THREAT = word_list("threat")
_TOWARDS = ("recipient", "patient", "on", "against", "with", "to", "from", "at", "for", "into", "in")
_DEPTH = 3


def iter_threats(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a `threatens` candidate for each party that a threatened act is aimed at."""
    predicate = lexicon.vocabulary.predicates["threatens"]
    for verb in doc:
        if verb.pos_ not in {"VERB", "NOUN"} or verb.lemma_.lower() not in _THREAT:
            continue
        slots = arguments(verb)
        acts = [c for c in verb.children if c.dep_ in {"xcomp", "advcl", "acl"} and c.tag_ == "VB"]
        acts += [t for t in slots.get("patient", []) if t.pos_ == "NOUN" and not participants.of(t)]
        for act in acts:  # `threatened to shut the strait to Iraq`, `threatened action against Iraq`
            aimed = _aimed_at(arguments(act), participants, lexicon, predicate.range, _DEPTH)
            for one in (p for t in slots.get("agent", []) for p in participants.of(t)):
                for other in aimed:
                    if lexicon.vocabulary.is_a(one.type, predicate.domain) and one.entity.id != other.entity.id:
                        yield Candidate("threatens", one, other, verb, slots, None, None, "rule:threat", True)


def _aimed_at(
    slots: Slots, participants: Participants, lexicon: Lexicon, classes: frozenset[str], depth: int
) -> list[Participant]:
    """Return the parties in the first slot of an act that holds any, or in the noun that is its object."""
    for slot in _TOWARDS:
        found = [p for t in slots.get(slot, []) for p in participants.of(t) if lexicon.vocabulary.is_a(p.type, classes)]
        if found:
            return found
    nouns: list[Token] = [t for slot in ("patient", "xcomp", "to") for t in slots.get(slot, [])]
    for noun in nouns if depth else []:
        found = _aimed_at(arguments(noun), participants, lexicon, classes, depth - 1)
        if found:
            return found
    return []
