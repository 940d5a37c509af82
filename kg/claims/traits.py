"""Traits: what the learned reader is told about a pair of mentions, and about each word that may join the two.

Names of traits are hashed. A *view* is one pair seen from one word: how the word stands to both ends (slots, paths,
order). A *word* has its lemma, its company and its vector. A *sign* is a line of the lexicon for a word of a view, and
how far the pair fills its frame.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.claims.frames import KINDS, cues_of
from kg.claims.lexicon import Cue, Lexicon
from kg.claims.pairs import Between, End, Pair, Scene, path, step

SIGNS = 5
_MAX_PATH = 8
_MAX_WORDS = 8
_DISTANCES = (1, 2, 3, 5, 8, 12, 18, 27)
_BESIDE = frozenset({"obj", "xcomp", "obl", "nsubj:pass", "ccomp", "nsubj", "conj", "acl", "advcl"})
_COMPANY = frozenset({"obj", "compound:prt", "xcomp", "nsubj:pass", "cop", "case", "amod", "compound"})

Names = NDArray[np.uint32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags of hashed names, one after another: bag n is `names[bounds[n]:bounds[n + 1]]`."""

    names: Names
    bounds: Ints


@dataclass(frozen=True, slots=True)
class Traits:
    """Pairs, the views of them (which pair, which word), the words, and the lexicon's signs (view, predicate, kind).

    The first view of each pair has word 0, which is no word.
    """

    pairs: Bags
    vectors: Floats
    fits: NDArray[np.bool_]
    views: Bags
    pair_of: Ints
    word_of: Ints
    words: Bags
    tokens: Ints
    meanings: Floats
    signs: Ints


class _Collector:
    def __init__(self) -> None:
        self.names: list[int] = []
        self.bounds = [0]

    def add(self, names: Iterable[str]) -> None:
        self.names.extend(sorted({zlib.crc32(name.encode()) for name in names}))
        self.bounds.append(len(self.names))

    def bags(self) -> Bags:
        return Bags(np.array(self.names, dtype=np.uint32), np.array(self.bounds, dtype=np.int64))


class Describer:
    """Describes the pairs of one document; `predicates` order the columns."""

    def __init__(self, doc: Doc, lexicon: Lexicon, predicates: tuple[str, ...]) -> None:
        self.doc, self.lexicon, self.predicates = doc, lexicon, predicates
        self.columns = {name: n for n, name in enumerate(predicates)}
        self._fitting: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self._cues: dict[int, tuple[Cue, ...]] = {}
        self._near: dict[int, list[Token]] = {}
        self._ways: dict[tuple[int, int], str] = {}
        self._lines: dict[tuple[int, tuple[str, ...], tuple[str, ...]], list[tuple[int, int]]] = {}

    def describe(self, scenes: Iterable[Scene]) -> Traits:
        """Describe all pairs of scenes, in order."""
        pairs, views, words = _Collector(), _Collector(), _Collector()
        vectors, fits, signs = [], [], list[tuple[int, int, int]]()
        meanings, pair_of, word_of = [], list[int](), list[int]()
        known: dict[int, int] = {-1: 0}
        words.add(())
        meanings.append(-1)
        number = 0
        for scene in scenes:
            for pair in scene.pairs:
                between = pair.between
                pairs.add((*self._ends(pair), *self._shape(pair, between)))
                vectors.append(self._vectors(pair))
                fits.append(self.fitting(pair.subject, pair.object))
                views.add(("none",))
                pair_of.append(number)
                word_of.append(0)
                sides = (*((t, "l") for t in between[0]), *((t, "r") for t in between[2]), (between[1], "top"))
                places = {t.i: name for t, name in sides}
                for token in self.joiners(pair, between, scene.start):
                    if token.i not in known:
                        known[token.i] = len(known)
                        words.add(self._word(token))
                        meanings.append(token.i)
                    signs.extend(self._signs(pair, token, scene, len(pair_of)))
                    views.add(self._view(pair, token, scene, places))
                    pair_of.append(number)
                    word_of.append(known[token.i])
                number += 1
        tensor = np.concatenate([self.doc.tensor, np.zeros_like(self.doc.tensor[:1])])
        return Traits(
            pairs.bags(),
            np.array(vectors, dtype=np.float32).reshape(number, -1),
            np.array(fits, dtype=np.bool_).reshape(number, -1),
            views.bags(),
            np.array(pair_of, dtype=np.int64),
            np.array(word_of, dtype=np.int64),
            words.bags(),
            np.array(meanings, dtype=np.int64),
            tensor[meanings],
            np.array(signs, dtype=np.int64).reshape(-1, 3),
        )

    def cues(self, token: Token) -> tuple[Cue, ...]:
        """Return the lines of the lexicon for a word."""
        if token.i not in self._cues:
            self._cues[token.i] = cues_of(token, self.lexicon)
        return self._cues[token.i]

    def joiners(self, pair: Pair, between: Between, first: int) -> list[Token]:
        """Return the words that may join a pair: arguments' governors, words on the path, beside it and around it.

        `first` is where the sentence starts.
        """
        found: dict[int, Token] = {t.i: t for t in pair.joints}
        ends = {pair.subject.token.i, pair.object.token.i}
        for token in (between[1], *between[0], *between[2]):
            found.setdefault(token.i, token)
        for token in [*found.values()]:
            for child in self._company(token):
                found.setdefault(child.i, child)
        low, high = min(ends), max(ends)
        for i in [*range(max(low - 3, first), low), *range(low + 1, min(high, low + 9))]:
            if self.doc[i].pos_ in KINDS:
                found.setdefault(i, self.doc[i])
        kept = [t for t in found.values() if t.pos_ in KINDS and t.i not in ends]
        return kept[:_MAX_WORDS]

    def _company(self, token: Token) -> list[Token]:
        if token.i not in self._near:
            self._near[token.i] = [c for c in token.children if c.dep_ in _BESIDE and self.cues(c)]
        return self._near[token.i]

    def _ends(self, pair: Pair) -> Iterator[str]:
        classes = self.lexicon.vocabulary.classes
        for side, end in (("s", pair.subject), ("o", pair.object)):
            first = end.members[0]
            yield from (f"{side}is:{c}" for c in classes.get(first.type, (first.type,)))
            yield f"{side}n:{min(len(end.members), 3)}"
            yield f"{side}f:{first.forces}"
            yield f"{side}pos:{end.token.pos_}:{end.token.dep_}"
            if end.anchor != end.token:
                yield f"{side}up:{end.anchor.lemma_.lower()}"
            if end.token.pos_ == "NOUN":
                yield f"{side}noun:{end.token.lemma_.lower()}"
        order = "<" if pair.subject.token.i < pair.object.token.i else ">"
        yield f"types:{pair.subject.members[0].type}{order}{pair.object.members[0].type}"
        low, high = sorted((pair.subject.token.i, pair.object.token.i))
        yield f"far:{_bin(high - low)}{order}"
        words = self.doc[low + 1 : high]
        if high - low <= 5:
            yield f"between:{order}{' '.join(t.lower_ for t in words if t.pos_ != 'PROPN')}"

    def _shape(self, pair: Pair, between: Between) -> Iterator[str]:
        left, top, right = between
        if len(left) + len(right) <= _MAX_PATH:
            shape = "<".join(step(t) for t in left) + "^" + ">".join(step(t) for t in right)
            yield f"path:{shape}"
            yield f"bare:{'<'.join(t.dep_ for t in left)}^{'>'.join(t.dep_ for t in right)}"
            yield f"path:{top.lemma_.lower()}:{shape}"
            yield f"path:{pair.subject.members[0].type}:{shape}:{pair.object.members[0].type}"
        yield f"long:{min(len(left), 5)}:{min(len(right), 5)}"
        yield f"top:{top.pos_}:{top.tag_}"
        yield f"joints:{min(len(pair.joints), 3)}"

    def _way(self, end: Token, word: Token) -> str:
        """Name the way from an end up and down to a word."""
        key = end.i, word.i
        if key not in self._ways:
            up, _, down = path(end, word)
            far = len(up) + len(down) > 5
            self._ways[key] = "far" if far else "<".join(map(step, up)) + "^" + ">".join(map(step, down))
        return self._ways[key]

    def _view(self, pair: Pair, word: Token, scene: Scene, places: dict[int, str]) -> Iterator[str]:
        slots = scene.filled.get(word.i, {})
        mine, theirs = slots.get(pair.subject.start, ()), slots.get(pair.object.start, ())
        one, other = "+".join(mine) or "-", "+".join(theirs) or "-"
        ways = self._way(pair.subject.anchor, word), self._way(pair.object.anchor, word)
        yield f"slots:{one}|{other}"
        yield f"slots:{one}|{other}:{word.pos_}"
        yield f"slot:s{one}"
        yield f"slot:o{other}"
        yield f"way:s{ways[0]}"
        yield f"way:o{ways[1]}"
        yield f"ways:{ways[0]}|{ways[1]}"
        yield f"pos:{word.pos_}:{word.dep_}"
        yield f"tag:{word.tag_}"
        s, o, w = pair.subject.token.i, pair.object.token.i, word.i
        order = "".join(name for _, name in sorted(((s, "s"), (o, "o"), (w, "w"))))
        yield f"order:{order}:{word.pos_}"
        yield f"order:{order}:{min(_bin(abs(s - w)), 5)}:{min(_bin(abs(o - w)), 5)}"
        yield f"place:{places.get(w, 'off')}:{order}"
        rivals = [n for start, n in slots.items() if start not in pair.key]
        yield f"rivals:{any(set(n) & set(mine) for n in rivals)}{any(set(n) & set(theirs) for n in rivals)}"

    def _word(self, token: Token) -> Iterator[str]:
        lemma = token.lemma_.lower()
        yield f"{lemma}:{token.pos_}"
        yield lemma
        yield from (f"lex:{p}" for p in {c.predicate for c in self.cues(token)})
        for child in token.children:
            if child.dep_ in _COMPANY and child.pos_ != "PROPN":
                yield f"{lemma}:{child.dep_}:{child.lemma_.lower()}"
                yield from (f"lex:{child.dep_}:{p}" for p in {c.predicate for c in self.cues(child)})

    def _vectors(self, pair: Pair) -> Floats:
        tensor = self.doc.tensor
        low, high = sorted((pair.subject.token.i, pair.object.token.i))
        inside = tensor[low + 1 : high].mean(0) if high - low > 1 else np.zeros_like(tensor[0])
        rows: Floats = np.concatenate((tensor[pair.subject.token.i], tensor[pair.object.token.i], inside))
        return rows

    def fitting(self, subject: End, object_: End) -> NDArray[np.bool_]:
        """Tell which predicates may have such ends, by the ontology's domains and ranges."""
        key = subject.members[0].type, object_.members[0].type
        if key not in self._fitting:
            v = self.lexicon.vocabulary
            fits = [
                v.is_a(key[0], v.predicates[p].domain) and v.is_a(key[1], v.predicates[p].range)
                for p in self.predicates
            ]
            self._fitting[key] = np.array(fits, dtype=np.bool_)
        return self._fitting[key]

    def _signs(self, pair: Pair, word: Token, scene: Scene, view: int) -> Iterator[tuple[int, int, int]]:
        slots = scene.filled.get(word.i, {})
        key = word.i, slots.get(pair.subject.start, ()), slots.get(pair.object.start, ())
        if key not in self._lines:
            self._lines[key] = self._fill(word, *key[1:])
        yield from ((view, column, kind) for column, kind in self._lines[key])

    def _fill(self, word: Token, mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[int, int]]:
        """Return for each line of the lexicon its predicate; both, the subject's, the object's slot filled; swapped."""
        found = set()
        for cue in self.cues(word):
            column = self.columns[cue.predicate]
            found.add((column, 0))
            a, b = any(s in mine for s in cue.subject), any(s in theirs for s in cue.object)
            if a or b:
                found.add((column, 1 if a and b else 2 if a else 3))
            if any(s in theirs for s in cue.subject) and any(s in mine for s in cue.object):
                found.add((column, 4))
        return sorted(found)


def _bin(distance: int) -> int:
    return bisect_left(_DISTANCES, distance)
