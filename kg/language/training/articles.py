"""Articles with claims as partial entity annotation: their named mentions, wherever in the article the name stands."""

import re
from pathlib import Path

from spacy.tokens import Doc

from kg.language.tokens import english_tokenizer
from kg.language.training.conllu import Sentence
from kg.language.training.entities import OUTSIDE, Tag, gold_names, paint
from kg.language.training.refine import known_names
from kg.language.training.roles import in_roles

_STOPS = frozenset(
    "The A An In On At He She It They We I But And This That These Those As For If When While After Before".split()
)


def read_articles(folder: Path) -> list[list[Sentence]]:
    """Every article of a folder as a document of roughly cut sentences."""
    tokenize = english_tokenizer()
    documents = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        documents.append(annotate(tokenize(text), known_names(text) | gold_names(path.with_suffix(".jsonl"))))
    return [document for document in documents if document]


def annotate(doc: Doc, names: dict[str, frozenset[str]]) -> list[Sentence]:
    """Sentences with the given names tagged, wherever they stand; other capitalised words stay unknown."""
    spans = []
    for name, types in names.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", doc.text):
            span = doc.char_span(match.start(), match.end())
            if span is not None:
                spans.append(((span.start, span.end), types))
    roles = in_roles([token.text for token in doc])
    rest: list[Tag | None] = [
        OUTSIDE if role or not any(c.isupper() for c in token.text) or token.text in _STOPS else None
        for token, role in zip(doc, roles, strict=True)
    ]
    for token in doc:  # a small word between two unknown capitals may belong to a name
        if 0 < token.i < len(doc) - 1 and rest[token.i - 1] is None and rest[token.i + 1] is None:
            rest[token.i] = None
    tags = paint(len(doc), spans, rest)
    sentences, current, space = [], Sentence([], []), 2
    for token, tag in zip(doc, tags, strict=True):
        if token.is_space:
            space = 2 if token.text.count("\n") > 1 else 1
            continue
        if current.forms and (space == 2 or (current.forms[-1] in {".", "!", "?"} and token.text[0].isupper())):
            sentences.append(current)
            current = Sentence([], [])
        current.forms.append(token.text)
        current.spaces.append(space)
        current.entities.append(tag)
        space = 1 if token.whitespace_ else 0
    return [*sentences, current] if current.forms else sentences
