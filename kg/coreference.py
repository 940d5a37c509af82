"""Coreference against a treebank that carries it: the standard MUC, B-cubed and CEAF figures.

MUC after Vilain and others (1995), B-cubed after Bagga and Baldwin (1998), CEAF with entity similarity phi-4 after Luo
(2005); the CoNLL figure is the mean of their F1. Mentions are compared by their head word, singletons left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import networkx as nx

from kg.build import Extractor
from kg.entities import find_mentions
from kg.language.scores import gold_doc
from kg.language.training.conllu import Sentence, read_documents
from kg.models import Article

Mention = tuple[int, int]  # where the head word starts and ends in the text
Cluster = frozenset[Mention]
Parts = tuple[float, float, float, float]  # right and all, for precision and for recall

KINDS = frozenset({"person", "place", "organization"})  # GUM's names of the classes that kg links


def muc(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Parts:
    """Links: how many of a partition's are kept by the other."""

    def kept(ours: list[Cluster], theirs: list[Cluster]) -> tuple[float, float]:
        of = {m: i for i, cluster in enumerate(theirs) for m in cluster}
        right = sum(len(c) - len({of.get(m, m) for m in c}) for c in ours)
        return right, sum(len(c) - 1 for c in ours)

    gold, found = list(gold), list(found)
    return *kept(found, gold), *kept(gold, found)


def b_cubed(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Parts:
    """Mentions: the share of each one's cluster that is rightly there."""

    def share(ours: list[Cluster], theirs: list[Cluster]) -> tuple[float, float]:
        of = {m: cluster for cluster in theirs for m in cluster}
        each = [(len(c & of.get(m, frozenset())) / len(c)) for c in ours for m in c]
        return sum(each), len(each)

    gold, found = list(gold), list(found)
    return *share(found, gold), *share(gold, found)


def ceaf(gold: Iterable[Cluster], found: Iterable[Cluster]) -> Parts:
    """Entities: the best one-to-one matching of clusters, by the similarity phi-4."""
    gold, found = list(gold), list(found)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            if common := len(one & other):
                graph.add_edge(("gold", i), ("found", j), weight=2 * common / (len(one) + len(other)))
    best = sum(graph.edges[edge]["weight"] for edge in nx.max_weight_matching(graph))
    return best, len(found), best, len(gold)


METRICS = {"MUC": muc, "B-cubed": b_cubed, "CEAF": ceaf}


def score(documents: Iterable[tuple[list[Cluster], list[Cluster]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in percent of each metric over documents of (gold, found) clusters, and their mean."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0] * 4)
    for gold, found in documents:
        for name, metric in METRICS.items():
            sums[name] = [a + b for a, b in zip(sums[name], metric(gold, found), strict=True)]
    figures = {}
    for name, (right, predicted, hit, wanted) in sums.items():
        p, r = 100 * right / max(1, predicted), 100 * hit / max(1, wanted)
        figures[name] = p, r, 2 * p * r / max(1e-9, p + r)
    mean = sum(f for _, _, f in figures.values()) / max(1, len(figures))
    return figures | {"CoNLL": (0.0, 0.0, mean)}


def gold_clusters(document: list[Sentence], spans: list[Mention]) -> list[Cluster]:
    """Return the chains of a document that have a name in them, and more than one mention."""
    chains: dict[str, set[Mention]] = defaultdict(set)
    named: set[str] = set()
    offset = 0
    for sentence in document:
        for span, kind, _, chain in sentence.spans:
            head = sentence.head_of(span)
            if head is not None and kind in KINDS:
                chains[chain].add(spans[offset + head])
                if sentence.upos[head] == "PROPN":
                    named.add(chain)
        offset += len(sentence.forms)
    return [frozenset(m) for chain, m in chains.items() if chain in named and len(m) > 1]


def documents(path: Path, extractor: Extractor) -> Iterator[tuple[list[Cluster], list[Cluster]]]:
    """Yield the gold clusters of each document of a GUM file, and those that kg finds in its raw text."""
    for document in read_documents(path):
        gold = gold_doc(extractor.nlp, document)
        spans = [(t.idx, t.idx + len(t)) for t in gold if not t.is_space]
        text = gold.text
        doc = extractor.nlp(text)
        mentions = find_mentions(doc, Article("gum", text), extractor.gazetteer)
        found: dict[str, set[Mention]] = defaultdict(set)
        for mention in mentions.all:
            head = mentions.head(mention)
            if mention.entity is not None:
                found[mention.entity.id].add((head.idx, head.idx + len(head)))
        yield gold_clusters(document, spans), [frozenset(m) for m in found.values() if len(m) > 1]
