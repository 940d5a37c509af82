"""Operators: the status of what a cue says, read outward from its own clause to the root.

An operator (*plan to*, *failed to*, *threat of*) changes what stands in its slot; implicative verbs do so by signature,
after Nairn, Condoravdi and Karttunen (2006): `+/-` is what the complement is worth under a positive and a negated verb.
"""

from spacy.tokens import Token

from kg.claims.lexicon import Lexicon, Operator
from kg.claims.phrases import LIGHT, preposition
from kg.claims.status import RANK, Status, described, is_condition, own
from kg.claims.times import is_timetabled
from kg.claims.words import word_list
from kg.models import Time

_SIGNED = {"+": "positive", "-": "negative", "o": "", "0": "", "*": ""}


def status_of(cue: Token, lexicon: Lexicon, start: Status | None = None, done: bool = False) -> Status:
    """Read polarity and modality of the proposition that a word heads, from the word outward to the root.

    `done` is for what happens once: its end does not undo it (*the talks collapsed*, *scrapped the accord*).
    """
    status, token = start or Status(), cue
    status = described(token, own(token, status, lexicon), lexicon, done)
    while token.head != token:
        governor, slots = token.head, relation(token)
        if token.dep_ == "xcomp" and token.lemma_ in _PERFORMED and governor.lemma_ in {"like", "want", "wish"}:
            return status  # `I would like to thank`: said and done
        if token.dep_ == "advcl" and token.tag_ == "VBG" and governor.lemma_ in _PERFORMED and "for" in slots:
            return status  # `will thank Peru for closing its border`: the border is closed
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
            status = described(governor, own(governor, status, lexicon, token), lexicon, done)
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
_PERFORMED = word_list("performed")


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
    lemma = governor.lemma_.lower()
    particles = [f"{lemma} {c.lower_}" for c in governor.children if c.dep_ == "compound:prt"]  # `called off the raid`
    for word in (*particles, lemma):
        for operator in lexicon.operators.get((word, pos), ()):
            if operator.slots & slots:
                return operator
    return None


def _operate(governor: Token, operator: Operator, status: Status, lexicon: Lexicon) -> Status:
    """Apply an operator and what negates or weakens the operator itself."""
    outer = own(governor, Status(), lexicon)
    negated = outer.polarity == "negative"
    if operator.signature and "/" in operator.signature:
        worth = _SIGNED.get(operator.signature.split("/")[1 if negated else 0].strip()[:1], "")
        if worth == "negative":
            status = status.negated()
    elif operator.effect == "negative":
        status = status if negated else status.negated()
    elif negated:
        status = status.negated()
    if operator.effect in RANK:
        status = status.weakened(operator.effect)
    return status.weakened(outer.modality)


_REASONS = word_list("reason")  # `will not join, although it belongs`: the reason or concession stands by itself
_ABILITY = word_list("ability")


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
    return own(first, status, lexicon)


def _adverbial(token: Token, status: Status) -> Status:
    """A purpose clause is planned, a condition possible."""
    marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
    if "to" in marks and token.tag_ == "VB" and not (token.head.lemma_ == "go" and _has(token.head, "on")):
        return status.weakened("planned")
    return status.weakened("possible") if is_condition(token) else status
