"""Entity annotation of each corpus, turned into B/I/O with the set of types that each word may have."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from kg.language.training.conllu import Sentence, Span
from kg.language.training.refine import is_demonym, refine
from kg.language.training.typesets import CROSSNER, GOLD, GUM, TypeSet

Tag = tuple[str, TypeSet]
OUTSIDE: Tag = ("O", frozenset({"O"}))
MAYBE: Tag = ("O", frozenset({"O", "PopulationGroup"}))
TITLES = frozenset(
    "Mr. Mrs. Ms. Dr. Mr Mrs Ms Dr President Senator Sen. Prime Minister Secretary General Gen. Sir King Queen "
    "Prof.".split()
)  # fmt: skip
_CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "’s", "'"})
_LINKS = frozenset({"of", "for", "the", "and", "de", "&", "-", "'s", "on"})


def paint(words: int, spans: list[tuple[Span, TypeSet]], rest: list[Tag | None]) -> list[Tag | None]:
    """Lay spans over the words, the longest first and none over another; `rest` is what uncovered words get."""
    tags = list(rest)
    taken = [False] * words
    for (first, end), types in sorted(spans, key=lambda item: item[0][0] - item[0][1]):
        if not any(taken[first:end]):
            taken[first:end] = [True] * (end - first)
            tags[first:end] = [("B" if i == first else "I", types) for i in range(first, end)]
    return tags


def gum_tags(sentence: Sentence) -> list[Tag | None]:
    """Tags from GUM's nested mentions: only those whose head is a proper noun, cut down to the name."""
    spans = []
    for span, kind, *_ in sentence.spans:
        name = _name_in(span, sentence)
        if name and kind in GUM:
            types = refine(GUM[kind], " ".join(sentence.forms[slice(*name)]))
            if types == GUM["person"]:
                types = frozenset({"Person"})
            plural = sentence.xpos[name[1] - 1] == "NNPS" and kind == "person"
            spans.append((name, frozenset({"PopulationGroup"}) if plural else types))
    rest: list[Tag | None] = [
        ("B", frozenset({"PopulationGroup"})) if upos == "ADJ" and is_demonym(form) else OUTSIDE
        for form, upos in zip(sentence.forms, sentence.upos, strict=True)
    ]
    return paint(len(sentence.forms), spans, rest)


def _name_in(span: Span, sentence: Sentence) -> Span | None:
    first, end = span
    head = sentence.head_of(span)
    if head is None or sentence.upos[head] != "PROPN":
        return None
    left = right = head
    while left > first and (sentence.upos[left - 1] == "PROPN" or _capital(sentence, left - 1)):
        left -= 1
    while right + 1 < end:
        step = 1
        while right + step + 1 < end and step < 3 and sentence.forms[right + step] in _LINKS:
            step += 1
        if not _capital(sentence, right + step):
            break
        right += step
    while left < right and sentence.forms[left] in TITLES:
        left += 1
    return left, right + 1


def _capital(sentence: Sentence, i: int) -> bool:
    form = sentence.forms[i]
    return sentence.upos[i] == "PROPN" or (form[0].isupper() and sentence.upos[i] in {"ADJ", "NOUN", "VERB"})


def read_columns(path: Path, column: int) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of a column file as words and tags."""
    forms: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# ") and "\t" not in line:
            continue
        parts = line.split("\t")
        if len(parts) > column:
            forms.append(parts[column - 1])
            tags.append(parts[column])
        elif not line and forms:
            yield forms, tags
            forms, tags = [], []


def spans_of(tags: list[str]) -> list[tuple[Span, str]]:
    """The spans of a BIO sequence with their labels."""
    spans: list[tuple[Span, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("I-") and spans and spans[-1][0][1] == i and spans[-1][1] == tag[2:]:
            spans[-1] = ((spans[-1][0][0], i + 1), tag[2:])
        elif tag != "O":
            spans.append(((i, i + 1), tag[2:]))
    return spans


def set_tags(forms: list[str], tags: list[str], scheme: dict[str, TypeSet]) -> list[Tag | None]:
    """Tags of a corpus with its own types: each label stands for its set of ours."""
    spans = [
        (span, refine(scheme[kind], " ".join(forms[slice(*span)]))) for span, kind in spans_of(tags) if kind in scheme
    ]
    outside: Tag = ("O", scheme["O"])
    rest: list[Tag | None] = [("O", scheme["O"] | MAYBE[1]) if is_demonym(form) else outside for form in forms]
    return paint(len(forms), spans, rest)


def guess_spaces(forms: list[str]) -> list[int]:
    """The spaces of a tokenised text whose source does not tell them."""
    spaces, quoted = [], False
    for i, form in enumerate(forms):
        before = forms[i - 1] if i else ""
        closing = form in _CLOSING or (form == '"' and quoted)
        glued = closing or before in {"(", "[", "$"} or (before == '"' and quoted)
        spaces.append(0 if glued and i else 1)
        quoted ^= form == '"'
    return spaces


def crossner(path: Path) -> list[Sentence]:
    """The sentences of a CrossNER file."""
    found = []
    for forms, tags in read_columns(path, 1):
        found.append(Sentence(forms, guess_spaces(forms), entities=set_tags(forms, tags, CROSSNER)))
    return found


def gold_names(path: Path) -> dict[str, TypeSet]:
    """The names in one article's claims with their types, cut of articles and lower-case words."""
    names: dict[str, TypeSet] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        for role in ("subject", "object"):
            mention, kind = claim.get(f"{role}_mention"), GOLD.get(claim.get(f"{role}_type") or "")
            name = re.sub(r"^(?:[^A-Z]\S*|The|An?)\s+", "", (mention or {}).get("text") or "")
            words = [w for w in re.split(r"[\s-]+", name) if w and w not in _LINKS]
            if not kind or not words or not name[0].isupper() or any(w[0].islower() for w in words):
                continue
            types = frozenset({kind})
            if kind == "State" and name != claim[role]:
                types = frozenset({"PopulationGroup"}) if is_demonym(name) else frozenset({"State", "City", "Facility"})
            elif kind == "Person" and (set(name.split()) & TITLES):
                continue
            names[name] = types if kind != "State" else refine(types, name)
    return names
