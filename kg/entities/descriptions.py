"""Definite descriptions: *the island*, *the group*, *the ministry*, *the president* → what was named before."""

from collections import defaultdict
from functools import cache

from spacy.tokens import Span, Token

from kg.entities.bodies import capital
from kg.entities.roster import Draft, Roster
from kg.entities.titles import TITLES
from kg.entities.words import word_list
from kg.models import Entity

_DETERMINERS = frozenset({"the", "this", "that"})
_REACH = 5
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_KINDS = (
    "State", "Organization", "IntergovernmentalOrganization", "Alliance", "ArmedGroup", "Company", "City", "Island",
    "Region", "Agreement", "WeaponSystem", "Person", "PoliticalParty", "Facility", "ArmedForce",
)  # fmt: skip


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return for each noun the classes that it may describe."""
    found: dict[str, set[str]] = defaultdict(set)
    for kind in _KINDS:
        for word in word_list(f"describes {kind}"):
            found[word].add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def find_descriptions(roster: Roster) -> None:
    """Place the definite descriptions that exactly one entity named before can satisfy."""
    titles = _titles(roster)
    for token in roster.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or (token.tag_ in {"NNS", "NNPS"} and token.lemma_ not in _PLURAL):
            continue
        if roster.at(token) is not None or not _definite(token):
            continue
        entity = (
            _half(roster, token)
            or _capital(roster, token)
            or _office(roster, token, titles)
            or _described(roster, token)
        )
        if entity is not None:
            roster.place(_phrase(token), [entity], "description", entity.type)
    roster.drafts.sort(key=lambda d: d.span.start)


_PLURAL = word_list("plural descriptions")


def _phrase(token: Token) -> Span:
    start = token.i
    while (
        start > token.sent.start
        and token.doc[start - 1].head == token
        and token.doc[start - 1].dep_ in {"compound", "amod"}
    ):
        start -= 1
    return token.doc[start : token.i + 1]


def _definite(token: Token) -> bool:
    """Whether a noun stands with *the* and is not told apart by words of its own."""
    determiner = False
    for child in token.children:
        if child.dep_ == "det" and child.lower_ in _DETERMINERS:
            determiner = True
        elif (
            child.dep_ in {"acl", "nmod:poss", "nummod"}
            or (child.dep_ == "acl:relcl" and not _aside(child))
            or (child.dep_ in {"nmod"} and child.i > token.i and child.pos_ in {"PROPN", "NOUN"} and _of(child))
            or (
                child.dep_ in {"amod", "compound", "nmod:unmarked"}
                and (child.pos_ == "PROPN" or child.lower_ in _OTHER)
            )
        ):
            return False
    return determiner


def _aside(clause: Token) -> bool:
    """Whether a relative clause does not tell a noun apart: behind *this* and *that*, or far from the noun."""
    noun = clause.head
    pointed = any(c.dep_ == "det" and c.lower_ in {"this", "that"} for c in noun.children)
    named = any(c.dep_ in {"appos", "flat"} for c in noun.children)
    relative = next((t for t in clause.subtree if t.tag_ in {"WDT", "WP", "WP$"} and t.i > noun.i), clause)
    comma = "," in {t.text for t in noun.doc[noun.i + 1 : relative.i]}
    return comma and not named and (pointed or relative.i - noun.i > _FAR)


_FAR = 4  # words between a noun and a clause that the parser hung on it by mistake
_OTHER = frozenset({"other", "new", "another", "former", "next", "last", "first", "second", "same", "entire", "only"})


def _of(child: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ in {"of", "in", "for", "between", "with"} for c in child.children)


def _one(roster: Roster, rows: list[list[Draft]], fits: set[str]) -> Entity | None:
    """Return the entity of the nearest sentence that fits: the only one, or the only subject."""
    for row in rows:
        ids = list(dict.fromkeys(k for d in row if len(d.ids) == 1 for k in d.ids if k in fits))
        if not ids:
            continue
        if len(ids) > 1:
            subjects = [d.ids[0] for d in row if _is_subject(d.head) and len(d.ids) == 1 and d.ids[0] in fits]
            ids = list(dict.fromkeys(subjects)) or ids
        if len(ids) > 1:
            roster.dropped["description that fits several"] += 1
            return None
        return roster.known[ids[0]].entity
    return None


def _is_subject(token: Token) -> bool:
    """Whether a word is a subject or is coordinated with one (*France and Germany signed*)."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token.dep_ in _SUBJECTS


def _described(roster: Roster, token: Token) -> Entity | None:
    lemma = token.lemma_.lower()
    barred = _acting(token)
    rows = [[d for d in row if d.head.i not in barred] for row in roster.rows(token, _REACH)]
    before = {k for row in rows for d in row for k in d.ids}
    known = {k: roster.known[k].entity for k in before}
    own = {k for k, e in known.items() if e.type not in {"Person", "State"} and lemma in _last_words(roster, k)}
    if own:
        found = _one(roster, rows, own)
        if found is not None:
            return found
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        # a capital letter names one body, though it was last named long before
        longer = {k for k, n in roster.known.items() if n.entity.type != "Person" and lemma in _last_words(roster, k)}
        before_all = [[d for d in roster.drafts if d.span.end <= token.i]]
        return _one(roster, before_all, longer) if len(longer) == 1 else None
    kinds = _words().get(lemma, frozenset())
    if not kinds:
        return None
    fits = {k for k, e in known.items() if e.type in kinds or (lemma == "island" and e.label in _ISLANDS)}
    if lemma in {"island", "kingdom"}:
        fits = {k for k in fits if e_fits(known[k], lemma)}
    return _one(roster, rows, fits)


def _acting(token: Token) -> set[int]:
    """Return the subjects of the clauses that a description stands in as another argument."""
    found: set[int] = set()
    for verb in token.ancestors:
        found.update(c.i for c in verb.children if c.dep_ == "nsubj" and c.i < token.i and token not in c.subtree)
        if verb.dep_ not in {"obj", "obl", "nmod", "xcomp", "nmod:poss"}:
            break
    return found


_ISLANDS = word_list("island states")
_KINGDOMS = word_list("kingdoms")


def e_fits(entity: Entity, lemma: str) -> bool:
    """Whether an entity is an island or a kingdom, where the noun says so."""
    if lemma == "island":
        return entity.type == "Island" or entity.label in _ISLANDS
    return entity.label in _KINGDOMS


def _last_words(roster: Roster, key: str) -> set[str]:
    """Return the head nouns of an entity's names: the last word, or the last one before a preposition."""
    entity = roster.known[key].entity
    names = [entity.label, *roster.known[key].names]
    heads = set()
    for name in names:
        words = name.split()
        if len(words) > 1:
            heads.add(words[-1].casefold())
            cut = next((i for i, w in enumerate(words) if w in _PREPOSITIONS), 0)
            heads.add(words[cut - 1].casefold() if cut else words[-1].casefold())
    return heads


_PREPOSITIONS = frozenset({"of", "for", "to", "against", "on", "in", "with", "between", "from"})


def _titles(roster: Roster) -> dict[str, list[str]]:
    """Return for each title, in lower case, the ids of the persons whom the article gives it to."""
    found: dict[str, list[str]] = defaultdict(list)
    doc = roster.doc
    for draft in roster.drafts:
        if draft.type != "Person" or len(draft.ids) != 1:
            continue
        words = _titles_before(draft)
        for child in draft.head.children:
            if child.dep_ == "appos" and child.i > draft.head.i:
                pair = doc[max(child.i - 1, 0) : child.i + 1].text
                words += [w for w in (pair, child.text) if w.title() in TITLES]
        for word in words:
            if draft.ids[0] not in found[word.casefold()]:
                found[word.casefold()].append(draft.ids[0])
    return found


def _titles_before(draft: Draft) -> list[str]:
    """Return the titles before a name, each by itself: *Deputy Secretary of State* is *the Deputy* as well."""
    doc, start = draft.span.doc, draft.span.start
    while start > draft.span.sent.start and (capital(doc[start - 1]) or doc[start - 1].lower_ in _PREPOSITIONS):
        start -= 1
    before = doc[start : draft.span.start]
    pairs = [doc[i : i + 2].text for i in range(start, draft.span.start - 1)]
    return [t.text for t in before if t.text in TITLES] + [pair for pair in pairs if pair in TITLES]


def _office(roster: Roster, token: Token, titles: dict[str, list[str]]) -> Entity | None:
    """*the president*, *the foreign minister*: the person to whom the article gave the title."""
    following = roster.doc[token.i + 1] if token.i + 1 < len(roster.doc) else None
    if following is not None and roster.at(following) is not None and following.text[:1].isupper():
        return None
    pair = roster.doc[max(0, token.i - 1) : token.i + 1].text.casefold()
    for word in (pair, token.lower_):
        ids = titles.get(word)
        if ids:
            return _one(roster, roster.rows(token, _REACH), set(ids)) or (
                roster.known[ids[0]].entity if len(ids) == 1 and _first(roster, ids[0]) < token.i else None
            )
    return None


def _first(roster: Roster, key: str) -> int:
    return min((d.span.start for d in roster.drafts if key in d.ids), default=len(roster.doc))


def _half(roster: Roster, token: Token) -> Entity | None:
    """*the North*, *the South* of a divided country that the article names."""
    if token.text not in {"North", "South", "East", "West"}:
        return None
    known = [k.entity for k in roster.known.values() if k.entity.type == "State"]
    found = [
        e
        for e in known
        if e.label.startswith(f"{token.text} ") and e.label.split()[-1] in {"Korea", "Sudan", "Vietnam"}
    ]
    return found[0] if len(found) == 1 else None


def _capital(roster: Roster, token: Token) -> Entity | None:
    """*the Somali capital*, *the capital*: the city that the gazetteer has for the state."""
    if token.lemma_.lower() != "capital":
        return None
    state = None
    for child in token.children:
        draft = roster.at(child)
        entity = roster.entity(draft) if draft is not None else None
        if entity is not None and entity.type == "State":
            state = entity
    if state is None:
        states = {k for k, n in roster.known.items() if n.entity.type == "State"}
        state = _one(roster, roster.rows(token, _REACH), states)
    if state is None:
        return None
    name = next((n for n, label in roster.gazetteer.capitals.items() if label == state.label), None)
    return roster.invent(name, "City", state) if name else None
