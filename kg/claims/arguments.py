"""Predicate–argument structure: the slots of a verb, noun or adjective, whatever the construction that fills them.

Voice, control and raising, relative and participial clauses, copulas, appositions, possessives, compounds, light verbs
and nominalisation are undone here, once; the lexicon sees only slots: `agent`, `patient`, `recipient`, `mod`, `each`
and prepositions by name (`to`, `against`, `ahead of`).
"""

from collections.abc import Iterator

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
EVENT_PREPOSITIONS = frozenset({"in", "into", "during", "through", "for", "with"})
_DEPTH = 8


def preposition(token: Token) -> str | None:
    """Return the case marker of an oblique or nominal modifier in lower case, multiword ones joined by blanks."""
    for child in token.children:
        if child.dep_ == "case" and child.pos_ != "PART" and child.i < token.i:
            words = [child, *(c for c in child.children if c.dep_ == "fixed")]
            return " ".join(w.lower_ for w in sorted(words, key=lambda w: w.i))
    return None


def conjuncts(token: Token) -> list[Token]:
    """Return a nominal with its coordinated nominals, in the order of the text."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in NOMINALS:
            found.extend(conjuncts(child))
    return found


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
    return token.dep_ in _COMPLETING and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


_COMPLETING = frozenset({"acl", "acl:relcl", "ccomp"})


def _add(slots: Slots, slot: str, token: Token) -> None:
    for member in conjuncts(antecedent(token)):
        if member not in slots.setdefault(slot, []):
            slots[slot].append(member)


def is_passive(verb: Token) -> bool:
    """Whether a verb form has its patient as subject, or as the noun that it modifies."""
    if any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "aux:pass" for c in verb.children):
        return True
    return (
        verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_ == "aux" for c in verb.children)
    )


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
            _add(slots, "patient", child)
        elif dep == "obj" and len(objects) == 2 and child == objects[0] and objects[1] not in conjuncts(child):
            _add(slots, "recipient", child)
        elif (dep == "obl" and passive and preposition(child) == "by") or dep in SUBJECTS:
            _add(slots, "agent", child)
        elif dep in PASSIVE_SUBJECTS:
            _add(slots, "patient", child)
        elif dep == "obl:agent":
            _add(slots, "agent", child)
        elif dep == "obj":
            _add(slots, "patient", child)
        elif dep == "iobj":
            _add(slots, "recipient", child)
        elif dep == "advmod" and child.lower_ == "there":
            _add(slots, "in", child)
        elif dep in {"obl", "nmod", "advcl", "xcomp", "advmod"}:
            _oblique(slots, child)
            if dep in {"xcomp", "advmod"}:
                _add(slots, dep, child)
        if dep in {"ccomp", "xcomp"}:
            for inner in child.children:
                if inner.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                    _add(slots, "comp", inner)


def _oblique(slots: Slots, child: Token) -> None:
    marker = preposition(child)
    if marker is None or (child.dep_ == "xcomp" and child.pos_ == "VERB"):
        return
    if child.pos_ in NOMINALS:
        _add(slots, marker, child)
        for inner in list(slots[marker]):
            # `from its base in Japan to Guam`: prepositions that the parser hung on the neighbour stay readable there
            if marker in {"with", "between", "among"} and inner.pos_ == "NUM":
                slots[marker].remove(inner)


def _noun(cue: Token, slots: Slots) -> None:
    """Fill the slots of a noun: possessor, prepositional modifiers, compounds, and what a light verb lends it."""
    for child in cue.children:
        dep = child.dep_
        marker = preposition(child)
        if dep == "nmod:poss":
            _add(slots, "agent", child)
        elif dep in {"nmod", "obl", "obl:agent"} and marker:
            _add(slots, "agent" if marker == "by" else marker, child)
            if marker == "of":
                _add(slots, "patient", child)
            if marker == "by" and child.pos_ == "PROPN":
                _lend(child, slots)  # `an embargo by the UN on Liberia`: no name is on anything
        elif dep in {"compound", "amod", "nmod:unmarked", "nmod:desc", "nmod", "flat"} and child.i < cue.i:
            for inner in _modifiers(child):
                _add(slots, "mod", inner)
        elif dep in SUBJECTS:
            _add(slots, "agent", child)
        elif dep == "advmod" and child.lower_ == "there":
            _add(slots, "in", child)
        elif is_that_clause(child):
            # `the accusation that Beijing plans an invasion`
            for inner in child.children:
                if inner.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                    _add(slots, "comp", inner)
        elif dep == "acl" and child.tag_ == "VBN":
            for inner in child.children:
                # `sanctions imposed by the US on Iran`
                if inner.dep_ == "obl:agent" and child.lemma_ in LIGHT:
                    _add(slots, "agent", inner)
                elif inner.dep_ == "obl" and (inner_marker := preposition(inner)):
                    _add(slots, inner_marker, inner)
    if cue.dep_ == "appos":
        _add(slots, "agent", cue.head)
    if preposition(cue) == "under" and not {"on", "over"} & set(slots):
        slots["on"] = slots["over"] = _undergoers(cue)
    if cue.dep_ == "nmod" and cue.head.pos_ == "NOUN" and preposition(cue) == "of":
        # `the improvement of trade between X and Y`: the parser may hang the phrase on either noun
        _lend(cue.head, slots, cue.i)
    _light(cue, slots)
    if "agent" not in slots and "mod" in slots:
        slots["agent"] = list(slots["mod"])


def _undergoers(cue: Token) -> list[Token]:
    """Find who is under something: *Liberia, under an embargo*, *came under fire*, *put Iran under pressure*."""
    head = cue.head
    if head.pos_ in NOMINALS:
        return conjuncts(head)
    outer = arguments(head)
    return list(outer.get("patient") or outer.get("agent") or [])


def _lend(word: Token, slots: Slots, after: int = 0) -> None:
    """Fill slots that are empty yet with the phrases that the parser hung on a neighbour."""
    for child in word.children:
        marker = preposition(child)
        if child.dep_ == "nmod" and child.i > after and marker in _LENT and marker not in slots:
            _add(slots, marker, child)


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


def _light(cue: Token, slots: Slots) -> None:
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
        if "agent" not in slots and (subject := [t for t in arguments(verb).get("agent", []) if t != cue]):
            slots["agent"] = subject
        return
    elif cue.dep_ in {"obl", "xcomp"} and verb.pos_ in {"VERB", "AUX"}:
        lent = preposition(cue) in EVENT_PREPOSITIONS or (preposition(cue) == "to" and verb.lemma_ in _CONSENT)
        if (cue.dep_ == "obl" and not lent) or (set(slots) >= {"agent"} and slots["agent"] != slots.get("mod")):
            return
        slots.pop("agent", None)
        slots.setdefault("agent", []).extend(t for t in arguments(verb).get("agent", []) if t != cue)
        if not slots["agent"]:
            del slots["agent"]
        return
    elif cue.dep_ not in {"obj", "nsubj:pass"}:
        return
    if verb.lemma_ not in LIGHT:
        return
    outer = arguments(verb)
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


_PROMISES = word_list("subject control")
_CALLING = frozenset({"call", "prevail", "lean"})
_PROSECUTED = frozenset({"of", "from", "for"})


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
            return role, told  # `accuses Juba of arming rebels`, `thanked Oslo for hosting the talks`
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
        _noun(cue, slots)
    else:
        _own(cue, slots)
        if cue.pos_ == "ADJ" and cue.dep_ == "amod":
            _add(slots, "agent", cue.head)
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
            _add(slots, "patient", token)
    for child in verb.children:
        # coordination the other way round: `condemned and attacked X` with the object on the second verb
        if child.dep_ == "conj" and "patient" not in slots and not passive and child.i - verb.i <= 3:
            for inner in child.children:
                if inner.dep_ == "obj":
                    _add(slots, "patient", inner)
