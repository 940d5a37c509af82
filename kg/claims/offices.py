"""Offices: who leads or serves whom, from titles (*Japanese Prime Minister Kishida*, *Blinken, Secretary of State*)."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments, preposition
from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon, Title
from kg.claims.participants import Participant, Participants

_OWNERS = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nmod:unmarked", "nmod", "flat"})


def iter_offices(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield a `leaderOf` or `officialOf` candidate for every person beside a title of a state or organisation."""
    for token in doc:
        found = _title(token, lexicon)
        if found is None:
            continue
        title, words = found
        head = words[-1]
        persons = _holders(head, words, participants)
        if not persons:
            continue
        for owner in _owners(words, participants, persons[0]):
            for person in persons[:1]:
                if person.entity.id != owner.entity.id:
                    role = title.title
                    yield Candidate(
                        title.predicate, person, owner, head, arguments(head), None, role, "rule:titles.csv", 0.85
                    )


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
            longer = doc[start : token.i + 4].text.casefold() if token.i + 4 <= len(doc) else ""
            if any(lexicon.titles.get(doc[start : token.i + 1 + n].text.casefold()) for n in (1, 2, 3, 4) if longer):
                return None
            return title, list(words)
    return None


def _holders(head: Token, words: list[Token], participants: Participants) -> list[Participant]:
    """Find the person who holds the title: the name that follows it, an apposition, the subject of a copula."""
    doc, found = head.doc, []
    following = words[-1].i + 1
    if following < len(doc) and doc[following].sent.start == head.sent.start:
        found += _persons(participants, doc[following])
        mention = participants.mentions.covering(doc[following])
        if not found and mention is not None and mention.type == "Person":
            found += _persons(participants, participants.mentions.head(mention))
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
    for token in sorted(set(near), key=lambda t: (t.i > words[-1].i, -t.i)):
        found = [p for p in participants.of(token) if p.type != "Person" and _may_employ(p)]
        if found:
            return found[:1]
    return []


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
