"""Sentences as arrays of numbers, against label sets counted on the training data."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.language.labels import BIO, Labels
from kg.language.lemmas import script_of
from kg.language.training.conllu import Sentence
from kg.language.words import Pieces, shape_index

Ints = NDArray[np.int64]
COLUMNS = ("xpos", "upos", "morph", "lemma", "deprel")
IGNORE = -1


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sentence in numbers; IGNORE where there is no annotation."""

    pieces: list[tuple[int, ...]]
    shapes: Ints
    columns: Ints  # one row for each of COLUMNS
    heads: Ints
    entities: Ints  # rows of the table of allowed tags
    bounded: bool  # whether its first word is a true sentence start
    forms: list[str]
    spaces: Ints


class Encoder:
    """Turns sentences into arrays and collects the sets of entity tags that they allow."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self.pieces, self.labels = pieces, labels
        self._rows: dict[tuple[str, frozenset[str]], int] = {}
        scripts = [tuple(script) for script in labels.lemma]
        keys: tuple[Sequence[Hashable], ...] = (labels.xpos, labels.upos, labels.morph, scripts, labels.deprel)
        self._index = [{label: i for i, label in enumerate(column)} for column in keys]

    def __call__(self, sentence: Sentence) -> Encoded:
        """Encode one sentence."""
        n = len(sentence.forms)
        scripts = [script_of(f, m) for f, m in zip(sentence.forms, sentence.lemmas, strict=False)]
        tags: tuple[Sequence[Hashable], ...] = (sentence.xpos, sentence.upos, sentence.feats)
        values = (*tags, scripts, sentence.deprels)
        columns = np.full((len(COLUMNS), n), IGNORE, dtype=np.int64)
        for row, (index, column) in enumerate(zip(self._index, values, strict=True)):
            if column:
                columns[row] = [index.get(value, IGNORE) for value in column]
        heads = np.array(sentence.heads or [IGNORE] * n, dtype=np.int64)
        names = sentence.entities or [None] * n
        entities = np.array([IGNORE if tag is None else self._rows.setdefault(tag, len(self._rows)) for tag in names])
        shapes = np.array([shape_index(f, s) for f, s in zip(sentence.forms, sentence.spaces, strict=True)])
        pieces = [self.pieces(form) for form in sentence.forms]
        bounded = bool(sentence.heads)
        return Encoded(pieces, shapes, columns, heads, entities, bounded, sentence.forms, np.array(sentence.spaces))

    def allowed(self) -> NDArray[np.float32]:
        """The table of allowed entity tags: one row for each pair of B, I or O and a set of types."""
        table = np.zeros((max(1, len(self._rows)), len(BIO)), dtype=np.float32)
        for (prefix, types), row in self._rows.items():
            for kind in types:
                if kind == "O":
                    table[row, 0] = 1
                elif prefix == "O":  # an unannotated word that may be anything of these types
                    table[row, [BIO.index(f"B-{kind}"), BIO.index(f"I-{kind}")]] = 1
                else:
                    table[row, BIO.index(f"{prefix}-{kind}")] = 1
        return table


def count_labels(sentences: list[Sentence], least: int = 3) -> Labels:
    """The label sets of annotated sentences; morphology and lemma scripts only from `least` uses on."""
    xpos, upos, morph, deprel = (
        Counter(value for s in sentences for value in getattr(s, name)) for name in ("xpos", "upos", "feats", "deprels")
    )
    scripts = Counter(script_of(f, m) for s in sentences for f, m in zip(s.forms, s.lemmas, strict=False))
    common: list[list[str | int]] = [[*script] for script, count in scripts.most_common() if count >= least]
    frequent = sorted(value for value, count in morph.items() if count >= least)
    return Labels(sorted(xpos), sorted(upos), frequent, common, sorted(deprel), list(BIO))
