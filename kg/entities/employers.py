"""Employers: whom a person speaks for, by the words about the name and by the offices that the gazetteer knows."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.entities.roster import Draft, Roster
from kg.entities.titles import title_before
from kg.entities.words import word_list
from kg.models import Entity

_EMPLOYERS = frozenset({"State", "IntergovernmentalOrganization", "Alliance", "ArmedGroup"})
_HOUSES = _EMPLOYERS | {"ArmedForce", "Organization", "Company"}
_NOMINAL = frozenset({"nmod", "nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc", "flat"})
_OFFICES = word_list("office holders")
_FIELDS = word_list("ministry heads")
_BODIES = word_list("weak names")  # last words of bodies whose name does not say whose they are
_DATED = re.compile(r"^([^\n,]{3,40}),[^\n]{0,40}?\b(?:\d{1,2} )?[A-Z][a-z]+\.? (?:\d{1,2}, )?\d{4}\b", re.M)
_HEAD = 400  # characters in which a dateline stands
_APPOSITION = 14  # words of an apposition that are looked at


def employer(roster: Roster, person: Entity) -> Entity | None:
    """Return whom a person speaks for: the one body by the name, the state of the office held, the text's own state."""
    drafts = [d for d in roster.drafts if person.id in d.ids and d.named]
    found: dict[str, Entity] = {}
    for draft in drafts:
        for near in _before(roster, draft):
            found.setdefault(near.id, near)
    if len(found) == 1:
        return next(iter(found.values()))
    for draft in drafts:
        for house in _told(roster, draft):
            return house
    states = {t.state for t in roster.gazetteer.held.get(person.id, ())}
    if states:
        return roster.gazetteer.entities.get(next(iter(states))) if len(states) == 1 else None
    return home(roster) if any(_in_office(d) for d in drafts) else None


def _before(roster: Roster, draft: Draft) -> Iterator[Entity]:
    """Yield the states and bodies named right before a person (*the Turkish foreign minister X*)."""
    for near in roster.drafts:
        gap = draft.span.start - near.span.end
        if not 0 <= gap <= 5 or near.type not in _EMPLOYERS or not near.ids:
            continue
        between = roster.doc[near.span.end : draft.span.start].text
        if near.span.sent.start == draft.span.sent.start and "," not in between:
            yield roster.known[near.ids[0]].entity


def _told(roster: Roster, draft: Draft) -> Iterator[Entity]:
    """Yield whom the noun beside a name serves (*X, a spokesman for the army*; *the Lao ambassador, X*)."""
    behind = roster.doc[draft.span.end : draft.span.end + 1].text
    nouns = [c for c in draft.head.children if c.dep_ == "appos" and c.i > draft.head.i and behind == ","]
    if draft.head.dep_ in {"appos", "flat"}:
        nouns.append(draft.head.head)
    for noun in nouns:
        if noun.lemma_.lower() not in _OFFICES:
            continue
        for token in noun.subtree:
            near = roster.at(token)
            if near is None or near.head != token or near.type not in _HOUSES or len(near.ids) != 1:
                continue
            if abs(token.i - noun.i) <= _APPOSITION and _serves(token, noun):
                house = roster.known[near.ids[0]].entity
                state = roster.state(house) if house.type == "Organization" else house
                if state is not None or house.label.split()[-1] not in _BODIES:
                    yield state or house


def _serves(token: Token, noun: Token) -> bool:
    """Whether only links of a noun phrase lead from a word to the noun."""
    while token != noun:
        if token.dep_ not in _NOMINAL:
            return False
        token = token.head
    return True


def _in_office(draft: Draft) -> bool:
    """Whether a title or an apposition gives a person an office, without a word of whose it is."""
    beside = [c for c in draft.head.children if c.dep_ == "appos"] + [draft.head.head]
    offices = [t for t in beside if t.lemma_.lower() in _OFFICES]
    owned = any(c.dep_ in {"nmod:poss", "nmod"} and c.lower_ not in _FIELDS for t in offices for c in t.children)
    return not owned and bool(offices or title_before(draft.span))


def home(roster: Roster) -> Entity | None:
    """Return the state that a text's dateline lies in (*NICOSIA, 20 June 2024*)."""
    match = _DATED.search(roster.doc.text[:_HEAD])
    if match is None:
        return None
    for draft in roster.drafts:
        if match.start(1) <= draft.span.start_char < match.end(1) and len(draft.ids) == 1:
            return roster.state(roster.known[draft.ids[0]].entity)
    return None
