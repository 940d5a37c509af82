"""Annotated sentences: readable files of single sentences with their claims, beside the annotated articles.

    Ugandan troops have been shelling the camp near Beni since Monday.
      Ugandan troops (State) | attacks | Beni (City) | shelling

A sentence stands at the margin; its claims follow, indented: subject (class) | predicate | object (class) | cue, each
as the sentence writes it; ` #2` after a text means its second place. A sentence without claims has none. `#` begins a
comment.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import VocabularyError
from kg.models import Vocabulary

FOLDER = Path(__file__).with_name("sentences")
Gold = dict[str, Any]
_END = re.compile(r"(?P<text>.+?) \((?P<type>\w+)\)(?: #(?P<place>\d))?")
_PLACED = re.compile(r"(?P<text>.+?)(?: #(?P<place>\d))?")


def read_sentences(path: Path, vocabulary: Vocabulary) -> Iterator[tuple[str, list[Gold]]]:
    """Yield each sentence of a file with its claims, in the form of the annotated articles' claims.

    Raises VocabularyError, with the line, for a claim that is malformed or not about its sentence.
    """
    text, claims = "", list[Gold]()
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if line.startswith("  "):
            claims.append(_claim(text, line, vocabulary, path.name, number))
        elif line.strip() and not line.startswith("#"):
            if text:
                yield text, claims
            text, claims = line.strip(), []
    if text:
        yield text, claims


def _claim(text: str, line: str, vocabulary: Vocabulary, file: str, number: int) -> Gold:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != 4:
        raise VocabularyError(file, number, "a claim needs subject (Class) | predicate | object (Class) | cue")
    subject, predicate, object_, cue = fields
    if predicate not in vocabulary.predicates:
        raise VocabularyError(file, number, f"no predicate {predicate!r} in the ontology")
    found: Gold = {
        "predicate": [predicate],
        "start": 0,
        "end": len(text),
        "cue": _span(text, cue, _PLACED, file, number),
    }
    found["symmetric"] = vocabulary.predicates[predicate].symmetric
    for key, value in (("subject", subject), ("object", object_)):
        match = _END.fullmatch(value)
        if match is None or match["type"] not in vocabulary.classes:
            raise VocabularyError(file, number, f"no class of the ontology in brackets behind {value!r}")
        found[key], found[f"{key}_type"] = match["text"], match["type"]
        found[f"{key}_mention"] = _span(text, value, _END, file, number)
    return found


def _span(text: str, value: str, pattern: re.Pattern[str], file: str, number: int) -> dict[str, int]:
    match = pattern.fullmatch(value)
    wanted, place = (match["text"], int(match["place"] or 1)) if match else (value, 1)
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    if len(places) < place:
        raise VocabularyError(file, number, f"not in the sentence: {wanted!r}")
    return {"start": places[place - 1], "end": places[place - 1] + len(wanted)}
