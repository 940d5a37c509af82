"""Pairs: every two participants of a sentence, and what the learned reader is told about them.

A pair is described by word vectors of the pipeline's encoder (both ends, the word that joins them in the tree, the word
that governs each end), by the classes of its ends, by the path between them, and by what the rules said of it.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.claims.frames import Candidate
from kg.claims.participants import Participant, Participants
from kg.models import Vocabulary

HASHED = 1024
_MAX_MENTIONS = 24
_MAX_PATH = 9
_DISTANCES = (1, 2, 3, 5, 8, 12, 18, 27)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of one sentence, in the direction subject → object, by their phrases' heads.

    `subjects` and `objects` are the members that each phrase stands for; features look at the heads only.
    """

    subject: Token
    object: Token
    subjects: tuple[Participant, ...]
    objects: tuple[Participant, ...]

    @property
    def key(self) -> tuple[int, int]:
        """Where the two mentions start: what a candidate of the rules is matched by."""
        return self.subjects[0].span.start, self.objects[0].span.start


@dataclass(frozen=True, slots=True)
class Schema:
    """The names behind the columns: predicates scored, classes told apart, width of a word vector."""

    predicates: tuple[str, ...]
    classes: tuple[str, ...]
    width: int

    @classmethod
    def of(cls, vocabulary: Vocabulary, width: int) -> "Schema":
        """Take all predicates and classes of the ontology in alphabetical order."""
        return cls(tuple(sorted(vocabulary.predicates)), tuple(sorted(vocabulary.classes)), width)

    @property
    def size(self) -> int:
        """Number of columns of a feature matrix."""
        return 5 * self.width + 2 * len(self.classes) + HASHED + len(_DISTANCES) + 5 + 2 * len(self.predicates)


def iter_pairs(doc: Doc, participants: Participants) -> Iterator[Pair]:
    """Yield the ordered pairs of mentions of every sentence, phrases that stand for the same thing left out."""
    by_sentence: dict[int, dict[int, Token]] = {}
    for mention in participants.mentions.all:
        head = participants.mentions.head(mention)
        if mention.entities:
            by_sentence.setdefault(head.sent.start, {})[head.i] = head
    for start in sorted(by_sentence):
        heads = [by_sentence[start][i] for i in sorted(by_sentence[start])][:_MAX_MENTIONS]
        for one in heads:
            for other in heads:
                if one.i != other.i:
                    subjects, objects = tuple(participants.of(one)), tuple(participants.of(other))
                    if subjects and objects and {p.entity.id for p in subjects} != {p.entity.id for p in objects}:
                        yield Pair(one, other, subjects, objects)


def path(one: Token, other: Token) -> tuple[list[Token], Token, list[Token]]:
    """Return the words upward from one, the word that joins both, and the words upward from the other."""
    above = [one, *one.ancestors]
    places = {t.i: n for n, t in enumerate(above)}
    climb: list[Token] = []
    for token in [other, *other.ancestors]:
        if token.i in places:
            return above[: places[token.i]], token, climb
        climb.append(token)
    return above, above[-1], climb


def joint(pair: Pair) -> Token:
    """Return the word that joins a pair: the top of the path, or the governor where one end is above the other."""
    _, top, _ = path(pair.subject, pair.object)
    return top.head if top in (pair.subject, pair.object) and top.head.pos_ in {"VERB", "NOUN"} else top


def features(
    doc: Doc, pairs: list[Pair], candidates: Iterable[Candidate], schema: Schema, vocabulary: Vocabulary
) -> NDArray[np.float32]:
    """Describe pairs as a matrix of shape (pairs, schema.size)."""
    said: dict[tuple[int, int], set[str]] = {}
    for c in candidates:
        said.setdefault((c.subject.span.start, c.object.span.start), set()).add(c.predicate)
    matrix = np.zeros((len(pairs), schema.size), dtype=np.float32)
    classes = {name: n for n, name in enumerate(schema.classes)}
    predicates = {name: n for n, name in enumerate(schema.predicates)}
    for row, pair in zip(matrix, pairs, strict=True):
        _describe(doc, row, pair, schema, vocabulary, classes, predicates, said)
    return matrix


def _describe(
    doc: Doc,
    row: NDArray[np.float32],
    pair: Pair,
    schema: Schema,
    vocabulary: Vocabulary,
    classes: Mapping[str, int],
    predicates: Mapping[str, int],
    said: Mapping[tuple[int, int], set[str]],
) -> None:
    left, top, right = path(pair.subject, pair.object)
    at = 0
    for token in (pair.subject, pair.object, top, _governor(pair.subject), _governor(pair.object)):
        row[at : at + schema.width] = doc.tensor[token.i]
        at += schema.width
    for side in (pair.subjects, pair.objects):
        for name in vocabulary.classes.get(side[0].type, frozenset((side[0].type,))):
            if name in classes:
                row[at + classes[name]] = 1.0
        at += len(classes)
    for key in _words(left, top, right, pair):
        row[at + zlib.crc32(key.encode()) % HASHED] += 1.0
    at += HASHED
    distance = abs(pair.subject.i - pair.object.i)
    row[at + sum(distance > limit for limit in _DISTANCES[:-1])] = 1.0
    at += len(_DISTANCES)
    row[at : at + 5] = (
        pair.subject.i < pair.object.i,
        len(pair.subjects) > 1,
        len(pair.objects) > 1,
        bool(pair.subjects[0].forces),
        bool(pair.objects[0].forces),
    )
    at += 5
    forward, backward = pair.key
    for n, ends in enumerate(((forward, backward), (backward, forward))):
        for name in said.get(ends, ()):
            row[at + n * len(predicates) + predicates[name]] = 1.0


def _governor(token: Token) -> Token:
    """Return the nearest verb above a word, else its head."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return token.head


def _words(left: list[Token], top: Token, right: list[Token], pair: Pair) -> Iterator[str]:
    """Yield the pieces of the path that are hashed: its shape, its steps, the words on it, particles and cases."""
    if len(left) + len(right) <= _MAX_PATH:
        yield "P:" + "<".join(t.dep_ for t in left) + "^" + ">".join(t.dep_ for t in right)
    for side, tokens in (("L", left), ("R", right)):
        for token in tokens:
            yield f"{side}:{token.dep_}"
            if token not in (pair.subject, pair.object):
                yield f"{side}w:{token.lemma_.lower()}"
            for child in token.children:
                if child.dep_ == "case":
                    yield f"{side}c:{token.dep_}:{child.lower_}"
    if top not in (pair.subject, pair.object):
        yield f"T:{top.lemma_.lower()}"
        yield f"Tp:{top.pos_}"
        for child in top.children:
            if child.dep_ in {"compound:prt", "obj", "mark", "aux:pass"}:
                yield f"T{child.dep_}:{child.lemma_.lower()}"
