"""Persons: surnames after full names, titles before names, and the holders of offices at the article's date."""

from collections import defaultdict

from spacy.tokens import Doc, Span, Token

from kg.entities.bodies import past_possessive
from kg.entities.gazetteer import Term
from kg.entities.recognised import trim
from kg.entities.roster import Draft, Roster
from kg.entities.surnames import surnames
from kg.entities.titles import TITLES, title_before
from kg.entities.words import word_list
from kg.models import Entity

_MALE, _FEMALE = word_list("male"), word_list("female")
_OFFICES = {
    "president": ("president",),
    "prime minister": ("prime minister", "premier"),
    "premier": ("premier", "prime minister"),
    "chancellor": ("chancellor",),
    "king": ("king",),
    "queen": ("queen",),
    "emperor": ("emperor",),
    "emir": ("emir",),
    "sultan": ("sultan",),
    "pope": ("pope",),
    "supreme leader": ("supreme leader",),
    "leader": ("",),
}


def link_persons(roster: Roster) -> None:
    """Join all names of one person, link those who hold an office, and place the offices that stand for a person."""
    _titled(roster)
    full = [d for d in roster.drafts if d.type == "Person" and len(d.span.text.split()) > 1]
    for draft in full:
        _gender(roster, draft)
    _shortened(roster, full)
    _unheard(roster, full)
    _administrations(roster)
    _offices(roster)


def _titled(roster: Roster) -> None:
    """A capitalised run after a title is a person, whatever the recogniser saw."""
    doc = roster.doc
    for token in doc[:-1] if len(doc) > 1 else doc[:0]:
        if token.text not in TITLES or token.text in {"Chief", "Leader", "Private", "Father", "Major", "General"}:
            continue
        start = token.i + 1
        if doc[start].text in TITLES or roster.at(doc[start]) is not None or roster.at(token) is not None:
            continue
        if doc[start].text in {"-", "–"}:
            continue  # `the UN Secretary-General`: the second half of a title is nobody's name
        end = start
        while end < len(doc) and end < start + 5 and _name_part(doc[end]) and roster.at(doc[end]) is None:
            end += 1
        span = trim(doc[start:end])
        if len(span) and span[0].text[:1].isupper() and span[0].pos_ == "PROPN" and span.sent.start == token.sent.start:
            roster.place(span, [roster.invent(span.text, "Person")], "name:title", "Person")
    roster.drafts.sort(key=lambda d: d.span.start)


def _name_part(token: Token) -> bool:
    if token.lower_ in {"al", "-", "bin", "van", "de", "von", "der", "el", "da", "ibn"}:
        return True
    return bool(token.text[:1].isupper()) and (token.is_alpha or token.text.replace("-", "").replace(".", "").isalpha())


def _gender(roster: Roster, draft: Draft) -> None:
    title = title_before(draft.span)
    known = roster.known[draft.ids[0]]
    if not known.gender:
        known.gender = "male" if title in _MALE else "female" if title in _FEMALE else ""


def _shortened(roster: Roster, full: list[Draft]) -> None:
    """Link a name of one or two words to the one fuller name of the article that it shortens."""
    by_name: dict[str, dict[str, int]] = defaultdict(dict)
    for draft in full:
        for rank, short in enumerate(surnames(draft.span.text)):
            by_name[short.casefold()].setdefault(draft.ids[0], rank)
    for draft in roster.drafts:
        entity = roster.entity(draft)
        if entity is None or draft.type not in {"Person", "Organization", "City", "PopulationGroup", "Region"}:
            continue
        if draft.rule.startswith(("gazetteer", "metonymy", "place")) and draft.type != "Person":
            continue
        ids = by_name.get(draft.span.text.casefold(), {})
        ids = {k: r for k, r in ids.items() if k != entity.id}
        if not ids or entity.id in by_name.get("", {}) or (draft in full and entity.wikidata):
            continue
        best = min(ids.values())
        chosen = [k for k, rank in ids.items() if rank == best]
        if len(chosen) == 1:
            _point(roster, draft, chosen[0], "name:short")
        else:
            roster.dropped["surname of two persons"] += 1
    _loose(roster, by_name)


def _loose(roster: Roster, by_name: dict[str, dict[str, int]]) -> None:
    """Place surnames that no other step saw, where the article introduced the person before."""
    for token in roster.doc:
        if token.pos_ != "PROPN" or roster.at(token) is not None:
            continue
        ids = {k for k, rank in by_name.get(token.text.casefold(), {}).items() if rank == 0}
        if len(ids) == 1:
            key = next(iter(ids))
            roster.place(roster.doc[token.i : token.i + 1], [roster.known[key].entity], "name:short", "Person")
    roster.drafts.sort(key=lambda d: d.span.start)


def _point(roster: Roster, draft: Draft, key: str, rule: str) -> None:
    draft.ids, draft.type, draft.rule = (key,), "Person", rule
    roster.known[key].names.setdefault(draft.span.text)


def _unheard(roster: Roster, full: list[Draft]) -> None:
    """Link *President Biden* to the holder of the office where the article gives no full name."""
    for draft in roster.drafts:
        if draft.type != "Person" or draft in full or draft.rule not in {"name", "name:title"}:
            continue
        holders = {
            t.person.id: t.person
            for t in roster.gazetteer.surnames.get(draft.span.text.casefold(), ())
            if _near(t, roster)
        }
        if len(holders) == 1:
            person = next(iter(holders.values()))
            roster.know(person)
            _point(roster, draft, person.id, "name:office")


def _near(term: Term, roster: Roster) -> bool:
    """Whether a term of office covers the article's date, or the article, undated, names the state."""
    date = roster.article.date
    if date:
        return term.start[:4] <= date[:4] and (not term.end or term.end[:4] >= date[:4])
    return any(e.entity.label == term.state for e in roster.known.values())


def _administrations(roster: Roster) -> None:
    """*the Biden administration*, *the Ortega-Murillo regime* are the state; the person's mention gives way to it."""
    for draft in list(roster.drafts):
        following = roster.doc[draft.span.end : draft.span.end + 2].text
        if draft.type != "Person" or not following.lower().startswith(("administration", "government", "regime")):
            continue
        entity = roster.entity(draft)
        state = _ruled(roster, [entity]) if entity is not None else None
        if state is None:
            first = draft.span.text.split()[-1].partition("-")[0].casefold()
            state = _ruled(roster, [term.person for term in roster.gazetteer.surnames.get(first, ())])
        if state is not None and not following.lower().startswith("government o"):
            draft.ids, draft.type, draft.rule = (roster.know(state),), "State", "metonymy:administration"


def _ruled(roster: Roster, persons: list[Entity]) -> Entity | None:
    """Return the one state that persons of a name have headed, which their administration stands for at any date."""
    terms = [t for person in persons for t in roster.gazetteer.held.get(person.id, ())]
    states = {t.state for t in terms if t.role in _HEADS}
    return roster.gazetteer.entities.get(next(iter(states))) if len(states) == 1 else None


_HEADS = frozenset({"President", "Prime Minister", "Premier", "Chancellor", "Taoiseach", "Supreme Leader"})


def holders(roster: Roster, state: Entity, office: str) -> list[Entity]:
    """Return who held an office of a state at the article's date."""
    date = roster.article.date
    wanted = _OFFICES.get(office.lower())
    if not date or wanted is None:
        return []
    found = {}
    for term in roster.gazetteer.terms.get(state.label, ()):
        role = term.role.lower()
        begun = term.start[: len(date)] <= date[: len(term.start)]
        over = term.end and date[: len(term.end)] > term.end
        if any(w in role for w in wanted) and "vice" not in role and begun and not over:
            found[term.person.id] = term.person
    return list(found.values())


def _offices(roster: Roster) -> None:
    """*the Japanese prime minister*, *Turkey's president*: the holder, where no name follows."""
    doc = roster.doc
    for draft in list(roster.drafts):
        state = roster.entity(draft)
        if state is None or state.type != "State" or draft.rule.startswith("metonymy:adm"):
            continue
        span = _office(doc, past_possessive(doc, draft.span.end))
        if span is None or roster.at(span[0]) is not None or _followed(roster, span):
            continue
        persons = holders(roster, state, span.text)
        if len(persons) == 1:
            roster.place(span, persons, "description:office", "Person")
    roster.drafts.sort(key=lambda d: d.span.start)


def _office(doc: Doc, start: int) -> Span | None:
    for size in (2, 1):
        span = doc[start : start + size]
        if len(span) == size and span.text.lower() in _OFFICES:
            return span
    return None


def _followed(roster: Roster, span: Span) -> bool:
    """Whether the office stands before a name, or a further title, or belongs to an older day."""
    doc, end = roster.doc, span.end
    if end < len(doc) and ((doc[end].text[:1].isupper() and doc[end].is_alpha) or doc[end].text in {"-", ","}):
        draft = roster.at(doc[min(end + (doc[end].text == ","), len(doc) - 1)])
        if doc[end].text != "," or (draft is not None and draft.type == "Person"):
            return True
    before = doc[max(0, span.start - 3) : span.start].text.lower()
    return any(w in before for w in ("former", "late", "then-", "ex-", "vice", "deputy", "next", "first"))
