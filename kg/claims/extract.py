"""From a parsed article and its mentions to claims: candidates of all readers, with what must be known of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kg.claims.attribution import Attribution, Attributor
from kg.claims.demands import iter_demands
from kg.claims.frames import Candidate, iter_candidates
from kg.claims.judge import Judge
from kg.claims.lexicon import Lexicon
from kg.claims.offices import iter_offices
from kg.claims.operators import scheduled, status_of
from kg.claims.participants import Participants
from kg.claims.plover import category_of
from kg.claims.quantities import quantities_of
from kg.claims.status import Status, is_excepted
from kg.claims.structure import iter_structure
from kg.claims.threats import iter_threats
from kg.claims.times import time_of
from kg.claims.trust import confidence
from kg.entities import Mentions
from kg.ids import claim_id
from kg.models import Article, Claim, Entity, Evidence, Quantity, Span

PLACES = frozenset(
    {"State", "AdministrativeArea", "City", "Region", "Island", "BodyOfWater", "Facility", "MilitaryBase"}
)
_DONE = frozenset({"agreesWith", "signed", "metWith", "negotiatesWith", "exercisesWith", "visited"})
_SPOKEN = frozenset({"condemns", "demandsOf", "supports", "opposes", "rejects", "accuses", "threatens"})
_PLACE_MARKERS = frozenset({"in", "at", "on", "near", "off", "outside", "inside", "around"})


@dataclass(slots=True)
class Claims:
    """The claims of one article, and how many candidates were dropped for which reason."""

    claims: list[Claim] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


class Reader:
    """Reads the claims of one article: holds what all candidates share."""

    def __init__(
        self, doc: Doc, article: Article, mentions: Mentions, lexicon: Lexicon, judge: Judge | None = None
    ) -> None:
        self.doc, self.article, self.lexicon = doc, article, lexicon
        self.participants = Participants(mentions, lexicon)
        self.attributor = Attributor(doc, self.participants, lexicon)
        self.judge = judge
        self.found = Claims()

    def read(self) -> Claims:
        """Return all claims in the order of the text, each (subject, predicate, object, sentence, status) once."""
        candidates = [c for c in self._judged(list(self.rules())) if not self._inward(c)]
        claims = [self._claim(c) for c in candidates]
        seen: dict[tuple[object, ...], Claim] = {}
        for claim in claims:
            pair = (claim.subject.id, claim.object.id if isinstance(claim.object, Entity) else claim.object.value)
            if claim.symmetric:
                pair = (min(pair), max(pair))
            key = (*pair, claim.predicate, claim.evidence.start, claim.polarity, claim.modality, claim.attribution)
            if key in seen:
                self.found.dropped["said twice in one sentence"] += 1
            if key not in seen or seen[key].confidence < claim.confidence:
                seen[key] = claim
        once: dict[str, Claim] = {}  # of two readings of the same words the surer one: a graph has one node for both
        for claim in sorted(seen.values(), key=lambda c: -c.confidence):
            if once.setdefault(claim.id, claim) is not claim:
                self.found.dropped["said twice in one sentence"] += 1
        self.found.claims = sorted(
            once.values(), key=lambda c: (c.evidence.start, c.cue.start if c.cue else 0, c.predicate, c.id)
        )
        return self.found

    def rules(self) -> Iterator[Candidate]:
        """Yield what the rules alone find."""
        offices = list(iter_offices(self.doc, self.participants, self.lexicon))
        titled = {(c.subject.entity.id, c.token.i) for c in offices}
        for candidate in iter_candidates(self.doc, self.participants, self.lexicon):
            # `the Prime Minister of Peru` is one office, and not that of a minister besides
            if candidate.predicate != "officialOf" or (candidate.subject.entity.id, candidate.token.i) not in titled:
                yield candidate
        yield from offices
        yield from iter_structure(self.doc, self.participants, self.lexicon)
        yield from iter_threats(self.doc, self.participants, self.lexicon)
        yield from iter_demands(self.doc, self.participants, self.lexicon, self.attributor)

    def _inward(self, candidate: Candidate) -> bool:
        """Whether a state is said to act with a body of its own, which is no edge (*we work with the Treasury*)."""
        predicate = self.lexicon.vocabulary.predicates[candidate.predicate]
        one, other = candidate.subject.entity, candidate.object.entity
        owners = (self.participants.mentions.part_of(end) for end in (one, other))
        own = {owner.id for owner in owners if owner is not None} & {one.id, other.id}
        inward = predicate.category is not None and predicate.symmetric and bool(own)
        if inward:
            self.found.dropped["state with a body of its own"] += 1
        return inward

    def _judged(self, candidates: list[Candidate]) -> list[Candidate]:
        """Let the learned reader add to the candidates of the rules, where it is there."""
        if self.judge is None:
            return candidates
        return [*candidates, *self.judge.added(self.doc, self.participants, self.lexicon, candidates)]

    def _claim(self, candidate: Candidate) -> Claim:
        predicate = self.lexicon.vocabulary.predicates[candidate.predicate]
        token = candidate.token
        cue = self._cue(candidate)
        copular = any(c.dep_ == "cop" for c in token.children)  # `is poised to be the next president`
        nominal = candidate.cue is None and not candidate.clausal and not copular
        said = self.attributor.direct(token) if nominal else self.attributor.of(token)
        time = None if nominal else time_of(token, self.doc, self.article.date)
        status = Status() if nominal else scheduled(token, time, self.article.date, self._status(candidate, said))
        subject, object_ = candidate.subject, candidate.object
        claimants = tuple(e for e in said.claimants if said.denied or not self._own_word(e, candidate))
        return Claim(
            id=claim_id(
                self.article.id,
                candidate.predicate,
                subject.span,
                object_.span,
                cue,
                subject.member * 100 + object_.member,
            ),
            subject=subject.entity,
            predicate=candidate.predicate,
            object=object_.entity,
            evidence=self._evidence(token),
            category=category_of(predicate.category, status),
            symmetric=predicate.symmetric,
            polarity=status.polarity,
            modality=status.modality,
            attribution=claimants[0] if claimants else None,
            attribution_chain=claimants[1:],
            quantity=self._quantity(candidate),
            time=time,
            place=None if nominal else self._place(candidate),
            role=candidate.role,
            subject_mention=subject.span,
            object_mention=object_.span,
            cue=cue,
            confidence=confidence(candidate.origin, candidate.predicate),
            origin=candidate.origin,
        )

    def _status(self, candidate: Candidate, said: Attribution) -> Status:
        cue = candidate.cue
        start = Status()
        if cue is not None:
            start = replace(start, polarity=cue.polarity or "positive", modality=cue.modality or "actual")
        status = status_of(candidate.token, self.lexicon, start, candidate.predicate in _DONE)
        if candidate.predicate == "covers" and status.modality == "possible":
            status = replace(status, modality="actual")  # a range is what a weapon can reach
        for end in (candidate.subject.token, candidate.object.token):
            if end != candidate.token and is_excepted(end):
                status = status.negated()
        return status.negated() if said.denied else status

    def _own_word(self, claimant: Entity, candidate: Candidate) -> bool:
        """Whether a claimant only reports its own speech act or agreement, which its being said makes true.

        So does a joint statement: whoever condemns in it has signed it.
        """
        joint = claimant.type == "Document" and claimant.label.startswith("joint ")
        return (joint or claimant.id == candidate.subject.entity.id) and candidate.predicate in _SPOKEN

    def _cue(self, candidate: Candidate) -> Span:
        token = candidate.token
        if candidate.cue is not None and candidate.cue.particle:
            for child in token.children:
                if child.lower_ == candidate.cue.particle and child.i == token.i + 1:
                    end = child.idx + len(child)
                    return Span(token.idx, end, self.doc.text[token.idx : end])
        return Span(token.idx, token.idx + len(token), token.text)

    def _evidence(self, token: Token) -> Evidence:
        sentence = token.sent
        text = self.doc.text
        start, end = sentence.start_char, sentence.end_char
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Evidence(self.article.id, start, end, self.article.text[start:end])

    def _quantity(self, candidate: Candidate) -> Quantity | None:
        slot = candidate.cue.quantity if candidate.cue else None
        tokens = candidate.slots.get(slot, []) if slot else []
        tokens = [*tokens, candidate.object.token, candidate.subject.token, candidate.token]
        for token in tokens:
            found = quantities_of(token) if token.pos_ in {"NOUN", "PROPN"} else []
            if found:
                return self._share(found, candidate)
        return None

    def _share(self, found: list[Quantity], candidate: Candidate) -> Quantity:
        """Return the number that is meant; of *50,000 and 28,500 in each, respectively* the one of the member."""
        for side in (candidate.object, candidate.subject):
            mention = self.participants.mentions.at(side.token) or self.participants.mentions.covering(side.token)
            if mention is not None and len(mention.entities) == len(found) > 1:
                return found[side.member]
        return found[0]

    def _place(self, candidate: Candidate) -> Entity | None:
        for marker in sorted(_PLACE_MARKERS & set(candidate.slots)):
            for token in candidate.slots[marker]:
                found = self.participants.of(token)
                ends = {candidate.subject.entity.id, candidate.object.entity.id}
                if ends & {p.entity.id for p in found}:
                    continue  # `in each country`: the others are members of the group that an end was taken from
                for p in found:
                    if p.type in PLACES:
                        return p.entity
        return None


def extract_claims(
    doc: Doc, article: Article, mentions: Mentions, lexicon: Lexicon, judge: Judge | None = None
) -> Claims:
    """Read the claims that an article makes; `doc` is its text parsed by a UD pipeline.

    With a judge, rules and learned reader are joined.
    """
    return Reader(doc, article, mentions, lexicon, judge).read()
