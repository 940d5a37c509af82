"""Nouns: the slots of nominalisations, from possessors, phrases and compounds, and from the verbs that lend them."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.claims.phrases import (
    LIGHT,
    MEASURES,
    NOMINALS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Slots,
    add,
    conjuncts,
    is_that_clause,
    preposition,
)
from kg.claims.words import word_list

_OWN_ACTS = word_list("own act")
_PERSONS = word_list("person noun")
EVENT_PREPOSITIONS = frozenset({"in", "into", "during", "through", "for", "with"})


def fill_noun(cue: Token, slots: Slots, read: Callable[[Token], Slots]) -> None:
    """Fill the slots of a noun: possessor, prepositional modifiers, compounds, and what a light verb lends it.

    `read` gives the slots of another word.
    """
    for child in cue.children:
        dep = child.dep_
        marker = preposition(child)
        if dep == "nmod:poss":
            add(slots, "agent", child)
        elif dep in {"nmod", "obl", "obl:agent"} and marker:
            add(slots, "agent" if marker == "by" else marker, child)
            if marker == "of":
                add(slots, "patient", child)
            if marker == "by" and child.pos_ == "PROPN":
                _lend(child, slots)  # `an embargo by the UN on Liberia`: no name is on anything
        elif dep in {"compound", "amod", "nmod:unmarked", "nmod:desc", "nmod", "flat"} and child.i < cue.i:
            for inner in _modifiers(child):
                add(slots, "mod", inner)
        elif dep in SUBJECTS:
            add(slots, "agent", child)
        elif dep == "advmod" and child.lower_ == "there":
            add(slots, "in", child)
        elif is_that_clause(child):
            # `the accusation that Beijing plans an invasion`
            for inner in child.children:
                if inner.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                    add(slots, "comp", inner)
        elif dep == "acl" and child.tag_ == "VBN":
            for inner in child.children:
                # `sanctions imposed by the US on Iran`
                if inner.dep_ == "obl:agent" and child.lemma_ in LIGHT:
                    add(slots, "agent", inner)
                elif inner.dep_ == "obl" and (inner_marker := preposition(inner)):
                    add(slots, inner_marker, inner)
    if cue.dep_ == "appos":
        add(slots, "agent", cue.head)
    if preposition(cue) == "under" and not {"on", "over"} & set(slots):
        slots["on"] = slots["over"] = _undergoers(cue, read)
    if cue.dep_ == "nmod" and cue.head.pos_ == "NOUN" and preposition(cue) == "of":
        # `the improvement of trade between X and Y`: the parser may hang the phrase on either noun
        _lend(cue.head, slots, cue.i)
    _light(cue, slots, read)
    for child in cue.children:
        if child.dep_ == "nmod" and child.lower_ in {"that", "those"} and preposition(child) == "including":
            for inner in child.children:
                if preposition(inner) == "by":  # `visits by senators, including that by the Speaker`
                    add(slots, "agent", inner)
    if "agent" not in slots and "of" in slots and cue.lemma_.lower() in _OWN_ACTS:
        slots["agent"] = list(slots["of"])  # `the mediation of Oman` is Oman's
    if "agent" not in slots and "mod" in slots:
        slots["agent"] = list(slots["mod"])


def _undergoers(cue: Token, read: Callable[[Token], Slots]) -> list[Token]:
    """Find who is under something: *Liberia, under an embargo*, *came under fire*, *put Iran under pressure*."""
    head = cue.head
    if head.pos_ in NOMINALS:
        return conjuncts(head)
    outer = read(head)
    return list(outer.get("patient") or outer.get("agent") or [])


def _lend(word: Token, slots: Slots, after: int = 0) -> None:
    """Fill slots that are empty yet with the phrases that the parser hung on a neighbour."""
    for child in word.children:
        marker = preposition(child)
        if child.dep_ == "nmod" and child.i > after and marker in _LENT and marker not in slots:
            add(slots, marker, child)


_LENT = frozenset({"between", "with", "against", "to", "on"})


def _modifiers(child: Token) -> Iterator[Token]:
    """Yield a modifier and, for `US-led` and `US and Japanese`, the name inside of it."""
    yield child
    for inner in child.children:
        if (
            inner.dep_ in {"compound", "obl", "nsubj", "obl:unmarked", "nmod:unmarked", "amod", "obl:agent", "nmod"}
            and inner.i < child.i
        ):
            yield inner


def _light(cue: Token, slots: Slots, read: Callable[[Token], Slots]) -> None:
    """Lend a noun the subject and the prepositional arguments of the light verb (or the event) that governs it."""
    cue = _counted(cue)
    verb, passive = cue.head, cue.dep_ in PASSIVE_SUBJECTS
    if cue.dep_ == "conj" and cue.head.pos_ == "NOUN":
        verb, passive = cue.head.head, cue.head.dep_ in PASSIVE_SUBJECTS
        if cue.head.dep_ not in {"obj", "nsubj:pass"}:
            return
    elif cue.dep_ == "nmod" and verb.dep_ == "obj" and preposition(cue) == "with" and verb.head.pos_ == "VERB":
        # `has bases in Japan, with 50,000 troops`: the parser may hang the phrase on the object
        verb = verb.head
        if "agent" not in slots and (subject := [t for t in read(verb).get("agent", []) if t != cue]):
            slots["agent"] = subject
        return
    elif cue.dep_ in {"obl", "xcomp"} and verb.pos_ in {"VERB", "AUX"}:
        if cue.lemma_.lower() in _PERSONS and cue.dep_ == "obl":
            return  # `met with officials of Peru`: the subject is none of them
        lent = preposition(cue) in EVENT_PREPOSITIONS or (preposition(cue) == "to" and verb.lemma_ in _CONSENT)
        if (cue.dep_ == "obl" and not lent) or (set(slots) >= {"agent"} and slots["agent"] != slots.get("mod")):
            return
        slots.pop("agent", None)
        slots.setdefault("agent", []).extend(t for t in read(verb).get("agent", []) if t != cue)
        if not slots["agent"]:
            del slots["agent"]
        return
    elif cue.dep_ not in {"obj", "nsubj:pass"}:
        return
    if verb.lemma_ not in LIGHT:
        return
    outer = read(verb)
    for slot, tokens in outer.items():
        if slot == "agent" and ("agent" in slots and not passive):
            continue
        if slot in {"patient", "each"}:
            continue
        for token in tokens:
            if token != cue and token not in slots.setdefault(slot, []):
                slots[slot].append(token)


_CONSENT = frozenset({"agree", "consent", "commit", "object"})  # to an act of one's own, `agreed to the closing of`


def _counted(noun: Token) -> Token:
    """Return the noun that counts or measures another (*a series of tests*, *ten days of war games*), or the noun."""
    while noun.dep_ == "nmod" and preposition(noun) == "of" and noun.head.lemma_.lower() in MEASURES:
        noun = noun.head
    return noun
