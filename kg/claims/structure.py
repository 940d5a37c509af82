"""Structure of noun phrases: what a name shows of whole and part, place and possession, without any verb.

*Kabul, Afghanistan*; *the Syrian town of Dabiq*; *the Polish Ministry of Defence*; *Bagram, in Afghanistan*; *a senator
of the Civic Party*; *Russian Tu-95 bombers*.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.frames import Candidate
from kg.claims.lexicon import Lexicon
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import conjuncts, preposition
from kg.claims.words import word_list
from kg.models import Mention, Span

BODIES = frozenset({"Organization", "IntergovernmentalOrganization", "ArmedForce", "Alliance"})
AREAS = frozenset({"City", "AdministrativeArea", "Region", "Island"})
SITES = frozenset({"Facility", "MilitaryBase", "Event", "Summit", "MilitaryExercise", "Election"})
WEAPONS = frozenset({"WeaponSystem", "Missile", "AirDefenceSystem", "Aircraft", "Ship", "Radar", "NuclearWeapon"})
WHOLES = frozenset({"State", "AdministrativeArea", "Region", "Island"})
_LOCAL = frozenset({"in", "on", "at", "near", "outside", "off"})
_MODIFIERS = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc", "flat"})
_MADE = word_list("made")


def iter_structure(doc: Doc, participants: Participants, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield partOf, locatedIn, memberOf and operates candidates that noun phrases show."""
    for mention in participants.mentions.all:
        if mention.entity is None:
            continue
        head = participants.mentions.head(mention)
        part = Participant(mention.entity, mention.type, Span(mention.start, mention.end, mention.text), head)
        if mention.rule == "description" and head.lemma_.lower() == "capital":
            yield from _capital(part, participants)
        if mention.rule.startswith(("pronoun", "description", "group")):
            continue
        if part.type in BODIES and not _before_person(mention, participants):
            yield from _body(mention, part, participants)
        elif part.type in AREAS | SITES | {"State"}:
            yield from _home(part, participants)
        if part.type in AREAS | SITES:
            yield from _place(mention, part, participants)
        if part.type in BODIES | {"Company", "ArmedGroup"}:
            yield from _described_body(part, participants)
            yield from _posted(part, participants)
        if part.type == "ArmedGroup" and (beside := _beside(mention, part, participants)) is not None:
            yield from _candidate("locatedIn", part, beside, "in")
        elif part.type in WEAPONS:
            unit = _unit(part, lexicon)
            yield from _weapon(mention, part, unit, participants)
            yield from _sited(part, unit, participants)
        elif part.type == "Person":
            yield from _person(mention, part, participants)


def _candidate(predicate: str, one: Participant, other: Participant, rule: str) -> Iterator[Candidate]:
    if one.entity.id != other.entity.id:
        slots = arguments(one.token)
        yield Candidate(predicate, one, other, one.token, slots, None, None, f"rule:structure:{rule}")


def _owners(part: Participant, participants: Participants) -> Iterator[Participant]:
    for child in part.token.children:
        if child.dep_ in _MODIFIERS and not any(c.lower_ in _MADE for c in (child, *child.children)):
            yield from participants.of(child)


def _body(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """A named body is part of the state or organisation that its name or its possessor shows."""
    mentions = participants.mentions
    whole = mentions.part_of(part.entity)
    near = [p for p in _owners(part, participants) if p.type in BODIES | {"State"}]
    near += [
        p
        for c in part.token.children
        if c.dep_ == "nmod" and preposition(c) == "of"
        for p in participants.of(c)
        if p.type in BODIES | {"State"}
    ]
    for inner in mentions.inside(mention):
        near.append(Participant(inner, inner.type, part.span, part.token))
    for owner in near:
        if whole is not None and owner.entity.id in {e.id for e in (whole, mentions.state_of(whole)) if e}:
            yield from _candidate("partOf", part, owner, "body")
            return


def _posted(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*MINUSMA, the UN mission in Mali*: a force is stationed where the noun beside its name says."""
    for noun in _nouns_beside(part):
        if noun.lemma_.lower() in _POSTED and part.token.dep_ != "compound":
            for child in noun.children:
                if child.dep_ == "nmod" and preposition(child) == "in":
                    for place in participants.of(child):
                        if place.type in WHOLES | {"City"}:
                            yield from _candidate("stationedIn", part, place, "posted")


def _home(place: Participant, participants: Participants) -> Iterator[Candidate]:
    """*Duqm is home to a British base*, *Kant, home to Russian jets*: who has a base, or is stationed, in a place."""
    token = place.token
    homes = [c for c in token.children if c.lower_ == "home" and c.i > token.i]
    if token.head.lower_ == "home" and token.dep_ == "nsubj":
        homes.append(token.head)
    hosted = [t for home in homes for c in home.children if preposition(c) == "to" for t in conjuncts(c)]
    for noun in hosted:
        base = noun.lemma_.lower() in _BASES
        guest = Participant(place.entity, place.type, place.span, noun)
        guests = list(_owners(guest, participants)) if base else participants.of(noun)
        for one in guests:
            if base and one.type in BODIES | {"State"}:
                yield from _candidate("hasBaseIn", one, place, "home")
            elif not base and (one.forces or one.type in WEAPONS | {"ArmedForce"}):
                yield from _candidate("stationedIn", one, place, "home")


def _before_person(mention: Mention, participants: Participants) -> bool:
    """Whether a name follows, so that the body only says what somebody was (*former U.S. Marine Willy Cancel*)."""
    span = participants.mentions.span(mention)
    behind = participants.mentions.covering(span.doc[span.end]) if span.end < len(span.doc) else None
    return behind is not None and behind.type == "Person"


def _described_body(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*the IAEA, a United Nations body*; *Turkey's company TPAO*: the whole that the noun beside a name tells."""
    for noun in _nouns_beside(part):
        if noun.lemma_.lower() not in _BODY_NOUNS:
            continue
        for child in noun.children:
            marked = child.dep_ == "nmod" and preposition(child) in {"of", "within"}
            if child != part.token and (child.dep_ in _MODIFIERS or marked):
                for owner in participants.of(child):
                    if owner.type in BODIES | {"State", "Company", "ArmedGroup"}:
                        yield from _candidate("partOf", part, owner, "described")
                        return


def _nouns_beside(part: Participant) -> list[Token]:
    """Return the nouns that say what a name is (*the IAEA, a UN body*; *the company TPAO*)."""
    nouns = [c for c in part.token.children if c.dep_ == "appos" and c.pos_ == "NOUN"]
    head = part.token.head
    if part.token.dep_ in {"appos", "flat", "compound"} and head.pos_ == "NOUN" and head != part.token:
        nouns.append(head)
    return nouns


_BODY_NOUNS = word_list("body kind")
_POSTED = word_list("posted body")
_BASES = word_list("base kind")


def _place(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*X, Y*; *X in Y*; *Y's X region*; *the Y town of X*."""
    token = part.token
    predicate = "partOf" if part.type in AREAS else "locatedIn"
    if part.type == "Facility" and token.lemma_.lower() in _MISSIONS:
        for inside in participants.mentions.inside(mention):
            if inside.type == "State":
                state = Participant(inside, inside.type, part.span, token)
                yield from _candidate("operates", state, part, "mission")
    beside = _beside(mention, part, participants)
    if beside is not None:
        yield from _candidate(_relation(part, beside), part, beside, "in")
    for owner in _owners(part, participants):
        if owner.type in WHOLES and owner.type != part.type and _lies_in(part, owner, participants):
            yield from _candidate(predicate, part, owner, "owner")
    for child in token.children:
        wholes = [p for p in participants.of(child) if p.type in WHOLES | {"City"} and p.type != part.type]
        if not wholes or child.i < token.i:
            continue
        marker = preposition(child)
        comma = (
            child.dep_ in {"appos", "nmod:unmarked", "list", "nmod", "flat", "conj", "dep"}
            and marker is None
            and (token.doc[child.left_edge.i - 1].text == ",")
        )
        if comma and not any(c.dep_ == "cc" for c in child.children) and _lies_in(part, wholes[0], participants):
            yield from _candidate(predicate, part, wholes[0], "comma")
        elif child.dep_ == "nmod" and marker in _LOCAL:
            yield from _candidate(_relation(part, wholes[0]), part, wholes[0], "in")
    head = token.head
    if head.pos_ == "NOUN" and (
        token.dep_ in {"appos", "flat", "compound"} or (token.dep_ == "nmod" and preposition(token) == "of")
    ):
        for child in head.children:
            if child.dep_ in {"amod", "compound", "nmod:poss"} and child != token:
                for owner in participants.of(child):
                    if owner.type in WHOLES and owner.type != part.type and head.lemma_ in _KINDS:
                        yield from _candidate(predicate, part, owner, "kind")


def _capital(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*the Somali capital* says that the city is part of the state."""
    for owner in _owners(part, participants):
        if owner.type == "State":
            yield from _candidate("partOf", part, owner, "capital")


_KINDS = word_list("place kind")
_MISSIONS = word_list("mission abroad")


def _relation(part: Participant, whole: Participant) -> str:
    """A town or area is part of a state or area that it lies in; anything else is located where it is."""
    return "partOf" if part.type in AREAS and whole.type in {"State", "AdministrativeArea"} else "locatedIn"


def _beside(mention: Mention, part: Participant, participants: Participants) -> Participant | None:
    """Read *Bagram, in Afghanistan* and *Naha in Okinawa* off the words themselves, whatever the parser hung where."""
    end = participants.mentions.span(mention).end
    words = [t for t in part.token.doc[end : end + 8] if t.sent.start == part.token.sent.start]
    if words and words[0].text == ",":
        words = words[1:]
    if not words or words[0].lower_ not in _LOCAL:
        return None
    for token in words[1:]:
        found = [p for p in participants.of(token) if p.type in WHOLES | {"City", "BodyOfWater"}]
        inner = participants.mentions.covering(token)
        if found and inner is not None:
            whole = found[0]
            return whole if whole.type != part.type and _lies_in(part, whole, participants) else None
        if inner is not None or token.lower_ not in _BETWEEN:
            return None
    return None


_BETWEEN = word_list("between places")


def _lies_in(part: Participant, whole: Participant, participants: Participants) -> bool:
    """Whether the gazetteer does not contradict that a place lies in another."""
    known = participants.mentions.state_of(part.entity)
    other = whole.entity if whole.type == "State" else participants.mentions.state_of(whole.entity)
    return known is None or other is None or known.id == other.id


def _unit(part: Participant, lexicon: Lexicon) -> Token:
    """Return the noun that a weapon's name stands before (*Patriot batteries*), or the name's own."""
    head = part.token.head
    before = part.token.dep_ in {"compound", "nmod:desc", "nmod:unmarked"} and head.lemma_.lower() in lexicon.forces
    return head if before else part.token


def _weapon(mention: Mention, part: Participant, unit: Token, participants: Participants) -> Iterator[Candidate]:
    owners = list(_owners(part, participants)) or _before(mention, part, participants)
    if not owners and unit != part.token:
        owners = [
            p
            for c in unit.children
            if c.dep_ in {"nmod:poss", "amod", "compound"}
            and c != part.token
            and not any(x.lower_ in _MADE for x in (c, *c.children))
            for p in participants.of(c)
        ]
    for owner in owners:
        if owner.type in {"State", "ArmedForce", "ArmedGroup"}:
            yield from _candidate("operates", owner, part, "possession")


def _sited(part: Participant, unit: Token, participants: Participants) -> Iterator[Candidate]:
    """*Patriot batteries in Poland were …*: a weapon is where its noun says, if no verb puts it there or plans to."""
    told = unit.dep_ in _TOLD or (unit.dep_ == "obj" and unit.head.lemma_ in _HOLDING)
    for child in unit.children if told else ():
        if child.dep_ == "nmod" and preposition(child) in _LOCAL - {"off"}:
            for place in participants.of(child):
                if place.type in WHOLES | {"City", "Facility", "MilitaryBase"}:
                    yield from _candidate("stationedIn", part, place, "in")


_TOLD = frozenset({"nsubj", "nsubj:pass", "appos", "ROOT"})
_HOLDING = frozenset({"include", "have", "comprise", "bomb", "destroy", "hit", "strike"})


def _before(mention: Mention, part: Participant, participants: Participants) -> list[Participant]:
    """Read *two US X-band radars* off the words: a state's name or adjective right before the weapon's."""
    at = participants.mentions.span(mention).start
    while at > part.token.sent.start and part.token.doc[at - 1].pos_ in {"NUM", "NOUN"}:
        at -= 1
    if at <= part.token.sent.start:
        return []
    before = participants.mentions.covering(part.token.doc[at - 1])
    return participants.of(participants.mentions.head(before)) if before is not None else []


def _person(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*X of the Y Party*, *the Y Party's X*."""
    for child in part.token.children:
        marked = (child.dep_ == "nmod" and preposition(child) in {"of", "from"}) or child.dep_ == "nmod:poss"
        if marked:
            for owner in participants.of(child):
                if owner.type == "PoliticalParty":
                    yield from _candidate("memberOf", part, owner, "party")
                    return
    for owner in _named_behind(mention, part, participants):
        yield from _candidate("memberOf", part, owner, "party")


def _named_behind(mention: Mention, part: Participant, participants: Participants) -> Iterator[Participant]:
    """Read *X of the Y Party* off the words, wherever the parser hung the phrase."""
    end = participants.mentions.span(mention).end
    words = [t for t in part.token.doc[end : end + 3] if t.sent.start == part.token.sent.start]
    if words and words[0].lower_ in {"of", "from"}:
        for token in words[1:]:
            inner = participants.mentions.covering(token)
            if inner is not None:
                yield from (p for p in participants.of(participants.mentions.head(inner)) if p.type == "PoliticalParty")
                return
            if token.lower_ != "the":
                return


def span_of(token: Token) -> Span:
    """Return the span of one word."""
    return Span(token.idx, token.idx + len(token), token.text)
