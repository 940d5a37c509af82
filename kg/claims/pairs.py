"""Pairs: every two mentions of a sentence, in both directions, for the learned reader."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.claims.participants import Participant, Participants

_MAX_MENTIONS = 24
_MAX_WORDS = 160  # of a sentence: what is longer is no sentence
_LIFTING = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc", "flat", "det", "nmod", "appos"})
_DEPTH = 6
_FAR = 30  # words between two mentions, beyond which hardly ever anything joins them


@dataclass(frozen=True, slots=True)
class End:
    """A mention as one end of pairs: its words, its head, the head of the phrase that it stands in, and its entities.

    An end of annotated text that the product does not link has no members, but the `types` that the annotation gives.
    """

    first: int
    last: int
    token: Token
    anchor: Token
    members: tuple[Participant, ...]
    types: frozenset[str]

    @property
    def start(self) -> int:
        """The character where the mention starts, by which a candidate of the rules is matched."""
        return self.members[0].span.start if self.members else self.token.doc[self.first].idx


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of one sentence, its mentions, and the pairs of them (places in `ends`), subject first."""

    words: tuple[Token, ...]
    ends: tuple[End, ...]
    pairs: tuple[tuple[int, int], ...]

    def key(self, pair: int) -> tuple[int, int]:
        """Where the two mentions of a pair start."""
        subject, object_ = self.pairs[pair]
        return self.ends[subject].start, self.ends[object_].start


def iter_scenes(
    doc: Doc, participants: Participants, said: Collection[tuple[int, int]] = frozenset()
) -> Iterator[Scene]:
    """Yield the sentences with a pair of mentions.

    Left out are phrases that stand for the same thing, and pairs whose starts are among those already `said`.
    """
    by_sentence: dict[int, list[End]] = {}
    for end in linked_ends(participants):
        by_sentence.setdefault(end.token.sent.start, []).append(end)
    for start in sorted(by_sentence):
        scene = make_scene(doc[start].sent, by_sentence[start], said)
        if scene is not None:
            yield scene


def linked_ends(participants: Participants) -> list[End]:
    """Return the mentions that stand for something, by the places of their heads."""
    found: dict[int, End] = {}
    for mention in participants.mentions.all:
        head = participants.mentions.head(mention)
        members = tuple(participants.of(head)) if mention.entities else ()
        if members:
            span = participants.mentions.span(mention)
            anchor = _anchor(head, members[0].span.start, participants)
            types = frozenset(p.type for p in members)
            found[head.i] = End(span.start, span.end - 1, head, anchor, members, types)
    return [found[i] for i in sorted(found)]


def make_scene(sentence: Span, ends: list[End], said: Collection[tuple[int, int]] = frozenset()) -> Scene | None:
    """Pair the ends of a sentence; None where nothing is left to pair, or the sentence is none."""
    words = tuple(t for t in sentence if not t.is_space)
    chosen = tuple(ends[:_MAX_MENTIONS])
    pairs = tuple((n, m) for n, m in _pairs(chosen) if (chosen[n].start, chosen[m].start) not in said)
    return Scene(words, chosen, pairs) if pairs and len(words) <= _MAX_WORDS else None


def _pairs(ends: tuple[End, ...]) -> Iterator[tuple[int, int]]:
    for n, one in enumerate(ends):
        for m, other in enumerate(ends):
            same = _shared(one, other)
            if n != m and not same and one.start != other.start and abs(one.token.i - other.token.i) <= _FAR:
                yield n, m


def _shared(one: End, other: End) -> bool:
    """Whether two mentions stand for the same, or one for a group that the other is of."""
    ids = [{p.entity.id for p in end.members} for end in (one, other)]
    return bool(ids[0] and ids[1]) and (ids[0] <= ids[1] or ids[1] <= ids[0])


def _anchor(token: Token, start: int, participants: Participants) -> Token:
    """Climb from a name to the phrase that stands for it (*Russian* → *troops*) and to the first of a list."""
    for _ in range(_DEPTH):
        head = token.head
        owned = token.dep_ in _LIFTING and any(p.span.start == start for p in participants.of(head))
        if head == token or not (owned or token.dep_ == "conj"):
            break
        token = head
    return token
