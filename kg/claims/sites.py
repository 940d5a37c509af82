"""Sites: where a place, facility or event lies, who has a base or is stationed in it, and who runs a mission."""

from collections.abc import Iterator

from kg.claims.frames import Candidate
from kg.claims.nominals import AREAS, BASES, BODIES, LOCAL, WEAPONS, WHOLES, owners, shown
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import conjuncts, preposition
from kg.claims.words import word_list
from kg.models import Mention

_KINDS = word_list("place kind")
_MISSIONS = word_list("mission abroad")
_BETWEEN = word_list("between places")


def iter_sites(mention: Mention, part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*X, Y*; *X in Y*; *Y's X region*; *the Y town of X*."""
    token = part.token
    predicate = "partOf" if part.type in AREAS else "locatedIn"
    if part.type == "Facility" and token.lemma_.lower() in _MISSIONS:
        for inside in participants.mentions.inside(mention):
            if inside.type == "State":
                state = Participant(inside, inside.type, part.span, token)
                yield from shown("operates", state, part, "mission")
    whole = beside(mention, part, participants)
    if whole is not None:
        yield from shown(_relation(part, whole), part, whole, "in")
    for owner in owners(part.token, participants):
        if owner.type in WHOLES and owner.type != part.type and _lies_in(part, owner, participants):
            yield from shown(predicate, part, owner, "owner")
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
            yield from shown(predicate, part, wholes[0], "comma")
        elif child.dep_ == "nmod" and marker in LOCAL:
            yield from shown(_relation(part, wholes[0]), part, wholes[0], "in")
    head = token.head
    if head.pos_ == "NOUN" and (
        token.dep_ in {"appos", "flat", "compound"} or (token.dep_ == "nmod" and preposition(token) == "of")
    ):
        for child in head.children:
            if child.dep_ in {"amod", "compound", "nmod:poss"} and child != token:
                for owner in participants.of(child):
                    if head.lemma_.lower() in BASES and owner.type == "State":
                        yield from shown("hasBaseIn", owner, part, "kind")  # `an American base, Pituffik`
                    elif owner.type in WHOLES and owner.type != part.type and head.lemma_ in _KINDS:
                        yield from shown(predicate, part, owner, "kind")


def iter_homes(place: Participant, participants: Participants) -> Iterator[Candidate]:
    """*Duqm is home to a British base*, *Kant, home to Russian jets*: who has a base, or is stationed, in a place."""
    token = place.token
    homes = [c for c in token.children if c.lower_ == "home" and c.i > token.i]
    if token.head.lower_ == "home" and token.dep_ == "nsubj":
        homes.append(token.head)
    hosted = [t for home in homes for c in home.children if preposition(c) == "to" for t in conjuncts(c)]
    for noun in hosted:
        base = noun.lemma_.lower() in BASES
        guests = list(owners(noun, participants)) if base else participants.of(noun)
        for one in guests:
            if base and one.type in BODIES | {"State"}:
                yield from shown("hasBaseIn", one, place, "home")
            elif not base and (one.forces or one.type in WEAPONS | {"ArmedForce"}):
                yield from shown("stationedIn", one, place, "home")


def iter_capitals(part: Participant, participants: Participants) -> Iterator[Candidate]:
    """*the Somali capital* says that the city is part of the state."""
    for owner in owners(part.token, participants):
        if owner.type == "State":
            yield from shown("partOf", part, owner, "capital")


def beside(mention: Mention, part: Participant, participants: Participants) -> Participant | None:
    """Read *Bagram, in Afghanistan* and *Naha in Okinawa* off the words themselves, whatever the parser hung where."""
    end = participants.mentions.span(mention).end
    words = [t for t in part.token.doc[end : end + 8] if t.sent.start == part.token.sent.start]
    if words and words[0].text == ",":
        words = words[1:]
    if not words or words[0].lower_ not in LOCAL:
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


def _relation(part: Participant, whole: Participant) -> str:
    """A town or area is part of a state or area that it lies in; anything else is located where it is."""
    return "partOf" if part.type in AREAS and whole.type in {"State", "AdministrativeArea"} else "locatedIn"


def _lies_in(part: Participant, whole: Participant, participants: Participants) -> bool:
    """Whether the gazetteer does not contradict that a place lies in another."""
    known = participants.mentions.state_of(part.entity)
    other = whole.entity if whole.type == "State" else participants.mentions.state_of(whole.entity)
    return known is None or other is None or known.id == other.id
