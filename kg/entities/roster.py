"""The roster of one article: its entities as they become known, and the spans that stand for them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from kg.entities.gazetteer import INITIAL, Gazetteer, Name
from kg.ids import slug
from kg.models import Article, Entity

GROUP = "PopulationGroup"


@dataclass(slots=True)
class Draft:
    """A span with the ids of the entities that it stands for, before the article is read to its end."""

    span: Span
    type: str
    ids: tuple[str, ...]
    rule: str
    options: tuple[Name, ...] = ()

    @property
    def head(self) -> Token:
        """The token that heads the span."""
        return self.span.root

    @property
    def named(self) -> bool:
        """Whether the span names what it stands for, and does not only point to it."""
        return not self.rule.startswith(("pronoun", "description", "group", "speaker"))


@dataclass(slots=True)
class Known:
    """An entity while the article is read: its names seen so far, gender and number."""

    entity: Entity
    names: dict[str, None] = field(default_factory=dict)
    gender: str = ""
    plural: bool = False


class Roster:
    """Collects the drafts of an article; a token belongs to one draft only."""

    def __init__(self, doc: Doc, article: Article, gazetteer: Gazetteer) -> None:
        self.doc, self.article, self.gazetteer = doc, article, gazetteer
        self.known: dict[str, Known] = {}
        self.owners: dict[str, Entity] = {}
        self.drafts: list[Draft] = []
        self.turns: list[tuple[int, str]] = []  # of a transcript: where a speaker begins, and who; empty if unknown
        self.dropped: Counter[str] = Counter()
        self._taken: dict[int, Draft] = {}

    def know(self, entity: Entity) -> str:
        """Put an entity on the roster and return its id."""
        self.known.setdefault(entity.id, Known(entity, gender=self.gazetteer.genders.get(entity.id, "")))
        return entity.id

    def invent(self, label: str, kind: str, owner: Entity | None = None, aliases: Iterable[str] = ()) -> Entity:
        """Return the entity of a name that the gazetteer does not know."""
        if kind == "Person" and (plain := INITIAL.sub(" ", label)) != label:
            label, aliases = plain, (label, *aliases)
        entity = self.gazetteer.find(label)
        if entity is not None and (entity.type == kind or kind == "Organization"):
            return entity
        name = slug(label)
        taken = self.known.get(name)
        if taken is not None and taken.entity.type != kind:
            if taken.entity.label == label and kind == "Organization":
                return taken.entity
            name = slug(f"{label} ({kind})")
        made = Entity(name, label, kind, None, tuple(dict.fromkeys(aliases)))
        if owner is not None and owner.id != name:
            self.owners.setdefault(name, owner)
        return made

    def free(self, span: Span) -> bool:
        """Whether no draft holds a token of a span."""
        return not any(i in self._taken for i in range(span.start, span.end))

    def place(self, span: Span, entities: Iterable[Entity], rule: str, kind: str | None = None) -> Draft | None:
        """Let a span stand for entities; None where another draft is there already."""
        if span.end <= span.start or not self.free(span):
            return None
        found = list(entities)
        draft = Draft(span, kind or (found[0].type if found else ""), tuple(self.know(e) for e in found), rule)
        for i in range(span.start, span.end):
            self._taken[i] = draft
        self.drafts.append(draft)
        if draft.named and len(found) == 1:
            self.known[draft.ids[0]].names.setdefault(span.text)
        return draft

    def remove(self, draft: Draft) -> None:
        """Take a draft back."""
        self.drafts.remove(draft)
        for i in range(draft.span.start, draft.span.end):
            self._taken.pop(i, None)

    def at(self, token: Token) -> Draft | None:
        """Return the draft that holds a token."""
        return self._taken.get(token.i)

    def entity(self, draft: Draft) -> Entity | None:
        """Return the one entity of a draft."""
        return self.known[draft.ids[0]].entity if len(draft.ids) == 1 else None

    def before(self, index: int) -> Iterator[Draft]:
        """Yield the drafts that end before a token, the nearest first."""
        yield from sorted((d for d in self.drafts if d.span.end <= index), key=lambda d: -d.span.end)

    def rows(self, token: Token, reach: int) -> list[list[Draft]]:
        """Return the drafts before a token that name something, a list a sentence, the nearest sentence first."""
        rows: list[list[Draft]] = []
        low, high = token.sent.start, token.i
        for _ in range(reach):
            rows.append([d for d in self.drafts if low <= d.span.start and d.span.end <= high and d.ids])
            if low == 0:
                break
            low, high = self.doc[low - 1].sent.start, low
        return rows

    def state(self, entity: Entity) -> Entity | None:
        """Return the state that an entity is or belongs to."""
        step: Entity | None = entity
        for _ in range(5):
            if step is None or step.type == "State":
                return step
            step = self.owners.get(step.id) or self.gazetteer.owner(step)
        return None

    def finished(self) -> dict[str, Entity]:
        """Return the entities with all names that the article gave them as aliases."""
        done = {}
        for key, known in self.known.items():
            e = known.entity
            aliases = dict.fromkeys(a for a in (*e.aliases, *known.names) if a != e.label)
            done[key] = Entity(e.id, e.label, e.type, e.wikidata, tuple(aliases), e.coordinates)
        return done
