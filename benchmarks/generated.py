"""A graph of any size, made as kg would make it of articles; the same size gives the same file."""

import random
from collections.abc import Iterator
from pathlib import Path

from kg.graph.ontology import load_vocabulary
from kg.graph.quads import iter_quads
from kg.models import Article, Claim, Entity, Evidence, Extraction, Mention, Quantity, Span, Time

_CLASSES = "State Person Organization City WeaponSystem".split()
_SENTENCE = "Someone does something to someone. "
_CLAIMS, _MENTIONS = 20, 20  # an article of the State Department has so many, and 700 quads


def write_generated(path: Path, size: int) -> int:
    """Write about so many quads; returns how many lines that are."""
    chance, predicates = random.Random(2), sorted(load_vocabulary().predicates)
    # as in the news, entities are ever new and a few are in a tenth of everything
    entities = [
        Entity(f"E{n}", f"Entity {n}", _CLASSES[n % 5], f"Q{n + 1}", (f"Alias {n}", f"The {n}"))
        for n in range(max(1000, size // 200))
    ]
    written = number = 0
    with path.open("w", encoding="utf8") as stream:
        while written < size:
            for quad in iter_quads(_article(number, entities, predicates, chance)):
                stream.write(f"{quad} .\n")
                written += 1
            number += 1
    return written


def _article(number: int, entities: list[Entity], predicates: list[str], chance: random.Random) -> Extraction:
    article = Article(f"a{number}", _SENTENCE * 150, f"Article {number}", f"2022-{number % 12 + 1:02}-17")
    drawn = (_drawn(entities, chance) for _ in range(_MENTIONS))
    mentions = tuple(Mention(article.id, 0, 7, "Someone", entity.type, (entity,)) for entity in drawn)
    return Extraction(article, mentions, tuple(_claims(article, entities, predicates, chance)))


def _drawn(entities: list[Entity], chance: random.Random) -> Entity:
    return entities[int(len(entities) * chance.random() ** 5)]


def _claims(article: Article, entities: list[Entity], predicates: list[str], chance: random.Random) -> Iterator[Claim]:
    for n in range(_CLAIMS):
        start = len(_SENTENCE) * n
        yield Claim(
            f"{article.id}-{n}", _drawn(entities, chance), chance.choice(predicates), _drawn(entities, chance),
            Evidence(article.id, start, start + len(_SENTENCE) - 1, _SENTENCE[:-1]),
            polarity="negative" if chance.random() < 0.02 else "positive",
            modality="actual" if chance.random() < 0.75 else "planned",
            attribution=_drawn(entities, chance) if chance.random() < 0.2 else None,
            quantity=Quantity(n, "troops") if chance.random() < 0.03 else None,
            time=Time("on Thursday", "2022-11-17", "2022-11-17") if chance.random() < 0.1 else None,
            subject_mention=Span(start, start + 7, "Someone"), cue=Span(start + 8, start + 12, "does"),
            object_mention=Span(start + 26, start + 33, "someone"),
        )  # fmt: skip
