"""Predicate–argument structure: the slots of a verb, noun or adjective, whatever the construction that fills them.

Voice, control and raising, relative and participial clauses, copulas, appositions, possessives, compounds, light verbs
and nominalisation are undone here, once; the lexicon sees only slots: `agent`, `patient`, `recipient`, `mod`, `each`
and prepositions by name (`to`, `against`, `ahead of`).
"""

from spacy.tokens import Token

from kg.claims.nouns import fill_noun
from kg.claims.phrases import (
    CONTENT,
    MEASURES,
    NOMINALS,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    Slots,
    add,
    conjuncts,
    is_companion,
    is_passive,
    is_that_clause,
    preposition,
)
from kg.claims.words import word_list


def _own(cue: Token, slots: Slots) -> None:
    """Fill the slots that stand as direct dependents of a verb or adjective."""
    passive = cue.pos_ == "VERB" and is_passive(cue)
    subjects = [c for c in cue.children if c.dep_ in SUBJECTS]
    objects = [c for c in cue.children if c.dep_ == "obj" and c.i > cue.i]
    for child in cue.children:
        dep = child.dep_
        # what no sentence has, the parser made up: a second subject behind an active verb is its object, the first
        # of two objects the recipient, and *by* with a passive the agent
        if dep in SUBJECTS and not passive and not objects and child != subjects[0] and child.i > cue.i > subjects[0].i:
            add(slots, "patient", child)
        elif dep == "obj" and len(objects) == 2 and child == objects[0] and objects[1] not in conjuncts(child):
            add(slots, "recipient", child)
        elif (dep == "obl" and passive and preposition(child) == "by") or dep in SUBJECTS:
            add(slots, "agent", child)
        elif dep in PASSIVE_SUBJECTS:
            add(slots, "patient", child)
        elif dep == "obl:agent":
            add(slots, "agent", child)
        elif dep == "obj":
            add(slots, "patient", child)
            for inner in child.children:
                if inner.dep_ == "compound" and inner.i == cue.i + 1 and child.lemma_.lower() in MEASURES:
                    add(slots, "recipient", inner)  # `gave Chad millions of dollars`, taken for one noun
        elif dep == "iobj":
            add(slots, "recipient", child)
        elif dep == "advmod" and child.lower_ == "there":
            add(slots, "in", child)
        elif dep in {"obl", "nmod", "advcl", "xcomp", "advmod"}:
            _oblique(slots, child)
            if is_companion(child) and not passive and subjects:
                add(slots, "agent", child)
            if dep in {"xcomp", "advmod"}:
                add(slots, dep, child)
        if dep in {"ccomp", "xcomp"}:
            for inner in child.children:
                if inner.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                    add(slots, "comp", inner)


def _oblique(slots: Slots, child: Token) -> None:
    marker = preposition(child)
    if marker is None or (child.dep_ == "xcomp" and child.pos_ == "VERB"):
        return
    if child.pos_ in NOMINALS:
        add(slots, marker, child)
        for inner in list(slots[marker]):
            # `from its base in Japan to Guam`: prepositions that the parser hung on the neighbour stay readable there
            if marker in {"with", "between", "among"} and inner.pos_ == "NUM":
                slots[marker].remove(inner)


_PROMISES = word_list("subject control")
_CALLING = frozenset({"call", "prevail", "lean"})
_PROSECUTED = frozenset({"of", "from", "for", "into"})


def _controller(verb: Token) -> tuple[str, list[Token]]:
    """Find the understood subject of a verb that has none of its own: ('agent' or 'patient', tokens)."""
    head, dep = verb.head, verb.dep_
    role = "patient" if is_passive(verb) else "agent"
    if head == verb:
        return role, []
    if dep == "acl:relcl":
        # `the missiles (that) Iran supplied`: without a relative pronoun the noun is the object, else it is found there
        filled = any(c.dep_ in SUBJECTS for c in verb.children)
        return ("patient" if filled else role), [head]
    if dep == "acl":
        if verb.tag_ == "VBN" or verb.tag_ == "VBG":
            return role, conjuncts(head)
        return role, arguments(head).get("agent", [])
    if dep in {"xcomp", "advcl", "ccomp", "conj"}:
        outer = arguments(head)
        told = outer.get("patient") or outer.get("recipient")
        if dep in {"xcomp", "advcl"} and not told and head.lemma_ in _CALLING and verb.tag_ == "VB":
            return role, outer.get("on") or outer.get("upon") or []  # `called on Russia to withdraw`
        if dep == "xcomp" and head.pos_ != "NOUN" and not is_passive(head) and told and head.lemma_ not in _PROMISES:
            # object control: `urged Japan to join`; not `asked to`, whose object is the clause
            return role, told
        if dep == "advcl" and told and not is_passive(head) and _PROSECUTED & {c.lower_ for c in verb.children}:
            return role, told  # `accuses Juba of arming rebels`, `goaded Lima into arming`
        if dep == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return role, []
        subject = outer.get("patient" if is_passive(head) else "agent") or []
        return role, subject
    return role, []


def arguments(cue: Token) -> Slots:
    """Return the argument slots of a word, each with the head tokens that fill it, coordination written out.

    Looks only upward for what is understood, so it ends; each word is worked out once a Doc.
    """
    known: dict[int, Slots] = cue.doc.user_data.setdefault("kg_arguments", {})
    if cue.i not in known:
        known[cue.i] = _arguments(cue)
    return known[cue.i]


def _arguments(cue: Token) -> Slots:
    slots: Slots = {}
    if cue.pos_ in {"NOUN", "PROPN"}:
        fill_noun(cue, slots, arguments)
    else:
        _own(cue, slots)
        if cue.pos_ == "ADJ" and cue.dep_ == "amod":
            add(slots, "agent", cue.head)
        elif cue.pos_ in {"VERB", "AUX"}:
            _complete(cue, slots)
        elif cue.pos_ == "ADJ" and "agent" not in slots and cue.dep_ in {"conj", "xcomp", "acl", "advcl"}:
            slots.setdefault("agent", []).extend(_controller(cue)[1])
    if len(slots.get("agent", ())) > 1:
        slots["each"] = slots["agent"]
    return {slot: tokens for slot, tokens in slots.items() if tokens}


def _complete(verb: Token, slots: Slots) -> None:
    """Give a verb its understood subject, and the object that coordination shares."""
    passive = is_passive(verb)
    missing = "patient" if passive else "agent"
    own_subject = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in verb.children)
    relative = verb.dep_ == "acl:relcl" or (is_that_clause(verb) and verb.head.lemma_.lower() not in CONTENT)
    if relative and "patient" not in slots and own_subject and not passive:
        if not any(c.lower_ in RELATIVES and c.dep_ == "obj" for c in verb.subtree):
            slots["patient"] = [verb.head]
    elif missing not in slots and not own_subject:
        role, tokens = _controller(verb)
        if tokens:
            slots.setdefault(role, []).extend(t for t in tokens if t not in slots.get(role, []))
    if verb.dep_ == "conj" and not passive and "patient" not in slots and verb.head.pos_ == "VERB":
        shared = [c for c in verb.head.children if c.dep_ == "obj" and c.i > verb.i]
        for token in shared:
            add(slots, "patient", token)
    for child in verb.children:
        # coordination the other way round: `condemned and attacked X` with the object on the second verb
        if child.dep_ == "conj" and "patient" not in slots and not passive and child.i - verb.i <= 3:
            for inner in child.children:
                if inner.dep_ == "obj":
                    add(slots, "patient", inner)
