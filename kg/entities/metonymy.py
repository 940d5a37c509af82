"""Metonymy: whether a capital or a seat of power acts for its state, decided by its role in the clause."""

from spacy.tokens import Token

from kg.entities.gazetteer import CAPITAL, NAME, SEAT
from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list
from kg.models import Entity

_MOTION = word_list("motion")
_ATTACK = word_list("attack")
_CITY_OF = word_list("city of")
_CITY_POSSESSION = word_list("city possession")
_STATE_HEADS = word_list("state heads") | word_list("office words")
_LOCATIVE = word_list("locative")
_BEING = word_list("being")
_SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
_LINKED = frozenset({"conj", "appos", "flat", "list"})


def decide_metonymy(roster: Roster) -> None:
    """Turn each capital and seat into its state or its city, and record on the draft what decided."""
    for draft in roster.drafts:
        if draft.rule not in {"gazetteer", "gazetteer:capital", "gazetteer:seat"}:
            continue
        seat = next((n for n in draft.options if n.kind == SEAT), None)
        capital = next((n for n in draft.options if n.kind == CAPITAL), None)
        if seat is not None and draft.rule == "gazetteer:seat":
            place = where(draft.head)
            if place and place != "place:subject":
                known = next((n.entity for n in draft.options if n.kind == NAME and n.entity.type != "State"), None)
                _settle(roster, draft, known or roster.invent(draft.span.text, "Facility", seat.entity), place)
            else:
                _settle(roster, draft, seat.entity, "metonymy:seat")
        elif capital is not None:
            _decide_capital(roster, draft, capital.entity)


def _decide_capital(roster: Roster, draft: Draft, state: Entity) -> None:
    city = next((n.entity for n in draft.options if n.kind == NAME and n.entity.type == "City"), None)
    other = next((n.entity for n in draft.options if n.kind == NAME and n.entity.type not in {"City", "State"}), None)
    if other is not None and not _near(roster, draft, state):
        _settle(roster, draft, other, "gazetteer")
        return
    if city is None:
        if draft.span.text in _SHARED and not _near(roster, draft, state):
            label = next((e.label_ for e in draft.span.ents), "City")
            _settle(roster, draft, roster.invent(draft.span.text, label if label != "State" else "City"), "name")
            return
        city = roster.invent(draft.span.text, "City", state)
        roster.owners.setdefault(city.id, state)
    place = where(draft.head)
    body = _body(roster, draft, state)
    if place:
        _settle(roster, draft, city, place)
    elif body is not None:
        _settle(roster, draft, body, "metonymy:seat")
    else:
        _settle(roster, draft, state, "metonymy:capital")


_SHARED = word_list("shared capitals")


def _body(roster: Roster, draft: Draft, state: Entity) -> Entity | None:
    """Return the organisation that a town means rather than its state (*Brussels*), where the article is about it."""
    for text in ("European Union",):
        body = roster.gazetteer.entities.get(text)
        if body is not None and draft.span.text in word_list(f"seat of {text}") and not _near(roster, draft, state):
            return body
    return None


def _near(roster: Roster, draft: Draft, state: Entity) -> bool:
    """Whether the article names the state by another word too."""
    return any(
        d is not draft and state.id in d.ids and d.rule in {"gazetteer", "gazetteer:demonym"} for d in roster.drafts
    )


def _settle(roster: Roster, draft: Draft, entity: Entity, rule: str) -> None:
    key = roster.know(entity)
    known = roster.known[key]
    if not rule.startswith("place:subject"):
        known.names.setdefault(draft.span.text)
    draft.ids, draft.rule, draft.type = (key,), rule, entity.type


def where(token: Token, depth: int = 3) -> str:
    """Return the rule that makes a name the place itself, or nothing where it acts for its state."""
    dep, head = token.dep_, token.head
    marker = _marker(token)
    if _located(token):
        return "place:comma"
    if head == token:
        return "place:heading"
    if marker:
        return _by_marker(marker, head)
    if dep in _LINKED and depth and head.i < token.i:
        if dep == "appos":
            return "place:apposition" if head.lemma_.lower() in {"capital", "city", "town"} else where(head, depth - 1)
        return where(head, depth - 1)
    if dep in _SUBJECTS:
        return _as_subject(head)
    if dep == "nsubj:pass":
        return "place:attacked" if head.lemma_ in _ATTACK else ""
    if dep in {"obj", "iobj"}:
        return "place:reached" if head.lemma_ in _ATTACK | _MOTION else ""
    if dep == "nmod:poss":
        return "place:possession" if head.lemma_.lower() in _CITY_POSSESSION else ""
    if dep in {"compound", "nmod", "amod", "nmod:unmarked", "nmod:desc"}:
        if head.pos_ in {"VERB", "ADJ"} or head.lemma_.lower() in _STATE_HEADS:
            return ""
        return "place:compound"
    return ""


def _marker(token: Token) -> str:
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i and child.pos_ != "PART":
            return str(child.lower_)
    return ""


def _located(token: Token) -> bool:
    """*Paris, France*; *Kyiv, the capital of Ukraine*; a dateline."""
    for child in token.children:
        if child.i > token.i and child.dep_ in {"appos", "nmod:unmarked", "list", "nmod", "flat"}:
            comma = any(t.text == "," for t in token.doc[token.i + 1 : child.i])
            if comma and (
                (child.pos_ == "PROPN" and not _marker(child)) or child.lemma_.lower() in {"capital", "city", "home"}
            ):
                return True
    after = token.doc[token.i + 1 : token.i + 4].text
    return token.is_sent_start is True and (after.startswith(("—", "–", "(")) or ", 2" in after)


def _by_marker(marker: str, head: Token) -> str:
    lemma = head.lemma_.lower()
    if marker in _LOCATIVE:
        return f"place:{marker}"
    if marker in {"to", "from", "for", "toward", "towards"}:
        return f"place:{marker}" if lemma in _MOTION else ""
    if marker == "of":
        return "place:of" if lemma in _CITY_OF else ""
    if marker in {"on", "over"}:
        return f"place:{marker}" if lemma in _ATTACK | _MOTION else ""
    return ""


def _as_subject(head: Token) -> str:
    copula = any(c.dep_ == "cop" for c in head.children)
    if (
        copula
        and head.pos_ in {"NOUN", "PROPN"}
        and head.lemma_.lower() in {"city", "capital", "home", "town", "site", "port"}
    ):
        return "place:is"
    if head.lemma_ in _BEING and not copula and head.lemma_ not in {"be", "stand", "remain", "host"}:
        return "place:lies"
    return ""
