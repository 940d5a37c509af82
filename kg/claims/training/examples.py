"""Training examples: the pairs of annotated text, with the predicates that the gold claims give them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from kg.build import Extractor
from kg.claims.extract import Reader
from kg.claims.pairs import End, Scene, linked_ends, make_scene
from kg.claims.view import View, Viewer
from kg.entities import find_mentions
from kg.models import Article

_WORD = re.compile(r"[^\w]+")
Gold = dict[str, Any]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """The pairs of one sentence and what gold says of them: a row a pair, a column a predicate (or, for cues, a word).

    `ignored` cells are left out of the loss: a second reading that the gold allows, or the same claim said elsewhere.
    `open` are the pairs that the learned reader may add to: both ends linked, and nothing said of them by the rules.
    """

    article: str
    view: View
    targets: Flags
    ignored: Flags
    cues: Flags
    open: Flags
    keys: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Sentence:
    """One sentence while gold claims find their ends in it: the product's, or new ones that only the gold names."""

    span: Span
    ends: list[End]
    claims: list[tuple[Gold, End, End]] = field(default_factory=list)


def read_gold(folder: Path, sets: list[str]) -> Iterator[tuple[Article, list[Gold]]]:
    """Yield each article of the named sets with its gold claims; a set is `NAME.jsonl` beside a folder `NAME`."""
    for name in sets:
        with (folder / f"{name}.jsonl").open(encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                gold = folder / name / f"{record['id']}.jsonl"
                text = gold.with_suffix(".txt").read_text(encoding="utf8")
                claims = [json.loads(claim) for claim in gold.read_text(encoding="utf8").splitlines() if claim]
                yield Article(record["id"], text, date=record.get("date")), claims


def make_examples(extractor: Extractor, article: Article, doc: Doc, gold: list[Gold]) -> Iterator[Example]:
    """Read an article as the product does and mark which pairs of each sentence the gold claims join, and how."""
    reader = Reader(doc, article, find_mentions(doc, article, extractor.gazetteer), extractor.lexicon)
    ruled = {(c.subject.span.start, c.object.span.start) for c in reader.rules()}
    ruled |= {key[::-1] for key in ruled}
    viewer = Viewer(extractor.lexicon)
    by_sentence: dict[int, list[End]] = {}
    for end in linked_ends(reader.participants):
        by_sentence.setdefault(end.token.sent.start, []).append(end)
    for span in doc.sents:
        sentence = _Sentence(span, by_sentence.get(span.start, []))
        for claim in gold:
            if claim["start"] < span.end_char and span.start_char < claim["end"]:
                _place(sentence, claim)
        sentence.ends.sort(key=lambda end: end.token.i)
        scene = make_scene(span, sentence.ends)
        if scene is not None:
            yield _example(article.id, scene, sentence, viewer, ruled)


def _place(sentence: _Sentence, claim: Gold) -> None:
    """Find the two ends of a claim in a sentence, if it has them."""
    ends = [_by_span(sentence, claim, key) or _by_name(sentence, claim, key) for key in ("subject", "object")]
    if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
        for end in ends:
            if end is not None and end not in sentence.ends:
                sentence.ends.append(end)
        sentence.claims.append((claim, ends[0], ends[1]))


def _by_span(sentence: _Sentence, claim: Gold, key: str) -> End | None:
    mention = claim.get(f"{key}_mention")
    if not mention:
        return None
    doc = sentence.span.doc
    span = doc.char_span(mention["start"], mention["end"], alignment_mode="expand")
    if span is None or not (sentence.span.start <= span.start and span.end <= sentence.span.end):
        return None
    root = span.root
    inside = [end for end in sentence.ends if span.start <= end.token.i < span.end]
    for end in sentence.ends:
        if root in {end.token, end.anchor} or (end in inside and _named(claim[key], end)):
            return end
    return End(span.start, span.end - 1, root, root, (), frozenset({str(claim.get(f"{key}_type"))}))


def _by_name(sentence: _Sentence, claim: Gold, key: str) -> End | None:
    """Find the one mention of the claim's evidence that bears the name of its end."""
    if claim.get(f"{key}_mention"):
        return None
    found = [e for e in sentence.ends if _named(claim[key], e) and claim["start"] <= e.token.idx < claim["end"]]
    return found[0] if len(found) == 1 else None


def _example(name: str, scene: Scene, sentence: _Sentence, viewer: Viewer, ruled: set[tuple[int, int]]) -> Example:
    columns = {predicate: n for n, predicate in enumerate(viewer.predicates)}
    shape = len(scene.pairs), len(columns)
    targets, ignored = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    cues = np.zeros((shape[0], len(scene.words)), dtype=np.bool_)
    for claim, subject, object_ in sentence.claims:
        names = [columns[p] for p in claim["predicate"] if p in columns]
        for n, (one, other) in enumerate(scene.pairs):
            straight = (scene.ends[one], scene.ends[other]) == (subject, object_)
            turned = claim.get("symmetric") and (scene.ends[one], scene.ends[other]) == (object_, subject)
            if straight or turned:
                targets[n, names[:1]] = True
                cues[n] |= _words_of(claim.get("cue"), scene)
            if _same(scene.ends[one], subject) and _same(scene.ends[other], object_):
                ignored[n, names] = True
    keys = tuple(scene.key(n) for n in range(len(scene.pairs)))
    linked = [bool(scene.ends[one].members and scene.ends[other].members) for one, other in scene.pairs]
    free = np.array([known and key not in ruled for known, key in zip(linked, keys, strict=True)])
    return Example(name, viewer.view(scene), targets, ignored & ~targets, cues, free, keys)


def _words_of(cue: dict[str, int] | None, scene: Scene) -> Flags:
    if not cue:
        return np.zeros(len(scene.words), dtype=np.bool_)
    return np.array([t.idx < cue["end"] and cue["start"] < t.idx + len(t) for t in scene.words])


def _same(one: End, other: End) -> bool:
    return one == other or bool({p.entity.id for p in one.members} & {p.entity.id for p in other.members})


def _named(value: Any, end: End) -> bool:
    wanted = {_norm(v) for v in (value if isinstance(value, list) else [value])}
    return any(wanted & {_norm(n) for n in (p.entity.label, *p.entity.aliases)} for p in end.members)


def _norm(name: object) -> str:
    return _WORD.sub(" ", str(name).casefold().replace("the ", "")).strip()
