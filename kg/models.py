"""The frozen types that pass between the language island and the graph island.

Offsets are characters of the article's text, end exclusive. Dates are ISO 8601 strings, as precise as the text is
(`2022`, `2022-11`, `2022-11-13`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

Polarity = OneOf["positive", "negative"]
Modality = OneOf["actual", "planned", "possible", "demanded"]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of its publication; `id` names it in evidence and in its named graph.

    `source` is the place that it was read from, as given: it tells apart files of one name, and no artefact holds it.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    source: str | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entity:
    """What a mention names. `id` is a readable slug, `type` a class of the ontology, `wikidata` a Q-number.

    `coordinates` are (latitude, longitude) in degrees, WGS 84.
    """

    id: str
    label: str
    type: str
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that stands as object where no entity does; `datatype` is an XSD local name."""

    value: str
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or points to entities.

    `entities` are those it stands for: one as a rule, several for a group (*the three countries*), none where two
    readings were left. `rule` names what decided (gazetteer, acronym, metonymy:seat, pronoun, group …).
    """

    document: str
    start: int
    end: int
    text: str
    type: str
    entities: tuple[Entity, ...] = ()
    rule: str = ""

    @property
    def entity(self) -> Entity | None:
        """The one entity that is meant, or None for a group or an open reading."""
        return self.entities[0] if len(self.entities) == 1 else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands in its article: offsets and the exact quote."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many or how much: `value` of `unit`; `approximate` for *about*, *nearly*, *up to*."""

    value: float
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """When: the words and the resolved interval; an open side is None."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion that a text makes, with all that a careful reader needs before believing it.

    `attribution` is the claimant closest to the assertion, None in the author's own voice; `attribution_chain` are
    the claimants outside of it, from the inside out. `origin` says what found the claim: `rule:…` or `model:…`.
    """

    id: str
    subject: Entity
    predicate: str
    object: Entity | Literal
    evidence: Evidence
    category: str | None = None
    symmetric: bool = False
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    attribution: Entity | None = None
    attribution_chain: tuple[Entity, ...] = ()
    quantity: Quantity | None = None
    time: Time | None = None
    place: Entity | None = None
    role: str | None = None
    subject_mention: Span | None = None
    object_mention: Span | None = None
    cue: Span | None = None
    confidence: float = 0.5
    origin: str = ""

    @property
    def plain(self) -> bool:
        """Whether the claim may stand as a fact of its article: positive, actual, in the author's own voice."""
        return self.polarity == "positive" and self.modality == "actual" and self.attribution is None


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property of the ontology as the extractor needs it: argument classes, symmetry, PLOVER category."""

    name: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    category: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology in plain types: predicates by name, and each class with all classes above it (itself included)."""

    predicates: Mapping[str, Predicate]
    classes: Mapping[str, frozenset[str]]

    def is_a(self, name: str, wanted: frozenset[str]) -> bool:
        """Whether class `name` is one of `wanted` or below one of them."""
        return bool(self.classes.get(name, frozenset((name,))) & wanted)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article gave: mentions, claims, and how many candidates were dropped for which reason."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
