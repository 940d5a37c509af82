"""Peoples, crowds and bands: *Israeli tourists*, *the people of Myanmar*, *1,200 civilians*, *Rwandan rebels*."""

from collections import Counter

from spacy.tokens import Span, Token

from kg.entities.roster import GROUP, Roster
from kg.entities.words import word_list
from kg.models import Entity

_CROWDS = word_list("crowds")
_BANDS = word_list("bands")  # who fights for no state: *Sudanese rebels* are not Sudan
_BAND = "ArmedGroup"
_INSIDE = frozenset({"amod", "compound", "nmod:unmarked", "nmod:desc"})


def find_populations(roster: Roster) -> None:
    """Place crowds that are of a country, counted, or spoken of again and again, and bands that are of a country."""
    nouns = [t for t in roster.doc if t.pos_ == "NOUN" and (t.lemma_.lower() in _CROWDS or _is_band(t))]
    counts = Counter(t.lemma_.lower() for t in nouns)
    for token in nouns:
        band = _is_band(token)
        single = token.tag_ == "NN" and token.lower_ not in {"people", "youth"}
        if roster.at(token) is not None or (single and not band):
            continue
        state, span = _country(roster, token)
        if state is not None:
            _place_people(roster, token, span, state, _BAND if band else GROUP)
        elif band:
            continue
        elif counts[token.lemma_.lower()] > 2 or any(c.dep_ == "nummod" for c in token.children):
            label = " ".join(t.lower_ for t in span)
            roster.place(span, [roster.invent(label, GROUP)], "crowd", GROUP)
    roster.drafts.sort(key=lambda d: d.span.start)


def _is_band(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in _BANDS or (token.i > 0 and f"{token.nbor(-1).lower_} {lemma}" in _BANDS)


def _country(roster: Roster, token: Token) -> tuple[Entity | None, Span]:
    """Return the state or people that a crowd belongs to, and the span of its name."""
    doc, start, end, state = roster.doc, token.i, token.i + 1, None
    for child in sorted(token.children, key=lambda c: -c.i):
        draft = roster.at(child)
        inside = child.dep_ in _INSIDE and child.pos_ in {"ADJ", "NOUN", "PROPN"}
        if inside and start - 2 <= child.i < token.i:
            start = min(start, draft.span.start if draft is not None else child.left_edge.i)
            if draft is not None and draft.type in {"State", GROUP} and draft.ids:
                state = roster.known[draft.ids[0]].entity
        elif child.dep_ == "nmod" and draft is not None and draft.type in {"State", "City", "AdministrativeArea"}:
            marker = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            near = {"of", "from", "in"} if _is_band(token) else {"of", "from"}
            if marker in near and child.i - token.i <= 4 and not draft.rule.startswith("metonymy"):
                state, end = roster.known[draft.ids[0]].entity, draft.span.end
    return state, doc[start:end]


def _place_people(roster: Roster, token: Token, span: Span, state: Entity, kind: str) -> None:
    for inner in [d for d in roster.drafts if span.start <= d.span.start and d.span.end <= span.end]:
        roster.remove(inner)
    adjective = roster.gazetteer.adjectives.get(state.id, state.label)
    noun = token.text.lower()
    words = [t.text for t in span if t.text != "the"]
    label = f"{noun} of {state.label}" if "of" in words else " ".join(words)
    aliases = [f"{adjective} {noun}", f"{noun} of {state.label}"]
    if noun in {"people", "citizens", "nationals", "civilians"}:
        aliases.append(f"{adjective}s" if not adjective.endswith(("s", "h", "e")) else adjective)
    roster.place(span, [roster.invent(label, kind, state, aliases)], "crowd", kind)
