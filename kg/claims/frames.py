"""Frames: where the cues of the lexicon stand in a text, their slots filled by participants of the right classes."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.lexicon import Condition, Cue, Lexicon
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import MEASURES, Slots, conjuncts, is_reciprocal, preposition

KINDS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim in the making: what the rule found, before status, attribution, quantity and time are read.

    `clausal` tells that the word heads a clause, whose status and claimant are the claim's; a cue always does.
    """

    predicate: str
    subject: Participant
    object: Participant
    token: Token
    slots: Slots
    cue: Cue | None = None
    role: str | None = None
    origin: str = ""
    clausal: bool = False


def iter_candidates(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield every pair of participants that a cue joins, at most one predicate for a pair and cue."""
    for token in doc:
        if cues := cues_of(token, lexicon):
            yield from _fill(token, cues, participants, lexicon)


def cues_of(token: Token, lexicon: Lexicon) -> tuple[Cue, ...]:
    """Return the lines of the lexicon for a word; an adjective without any, if it is a participle, has its verb's."""
    lemma, pos = token.lemma_.lower(), KINDS.get(token.pos_)
    cues = lexicon.cues.get((lemma, pos), ()) if pos else ()
    if not cues and pos == "ADJ" and token.tag_ in {"VBN", "VBG"}:
        return lexicon.cues.get((lemma, "VERB"), ())
    return cues


def _fill(token: Token, cues: tuple[Cue, ...], participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    particles = {c.lower_ for c in token.children if c.dep_ == "compound:prt"}
    fitting = [c for c in cues if c.particle in particles] if particles else []
    fitting = fitting or [c for c in cues if c.particle is None or _adverb(token, c.particle)]
    slots = arguments(token)
    taken: set[tuple[str, str]] = set()
    for cue in sorted(fitting, key=_narrow_first):
        if not all(holds(condition, slots, participants, lexicon) for condition in cue.conditions):
            continue
        for subject, object_ in _pairs(token, cue, slots, participants, lexicon):
            pair = (subject.entity.id, object_.entity.id)
            if pair in taken or subject.entity.id == object_.entity.id:
                continue
            taken.add(pair)
            if lexicon.vocabulary.predicates[cue.predicate].symmetric:
                taken.add(pair[::-1])
            origin = f"rule:cues.csv:{cue.line}"
            yield Candidate(cue.predicate, subject, object_, token, slots, cue, None, origin)


def _narrow_first(cue: Cue) -> tuple[int, int, int]:
    """Order frames: more conditions first, then words before classes, then the order of the file."""
    return -len(cue.conditions), sum(not c.lemmas for c in cue.conditions), cue.line


def _adverb(token: Token, particle: str) -> bool:
    """Whether a particle that the parser read as an adverb or preposition stands right behind its verb."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ == particle and token.nbor(1).pos_ in {"ADP", "ADV"}


def holds(condition: Condition, slots: Slots, participants: Participants, lexicon: Lexicon) -> bool:
    """Whether a condition of a line is met by what fills its slots."""
    for slot in condition.slots:
        for token in (t for filler in slots.get(slot, ()) for t in _measured(filler)):
            if token.lemma_.casefold() in condition.lemmas or token.lower_ in condition.lemmas:
                return True
            if condition.classes and any(
                lexicon.vocabulary.is_a(p.type, condition.classes) for p in participants.of(token)
            ):
                return True
            if any(c.lemma_.casefold() in condition.lemmas for c in token.children if c.dep_ in {"amod", "compound"}):
                return True
    return False


def _measured(token: Token) -> list[Token]:
    """Return a noun and what it counts or measures (*billions of dollars' worth of arms*)."""
    found = [token]
    for noun in found:  # grows as it is read
        if noun.lemma_.lower() in MEASURES:
            parts = [c for c in noun.children if c.dep_ == "nmod"]
            found += [c for c in parts if preposition(c) == "of" or c.lemma_.lower() in MEASURES]
    return found


def _pairs(
    token: Token, cue: Cue, slots: Slots, participants: Participants, lexicon: Lexicon
) -> Iterator[tuple[Participant, Participant]]:
    predicate = lexicon.vocabulary.predicates[cue.predicate]
    if cue.pos == "NOUN" and cue.predicate in _OF_KIND:
        # `the Bosnian town of Goražde`: what modifies a kind of place or body is its whole, not the part; and who
        # enters a town is not one
        own = {t for c in (*token.children, token.head) if c.dep_ in _IS or c == token.head for t in conjuncts(c)}
        named = own if token.dep_ == "appos" else own - {token.head}
        slots = slots | {"agent": [t for t in slots.get("agent", []) if t in named]}
    subjects = _fillers(cue.subject, slots, participants, predicate.domain, lexicon)
    if "each" in cue.object or ("between" in cue.object and "between" in cue.subject):
        if len(subjects) > _PAIRED:
            return
        yield from combinations(subjects, 2)
        if len(subjects) > 1 or cue.object == ("each",):
            return
    if 1 < len(subjects) <= _PAIRED and any(is_reciprocal(t) for slot in cue.object for t in _tokens(slots, slot)):
        yield from permutations(subjects, 2)  # `accused each other`
        return
    objects = _fillers(cue.object, slots, participants, predicate.range, lexicon)
    acting = {one.token for one in subjects} | _selves(subjects, objects)
    yield from ((one, other) for one in subjects for other in objects if other.token not in acting)


def _selves(subjects: list[Participant], objects: list[Participant]) -> set[Token]:
    """Return the objects that stand for all subjects (*we reiterate our support*): who act together, act on others."""
    together = {one.entity.id for one in subjects}
    by_token: dict[Token, set[str]] = {}
    for other in objects:
        by_token.setdefault(other.token, set()).add(other.entity.id)
    return {token for token, ids in by_token.items() if ids == together}


_PAIRED = 4  # of a longer list no pairs are meant: each stands against the third party only
_OF_KIND = frozenset({"locatedIn", "partOf"})
_IS = frozenset({"nsubj", "nsubj:outer", "appos"})


def _fillers(
    wanted: tuple[str, ...], slots: Slots, participants: Participants, classes: frozenset[str], lexicon: Lexicon
) -> list[Participant]:
    """Return the participants of the first slot that holds any of the right class."""
    for slot in wanted:
        found = [
            p
            for token in _tokens(slots, slot)
            for p in participants.of(token)
            if (lexicon.vocabulary.is_a(p.type, classes) or lexicon.vocabulary.is_a(p.entity.type, classes))
            and not _before_office(p, participants, lexicon)
        ]
        if found:
            return found
    return []


def _before_office(one: Participant, participants: Participants, lexicon: Lexicon) -> bool:
    """Whether a body stands before an office in it, whose holder is meant (*met Foreign Ministry Director X*)."""
    mention = participants.mentions.covering(one.token) if one.type in _BODIES else None
    if mention is None:
        return False
    end, doc = participants.mentions.span(mention).end, one.token.doc
    behind = [doc[end : end + size] for size in (1, 2, 3)]
    return any(s.text[:1].isupper() and s.text.casefold() in lexicon.titles for s in behind)


_BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "ArmedForce", "PoliticalParty", "Company"})


def _tokens(slots: Slots, slot: str) -> list[Token]:
    """Return what fills a slot; `patient.agent` is the agent of the noun that fills it (*condemned X's raid*)."""
    first, _, rest = slot.partition(".")
    tokens = slots.get("agent" if first == "each" else first, [])
    if not rest:
        return tokens
    return [inner for token in tokens for inner in _tokens(arguments(token), rest) if inner != token]
