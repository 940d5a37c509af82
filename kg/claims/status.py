"""Status: polarity and modality of what a cue says, read outward through negation, auxiliaries and operators.

An operator (*plan to*, *failed to*, *threat of*) changes what stands in its slot; implicative verbs do so by signature,
after Nairn, Condoravdi and Karttunen (2006): `+/-` is what the complement is worth under a positive and a negated verb.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.claims.lexicon import Lexicon, Operator
from kg.claims.phrases import LIGHT, is_that_clause, preposition
from kg.claims.times import is_timetabled
from kg.claims.words import word_list
from kg.models import Modality, Polarity, Time

_SIGNED = {"+": "positive", "-": "negative", "o": "", "0": "", "*": ""}
_RANK: dict[Modality, int] = {"actual": 0, "planned": 1, "possible": 2, "demanded": 3}


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
        return self if _RANK[modality] <= _RANK[self.modality] else replace(self, modality=modality)


def status_of(cue: Token, lexicon: Lexicon, start: Status | None = None, done: bool = False) -> Status:
    """Read polarity and modality of the proposition that a word heads, from the word outward to the root.

    `done` is for what happens once: its end does not undo it (*the talks collapsed*, *scrapped the accord*).
    """
    status, token = start or Status(), cue
    status = _described(token, _own(token, status, lexicon), lexicon, done)
    while token.head != token:
        governor, slots = token.head, relation(token)
        if governor.lemma_ == "have" and "xcomp" in slots and _has(governor, "yet"):
            return status.negated()  # `has yet to ratify`
        operator = _operator(governor, slots, lexicon)
        if operator is not None and operator.effect == "demanded" and token.dep_ == "ccomp" and _is_finite(token):
            operator = None  # `insists that Iran smuggles weapons`: said, not asked for
        if operator is not None and operator.effect == "negative" and _is_said(token, lexicon):
            break  # `rejected the accusation`: it was made all the same
        if operator is not None and operator.effect in {"ended", "kept"}:
            # what ends, or is to end, was there; it is there no longer only where its end is a fact
            over = operator.effect == "ended" and not done and status_of(governor, lexicon) == Status()
            return status.negated() if over else status
        if operator is not None:
            status = _operate(governor, operator, status, lexicon)
        elif not _transparent(token, governor):
            if token.pos_ == "NOUN" and preposition(token) == "during":  # `during his visit, he will …`
                status = status.weakened(status_of(governor, lexicon).modality)
            break
        elif token.dep_ == "conj":
            status = _shared(governor, token, status, lexicon)
        else:
            status = _described(governor, _own(governor, status, lexicon, token), lexicon, done)
        if token.dep_ == "advcl" and operator is None:
            status = _adverbial(token, status)
        token = governor
    if token.sent[-1].text == "?" or any(t.text == "?" for t in token.sent[-2:]):
        status = status.weakened("possible")
    return status


def scheduled(cue: Token, time: Time | None, published: str | None, status: Status) -> Status:
    """The status of what a time puts after the day of publication: *flies to Rome on Tuesday*, *tonight* are plans."""
    if time is None:
        return status
    later = bool(time.start and published and time.start > published)
    if not later and is_timetabled(cue):
        day = not published or not time.start or time.start >= published
        later = day and bool(_SOON & set(time.text.lower().split()))
    return status.weakened("planned") if later else status


_SOON = word_list("soon")


def _is_finite(verb: Token) -> bool:
    """Whether a clause tells and does not ask: its verb, or an auxiliary other than *should*, is finite."""
    told = {c.tag_ for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"} and c.lower_ not in _SHOULD}
    return bool((told | {verb.tag_}) & {"VBZ", "VBD", "MD"})


_SHOULD = frozenset({"should", "must"})


def _has(token: Token, word: str) -> bool:
    return any(c.lower_ == word for c in token.children)


def _is_said(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is an act of saying, which its rejection does not undo."""
    return token.pos_ == "NOUN" and (token.lemma_.lower(), "NOUN") in lexicon.speech


def relation(token: Token) -> frozenset[str]:
    """Name the slots of its governor that a token may be said to stand in."""
    dep = token.dep_
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    if dep in {"obl", "nmod", "obl:agent"}:
        marker = preposition(token) or "obl"
        if marker == "in" and token.head.pos_ == "VERB" and any(c.tag_ == "$" for c in token.head.children):
            return frozenset({"obj", "patient"})  # `suspended $270 million in aid`
        return frozenset({marker, dep})
    if dep in {"acl", "advcl"}:
        return frozenset(
            {
                dep,
                *marks,
                *({"xcomp"} if dep == "acl" and "to" in marks else ()),
                *({"ccomp"} if "that" in marks else ()),
            }
        )
    if dep in {"nsubj:pass", "obj"}:
        return frozenset({"obj", "patient"})
    if dep == "compound":
        return frozenset({dep, "mod"})  # `a withdrawal plan`
    return frozenset({dep, *marks, *({"to"} if dep == "xcomp" else ())})


def _operator(governor: Token, slots: frozenset[str], lexicon: Lexicon) -> Operator | None:
    pos = "ADJ" if governor.tag_ == "JJ" else {"AUX": "VERB", "PROPN": "NOUN"}.get(governor.pos_, governor.pos_)
    for operator in lexicon.operators.get((governor.lemma_.lower(), pos), ()):
        if operator.slots & slots:
            return operator
    return None


def _operate(governor: Token, operator: Operator, status: Status, lexicon: Lexicon) -> Status:
    """Apply an operator and what negates or weakens the operator itself."""
    outer = _own(governor, Status(), lexicon)
    negated = outer.polarity == "negative"
    if operator.signature and "/" in operator.signature:
        worth = _SIGNED.get(operator.signature.split("/")[1 if negated else 0].strip()[:1], "")
        if worth == "negative":
            status = status.negated()
    elif operator.effect == "negative":
        status = status if negated else status.negated()
    elif negated:
        status = status.negated()
    if operator.effect in _RANK:
        status = status.weakened(operator.effect)
    return status.weakened(outer.modality)


def _own(token: Token, status: Status, lexicon: Lexicon, below: Token | None = None) -> Status:
    """Apply the negation, auxiliaries and adverbs of a word's own clause; `below`, where one came from, had its say."""
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
        elif effect in _RANK:
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


def is_excepted(noun: Token) -> bool:
    """Whether a phrase is negated by itself (*left Lebanon, though not Ghajar*; *not Iran but Israel*)."""
    marks = [c for c in noun.children if c.dep_ == "advmod" and c.lower_ == "not" and c.i < noun.i]
    return any(c.nbor(1).lower_ not in _NOT_ONLY for c in marks)


def _described(noun: Token, status: Status, lexicon: Lexicon, done: bool) -> Status:
    """Apply the adjectives of a noun (*an upcoming trip*, *a foiled attack*); failed talks have been held, though."""
    for child in noun.children if noun.pos_ in {"NOUN", "PROPN"} else ():
        operators = lexicon.operators.get((child.lemma_.lower(), "ADJ"), ()) or lexicon.operators.get(
            (child.lower_, "ADJ"), ()
        )
        for effect in (o.effect for o in operators if child.dep_ in {"amod", "compound"} and "head" in o.slots):
            if effect in _RANK:
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
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    reported = verb.dep_ == "ccomp" or (verb.dep_ in {"acl", "acl:relcl"} and is_that_clause(verb))
    return reported and verb.head.tag_ in {"VBD", "VBN", "NN", "NNS"} and not _if_clause(verb)


_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_NEGATABLE = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl"})


def _if_clause(token: Token) -> bool:
    """Whether a clause hangs on a condition (*if …*, *unless …*)."""
    return any(c.dep_ == "advcl" and _is_condition(c) for c in token.children)


def _is_condition(clause: Token) -> bool:
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
_REASONS = word_list("reason")  # `will not join, although it belongs`: the reason or concession stands by itself
_ABILITY = word_list("ability")
_NOT_ONLY = word_list("no negation")  # `not only`, `not just`: what follows holds, and more


def _transparent(token: Token, governor: Token) -> bool:
    """Whether the status of the governor reaches the dependent without an operator between them."""
    if token.dep_ in {"xcomp", "conj"}:
        return True
    if token.dep_ in {"obj", "nsubj:pass", "obl", "nsubj"} and token.pos_ in {"NOUN", "PROPN"}:
        # the governor says that the event happens: `did not carry out strikes`, `talks will be held`
        return (governor.pos_ == "VERB" and governor.lemma_ in LIGHT) or (
            token.dep_.startswith("nsubj") and governor.pos_ == "VERB"
        )
    if token.dep_ == "nmod":
        return governor.pos_ == "NOUN" and preposition(token) == "of"
    if token.dep_ == "acl" and token.tag_ == "VB":
        return governor.lemma_.lower() in _ABILITY  # `does not have the range to reach`
    return token.dep_ == "advcl" and not any(c.dep_ == "mark" and c.lower_ in _REASONS for c in token.children)


def _shared(first: Token, later: Token, status: Status, lexicon: Lexicon) -> Status:
    """Let a coordinated verb share the auxiliaries of the first, unless it is finite itself or has its own."""
    finite = later.pos_ == "VERB" and (later.tag_ == "VBZ" or first.pos_ not in {"VERB", "AUX"})
    if finite or any(c.dep_ in {"nsubj", "nsubj:pass", "aux", "aux:pass", "cop"} for c in later.children):
        return status
    return _own(first, status, lexicon)


def _adverbial(token: Token, status: Status) -> Status:
    """A purpose clause is planned, a condition possible."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    if "to" in marks and token.tag_ == "VB" and not (token.head.lemma_ == "go" and _has(token.head, "on")):
        return status.weakened("planned")
    return status.weakened("possible") if _is_condition(token) else status
