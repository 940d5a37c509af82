"""UNER's persons, organisations and locations, laid over the same sentences of the treebank that has their syntax."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from kg.language.training.conllu import Sentence
from kg.language.training.entities import OUTSIDE, Tag, paint, read_columns, spans_of
from kg.language.training.refine import is_demonym, refine
from kg.language.training.silver import proper_noun_tags
from kg.language.training.typesets import UNER, TypeSet


def uner_tags(path: Path) -> Callable[[Sentence], list[Tag | None]]:
    """A way to tag the sentences of UNER's treebank, in its order; one that UNER cuts otherwise goes by its syntax."""
    marked: dict[tuple[str, ...], deque[list[str]]] = {}
    for forms, tags in read_columns(path, 2):
        marked.setdefault(tuple(forms), deque()).append(tags)

    def tag(sentence: Sentence) -> list[Tag | None]:
        found = marked.get(tuple(sentence.forms))
        return _lay(sentence, found.popleft()) if found else proper_noun_tags(sentence)

    return tag


def _lay(sentence: Sentence, tags: list[str]) -> list[Tag | None]:
    spans = []
    for (first, end), kind in spans_of(tags):
        if kind in UNER and kind != "O":
            name = " ".join(sentence.forms[first:end])
            people = kind == "OTH" and (is_demonym(name) or sentence.xpos[end - 1] == "NNPS")
            spans.append(((first, end), frozenset({"PopulationGroup"}) if people else refine(UNER[kind], name)))
    rest: list[Tag | None] = [
        ("O", _unmarked(form, xpos)) for form, xpos in zip(sentence.forms, sentence.xpos, strict=True)
    ]
    return paint(len(sentence.forms), spans, rest)


def _unmarked(form: str, xpos: str) -> TypeSet:
    """What a word outside of UNER's names may be: a name of another kind only where the syntax has a name."""
    if xpos.startswith("NNP"):
        return UNER["O"]
    return frozenset({"O", "PopulationGroup"}) if is_demonym(form) else OUTSIDE[1]
