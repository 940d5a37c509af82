"""Training examples: the pairs of annotated articles, with the predicates that the gold claims give them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.build import Extractor
from kg.claims.extract import Reader
from kg.claims.pairs import Pair, iter_scenes
from kg.claims.traits import Describer, Traits
from kg.entities import find_mentions
from kg.models import Article

_WORD = re.compile(r"[^\w]+")
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """The pairs of one article, what gold says of them, and which of them the rules speak of.

    `ignored` cells are left out of the loss: a second reading that the gold allows, or the same claim said elsewhere.
    `cues` marks the views whose word is the gold's cue.
    """

    article: str
    traits: Traits
    targets: NDArray[np.float32]
    ignored: NDArray[np.bool_]
    cues: NDArray[np.float32]
    said: NDArray[np.bool_]
    keys: tuple[tuple[int, int], ...]


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


def make_example(extractor: Extractor, article: Article, doc: Doc, gold: list[Gold]) -> Example:
    """Read an article as the product does and mark which of its pairs the gold claims join, and how."""
    mentions = find_mentions(doc, article, extractor.gazetteer)
    reader = Reader(doc, article, mentions, extractor.lexicon)
    ruled = {(c.subject.span.start, c.object.span.start) for c in reader.rules()}
    scenes = list(iter_scenes(doc, reader.participants))
    pairs = [pair for scene in scenes for pair in scene.pairs]
    predicates = tuple(sorted(extractor.vocabulary.predicates))
    traits = Describer(doc, extractor.lexicon, predicates).describe(scenes)
    columns = {name: n for n, name in enumerate(predicates)}
    targets = np.zeros((len(pairs), len(predicates)), dtype=np.float32)
    ignored = np.zeros(targets.shape, dtype=np.bool_)
    cues = np.zeros(len(traits.pair_of), dtype=np.float32)
    words = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in traits.tokens.tolist()]
    for claim in gold:
        names = [columns[p] for p in claim["predicate"] if p in columns]
        matched = matching(claim, pairs)
        for n in matched:
            targets[n, names[:1]] = 1.0
        ignored[np.ix_([n for n, pair in enumerate(pairs) if _about(claim, pair)], names)] = True
        _mark(cues, claim, matched, traits, words)
    ignored &= targets == 0
    said = np.array([p.key in ruled or p.key[::-1] in ruled for p in pairs], dtype=np.bool_)
    return Example(article.id, traits, targets, ignored, cues, said, tuple(p.key for p in pairs))


def _mark(
    cues: NDArray[np.float32], claim: Gold, matched: list[int], traits: Traits, words: list[tuple[int, int]]
) -> None:
    cue = claim.get("cue")
    if cue is None:
        return
    for view in np.flatnonzero(np.isin(traits.pair_of, matched) & (traits.word_of > 0)):
        start, end = words[traits.word_of[view]]
        if start < cue["end"] and cue["start"] < end:
            cues[view] = 1.0


def matching(claim: Gold, pairs: list[Pair]) -> list[int]:
    """Find the pairs that a gold claim is about: those on its own mentions, else the nearest in its evidence."""
    exact, near = [], []
    for n, pair in enumerate(pairs):
        sentence = pair.subject.token.sent
        if sentence.start_char >= claim["end"] or claim["start"] >= sentence.end_char or not _about(claim, pair):
            continue
        spans = pair.subject.members[0].span, pair.object.members[0].span
        if _on_spans(claim, pair):
            exact.append(n)
        elif all(claim["start"] <= s.start and s.end <= claim["end"] for s in spans):
            near.append((abs(spans[0].start - spans[1].start), n))
    return exact or [n for distance, n in near if distance == min(near)[0]]


def _about(claim: Gold, pair: Pair) -> bool:
    """Whether a pair joins the entities of a claim, in either order where it is symmetric."""
    turned = _names(claim["subject"], pair.object.members) and _names(claim["object"], pair.subject.members)
    return _straight(claim, pair) or bool(claim.get("symmetric") and turned)


def _straight(claim: Gold, pair: Pair) -> bool:
    return _names(claim["subject"], pair.subject.members) and _names(claim["object"], pair.object.members)


def _on_spans(claim: Gold, pair: Pair) -> bool:
    ends = [pair.subject.members[0].span, pair.object.members[0].span]
    if not _straight(claim, pair):
        ends.reverse()
    for key, span in zip(("subject_mention", "object_mention"), ends, strict=True):
        gold = claim.get(key)
        if gold and not (span.start < gold["end"] and gold["start"] < span.end):
            return False
    return True


def _names(value: Any, participants: tuple[Any, ...]) -> bool:
    wanted = {_norm(v) for v in (value if isinstance(value, list) else [value])}
    return any(wanted & {_norm(n) for n in (p.entity.label, *p.entity.aliases)} for p in participants)


def _norm(name: object) -> str:
    return _WORD.sub(" ", str(name).casefold().replace("the ", "")).strip()
