"""Names: what the gazetteer, the patterns and the pipeline's entity recogniser find, the longer name first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from kg.entities.doubles import place_doubles
from kg.entities.gazetteer import CAPITAL, DEMONYM, NAME, WEAPONS, Hit, Name
from kg.entities.patterns import iter_patterns
from kg.entities.recognised import iter_recognised
from kg.entities.roster import Roster
from kg.entities.words import word_list
from kg.models import Entity

_RANKS = {"pattern": 0, "gazetteer": 1, "name": 2}
PREFERENCE = ("State", "IntergovernmentalOrganization", "Alliance", "Organization", "ArmedForce", "ArmedGroup", "City")


@dataclass(slots=True)
class Candidate:
    """A span that may be a name, with what it may name."""

    span: Span
    source: str
    kind: str = ""
    entity: Entity | None = None
    names: tuple[Name, ...] = field(default=())

    @property
    def order(self) -> tuple[int, int, int]:
        """Longer names first, then by source, then as in the text."""
        doubtful = self.source == "gazetteer" and all(n.ambiguous for n in self.names)
        doubtful = doubtful and any(e.label_ == "Person" for e in self.span.ents)
        return -(self.span.end - self.span.start), _RANKS[self.source] + 2 * doubtful, self.span.start


def find_names(roster: Roster) -> None:
    """Place all names of an article on its roster."""
    hits = list(_gazetteer_names(roster))
    place_doubles(roster, [c.span for c in hits])
    candidates = [*hits, *(Candidate(span, "name", kind) for span, kind in iter_recognised(roster))]
    known = {(c.span.start, c.span.end) for c in hits if not all(n.ambiguous for n in c.names)}
    for span, kind, entity in iter_patterns(roster, [(c.span, c.names) for c in hits]):
        # a known name is not what its last word looks like: *Subic Bay* the base, *Six-Day War* the war
        if entity is not None or (span.start, span.end) not in known:
            candidates.append(Candidate(span, "pattern", kind, entity))
    sure = {n.entity.id for c in hits for n in c.names if not n.ambiguous}
    for candidate in sorted(candidates, key=lambda c: c.order):
        if candidate.source == "gazetteer":
            _place_known(roster, candidate, sure)
        elif candidate.entity is not None:
            roster.place(candidate.span, [candidate.entity], "pattern")
        else:
            _place_learned(roster, candidate)
    roster.drafts.sort(key=lambda d: d.span.start)


def _gazetteer_names(roster: Roster) -> Iterator[Candidate]:
    for hit in roster.gazetteer.iter_hits(roster.doc.text):
        span = _span(roster, hit)
        if span is not None:
            yield Candidate(span, "gazetteer", names=hit.names)


def _span(roster: Roster, hit: Hit) -> Span | None:
    span = roster.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if span is None:
        return None
    # half a word (`US` in `USB-C`) is no name; what only ends in a mark of possession is one
    rest = span.text[hit.end - span.start_char :]
    inside = span.start_char < hit.start or (rest and rest[0] not in "-'’.")
    return None if inside else _with_kind(span, hit)


def _with_kind(span: Span, hit: Hit) -> Span:
    """Take the noun that says what kind of area a name is into it (*Khost province*, *Batken region*)."""
    following = span.doc[span.end : span.end + 1]
    if hit.names[0].entity.type == "AdministrativeArea" and following.text in _AREA_NOUNS:
        return span.doc[span.start : span.end + 1]
    return span


_AREA_NOUNS = word_list("area nouns")


def _place_known(roster: Roster, candidate: Candidate, sure: set[str]) -> None:
    span, names = candidate.span, candidate.names
    if all(n.ambiguous for n in names):
        names = tuple(n for n in names if n.entity.id in sure or _looks_like_name(span, n.entity))
        if not names:
            roster.dropped["name that is an ordinary word"] += 1
            return
    chosen = choose(roster, span, names)
    common = len(span) == 1 and span.text.islower() and span.text.isalpha()
    if chosen.entity.type in WEAPONS and common and not _tested(span.root):
        return  # `drones`, `fighters`: a noun of equipment, which reads as whoever sends it
    draft = roster.place(span, [chosen.entity], f"gazetteer:{chosen.kind}" if chosen.kind != NAME else "gazetteer")
    if draft is not None:
        draft.options = names


def _tested(noun: Token) -> bool:
    """Whether equipment is what a test is of (*missile tests*, *tested a rocket*)."""
    word = noun.head
    if any(c.dep_ == "nmod" for c in noun.children):
        return False  # `tested the radars of its batteries`
    if word.pos_ == "VERB":
        return word.lemma_.startswith("test") and noun.dep_ in {"obj", "nsubj:pass"}
    return word.lemma_.lower() in _TESTS and noun.dep_ in {"compound", "nmod"}


_TESTS = word_list("tests")


def choose(roster: Roster, span: Span, names: tuple[Name, ...]) -> Name:
    """Choose among entities of one name: by the recogniser's type, then states first, then the larger city."""
    label = next((e.label_ for e in span.ents), "") if span.doc.ents else ""
    population = roster.gazetteer.population

    def order(name: Name) -> tuple[bool, bool, int, float]:
        kind = name.entity.type
        rank = PREFERENCE.index(kind) if kind in PREFERENCE else len(PREFERENCE)
        return (
            name.kind == CAPITAL,
            bool(label) and kind != label and name.kind != DEMONYM and rank > 0,
            rank,
            -population.get(name.entity.id, 0),
        )

    return min(names, key=order)


def _looks_like_name(span: Span, entity: Entity) -> bool:
    """Whether a word that is ordinary too is a name here: the recogniser says so, or its capital letter does."""
    if any(e.label_ and e.start <= span.start and e.end >= span.end for e in span.ents):
        return True
    if span.text.isupper() and len(span.text) > 2:
        return not span.sent.text.isupper()
    first = span[0]
    if not first.text[:1].isupper():
        return False
    return first.pos_ == "PROPN" if first.is_sent_start else first.pos_ in {"PROPN", "X", ""} or len(span) > 1


def _place_learned(roster: Roster, candidate: Candidate) -> None:
    """Place what the recogniser found; parts that are taken already leave the rest out."""
    span, kind = candidate.span, candidate.kind
    if not roster.free(span):
        return
    long = expand(roster, span.text) if kind not in {"Person", "City", "State"} else span.text
    aliases = (span.text,) if long != span.text else ()
    entity = roster.invent(long, kind, _holder(roster, span, kind), aliases)
    roster.place(span, [entity], "name", entity.type if entity.wikidata else kind)


def expand(roster: Roster, name: str) -> str:
    """Write out the short form that a body's name starts with (*U.S. European Command*, *UN Office …*)."""
    for known in roster.gazetteer.iter_hits(name):
        first = known.names[0]
        if known.start > 0 or known.end == len(name) or first.kind != NAME:
            break
        if first.entity.type in {"State", "IntergovernmentalOrganization"} and name[: known.end].isupper():
            return f"{first.entity.label}{name[known.end :]}"
    return name


def _holder(roster: Roster, span: Span, kind: str) -> Entity | None:
    """Return the state or body whose name the name of a body starts with, and which it is part of."""
    if kind not in {"Organization", "ArmedForce"}:
        return None
    for hit in roster.gazetteer.iter_hits(span.text):
        name = hit.names[0]
        if hit.start == 0 and hit.end < len(span.text) and name.kind in {NAME, DEMONYM}:
            return name.entity if name.entity.type in {"State", "IntergovernmentalOrganization", "Alliance"} else None
        break
    return None
