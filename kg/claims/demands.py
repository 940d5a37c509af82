"""Demands without a word of demanding: what *must* or *should* happen, by whoever says so."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.attribution import UNNAMED, Attributor
from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon
from kg.claims.participants import Participant, Participants
from kg.claims.words import word_list
from kg.models import Entity

_MUST = word_list("obligation")


def iter_demands(doc: Doc, participants: Participants, lexicon: Lexicon, attributor: Attributor) -> Iterator[Candidate]:
    """Yield *Russia said that Sudan must return a helicopter*: `demandsOf`, the speaker of the one who must."""
    predicate = lexicon.vocabulary.predicates["demandsOf"]
    for verb in doc:
        if verb.pos_ not in {"VERB", "ADJ", "NOUN"} or not any(_obliges(c) for c in verb.children):
            continue
        said = attributor.of(verb)
        speaker = said.claimants[0] if said.claimants and not said.denied else None
        if speaker is None or speaker.id == UNNAMED.id:
            continue
        source = _mention(speaker, verb, participants)
        slots = arguments(verb)
        for token in slots.get("agent", []) or slots.get("patient", []):
            for addressee in participants.of(token):
                fits = lexicon.vocabulary.is_a(addressee.type, predicate.range)
                if source is not None and fits and addressee.entity.id != speaker.id:
                    yield Candidate("demandsOf", source, addressee, verb, slots, None, None, "rule:obligation")


def _obliges(child: Token) -> bool:
    return child.dep_ == "aux" and child.lower_ in _MUST


def _mention(speaker: Entity, verb: Token, participants: Participants) -> Participant | None:
    """Return the speaker as named in the sentence, or nearest before it."""
    best: Participant | None = None
    for mention in participants.mentions.all:
        head = participants.mentions.head(mention)
        if head.i > verb.sent.end:
            break
        for found in participants.of(head):
            if found.entity.id == speaker.id:
                best = found
    return best
