"""Training examples: the pairs of annotated articles, with the predicates that the gold claims give them."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.build import Extractor
from kg.claims.extract import Reader
from kg.claims.pairs import Pair, Schema, features, iter_pairs
from kg.entities import find_mentions
from kg.models import Article, Entity

_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Example:
    """The pairs of one article: features, targets, and where the loss must not look (both (pairs, predicates))."""

    article: str
    rows: NDArray[np.float32]
    targets: NDArray[np.float32]
    ignored: NDArray[np.bool_]


def read_gold(folder: Path, sets: list[str]) -> Iterator[tuple[Article, list[dict[str, object]]]]:
    """Yield each article of the named sets with its gold claims; a set is `NAME.jsonl` beside a folder `NAME`."""
    for name in sets:
        with (folder / f"{name}.jsonl").open(encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                gold = folder / name / f"{record['id']}.jsonl"
                text = gold.with_suffix(".txt").read_text(encoding="utf8")
                claims = [json.loads(claim) for claim in gold.read_text(encoding="utf8").splitlines() if claim]
                yield Article(record["id"], text, date=record.get("date")), claims


def make_example(extractor: Extractor, article: Article, gold: list[dict[str, object]]) -> Example:
    """Read an article as the product does and mark which of its pairs the gold claims join, and how."""
    doc = extractor.nlp(article.text)
    mentions = find_mentions(doc, article, extractor.gazetteer)
    reader = Reader(doc, article, mentions, extractor.lexicon)
    candidates = list(reader.rules())
    pairs = list(iter_pairs(doc, reader.participants))
    schema = Schema.of(extractor.vocabulary, doc.tensor.shape[1])
    targets = np.zeros((len(pairs), len(schema.predicates)), dtype=np.float32)
    ignored = np.zeros(targets.shape, dtype=np.bool_)
    columns = {name: n for n, name in enumerate(schema.predicates)}
    for claim in gold:
        for n in _matching(claim, pairs):
            names = [columns[p] for p in claim["predicate"] if p in columns]  # type: ignore[attr-defined]
            targets[n, names[:1]] = 1.0
            ignored[n, names[1:]] = True
    ignored &= targets == 0
    rows = features(doc, pairs, candidates, schema, extractor.vocabulary)
    return Example(article.id, rows, targets, ignored)


def _matching(claim: dict[str, object], pairs: list[Pair]) -> list[int]:
    """Find the pairs that a gold claim is about: by entity and sentence, those on its own mentions if there are any."""
    found: list[tuple[bool, int]] = []
    for n, pair in enumerate(pairs):
        sentence = pair.subject.sent
        if sentence.start_char >= claim["end"] or claim["start"] >= sentence.end_char:  # type: ignore[operator]
            continue
        straight = _names(claim["subject"], pair.subjects) and _names(claim["object"], pair.objects)
        turned = (
            claim.get("symmetric") and _names(claim["subject"], pair.objects) and _names(claim["object"], pair.subjects)
        )
        if straight or turned:
            found.append((_on_spans(claim, pair, bool(straight)), n))
    exact = [n for on, n in found if on]
    return exact or [n for _, n in found]


def _on_spans(claim: dict[str, object], pair: Pair, straight: bool) -> bool:
    ends = (pair.subjects[0].span, pair.objects[0].span) if straight else (pair.objects[0].span, pair.subjects[0].span)
    for key, span in zip(("subject_mention", "object_mention"), ends, strict=True):
        gold = claim.get(key)
        if gold and not (span.start < gold["end"] and gold["start"] < span.end):  # type: ignore[index]
            return False
    return True


def _names(value: object, participants: tuple[object, ...]) -> bool:
    wanted = {_norm(v) for v in (value if isinstance(value, list) else [value])}
    return any(wanted & _known(p.entity) for p in participants)  # type: ignore[attr-defined]


def _known(entity: Entity) -> set[str]:
    return {_norm(name) for name in (entity.label, *entity.aliases)}


def _norm(name: object) -> str:
    return _WORD.sub(" ", str(name).casefold().replace("the ", "")).strip()
