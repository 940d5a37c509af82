"""Reads UD treebanks: sentences with their syntax, and GUM's entity annotation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Span = tuple[int, int]  # first word and one past the last


@dataclass(slots=True)
class Sentence:
    """The words of one sentence; an empty column is one that the source does not annotate."""

    forms: list[str]
    spaces: list[int]  # before each word: 0 nothing, 1 a space, 2 a new paragraph
    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)  # 0 is the root, words count from 1
    deprels: list[str] = field(default_factory=list)
    entities: list[tuple[str, frozenset[str]] | None] = field(default_factory=list)  # B, I or O, and its types
    spans: list[tuple[Span, str, str, str]] = field(default_factory=list)  # GUM: span, type, Wikipedia title, chain

    def head_of(self, span: Span) -> int | None:
        """Return the first word of a span that hangs on a word outside of it."""
        first, end = span
        return next((i for i in range(first, end) if not first < self.heads[i] <= end), None)


def read_documents(path: Path) -> Iterator[list[Sentence]]:
    """Yield the documents of a CoNLL-U file as lists of sentences."""
    document: list[Sentence] = []
    rows: list[list[str]] = []
    paragraph = True
    open_spans: dict[str, list[tuple[int, int, str, str]]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc") and document:
                yield document
                document, open_spans = [], {}
            if line.startswith(("# newpar", "# newdoc")) and "newpar_block" not in line:
                paragraph = True
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                document.append(_sentence(rows, paragraph, len(document), open_spans))
                rows, paragraph = [], False
    if document:
        yield document


def _sentence(
    rows: list[list[str]], paragraph: bool, index: int, open_spans: dict[str, list[tuple[int, int, str, str]]]
) -> Sentence:
    sentence = Sentence([], [])
    space, glued_until, after = 2 if paragraph else 1, 0, 1
    for row in rows:
        if "-" in row[0]:  # a written token of several words: no space inside it
            glued_until = int(row[0].split("-")[1])
            after = 0 if "SpaceAfter=No" in row[9] else 1
            continue
        if "." in row[0]:
            continue
        number = int(row[0])
        sentence.forms.append(row[1])
        sentence.spaces.append(space)
        if number < glued_until:
            space = 0
        elif number == glued_until:
            space = after
        else:
            space = 0 if "SpaceAfter=No" in row[9] else 1
        sentence.lemmas.append(row[2])
        sentence.upos.append(row[3])
        sentence.xpos.append(row[4])
        sentence.feats.append(row[5])
        sentence.heads.append(int(row[6]))
        sentence.deprels.append(row[7])
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        _read_entity(entity, index, number - 1, sentence, open_spans)
    return sentence


_EVENT = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def _read_entity(
    text: str, index: int, word: int, sentence: Sentence, open_spans: dict[str, list[tuple[int, int, str, str]]]
) -> None:
    for match in _EVENT.finditer(text):
        if match[1]:
            fields = match[1].split("-", 6)
            kind = fields[1] if len(fields) > 1 else ""
            link = fields[6] if len(fields) > 6 else ""
            link = link.split("-", 1)[1] if "-" in link else ""
            if match[2]:
                sentence.spans.append(((word, word + 1), kind, link, fields[0]))
            else:
                open_spans.setdefault(fields[0], []).append((index, word, kind, link))
        elif open_spans.get(match[3]):
            begun, first, kind, link = open_spans[match[3]].pop()
            if begun == index:  # spans over a sentence boundary are dropped
                sentence.spans.append(((first, word + 1), kind, link, match[3]))
