"""The learned reader: how likely each predicate joins each pair, by a small network over the encoder's word vectors.

It weighs what the rules found and adds what they have no line for; `kg.claims.training` makes its weights.
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.claims.arguments import arguments
from kg.claims.frames import Candidate
from kg.claims.pairs import Pair, Schema, features, iter_pairs, joint
from kg.claims.participants import Participants
from kg.errors import ModelError
from kg.ids import digest_file
from kg.models import Vocabulary

FOLDER = Path(__file__).with_name("model")


class Judge:
    """Scores feature rows: probabilities of shape (pairs, predicates)."""

    def __init__(
        self, schema: Schema, layers: list[tuple[NDArray[np.float32], NDArray[np.float32]]], settings: dict[str, float]
    ) -> None:
        self.schema = schema
        self.layers = layers
        self.keep, self.add = settings["keep"], settings["add"]

    def score(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of every predicate for every row."""
        values = rows
        for n, (weight, bias) in enumerate(self.layers):
            values = values @ weight + bias
            if n < len(self.layers) - 1:
                values = np.maximum(values, 0.0)
        likely: NDArray[np.float32] = np.reciprocal(1.0 + np.exp(-values))
        return likely


def judge_candidates(
    doc: Doc, participants: Participants, candidates: list[Candidate], judge: Judge, vocabulary: Vocabulary
) -> tuple[list[Candidate], int]:
    """Weigh candidates of the rules, drop the unlikely, add what the network alone is sure of; count the dropped."""
    pairs = list(iter_pairs(doc, participants))
    if not pairs:
        return candidates, 0
    scores = judge.score(features(doc, pairs, candidates, judge.schema, vocabulary))
    rows = {pair.key: row for pair, row in zip(pairs, scores, strict=True)}
    columns = {name: n for n, name in enumerate(judge.schema.predicates)}
    kept, taken = [], set()
    for candidate in candidates:
        key = candidate.subject.span.start, candidate.object.span.start
        likely = _likely(rows, key, columns[candidate.predicate], vocabulary.predicates[candidate.predicate].symmetric)
        if likely is None:
            kept.append(candidate)
        elif likely >= judge.keep:
            kept.append(replace(candidate, confidence=round(likely, 3)))
            taken.add((*key, candidate.predicate))
    added = _added(pairs, rows, judge, vocabulary, taken)
    return kept + added, len(candidates) - len(kept)


def _likely(
    rows: dict[tuple[int, int], NDArray[np.float32]], key: tuple[int, int], column: int, symmetric: bool
) -> float | None:
    found = [float(rows[k][column]) for k in ((key, key[::-1]) if symmetric else (key,)) if k in rows]
    return max(found) if found else None


def _added(
    pairs: list[Pair],
    rows: dict[tuple[int, int], NDArray[np.float32]],
    judge: Judge,
    vocabulary: Vocabulary,
    taken: set[tuple[int, int, str]],
) -> list[Candidate]:
    found = []
    for pair in pairs:
        for column in np.flatnonzero(rows[pair.key] >= judge.add):
            name = judge.schema.predicates[column]
            predicate, likely = vocabulary.predicates[name], float(rows[pair.key][column])
            if (*pair.key, name) in taken or (predicate.symmetric and (*pair.key[::-1], name) in taken):
                continue
            taken.add((*pair.key, name))
            token = joint(pair)
            for one in pair.subjects:
                for other in pair.objects:
                    fits = vocabulary.is_a(one.type, predicate.domain) and vocabulary.is_a(other.type, predicate.range)
                    if fits and one.entity.id != other.entity.id:
                        found.append(
                            Candidate(
                                name,
                                one,
                                other,
                                token,
                                arguments(token),
                                None,
                                None,
                                f"model:{likely:.2f}",
                                round(likely, 3),
                            )
                        )
    return found


@cache
def load_judge() -> Judge | None:
    """Load the shipped weights; None where there are none.

    Raises ModelError when the weights are not those that the manifest names.
    """
    manifest = FOLDER / "manifest.json"
    if not manifest.exists():
        return None
    described = json.loads(manifest.read_text(encoding="utf8"))
    weights = FOLDER / "judge.npz"
    if digest_file(weights) != described["sha256"]:
        raise ModelError(f"{weights.name}: damaged or changed; install kg again")
    schema = Schema(tuple(described["predicates"]), tuple(described["classes"]), described["width"])
    with np.load(weights) as arrays:
        layers = [
            (arrays[f"weight{n}"].astype(np.float32), arrays[f"bias{n}"].astype(np.float32))
            for n in range(described["layers"])
        ]
    return Judge(schema, layers, described["settings"])
