"""The lexicon: cues, operators, words of saying, modals, titles and force nouns, from `lexicon/*.csv`, checked."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import VocabularyError
from kg.models import Modality, Polarity, Vocabulary

FOLDER = Path(__file__).with_name("lexicon")
POS = frozenset({"VERB", "NOUN", "ADJ"})
POLARITIES = frozenset({"positive", "negative"})
MODALITIES = frozenset({"actual", "planned", "possible", "demanded"})
EFFECTS = MODALITIES | {"negative", "ended", "kept", "none"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What another argument must be: one of some lemmas or of some classes of the ontology."""

    slots: tuple[str, ...]
    lemmas: frozenset[str]
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word in a frame that expresses a predicate; slots are alternatives in order of preference."""

    predicate: str
    lemma: str
    particle: str | None
    pos: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    polarity: Polarity | None = None
    modality: Modality | None = None
    quantity: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that changes the status of what stands in one of its slots (*plan to*, *failed to*, *threat of*)."""

    lemma: str
    pos: str
    slots: frozenset[str]
    effect: str
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A word of saying: its subject is the claimant of its complement."""

    lemma: str
    pos: str
    polarity: Polarity | None = None
    modality: Modality | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """An office, the property that holding it stands for, and the classes of what it is an office of."""

    title: str
    predicate: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of the claims room, indexed by (lemma, part of speech) or by word."""

    vocabulary: Vocabulary
    cues: Mapping[tuple[str, str], tuple[Cue, ...]]
    operators: Mapping[tuple[str, str], tuple[Operator, ...]]
    speech: Mapping[tuple[str, str], Speech]
    modals: Mapping[str, str]
    titles: Mapping[str, Title]
    forces: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)


def _rows(name: str, needed: frozenset[str]) -> Iterator[tuple[int, dict[str, str]]]:
    path = FOLDER / name
    with path.open(encoding="utf8", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = needed - set(reader.fieldnames or ())
        if missing:
            raise VocabularyError(name, 1, f"columns missing: {', '.join(sorted(missing))}")
        for row in reader:
            if None in row or None in row.values():
                raise VocabularyError(name, reader.line_num, "the line has more or fewer cells than the header")
            yield reader.line_num, {key: value.strip() for key, value in row.items()}


def _one_of(name: str, line: int, column: str, value: str, allowed: frozenset[str]) -> str | None:
    if value and value not in allowed:
        raise VocabularyError(name, line, f"{column} is {value!r}, not one of {', '.join(sorted(allowed))}")
    return value or None


def _conditions(line: int, text: str, vocabulary: Vocabulary) -> tuple[Condition, ...]:
    found = []
    for part in filter(None, (p.strip() for p in text.split("&"))):
        slot, colon, values = part.partition(":")
        if not colon or not values:
            raise VocabularyError("cues.csv", line, f"condition {part!r} is not of the form slot:lemma|#Class")
        items = [v.strip() for v in values.split("|")]
        classes = frozenset(v[1:] for v in items if v.startswith("#"))
        if unknown := classes - set(vocabulary.classes):
            raise VocabularyError("cues.csv", line, f"no such class: {', '.join(sorted(unknown))}")
        lemmas = frozenset(v.casefold() for v in items if not v.startswith("#"))
        found.append(Condition(tuple(s.strip() for s in slot.split("|")), lemmas, classes))
    return tuple(found)


def _cue(line: int, row: dict[str, str], vocabulary: Vocabulary) -> Cue:
    name = row["predicate"]
    if name not in vocabulary.predicates:
        raise VocabularyError("cues.csv", line, f"no such predicate in the ontology: {name}")
    subject, object_ = (tuple(s.strip() for s in row[c].split("|") if s.strip()) for c in ("subject", "object"))
    if not row["cue"] or not subject or not object_:
        raise VocabularyError("cues.csv", line, "cue, subject and object must not be empty")
    if "each" in object_ and not vocabulary.predicates[name].symmetric:
        raise VocabularyError("cues.csv", line, f"object slot `each` needs a symmetric predicate, {name} is not")
    lemma, _, particle = row["cue"].partition(" ")
    _one_of("cues.csv", line, "pos", row["pos"] or "?", POS)
    return Cue(
        name,
        lemma,
        particle or None,
        row["pos"],
        subject,
        object_,
        _conditions(line, row["with"], vocabulary),
        _one_of("cues.csv", line, "polarity", row["polarity"], POLARITIES),  # type: ignore[arg-type] # checked
        _one_of("cues.csv", line, "modality", row["modality"], MODALITIES),  # type: ignore[arg-type] # checked
        row["quantity"] or None,
        line,
    )


def _load_cues(vocabulary: Vocabulary) -> dict[tuple[str, str], tuple[Cue, ...]]:
    found: dict[tuple[str, str], list[Cue]] = {}
    needed = frozenset({"predicate", "cue", "pos", "subject", "object", "with", "polarity", "modality", "quantity"})
    for line, row in _rows("cues.csv", needed):
        cue = _cue(line, row, vocabulary)
        found.setdefault((cue.lemma, cue.pos), []).append(cue)
    return {key: tuple(cues) for key, cues in found.items()}


def _load_operators() -> dict[tuple[str, str], tuple[Operator, ...]]:
    found: dict[tuple[str, str], list[Operator]] = {}
    for line, row in _rows("operators.csv", frozenset({"lemma", "pos", "slot", "effect", "signature"})):
        _one_of("operators.csv", line, "effect", row["effect"] or "?", EFFECTS)
        slots = frozenset(s.strip() for s in row["slot"].split("|"))
        operator = Operator(row["lemma"], row["pos"], slots, row["effect"], row["signature"] or None)
        found.setdefault((operator.lemma, operator.pos), []).append(operator)
    return {key: tuple(operators) for key, operators in found.items()}


def _load_speech() -> dict[tuple[str, str], Speech]:
    found = {}
    for line, row in _rows("speech.csv", frozenset({"lemma", "pos", "attributes", "polarity", "modality"})):
        polarity = _one_of("speech.csv", line, "polarity", row["polarity"], POLARITIES)
        modality = _one_of("speech.csv", line, "modality", row["modality"], MODALITIES)
        found[row["lemma"], row["pos"]] = Speech(
            row["lemma"],
            row["pos"],
            polarity,  # type: ignore[arg-type] # checked
            modality,  # type: ignore[arg-type] # checked
            row["attributes"] == "unnamed",
        )
    return found


def load_lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Read all lists and check them against the ontology.

    Raises VocabularyError with file and line for an unknown predicate, class, part of speech or effect.
    """
    titles = {
        row["title"].casefold(): Title(row["title"], row["predicate"], row["scope"])
        for _, row in _rows("titles.csv", frozenset({"title", "predicate", "scope"}))
    }
    forces = list(_rows("forces.csv", frozenset({"noun", "kind", "unit"})))
    return Lexicon(
        vocabulary,
        _load_cues(vocabulary),
        _load_operators(),
        _load_speech(),
        {row["word"]: row["effect"] for _, row in _rows("modals.csv", frozenset({"word", "effect"}))},
        titles,
        {row["noun"]: row["kind"] for _, row in forces},
        {row["noun"]: row["unit"] for _, row in forces if row["unit"]},
    )
