"""A view: one sentence in numbers, as the learned reader sees it: mentions, their types, cues of the lexicon, pairs."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kg.claims.frames import cues_of
from kg.claims.lexicon import Lexicon
from kg.claims.pairs import End, Scene

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_STEPS = (-20, -12, -8, -5, -3, -1, 0, 1, 3, 5, 8, 12, 20)  # words from subject to object, in classes
DISTANCES = len(_STEPS) + 1
MARKS = 3  # no mention, the first word of one, a further word of one


@dataclass(frozen=True, slots=True)
class View:
    """The words of a sentence and what is known of them: a row a word, then a row a pair.

    `spaces`: what stands before a word (0 nothing, 1 a space, 2 the sentence's edge). `types` and `cues`: the classes
    of the mention that a word is part of, with those above them, and the predicates that the lexicon has lines for.
    `heads` and `anchors`: for each pair the words of subject and object, by place in the sentence. `fits`: which
    predicates the classes of the ends allow.
    """

    words: tuple[str, ...]
    spaces: tuple[int, ...]
    marks: Ints
    types: Floats
    cues: Floats
    heads: Ints
    anchors: Ints
    distances: Ints
    fits: NDArray[np.bool_]


class Viewer:
    """Turns scenes into views; columns are the ontology's classes and predicates, in the order of their names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._fitting: dict[tuple[frozenset[str], frozenset[str]], NDArray[np.bool_]] = {}

    @cached_property
    def predicates(self) -> tuple[str, ...]:
        """The predicates, sorted."""
        return tuple(sorted(self.lexicon.vocabulary.predicates))

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The classes, sorted."""
        return tuple(sorted(self.lexicon.vocabulary.classes))

    @cached_property
    def _class_columns(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.classes)}

    @cached_property
    def _predicate_columns(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.predicates)}

    def view(self, scene: Scene) -> View:
        """Describe one sentence."""
        places = {token.i: n for n, token in enumerate(scene.words)}
        count = len(scene.words)
        marks, types = np.zeros(count, dtype=np.int64), np.zeros((count, len(self.classes)), dtype=np.float32)
        for end in scene.ends:
            inside = [places[i] for i in range(end.first, end.last + 1) if i in places]
            marks[inside] = 2
            marks[inside[:1]] = 1
            above = {name for t in end.types for name in self.lexicon.vocabulary.classes.get(t, ())}
            types[np.ix_(inside, [self._class_columns[name] for name in above])] = 1
        pairs = [(scene.ends[one], scene.ends[other]) for one, other in scene.pairs]
        heads = np.array([[places[one.token.i], places[other.token.i]] for one, other in pairs])
        anchors = np.array([[_place(one, places), _place(other, places)] for one, other in pairs])
        distances = np.searchsorted(_STEPS, heads[:, 1] - heads[:, 0])
        fits = np.array([self._fits(one, other) for one, other in pairs])
        words = tuple(t.text for t in scene.words)
        return View(words, _spaces(scene), marks, types, self._cues(scene), heads, anchors, distances, fits)

    def _cues(self, scene: Scene) -> Floats:
        columns = self._predicate_columns
        found = np.zeros((len(scene.words), len(columns)), dtype=np.float32)
        for n, token in enumerate(scene.words):
            found[n, [columns[cue.predicate] for cue in cues_of(token, self.lexicon)]] = 1
        return found

    def _fits(self, one: End, other: End) -> NDArray[np.bool_]:
        key = one.types, other.types
        if key not in self._fitting:
            vocabulary = self.lexicon.vocabulary
            wanted = [vocabulary.predicates[name] for name in self.predicates]
            self._fitting[key] = np.array(
                [
                    any(vocabulary.is_a(t, p.domain) for t in one.types)
                    and any(vocabulary.is_a(t, p.range) for t in other.types)
                    for p in wanted
                ]
            )
        return self._fitting[key]


def _place(end: End, places: dict[int, int]) -> int:
    return places.get(end.anchor.i, places[end.token.i])  # an anchor may stand in another sentence


def _spaces(scene: Scene) -> tuple[int, ...]:
    return 2, *(int(bool(t.nbor(-1).whitespace_) or t.nbor(-1).is_space) for t in scene.words[1:])
