"""Docs built by hand: a sentence is its text and one `POS/TAG/relation/head[/lemma]` a word, heads counted from 1."""

from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc, Span

from kg.entities import Gazetteer, Mentions, find_mentions, load_gazetteer
from kg.language.tokens import english_tokenizer
from kg.models import Article

Sentence = tuple[str, str]
Find = Callable[..., Mentions]
_TOKENIZER = english_tokenizer()


def build(sentences: Sequence[Sentence], names: Sequence[tuple[str, str]] = ()) -> Doc:
    """Build a parsed doc; `names` are texts and classes that the recogniser is taken to have seen, all of them."""
    columns: dict[str, list[str]] = {key: [] for key in ("words", "pos", "tags", "deps", "lemmas")}
    heads: list[int] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    for text, analysis in sentences:
        tokens, rows, first = list(_TOKENIZER(text)), analysis.split(), len(heads)
        assert len(tokens) == len(rows), (text, [t.text for t in tokens])
        for token, row in zip(tokens, rows, strict=True):
            pos, tag, dep, head, *lemma = row.split("/")
            columns["words"].append(token.text)
            columns["pos"].append(pos)
            columns["tags"].append(tag)
            columns["deps"].append("ROOT" if dep == "root" else dep)
            columns["lemmas"].append(lemma[0] if lemma else token.lower_)
            heads.append(first + int(head) - 1 if head != "0" else len(heads))
            spaces.append(bool(token.whitespace_) or token.i + 1 == len(tokens))
            starts.append(token.i == 0)
    doc = Doc(_TOKENIZER.vocab, spaces=spaces, heads=heads, sent_starts=starts, **columns)  # type: ignore[arg-type]
    spans: list[Span] = []
    for name, label in names:
        at = doc.text.find(name)
        assert at >= 0, name
        while at >= 0:
            span = doc.char_span(at, at + len(name), label=label)
            assert span is not None, name
            spans.append(span)
            at = doc.text.find(name, at + len(name))
    doc.set_ents(spans)
    return doc


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="session")
def find(gazetteer: Gazetteer) -> Find:
    def read(
        sentences: Sequence[Sentence], names: Sequence[tuple[str, str]] = (), date: str | None = "2022-11-17"
    ) -> Mentions:
        doc = build(sentences, names)
        return find_mentions(doc, Article("a", doc.text, date=date), gazetteer)

    return read


def told(mentions: Mentions) -> list[tuple[str, str, list[str]]]:
    """Return text, rule and entities of each mention."""
    return [(m.text, m.rule, [e.label for e in m.entities]) for m in mentions.all]
