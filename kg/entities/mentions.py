"""The resolved mentions of an article, found by the token that heads them or that they cover."""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.entities.gazetteer import Gazetteer
from kg.models import Entity, Mention


class Mentions:
    """All mentions of one article, in the order of the text, and what they may be asked for."""

    def __init__(
        self, doc: Doc, placed: Iterable[tuple[Mention, Span]], gazetteer: Gazetteer, owners: dict[str, Entity],
        dropped: Counter[str], turns: Iterable[tuple[int, Entity | None]] = (),
    ) -> None:  # fmt: skip
        pairs = sorted(placed, key=lambda pair: (pair[0].start, -pair[0].end))
        self.all = tuple(mention for mention, _ in pairs)
        self.dropped = dropped
        self.turns = tuple(turns)  # of a transcript: where a speaker begins, and who
        self._gazetteer, self._owners = gazetteer, owners
        self._heads = {id(mention): span.root for mention, span in pairs}
        self._spans = {id(mention): span for mention, span in pairs}
        self._at = {span.root.i: mention for mention, span in reversed(pairs)}
        self._covering: dict[int, Mention] = {}
        for mention, span in pairs:
            for token in span:
                self._covering.setdefault(token.i, mention)
        self._named: dict[str, Entity] = {}
        for mention in self.all:
            for entity in mention.entities:
                for name in (entity.label, *entity.aliases):
                    self._named.setdefault(name, entity)

    def at(self, token: Token) -> Mention | None:
        """Return the mention whose head is a token."""
        return self._at.get(token.i)

    def covering(self, token: Token) -> Mention | None:
        """Return the mention that a token is part of."""
        return self._covering.get(token.i)

    def head(self, mention: Mention) -> Token:
        """Return the token that heads a mention."""
        return self._heads[id(mention)]

    def span(self, mention: Mention) -> Span:
        """Return the tokens of a mention."""
        return self._spans[id(mention)]

    def part_of(self, entity: Entity) -> Entity | None:
        """Return what an entity is known to be part of, by the gazetteer or by its name."""
        return self._owners.get(entity.id) or self._gazetteer.owner(entity)

    def state_of(self, entity: Entity) -> Entity | None:
        """Return the state that an entity is, or belongs to."""
        step: Entity | None = entity
        for _ in range(5):
            if step is None or step.type == "State":
                return step
            step = self.part_of(step)
        return None

    def employers(self, person: Entity) -> tuple[Entity, ...]:
        """Return the states and bodies that a person known by the gazetteer has held office in."""
        labels = dict.fromkeys(term.state for term in self._gazetteer.held.get(person.id, ()))
        return tuple(self.entity(label) or self._gazetteer.entities[label] for label in labels if self.entity(label))

    def ruler(self, mention: Mention) -> Entity | None:
        """Return the one person of a name who has held office in the state that the mention stands for."""
        terms = (
            self._gazetteer.surnames.get(mention.text.split()[-1].partition("-")[0].casefold(), ())
            if mention.entity
            else ()
        )
        found = {t.person.id: t.person for t in terms if mention.entity and t.state == mention.entity.label}
        person = next(iter(found.values())) if len(found) == 1 else None
        return self._named.get(person.label, person) if person is not None else None

    def focus(self, token: Token) -> Entity | None:
        """Return the state that a text is about where a word stands: named most, and by far.

        The paragraph before the word is asked first, since a digest turns to another state with each; where it names
        none, the whole article, which must name one again and again. None where two are named about as often.
        """
        text = token.doc.text
        before = list(self._states(text.rfind("\n", 0, token.idx) + 1, token.idx))
        named = before or list(self._states(0, len(text)))
        top = Counter(state.id for state in named).most_common(2)
        if not top or (not before and top[0][1] < 2) or (len(top) > 1 and top[0][1] < 2 * top[1][1]):
            return None
        return next(state for state in named if state.id == top[0][0])

    def _states(self, start: int, end: int) -> Iterator[Entity]:
        """Yield the states that are named between two characters."""
        for mention in self.all:
            if start <= mention.start < end and mention.entity is not None and mention.entity.type == "State":
                yield mention.entity

    def inside(self, mention: Mention) -> tuple[Entity, ...]:
        """Return the entities whose names stand inside of a name (*United Nations Mission in Haiti*)."""
        if mention.entity is None:
            return ()
        found: dict[str, Entity] = {}
        text = mention.text
        for part in (text, text.rpartition(" ")[0], text.partition(" ")[2]):  # the whole may be one name of its own
            for hit in self._gazetteer.iter_hits(part):
                if hit.end - hit.start < len(text):
                    for name in hit.names[:1]:
                        if name.entity.id != mention.entity.id and name.kind in {"name", "demonym"}:
                            found.setdefault(name.entity.id, name.entity)
        for end in range(len(mention.text), 0, -1):
            inner = mention.text[:end]
            if end < len(mention.text) and mention.text[end] == " " and (entity := self._gazetteer.find(inner)):
                found.setdefault(entity.id, entity)
        return tuple(found.values())

    def entity(self, name: str) -> Entity | None:
        """Return the entity of this article, or of the gazetteer, that bears a label or alias."""
        return self._named.get(name) or self._gazetteer.find(name)
