"""Acronyms that an article defines: *Shanghai Cooperation Organisation (SCO)*, *DPRK (North Korea)*."""

import re

from spacy.tokens import Span

from kg.entities.gazetteer import NAME
from kg.entities.roster import Draft, Roster
from kg.models import Entity

_ACRONYM = re.compile(r"[A-Z][A-Za-z&.\-/]{0,9}[A-Z0-9]s?|[A-Z]{2,10}(?:-[A-Z]{1,4})?")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "&"})


def link_acronyms(roster: Roster) -> None:
    """Let a bracketed short form name what stands before it, here and in the rest of the article."""
    doc, defined = roster.doc, {}
    for i, token in enumerate(doc[:-2] if len(doc) > 2 else doc[:0]):
        if token.text != "(" or i == 0:
            continue
        close = next((j for j in range(i + 2, min(i + 5, len(doc))) if doc[j].text in {")", ",", ";"}), 0)
        short = doc[i + 1 : close] if close else doc[0:0]
        while len(short) > 1 and short[0].text in {"the", "or", "“", '"', "‘", "'"}:
            short = short[1:]
        while len(short) > 1 and short[-1].text in {"”", '"', "’", "'"}:
            short = short[:-1]
        if not len(short) or not _ACRONYM.fullmatch(short.text):
            continue
        end = i - 1 if doc[i - 1].tag_ == "POS" and i > 1 else i  # `the People's Republic of Korea's (DPRK)`
        entity = _defined(roster, doc[:end], short)
        if entity is not None:
            defined[short.text] = entity
    _shorten(roster)
    _spell(roster)
    for text, entity in defined.items():
        _spread(roster, text, entity)


def _defined(roster: Roster, before: Span, short: Span) -> Entity | None:
    """Return the entity whose name ends right before the bracket and whose initials fit."""
    doc, last = roster.doc, before[-1]
    draft = roster.at(last)
    entity = roster.entity(draft) if draft is not None and draft.named else None
    if entity is not None and draft is not None and fits(short.text, draft.span.text):
        return entity
    if entity is not None and any(n.entity.id == entity.id for n in roster.gazetteer.names(short.text)):
        return entity
    start = _expand(before, short.text)
    if start is None:
        return None
    span = doc[start : last.i + 1]
    kind = "Organization"
    for inner in {id(d): d for d in (roster.at(t) for t in span) if d is not None}.values():
        if inner.span.start < span.start or inner.span.end > span.end:
            return None
        if inner.type in {"Organization", "ArmedGroup", "PoliticalParty", "Agreement", "Company", "ArmedForce"}:
            kind = inner.type
        roster.remove(inner)
    known = next((n.entity for n in roster.gazetteer.names(short.text) if n.kind == NAME and not n.ambiguous), None)
    if known is not None and fits(short.text, known.label) and _alike(known.label, span.text):
        made = known
    else:
        made = roster.invent(span.text, kind)
    roster.place(span, [made], "acronym")
    return made


def _alike(one: str, other: str) -> bool:
    words = {w.casefold()[:4] for w in one.split()} & {w.casefold()[:4] for w in other.split()}
    return len(words) >= 2


def _expand(before: Span, short: str) -> int | None:
    """Find where a capitalised name that spells the acronym starts."""
    letters = [c for c in short if c.isupper()]
    for size in range(2, min(len(before), 12) + 1):
        span = before[len(before) - size :]
        if not span[0].text[:1].isupper() or span[0].is_punct or not fits(short, span.text):
            continue
        if sum(t.text[:1].isupper() for t in span) >= min(2, len(letters)):
            return int(span[0].i)
    return None


def fits(short: str, name: str) -> bool:
    """Whether the capital letters of a short form are initials of a name's words, in order, from the first."""
    letters = [c.casefold() for c in short.rstrip("s") if c.isalpha() and c.isupper()]
    words = [w for w in re.split(r"[\s\-–/]+", name) if w]
    initials = [w[0].casefold() for w in words if w.casefold() not in _SMALL]
    every = [w[0].casefold() for w in words]
    return len(letters) > 1 and any(
        row[:1] == letters[:1] and len(letters) >= len(row) - 1 and _ordered(letters, row) for row in (initials, every)
    )


def _ordered(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(any(letter == i for i in rest) for letter in letters)


def _spread(roster: Roster, text: str, entity: Entity) -> None:
    """Let all other occurrences of a short form stand for the entity."""
    draft: Draft | None
    for match in re.finditer(rf"(?<![\w-]){re.escape(text)}(?![\w-])", roster.doc.text):
        span = roster.doc.char_span(match.start(), match.end())
        if span is None:
            continue
        draft = roster.at(span[0])
        if draft is not None and draft.span.start == span.start and draft.span.end == span.end:
            roster.remove(draft)
        roster.place(span, [entity], "acronym", entity.type)


def _shorten(roster: Roster) -> None:
    """Link the end of a longer name to its whole (*the Air Force* after *Royal Saudi Air Force*), if one only."""
    longer: dict[tuple[str, ...], set[str]] = {}
    for key, known in roster.known.items():
        if known.entity.type in BODIES:
            for name in (known.entity.label, *known.names):
                words = name.split()
                for i in range(1, len(words) - 1):
                    longer.setdefault(tuple(words[i:]), set()).add(key)
    for draft in roster.drafts:
        entity = roster.entity(draft)
        if entity is None or draft.rule not in {"name", "pattern"} or entity.type not in BODIES:
            continue
        keys = longer.get(tuple(draft.span.text.split()), set()) - {entity.id}
        if len(keys) == 1:
            draft.ids, draft.rule = (next(iter(keys)),), "name:short"
            draft.type = roster.known[draft.ids[0]].entity.type


BODIES = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Alliance", "PoliticalParty", "Company", "ArmedForce",
     "ArmedGroup", "Agreement"}
)  # fmt: skip


def _spell(roster: Roster) -> None:
    """Link a short form that nobody defined to the one name of the article whose initials it has."""
    for draft in roster.drafts:
        entity, text = roster.entity(draft), draft.span.text
        if (
            entity is None
            or draft.rule != "name"
            or not text.isupper()
            or not 2 < len(text) < 7
            or entity.type == "Person"
        ):
            continue
        keys = {
            key
            for key, known in roster.known.items()
            if key != entity.id
            and any(len(n.split()) > 1 and _initials(n) == text for n in (known.entity.label, *known.names))
        }
        if len(keys) == 1:
            draft.ids, draft.rule = (next(iter(keys)),), "acronym"
            draft.type = roster.known[draft.ids[0]].entity.type
            roster.known[draft.ids[0]].names.setdefault(text)


def _initials(name: str) -> str:
    return "".join(w[0] for w in re.split(r"[\s\-]+", name) if w and w[0].isupper())
