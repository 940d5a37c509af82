"""Pairs: every two mentions of a sentence, how the tree joins them, and which words have both as arguments."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.claims.arguments import arguments
from kg.claims.participants import Participant, Participants
from kg.claims.phrases import Slots, preposition

_MAX_MENTIONS = 24
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
_LIFTING = frozenset({"amod", "compound", "nmod:poss", "nmod:unmarked", "nmod:desc", "flat", "det", "nmod", "appos"})
_DEPTH = 6
_FAR, _LONG = 24, 5  # words between two mentions, steps of their path, beyond which the reader is hardly ever sure

Joints = dict[int, dict[int, tuple[str, ...]]]
Between = tuple[list[Token], Token, list[Token]]


@dataclass(frozen=True, slots=True)
class End:
    """A mention as one end of pairs: its head, the head of the phrase that it stands in, the entities it stands for."""

    token: Token
    anchor: Token
    members: tuple[Participant, ...]

    @property
    def start(self) -> int:
        """Where the mention starts, by which a candidate of the rules is matched."""
        return self.members[0].span.start


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence, in the direction subject → object.

    `joints` are the words that both are arguments of; `between` is the path from one's phrase to the other's.
    """

    subject: End
    object: End
    joints: tuple[Token, ...]
    between: Between

    @property
    def key(self) -> tuple[int, int]:
        """Where the two mentions start."""
        return self.subject.start, self.object.start


@dataclass(frozen=True, slots=True)
class Scene:
    """The pairs of one sentence, where it starts, and for each word the slots that mentions fill, by their starts."""

    start: int
    pairs: tuple[Pair, ...]
    filled: Joints


def iter_scenes(
    doc: Doc, participants: Participants, said: Collection[tuple[int, int]] = frozenset()
) -> Iterator[Scene]:
    """Yield the pairs of every sentence with two mentions or more.

    Left out are phrases that stand for the same thing, and pairs whose starts are among those already `said`.
    """
    by_sentence: dict[int, dict[int, Token]] = {}
    for mention in participants.mentions.all:
        if mention.entities:
            head = participants.mentions.head(mention)
            by_sentence.setdefault(head.sent.start, {})[head.i] = head
    for start in sorted(by_sentence):
        heads = [by_sentence[start][i] for i in sorted(by_sentence[start])][:_MAX_MENTIONS]
        ends = [_end(head, participants) for head in heads]
        known = [end for end in ends if end is not None]
        if len(known) > 1:
            yield _scene(doc[start].sent, known, participants, said)


def _scene(sentence: Span, ends: list[End], participants: Participants, said: Collection[tuple[int, int]]) -> Scene:
    filled: Joints = {}
    for token in sentence:
        if token.pos_ in _CONTENT and (found := _filled(arguments(token), participants)):
            filled[token.i] = found
    doc = ends[0].token.doc
    pairs = []
    for n, one in enumerate(ends):
        for other in ends[n + 1 :]:
            same = {p.entity.id for p in one.members} == {p.entity.id for p in other.members}
            if same or one.start == other.start or abs(one.token.i - other.token.i) > _FAR:
                continue
            joints = tuple(doc[i] for i in sorted(filled) if one.start in filled[i] and other.start in filled[i])
            left, top, right = path(one.anchor, other.anchor)
            if not joints and len(left) + len(right) > _LONG:
                continue
            if (one.start, other.start) not in said:
                pairs.append(Pair(one, other, joints, (left, top, right)))
            if (other.start, one.start) not in said:
                pairs.append(Pair(other, one, joints, (right, top, left)))
    return Scene(sentence.start, tuple(pairs), filled)


def _filled(slots: Slots, participants: Participants) -> dict[int, tuple[str, ...]]:
    """Turn slots → tokens into where a mention starts → the slots that it fills."""
    found: dict[int, list[str]] = {}
    for slot, tokens in slots.items():
        if slot != "each":
            for token in tokens:
                for p in participants.of(token):
                    names = found.setdefault(p.span.start, [])
                    if slot not in names:
                        names.append(slot)
    return {start: tuple(sorted(names)) for start, names in found.items()}


def _end(head: Token, participants: Participants) -> End | None:
    members = tuple(participants.of(head))
    if not members:
        return None
    return End(head, _anchor(head, members[0].span.start, participants), members)


def _anchor(token: Token, start: int, participants: Participants) -> Token:
    """Climb from a name to the phrase that stands for it (*Russian* → *troops*) and to the first of a list."""
    for _ in range(_DEPTH):
        head = token.head
        owned = token.dep_ in _LIFTING and any(p.span.start == start for p in participants.of(head))
        if head == token or not (owned or token.dep_ == "conj"):
            break
        token = head
    return token


def path(one: Token, other: Token) -> Between:
    """Return the words upward from one, the word that joins both, and the words upward from the other."""
    above = [one, *one.ancestors]
    places = {t.i: n for n, t in enumerate(above)}
    climb: list[Token] = []
    for token in [other, *other.ancestors]:
        if token.i in places:
            return above[: places[token.i]], token, climb
        climb.append(token)
    return above, above[-1], climb


def step(token: Token) -> str:
    """Name the step from a word up to its head, with the preposition that marks it."""
    marker = preposition(token) if token.dep_ in {"obl", "nmod", "acl", "advcl"} else None
    return f"{token.dep_}:{marker}" if marker else token.dep_
