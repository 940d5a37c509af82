"""Offices: who leads or serves whom, from titles (*Japanese Prime Minister Kishida*, *Blinken, Secretary of State*)."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon, Title
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import preposition
from kg.claims.words import word_list
from kg.models import Entity, Span

_OWNERS = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "nmod", "flat"})


def iter_offices(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a `leaderOf` or `officialOf` candidate for every person beside a title of a state or organisation."""
    yield from _administrations(participants)
    served: set[tuple[str, str]] = set()
    for token in doc:
        found = _title(token, lexicon)
        if found is None:
            continue
        title, words = found
        head = words[-1]
        persons = _holders(head, words, participants)
        if not persons:
            continue
        person, origin = persons[0], "rule:titles.csv"
        owners = _owners(words, participants, person) or _behind(words, person, participants)
        if not owners and (person.entity.id, title.title) not in served:
            owners, origin = _implied(title, words, person, participants), "rule:titles.csv:implied"
        for owner in owners:
            if person.entity.id != owner.entity.id:
                served.add((person.entity.id, title.title))
                slots = arguments(head)
                yield Candidate(title.predicate, person, owner, head, slots, None, title.title, origin)


def _administrations(participants: Participants) -> Iterator[Candidate]:
    """*the Biden administration* says who leads the state that it stands for."""
    for mention in participants.mentions.all:
        person = participants.mentions.ruler(mention) if mention.rule == "metonymy:administration" else None
        if person is not None and mention.entity is not None:
            head = participants.mentions.head(mention)
            span = Span(mention.start, mention.end, mention.text)
            one, other = Participant(person, "Person", span, head), Participant(mention.entity, "State", span, head)
            yield Candidate("leaderOf", one, other, head, arguments(head), None, None, "rule:structure:administration")


def _behind(words: list[Token], person: Participant, participants: Participants) -> list[Participant]:
    """*President Danny Faure of Seychelles*: the owner hangs on the name behind the title."""
    if person.token.i < words[-1].i:
        return []
    for child in person.token.children:
        if child.dep_ == "nmod" and child.i > person.token.i and preposition(child) in {"of", "from"}:
            found = [p for p in participants.of(child) if p.type != "Person" and _may_employ(p)]
            if found:
                return found[:1]
    return []


def _implied(title: Title, words: list[Token], person: Participant, participants: Participants) -> list[Participant]:
    """Find whom an office without an owner serves: the known office of the person, else the state in focus.

    *President Nicolas Sarkozy*; *Defence Minister X* in an article about Mongolia.
    """
    away = not words[0].text[:1].isupper() and abs(person.token.i - words[-1].i) > _NEAR
    if away or any(c.lower_ in _PAST for w in words for c in w.children):
        return []
    known = participants.mentions.employers(person.entity)
    if len(known) == 1:
        owner: Entity | None = known[0]
    elif known or title.scope != "State" or not words[0].text[:1].isupper() or title.title in _BARE:
        return []
    else:
        owner = participants.mentions.focus(words[0])
    if owner is None or (owner.label in _SECRETARIES and "Secretary" not in title.title and _minister(title)):
        return []
    if owner.id not in {k.id for k in known} and _under_secretary(title) and owner.label not in _SECRETARIES:
        return []  # no state but these has one: `Assistant Secretary X will travel to Mali`
    span = Span(words[0].idx, words[-1].idx + len(words[-1]), words[0].doc[words[0].i : words[-1].i + 1].text)
    return [Participant(owner, owner.type, span, words[-1])]


def _under_secretary(title: Title) -> bool:
    return (
        any(f"{rank} Secretary" in title.title for rank in ("Assistant", "Under", "Deputy"))
        or "of State" in title.title
    )


def _minister(title: Title) -> bool:
    return any(word in title.title for word in ("Minister", "Premier", "Chancellor", "King", "Queen"))


_NEAR = 4  # words between an office in small letters, of nobody, and its holder
_PAST = frozenset({"former", "late", "ex", "then"})
_BARE = frozenset({"Secretary", "Ambassador", "General", "Minister"})  # of whom, only the text can tell
_SECRETARIES = frozenset({"United States"})  # where ministers are called secretaries


def _title(token: Token, lexicon: Lexicon) -> tuple[Title, list[Token]] | None:
    """Return the longest title that ends here, with its tokens; a title inside of a longer one is not one."""
    doc = token.doc
    for size in range(5, 0, -1):
        start = token.i - size + 1
        if start < 0 or doc[start].sent.start != token.sent.start:
            continue
        words = doc[start : token.i + 1]
        title = lexicon.titles.get(words.text.casefold())
        if title is not None:
            before = doc[start - 1].text if start else ""
            if before in _SECOND:  # `Vice Chair`: not the chair
                title, words = Title(f"{before} {title.title}", "officialOf", title.scope), doc[start - 1 : token.i + 1]
            longer = doc[start : token.i + 4].text.casefold() if token.i + 4 <= len(doc) else ""
            if any(lexicon.titles.get(doc[start : token.i + 1 + n].text.casefold()) for n in (1, 2, 3, 4) if longer):
                return None
            return title, list(words)
    return None


_SECOND = frozenset({"Vice", "Deputy", "Assistant", "Associate"})


def _holders(head: Token, words: list[Token], participants: Participants) -> list[Participant]:
    """Find the person who holds the title: the name that follows it, an apposition, the subject of a copula."""
    doc, found = head.doc, []
    following = _past_honorifics(doc, words[-1].i + 1)
    if following < len(doc) and doc[following].sent.start == head.sent.start:
        found += _persons(participants, doc[following])
        mention = participants.mentions.covering(doc[following])
        if not found and mention is not None and mention.type == "Person":
            found += _persons(participants, participants.mentions.head(mention))
        if not found and doc[following].lower_ in {"to", "for", "of"}:
            found += _after(doc[following], participants) or _behind_field(doc[following], participants)
    if not found:
        for near in [c for w in words for c in w.children if c.dep_ in {"appos", "flat", "nsubj"}]:
            found += _persons(participants, near)
    if not found:
        top = next((w for w in words if w.head not in words), head)
        if top.dep_ in {"appos", "nmod:desc", "compound", "flat", "nmod:unmarked"}:
            found += _persons(participants, top.head)
        elif top.dep_ in {"xcomp", "obl"} and (top.dep_ == "xcomp" or preposition(top) == "as"):
            for agent in arguments(top.head).get("agent", []) + arguments(top.head).get("patient", []):
                found += _persons(participants, agent)
    return found


def _past_honorifics(doc: Doc, at: int) -> int:
    """Return the word behind ranks and forms of address (*Foreign Minister Sheikh Dr. Ahmed*)."""
    while at + 1 < len(doc) and doc[at].text in _HONORIFICS:
        at += 1
    return at


_HONORIFICS = word_list("honorific")


def _after(marker: Token, participants: Participants) -> list[Participant]:
    """*Ambassador to the United States Hamdullah Mohib*: the name right behind the place or body of the office."""
    doc, at = marker.doc, marker.i + 1
    if at < len(doc) and doc[at].lower_ == "the":
        at += 1
    place = participants.mentions.covering(doc[at]) if at < len(doc) else None
    if place is None or place.type == "Person":
        return []
    end = _past_honorifics(doc, participants.mentions.span(place).end)
    holder = participants.mentions.covering(doc[end]) if end < len(doc) else None
    if holder is None or holder.type != "Person" or doc[end].sent.start != marker.sent.start:
        return []
    return _persons(participants, participants.mentions.head(holder))


def _behind_field(marker: Token, participants: Participants) -> list[Participant]:
    """*Under Secretary for Civilian Security, Democracy, and Human Rights Uzra Zeya*: the name behind the field."""
    field = marker.doc[marker.i + 1 : marker.i + 1 + _FIELD]
    for token in field:
        if token.sent.start != marker.sent.start or not (token.text[:1].isupper() or token.lower_ in _WITHIN):
            break
        mention = participants.mentions.covering(token)
        end = participants.mentions.span(mention).end if mention is not None else 0
        if mention is None or mention.type != "Person" or end - token.i < _NAMES:
            continue
        return _persons(participants, participants.mentions.head(mention))
    return []


_FIELD, _NAMES = 16, 2  # the longest field of an office, the shortest name behind one
_WITHIN = frozenset({",", "and", "&", "of", "the", "-", "’s", "'s"})


def _persons(participants: Participants, token: Token) -> list[Participant]:
    return [p for p in participants.of(token) if p.type == "Person"]


def _owners(words: list[Token], participants: Participants, person: Participant) -> list[Participant]:
    """Find whom the title serves: the name before it, its possessor, its *of*-phrase."""
    inside = {w.i for w in words}
    tops = [w for w in words if w.head.i not in inside]
    near: list[Token] = []
    for word in words:
        near += [
            c
            for c in word.children
            if c.i not in inside
            and c.dep_ in _OWNERS
            and (c.dep_ != "nmod" or preposition(c) in {"of", "to", "for", "from", "in"} or c.i < word.i)
        ]
    for top in tops:
        # `US President Joe Biden`: the parser may hang both on the name
        if top.head.pos_ == "PROPN" and top.dep_ in {"compound", "nmod:desc", "flat", "nmod:unmarked", "nmod"}:
            near += [c for c in top.head.children if c.i < words[0].i and c.dep_ in _OWNERS]
    if words[0].i > 0 and (before := words[0].nbor(-1)).sent.start == words[0].sent.start:
        near.append(before if before.tag_ != "POS" else before.nbor(-1) if before.i else before)
    secretary = any(w.lower_ in _OF_FIELDS for w in words)
    for token in sorted(set(near), key=lambda t: (t.i > words[-1].i, -t.i)):
        found = [p for p in participants.of(token) if p.type != "Person" and _may_employ(p)]
        if secretary:
            found = [p for p in found if p.type not in {"City", "AdministrativeArea"} and not _field(p, participants)]
        if found:
            return found[:1]
    return []


_OF_FIELDS = frozenset({"secretary", "minister", "undersecretary", "advisor", "adviser", "commissioner"})


def _field(owner: Participant, participants: Participants) -> bool:
    """Whether what an office is *for* is a field and no body (*Under Secretary for Political Affairs*)."""
    mention = participants.mentions.covering(owner.token)
    return preposition(owner.token) == "for" and mention is not None and mention.rule == "name"


def _may_employ(owner: Participant) -> bool:
    return owner.entity.type in {
        "State",
        "Organization",
        "IntergovernmentalOrganization",
        "Alliance",
        "PoliticalParty",
        "Company",
        "MediaOrganization",
        "ArmedForce",
        "ArmedGroup",
        "AdministrativeArea",
        "City",
    }
