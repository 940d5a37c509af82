"""Entity annotation for texts without any: proper nouns of a treebank, known names in plain texts."""

import json
from pathlib import Path

from kg.language.tokens import english_tokenizer
from kg.language.training.articles import annotate
from kg.language.training.conllu import Sentence
from kg.language.training.entities import OUTSIDE, TITLES, Tag
from kg.language.training.refine import is_demonym, known_names, refine
from kg.language.training.typesets import ANY_NAME, TypeSet

_DATES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov "
    "Dec".split()
)  # fmt: skip
_NEVER_NAMES = frozenset({"VERB", "AUX", "PRON", "ADV", "SCONJ", "INTJ", "SYM"})


def proper_noun_tags(sentence: Sentence) -> list[Tag | None]:
    """What the syntax tells of names: runs of proper nouns are in one, with flat parts a person; most else is not."""
    n = len(sentence.forms)
    inside = [
        x.startswith("NNP") and f.rstrip(".") not in _DATES and f not in TITLES
        for f, x in zip(sentence.forms, sentence.xpos, strict=True)
    ]
    tags = [_outside_name(sentence, i, inside) for i in range(n)]
    first = 0
    while first < n:
        last = first
        while last < n and inside[last]:
            last += 1
        if last > first:
            types = _types(sentence, first, last)
            joined = first > 0 and tags[first - 1] is None  # an unknown word before may belong to the name
            tags[first] = ("O" if joined else "B", types)
            tags[first + 1 : last] = [("O", types)] * (last - first - 1)
        first = last + 1
    return tags


def _outside_name(sentence: Sentence, i: int, inside: list[bool]) -> Tag | None:
    form, upos = sentence.forms[i], sentence.upos[i]
    if is_demonym(form) and upos == "ADJ":
        return "B", frozenset({"PopulationGroup"})
    if upos in _NEVER_NAMES or form in TITLES:
        return OUTSIDE
    between = any(inside[max(0, i - 2) : i]) and any(inside[i + 1 : i + 3])
    if between or (form[0].isupper() and upos not in {"DET", "ADP", "CCONJ"}):
        return None
    return OUTSIDE


def _types(sentence: Sentence, first: int, last: int) -> TypeSet:
    flat = any(
        sentence.deprels[i] == "flat" and first < sentence.heads[i] <= last for i in range(first, last)
    )  # flat in the treebanks is how the parts of a person's name hang together
    name = " ".join(sentence.forms[first:last])
    if flat and refine(ANY_NAME, name) == refine(ANY_NAME, "?"):
        return frozenset({"Person"})
    return refine(ANY_NAME, name)


def read_releases(path: Path, held: Path, words: int = 60_000, longest: int = 3000) -> list[list[Sentence]]:
    """Plain texts with the gazetteer's names as partial annotation: those texts that hold most kinds of names.

    Texts that are also in the folder `held` are left out.
    """
    kept = [line for file in sorted(held.glob("*.txt")) for line in file.read_text(encoding="utf-8").splitlines()]
    paragraphs = [line for line in kept if len(line) > 80]
    ranked = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        text = json.loads(line)["text"]
        if any(paragraph in text for paragraph in paragraphs):
            continue
        text = text[:longest]
        found = known_names(text)
        kinds = {kind for types in found.values() for kind in types}
        ranked.append((-len(kinds), -len(found), number, text, found))
    tokenize = english_tokenizer()
    documents: list[list[Sentence]] = []
    seen = 0
    for *_, text, found in sorted(ranked, key=lambda item: item[:3]):
        documents.append(annotate(tokenize(text), found))
        seen += sum(len(sentence.forms) for sentence in documents[-1])
        if seen > words:
            break
    return documents
