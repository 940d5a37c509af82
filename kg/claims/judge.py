"""The learned reader: what it adds to the claims of the rules.

It scores every two mentions of a sentence for every predicate and adds claims on pairs of which the rules say nothing;
`kg.claims.training` makes its weights.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kg.claims.arguments import arguments
from kg.claims.frames import KINDS, Candidate, holds
from kg.claims.lexicon import Cue, Lexicon
from kg.claims.network import Embedded, Network, read_network
from kg.claims.operators import status_of
from kg.claims.pairs import End, iter_scenes
from kg.claims.participants import Participants
from kg.claims.phrases import first_conjunct
from kg.claims.status import Status
from kg.claims.view import Viewer

FOLDER = Path(__file__).with_name("model")
Embed = Callable[[Sequence[str], Sequence[int]], Embedded]
Floats = NDArray[np.float32]
_OFFICES = frozenset({"leaderOf", "officialOf"})
_BEFORE = 4  # words before a pair in which its negation may stand
_UNDOING = frozenset({"not", "no", "nor", "neither", "never", "without", "if", "unless", "whether"})


@dataclass(frozen=True, slots=True)
class Judge:
    """The network, the table of the pieces that it reads, and how likely a claim must be to be added."""

    network: Network
    embed: Embed
    add: float

    def added(
        self, doc: Doc, participants: Participants, lexicon: Lexicon, candidates: Iterable[Candidate]
    ) -> Iterator[Candidate]:
        """Yield what the network is sure of on pairs of which the rules say nothing."""
        candidates = list(candidates)
        said = {(c.subject.span.start, c.object.span.start) for c in candidates}
        read = {(c.token.i, c.predicate): c for c in candidates}
        seated = {c.subject.entity.id for c in candidates if c.predicate in _OFFICES}
        viewer = Viewer(lexicon)
        for scene in iter_scenes(doc, participants, said | {key[::-1] for key in said}):
            view = viewer.view(scene)
            scores, words = self.network.score(view, self.embed(view.words, view.spaces))
            for n, column in best(scores, [scene.key(n) for n in range(len(scene.pairs))], self.add):
                name, likely, cue = (
                    viewer.predicates[column],
                    float(scores[n, column]),
                    _told(scene.words[words[n]], viewer.predicates[column], lexicon),
                )
                one, other = (scene.ends[i] for i in scene.pairs[n])
                if (known := read.get((cue.i, name))) is not None and not _beside(known, one, other):
                    continue
                if not sound(one, other, name, cue, lexicon) or not _licensed(cue, name, participants, lexicon):
                    continue
                if name in _OFFICES and {p.entity.id for p in one.members} & seated:
                    continue  # whose office the rules have read, the network gives no other
                yield from _candidates(one, other, name, likely, cue, lexicon)


def _told(word: Token, name: str, lexicon: Lexicon) -> Token:
    """Return the word whose clause tells what happens: for an event that a small word or a name shows, its verb.

    *In Honolulu, she will meet officials*: the *in* says where she goes, the verb that it lies ahead.
    """
    if lexicon.vocabulary.predicates[name].category is None or word.pos_ not in _SMALL:
        return word
    return next((t for t in word.ancestors if t.pos_ == "VERB" and t.sent.start == word.sent.start), word)


_SMALL = frozenset({"ADP", "PART", "DET", "PUNCT", "PROPN", "SCONJ", "CCONJ"})


def _beside(known: Candidate, one: End, other: End) -> bool:
    """Whether a pair stands in one row with what the rules read at the same word (*backs Ukraine and Moldova*).

    *Backs Ukraine against Russia* is one claim: the rules have seen who is backed.
    """
    ends = (known.subject.token, one.anchor), (known.object.token, other.anchor)
    return all(first_conjunct(own) == first_conjunct(new) for own, new in ends)


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


def _candidates(
    one_end: End, other_end: End, name: str, likely: float, token: Token, lexicon: Lexicon
) -> Iterator[Candidate]:
    vocabulary = lexicon.vocabulary
    predicate = vocabulary.predicates[name]
    lines = _lines(token, name, lexicon)
    bare = Cue(name, token.lemma_.lower(), None, KINDS.get(token.pos_, "NOUN"), (), ())
    cue = lines[0] if lines else bare  # a line knows its own status
    for one in one_end.members:
        for other in other_end.members:
            fits = vocabulary.is_a(one.type, predicate.domain) and vocabulary.is_a(other.type, predicate.range)
            if fits and one.entity.id != other.entity.id:
                yield Candidate(name, one, other, token, arguments(token), cue, None, f"model:{likely:.2f}")


def sound(subject: End, object_: End, name: str, cue: Token, lexicon: Lexicon) -> bool:
    """Whether nothing near a pair may undo what would be added as fact.

    Where a word that negates or weakens stands about the pair, or a noun names an event that no past clause tells of
    (*a trip that includes meetings*), only a claim whose status was read is added: a plan that stands as fact costs
    more than one missed.
    """
    if status_of(cue, lexicon) != Status():
        return True
    event = lexicon.vocabulary.predicates[name].category is not None
    if event and cue.pos_ in {"NOUN", "PROPN"} and not _over(cue):
        return False
    places = (subject.token.i, object_.token.i, cue.i)
    first = max(min(places) - _BEFORE, cue.sent.start)
    return not any(_shifts(token, lexicon) for token in cue.doc[first : max(places) + 1])


def _over(noun: Token) -> bool:
    """Whether the clause of a noun is set in the past."""
    verb = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), noun)
    return verb.tag_ in {"VBD", "VBN"} or any(
        c.tag_ == "VBD" and c.dep_ in {"aux", "cop", "aux:pass"} for c in verb.children
    )


def _shifts(token: Token, lexicon: Lexicon) -> bool:
    pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
    word = lexicon.modals.get(token.lower_, "none")
    effects = {word, *(o.effect for o in lexicon.operators.get((token.lemma_.lower(), pos), ()))}
    return bool(effects - {"none", "actual"}) or token.lower_ in _UNDOING


@cache
def _network() -> tuple[Network, float] | None:
    if not (FOLDER / "manifest.json").exists():
        return None
    network, described = read_network(FOLDER)
    return network, float(str(described["add"]))


def load_judge(embed: Embed) -> Judge | None:
    """Load the shipped weights, which read pieces by the English model's table; None where there are none."""
    found = _network()
    return Judge(found[0], embed, found[1]) if found is not None else None
