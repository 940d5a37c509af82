"""The learned reader: how likely each predicate joins each pair of mentions, by a small network over their traits.

It adds claims on pairs of which the rules say nothing; `kg.claims.training` makes its weights.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.frames import KINDS, Candidate, holds
from kg.claims.lexicon import Cue, Lexicon
from kg.claims.pairs import Pair, iter_scenes
from kg.claims.participants import Participants
from kg.claims.status import Status, status_of
from kg.claims.traits import Bags, Describer, Floats, Ints, Traits
from kg.errors import ModelError
from kg.ids import digest_file

FOLDER = Path(__file__).with_name("model")
_OFFICES = frozenset({"leaderOf", "officialOf"})
_AGAIN = 0.75  # how likely a second pair must be for a word that the rules have read already
_BEFORE = 4  # words before a pair in which its negation may stand
_UNDOING = frozenset({"not", "no", "nor", "neither", "never", "without", "if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Judge:
    """The weights of the network, the predicates that it scores, and how likely a claim must be to be added."""

    predicates: tuple[str, ...]
    arrays: dict[str, Floats]
    known: dict[str, NDArray[np.uint32]]
    add: float

    def score(self, traits: Traits) -> tuple[Floats, Ints]:
        """Return the probability of every predicate for every pair, and the word that speaks most for it (or 0)."""
        a = self.arrays
        pairs = _relu(self._sums("pairs", traits.pairs) + traits.vectors @ a["pair_vectors"] + a["pair_bias"])
        views = _relu(self._sums("views", traits.views) + a["view_bias"])
        words = _relu(self._sums("words", traits.words) + traits.meanings @ a["word_vectors"] + a["word_bias"])
        mixed = (pairs @ a["mix_pairs"] + a["mix_bias"])[traits.pair_of] + views @ a["mix_views"]
        mixed += (words @ a["mix_words"])[traits.word_of]
        joins = views @ a["joins"] + a["joins_bias"]
        logits = _relu(mixed) @ a["outer"] + a["outer_bias"] + joins
        logits += (words @ a["means"])[traits.word_of] / (1.0 + np.exp(-joins))
        view, predicate, kind = traits.signs.T
        worth = a["sign"][kind] + a["sign_of"][predicate, kind] + (views @ a["sign_in"] + a["sign_in_bias"])[view, kind]
        np.add.at(logits, (view, predicate), worth)
        return self._pooled(logits, traits)

    @staticmethod
    def _pooled(logits: Floats, traits: Traits) -> tuple[Floats, Ints]:
        """Pool the views of each pair (log-sum-exp); the best view but the first, which has no word, names the word."""
        starts = np.flatnonzero(np.diff(traits.pair_of, prepend=-1))
        top = np.maximum.reduceat(logits, starts, axis=0)
        shares = np.exp(logits - top[traits.pair_of])
        pooled = np.log(np.add.reduceat(shares, starts, axis=0)) + top
        best = np.zeros(pooled.shape, dtype=np.int64)
        for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(logits)], strict=True)):
            if end - start > 1:
                best[n] = traits.word_of[start + 1 + logits[start + 1 : end].argmax(axis=0)]
        likely: Floats = traits.fits / (1.0 + np.exp(-pooled))
        return likely, best

    def _sums(self, name: str, bags: Bags) -> Floats:
        """Add up, for each bag, the rows of the names that training knew."""
        known, rows = self.known[name], self.arrays[name]
        at = np.minimum(np.searchsorted(known, bags.names), len(known) - 1)
        at = np.where(known[at] == bags.names, at, len(known))  # the row behind the last is zero
        sums: Floats = np.zeros((len(bags.bounds) - 1, rows.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(np.diff(bags.bounds))
        if len(filled):
            sums[filled] = np.add.reduceat(rows[at], bags.bounds[filled], axis=0)
        return sums


def _relu(values: Floats) -> Floats:
    positive: Floats = np.maximum(values, 0.0)
    return positive


def iter_added(
    doc: Doc, participants: Participants, lexicon: Lexicon, candidates: Iterable[Candidate], judge: Judge
) -> Iterator[Candidate]:
    """Yield what the network is sure of on pairs of which the rules say nothing."""
    candidates = list(candidates)
    said = {(c.subject.span.start, c.object.span.start) for c in candidates}
    read = {(c.token.i, c.predicate) for c in candidates}
    seated = {c.subject.entity.id for c in candidates if c.predicate in _OFFICES}
    said |= {key[::-1] for key in said}
    scenes = list(iter_scenes(doc, participants, said))
    pairs = [pair for scene in scenes for pair in scene.pairs]
    if not pairs:
        return
    traits = Describer(doc, lexicon, judge.predicates).describe(scenes)
    scores, words = judge.score(traits)
    for n, column in best(scores, [pair.key for pair in pairs], judge.add):
        pair, name, likely = pairs[n], judge.predicates[column], float(scores[n, column])
        word = int(traits.tokens[words[n, column]])
        token = doc[word] if word >= 0 else joint(pair)
        again = (token.i, name) in read and likely < _AGAIN
        if again or not sound(pair, name, token, lexicon) or not _licensed(token, name, participants, lexicon):
            continue
        if name in _OFFICES and {p.entity.id for p in pair.subject.members} & seated:
            continue  # whose office the rules have read, the network gives no other
        yield from _candidates(pair, name, likely, token, lexicon)


def _licensed(word: Token, name: str, participants: Participants, lexicon: Lexicon) -> bool:
    """Whether the lexicon lets a word stand for a predicate: it has no line for the two, or one whose conditions hold.

    *export* supplies arms where arms are exported: what a line asks for, the network cannot waive.
    """
    lines = _lines(word, name, lexicon)
    particles = {c.lower_ for c in word.children if c.dep_ == "compound:prt"}
    fitting = [line for line in lines if line.particle is None or line.particle in particles]
    slots = arguments(word)
    return not lines or any(all(holds(c, slots, participants, lexicon) for c in line.conditions) for line in fitting)


def _lines(word: Token, name: str, lexicon: Lexicon) -> list[Cue]:
    found = lexicon.cues.get((word.lemma_.lower(), KINDS.get(word.pos_, "NOUN")), ())
    return [line for line in found if line.predicate == name]


def best(scores: Floats, keys: list[tuple[int, int]], least: float) -> list[tuple[int, int]]:
    """Choose for every two mentions the likeliest predicate and direction, if it is likely enough."""
    chosen: dict[tuple[int, ...], tuple[float, int, int]] = {}
    columns = scores.argmax(axis=1)
    for n, (ends, column) in enumerate(zip(keys, columns.tolist(), strict=True)):
        key, likely = tuple(sorted(ends)), float(scores[n, column])
        if likely >= least and (key not in chosen or chosen[key][0] < likely):
            chosen[key] = (likely, n, column)
    return sorted((n, column) for _, n, column in chosen.values())


def _candidates(pair: Pair, name: str, likely: float, token: Token, lexicon: Lexicon) -> Iterator[Candidate]:
    vocabulary = lexicon.vocabulary
    predicate = vocabulary.predicates[name]
    lines = _lines(token, name, lexicon)
    bare = Cue(name, token.lemma_.lower(), None, KINDS.get(token.pos_, "NOUN"), (), ())
    cue = lines[0] if lines else bare  # a line knows its own status
    for one in pair.subject.members:
        for other in pair.object.members:
            fits = vocabulary.is_a(one.type, predicate.domain) and vocabulary.is_a(other.type, predicate.range)
            if fits and one.entity.id != other.entity.id:
                yield Candidate(name, one, other, token, arguments(token), cue, None, f"model:{likely:.2f}")


def sound(pair: Pair, name: str, cue: Token, lexicon: Lexicon) -> bool:
    """Whether nothing near a pair may undo what would be added as fact.

    Where a word that negates or weakens stands about the pair, or a bare noun names the event (*a trip that includes
    meetings*), only a claim whose status was read is added: a plan that stands as fact costs more than one missed.
    """
    if status_of(cue, lexicon) != Status():
        return True
    if cue.pos_ in {"NOUN", "PROPN"} and lexicon.vocabulary.predicates[name].category is not None:
        return False
    places = (pair.subject.token.i, pair.object.token.i, cue.i)
    first = max(min(places) - _BEFORE, cue.sent.start)
    return not any(_shifts(token, lexicon) for token in cue.doc[first : max(places) + 1])


def _shifts(token: Token, lexicon: Lexicon) -> bool:
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    word = lexicon.modals.get(token.lower_, "none")
    effects = {word, *(o.effect for o in lexicon.operators.get((token.lemma_.lower(), pos), ()))}
    return bool(effects - {"none", "actual"}) or token.lower_ in _UNDOING


def joint(pair: Pair) -> Token:
    """Return the word that joins a pair: the top of the path, or the governor where one end is above the other."""
    ends = pair.subject.anchor, pair.object.anchor
    top = pair.between[1]
    return top.head if top in ends and top.head.pos_ in {"VERB", "NOUN"} else top


@cache
def load_judge() -> Judge | None:
    """Load the shipped weights; None where there are none."""
    return read_judge(FOLDER) if (FOLDER / "manifest.json").exists() else None


def read_judge(folder: Path) -> Judge:
    """Read weights from a folder.

    Raises ModelError when they are not those that its manifest names.
    """
    described = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
    weights = folder / "judge.npz"
    if digest_file(weights) != described["sha256"]:
        raise ModelError(f"{weights.name}: damaged or changed; install kg again")
    with np.load(weights) as stored:
        arrays = {name: stored[name] for name in stored.files}
    known = {name: arrays.pop(f"known_{name}") for name in ("pairs", "views", "words")}
    return Judge(tuple(described["predicates"]), widened(arrays, known), known, described["add"])


def widened(arrays: dict[str, NDArray[np.floating]], known: dict[str, NDArray[np.uint32]]) -> dict[str, Floats]:
    """Return arrays in single precision, with a row of zeros behind each table for names that training did not know."""
    wide = {name: values.astype(np.float32) for name, values in arrays.items()}
    for name in known:
        wide[name] = np.concatenate([wide[name], np.zeros_like(wide[name][:1])])
    return wide
