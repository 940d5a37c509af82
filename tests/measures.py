"""What the quality gate measures: the extractor on the project's own gold and on the shared sets."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kg.articles import read_articles
from kg.build import Extractor
from kg.errors import ArticleError
from kg.evaluation import Record, figures, read_records, score
from kg.models import Article, Extraction
from kg.records import claim_record, mention_record

HERE = Path(__file__).parent
DOCUMENTS, SENTENCES = 12, 800  # of the treebanks: enough for a tenth of a point, and done in a minute


class Figure(NamedTuple):
    """One measured figure of a set, over `of` cases; all are better when higher, `gold` counts what was asked."""

    data: str
    name: str
    value: float | None
    of: int | None = None


def read(path: Path) -> list[Article]:
    """Read the articles of a file; one that cannot be read stops the gate."""
    found = list(read_articles([str(path)]))
    for article in found:
        if isinstance(article, ArticleError):
            raise article
    return [a for a in found if isinstance(a, Article)]


def pairs_of(folder: Path) -> list[tuple[Article, list[Record]]]:
    """Read the articles of a folder of gold, each with its claims."""
    return [(read(path)[0], read_records(path.with_suffix(".jsonl"))) for path in sorted(folder.glob("*.txt"))]


def shared_pairs(data: Path) -> dict[str, list[tuple[Article, list[Record]]]]:
    """Read the seed article and the ten of gold/dev, whose dates stand in articles.jsonl."""
    dev = data / "gold/dev"
    return {
        "seed": [(a, read_records(data / "gold/seed.jsonl")) for p in (data / "seeds").glob("*.txt") for a in read(p)],
        "dev": [(a, read_records(dev / f"{a.id}.jsonl")) for a in read(dev / "articles.jsonl")],
    }


def claim_figures(name: str, pairs: list[tuple[Article, list[Record]]], extractor: Extractor) -> Iterator[Figure]:
    """Score claims against gold; `leak-free` is the share of hedged claims that are not stated as plain facts."""
    tally: Counter[str] = Counter()
    for found, (_, gold) in zip(extractor.extract([a for a, _ in pairs]), pairs, strict=True):
        score(gold, [claim_record(c) for c in found.claims], tally)
    result = figures(tally)
    leaks, of = result.pop("leaks") or 0.0, result.pop("leaks_of")
    for figure, value in result.items():
        if figure != "predicted":
            yield Figure(name, figure, value, tally.get(f"{figure}_of"))
    yield Figure(name, "leak-free", round(1 - leaks / of, 3) if of else None, tally["leaks_of"])


def bench_figures(data: Path, extractor: Extractor) -> Iterator[Figure]:
    """Score the two public sets with the scorers that belong to them."""
    with tempfile.TemporaryDirectory() as folder:
        claims, mentions = Path(folder, "claims.jsonl"), Path(folder, "mentions.jsonl")
        for name, script in (("events-dev", "score_events.py"), ("defence-dev", "score_relations.py")):
            gold = data / f"bench/{name}.jsonl"
            found = list(extractor.extract(read(gold)))
            write(claims, (claim_record(c) for e in found for c in e.claims))
            write(mentions, mention_records(found))
            files = [gold, mentions, claims] if name == "defence-dev" else [gold, claims]
            command = [sys.executable, data / "score" / script, *files]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            yield from printed_figures(name, done.stdout)


def mention_records(found: Iterable[Extraction]) -> Iterator[Record]:
    """Return what `kg extract --layer mentions` prints."""
    return (dict(mention_record(m)) for e in found for m in e.mentions)


def write(path: Path, records: Iterable[object]) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf8")


def printed_figures(data: str, text: str) -> Iterator[Figure]:
    """Read the last lines of a scorer: *entities precision 0.8  recall 0.7*, or the same without a name before."""
    for line in text.splitlines():
        if " precision " not in line:
            continue
        part = match.group() + " " if (match := re.match(r"entities|relations", line)) else ""
        for name, value in re.findall(r"(\w+) +([\d.]+)", line):
            if name != "predicted":
                yield Figure(data, part + name, float(value))


def language_figures(data: Path, extractor: Extractor) -> Iterator[Figure]:
    """Parse and name on the first documents of the treebanks, from raw text; `kg bench language` measures it all."""
    from kg.language.scores import score_treebank, score_uner
    from kg.language.training.conllu import read_documents
    from kg.language.training.entities import read_columns

    for name in ("EWT", "GUM"):
        documents = list(islice(read_documents(data / f"treebank/{name}-test.conllu"), DOCUMENTS))
        scores = score_treebank(extractor.nlp, documents, raw=True)
        for measure in ("LAS", "tag", "sentences"):
            yield Figure(f"{name} test, start", measure, round(scores[measure] / 100, 3))
    sentences = islice(read_columns(data / "ner/uner-ewt-test.iob2", 2), SENTENCES)
    yield Figure("UNER test, start", "entities", round(score_uner(extractor.nlp, sentences)["entities"] / 100, 3))


def own_figures(extractor: Extractor) -> Iterator[Figure]:
    """Score the gold that the project carries."""
    for part in ("develop", "held"):
        yield from claim_figures(part, pairs_of(HERE / "gold" / part), extractor)


def measure(data: Path | None) -> Iterator[Figure]:
    """Score all sets that are there."""
    extractor = Extractor()
    yield from own_figures(extractor)
    if data is not None:
        for name, pairs in shared_pairs(data).items():
            yield from claim_figures(name, pairs, extractor)
        yield from bench_figures(data, extractor)
        yield from language_figures(data, extractor)
