"""Status: how a claim stands, and what a word's own clause makes of it: negation, auxiliaries, adverbs, adjectives."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.claims.lexicon import Lexicon
from kg.claims.phrases import first_conjunct, is_that_clause
from kg.claims.words import word_list
from kg.models import Modality, Polarity

RANK: dict[Modality, int] = {"actual": 0, "planned": 1, "possible": 2, "demanded": 3}


@dataclass(frozen=True, slots=True)
class Status:
    """How a claim stands: affirmed or denied, and as what."""

    polarity: Polarity = "positive"
    modality: Modality = "actual"

    def negated(self) -> "Status":
        """The same with the polarity turned over."""
        return replace(self, polarity="negative" if self.polarity == "positive" else "positive")

    def weakened(self, modality: Modality) -> "Status":
        """The same under one more modality: the weaker word decides, *demanded* before *possible* before *planned*."""
        return self if RANK[modality] <= RANK[self.modality] else replace(self, modality=modality)


def own(token: Token, status: Status, lexicon: Lexicon, below: Token | None = None) -> Status:
    """Apply the negation, auxiliaries and adverbs of a word's own clause; `below`, where one came from, had its say."""
    if _set_aside(token):
        status = status.negated()
    for child in token.children:
        if child.dep_ == "cc" and child.lower_ == "nor" and child.i < token.i:
            status = status.negated()
        if child.dep_ not in {"aux", "advmod", "det", "cc:preconj", "mark", "case"}:
            continue
        effect = _effect(child, lexicon)
        if child.dep_ in {"mark", "case"} and child.lower_ not in {"if", "unless", "without", "whether"}:
            continue
        if effect == "negative":
            if child.i + 1 >= len(child.doc) or child.nbor(1).lower_ not in _NOT_ONLY:
                status = status.negated()
        elif effect in RANK:
            status = status.weakened("planned" if child.lower_ in _WOULD and _is_told(token) else effect)
        elif child.lower_ in {"if", "unless", "whether"} and child.dep_ == "mark":
            status = status.weakened("possible")
        elif child.lower_ == "without":
            status = status.negated()
    if token.pos_ in {"VERB", "AUX"}:
        for child in token.children:
            # `had no relations`, `no troops were sent`: a negated argument denies the whole
            if (
                child != below
                and child.dep_ in _NEGATABLE
                and any(c.dep_ in {"det", "cc:preconj"} and c.lower_ in {"no", "neither"} for c in child.children)
            ):
                status = status.negated()
        if _prospective(token):
            status = status.weakened("planned")
        if token.dep_ in {"root", "ROOT", "ccomp", "conj", "acl:relcl", "parataxis"} and _if_clause(token):
            status = status.weakened("possible")
    return status


def _set_aside(token: Token) -> bool:
    """Whether something else is said to hold (*instead of attacking Peru*, *Chad rather than Mali*)."""
    openers = [c for c in token.children if c.dep_ in {"mark", "case", "cc"} and c.i < token.i]
    return any((c.lower_, *(f.lower_ for f in c.children if f.dep_ == "fixed")) in _ASIDE for c in openers)


_ASIDE = frozenset({("rather", "than"), ("instead", "of")})


def is_excepted(noun: Token) -> bool:
    """Whether a phrase is negated by itself (*left Lebanon, though not Ghajar*; *not Iran but Israel*)."""
    if _set_aside(noun):
        return True
    marks = [c for c in noun.children if c.dep_ == "advmod" and c.lower_ == "not" and c.i < noun.i]
    return any(c.nbor(1).lower_ not in _NOT_ONLY for c in marks)


def described(noun: Token, status: Status, lexicon: Lexicon, done: bool) -> Status:
    """Apply the adjectives of a noun (*an upcoming trip*, *a foiled attack*); failed talks have been held, though."""
    for child in noun.children if noun.pos_ in {"NOUN", "PROPN"} else ():
        operators = lexicon.operators.get((child.lemma_.lower(), "ADJ"), ()) or lexicon.operators.get(
            (child.lower_, "ADJ"), ()
        )
        for effect in (o.effect for o in operators if child.dep_ in {"amod", "compound"} and "head" in o.slots):
            if effect in RANK:
                status = status.weakened(effect)
            elif effect == "negative" or (effect == "ended" and not done):
                status = status.negated()
    return status


def _effect(child: Token, lexicon: Lexicon) -> str | None:
    """Return what an auxiliary or adverb does to its clause, by its form, with a word of its own, or by its lemma."""
    first = child.doc[child.left_edge.i]
    if first != child and (effect := lexicon.modals.get(f"{first.lower_} {child.lower_}")):  # `no longer`, `not yet`
        return effect
    return lexicon.modals.get(child.lower_) or (
        lexicon.modals.get(child.lemma_.lower()) if child.dep_ == "aux" else None
    )


def _prospective(verb: Token) -> bool:
    """Whether a verb is set for later by *be to* or *due to* (*is to meet*, *were to be stationed*)."""
    marks = [c for c in verb.children if c.lower_ == "to" and c.dep_ == "mark" and c.i < verb.i]
    if any(c.lower_ == "due" and c.dep_ == "case" for c in verb.children):
        return True
    return any(
        c.lemma_ == "be" and c.tag_ in _FINITE and c.i < mark.i and c.dep_ in {"cop", "aux", "aux:pass"}
        for mark in marks
        for c in verb.children
    )


_WOULD = frozenset({"would", "'d", "’d"})


def _is_told(verb: Token) -> bool:
    """Whether a clause is the complement of a verb in the past, so that its *would* is a *will* (*said it would lend*).

    A condition takes that back.
    """
    verb = first_conjunct(verb)
    reported = verb.dep_ == "ccomp" or (verb.dep_ in {"acl", "acl:relcl"} and is_that_clause(verb))
    return reported and verb.head.tag_ in {"VBD", "VBN", "NN", "NNS"} and not _if_clause(verb)


_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_NEGATABLE = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})


def _if_clause(token: Token) -> bool:
    """Whether a clause hangs on a condition (*if …*, *unless …*)."""
    return any(c.dep_ == "advcl" and is_condition(c) for c in token.children)


def is_condition(clause: Token) -> bool:
    """Whether an adverbial clause is a condition, by its mark or order (*were Russia to*, *should they fail*)."""
    if any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children):
        return True
    first = clause.doc[clause.left_edge.i]
    return (
        first.head == clause
        and first.lower_ in _INVERTED
        and any(c.dep_ in {"nsubj", "nsubj:pass"} and c.i > first.i for c in clause.children)
    )


_INVERTED = frozenset({"were", "had", "should"})
_NOT_ONLY = word_list("no negation")  # `not only`, `not just`: what follows holds, and more
