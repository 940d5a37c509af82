"""Phrases: what a word and its own dependents say by themselves; the slots of `kg.claims.arguments` are made of it."""

from spacy.tokens import Token

from kg.claims.words import word_list

Slots = dict[str, list[Token]]

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X"})
RELATIVES = frozenset({"who", "whom", "which", "that", "where"})
LIGHT = word_list("light")
CONTENT = word_list("content")
MEASURES = word_list("measure")
_DEPTH = 8


def preposition(token: Token) -> str | None:
    """Return the case marker of an oblique or nominal modifier in lower case, multiword ones joined by blanks."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ != "PART" and child.i < token.i:
            words = [child, *(c for c in child.children if c.dep_ == "fixed")]
            return " ".join(w.lower_ for w in sorted(words, key=lambda w: w.i))
    return None


def conjuncts(token: Token) -> list[Token]:
    """Return a nominal with its coordinated nominals, and those that are added to it, in the order of the text."""
    found = [token]
    for child in token.children:
        if (child.dep_ == "conj" and child.pos_ in NOMINALS) or is_companion(child):
            found.extend(conjuncts(child))
        elif child.dep_ == "advmod" and child.lower_ in _TOGETHER:  # the parser hangs the phrase on the adverb
            found.extend(t for c in child.children if _with(c) for t in conjuncts(c))
    return found


def is_companion(token: Token) -> bool:
    """Whether a phrase adds one who does the same (*Chad, along with Niger, …*; *alongside Mali*)."""
    cases = {c.lower_ for c in token.children if c.dep_ in {"case", "advmod"} and c.i < token.i}
    alone = bool(cases & _BESIDE) or (bool(cases & _TOGETHER) and "with" in cases)
    return token.dep_ in {"nmod", "obl"} and token.pos_ in NOMINALS and alone


def _with(token: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ == "with" for c in token.children)


_TOGETHER = frozenset({"together", "along", "jointly"})
_BESIDE = frozenset({"alongside"})


def first_conjunct(token: Token) -> Token:
    """Return the first member of the row that a word stands in."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ not in RELATIVES or token.tag_ not in {"WDT", "WP", "IN", "WP$", "WRB"}:
        return token
    clause = token.head
    for _ in range(_DEPTH):
        if clause.dep_ == "acl:relcl":
            return clause.head
        if clause.dep_ not in {"conj", "xcomp", "ccomp", "obl", "nmod", "nmod:poss"} or clause.head == clause:
            return token
        clause = clause.head
    return token


def is_reciprocal(token: Token) -> bool:
    """Whether a word is *each other* or *one another*."""
    pair = {token.lower_, *(c.lower_ for c in token.children)}
    return pair >= {"each", "other"} or pair >= {"one", "another"}


def is_that_clause(token: Token) -> bool:
    """Whether a clause completes its noun (*the accusation that …*); the *that* of a relative clause is no mark."""
    told = token.dep_ != "acl:relcl" or token.head.lemma_.lower() in CONTENT  # the parser takes the one for the other
    return told and token.dep_ in _COMPLETING and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


_COMPLETING = frozenset({"acl", "acl:relcl", "ccomp"})


def is_passive(verb: Token) -> bool:
    """Whether a verb form has its patient as subject, or as the noun that it modifies."""
    if any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "aux:pass" for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_ == "aux" for c in verb.children)
    )


def add(slots: Slots, slot: str, token: Token) -> None:
    """Put a word and what is coordinated with it into a slot, each once; a relative pronoun as its noun."""
    for member in conjuncts(antecedent(token)):
        if member not in slots.setdefault(slot, []):
            slots[slot].append(member)
