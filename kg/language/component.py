"""The spaCy component: predicting is pure and may run in threads, annotating writes the ordinary attributes."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.analysis import PARAGRAPH, Analysis, analyse
from kg.language.engine import Engine
from kg.language.files import MODEL
from kg.language.labels import ENTITY_TYPES
from kg.language.lemmas import Lemmas

_DATELINE = re.compile(  # `KYIV, Ukraine (AP) — `: a paragraph of its own to the parser
    r"^(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [\w. ]{3,30})?(?: \([\w ]{2,20}\))?"
    r"|[A-Z]\w+(?:,? [A-Z]\w+){0,3}(?:, \w{3,9}\.? \d{1,2}| \([A-Z][\w ]{1,20}\)))(?: —| –| --| -|:?—) ?(?=\S)",
    re.M,
)
_ATTRIBUTES = [TAG, POS, MORPH, LEMMA, HEAD, DEP, SENT_START, ENT_IOB, ENT_TYPE]
_HIDDEN = ENTITY_TYPES.index("Other")


@Language.factory(
    "kg_encoder",
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep", "token.head", "token.is_sent_start",
             "doc.ents", "doc.tensor"],
    default_config={"threads": 1},
)  # fmt: skip
def make_encoder(nlp: Language, name: str, threads: int) -> "EncoderComponent":
    """Make the component with the shipped model."""
    return EncoderComponent(nlp.vocab, Engine(MODEL), threads)


class EncoderComponent:
    """Tags, lemmas, sentences, dependencies, entities and word vectors in one pass."""

    def __init__(self, vocab: Vocab, engine: Engine, threads: int = 1) -> None:
        self.engine, self.threads = engine, threads
        labels, strings = engine.labels, vocab.strings
        self._vocab = vocab
        self._xpos = np.array([strings.add(x) for x in labels.xpos], dtype=np.uint64)
        self._upos = np.array([IDS[x] for x in labels.upos], dtype=np.uint64)
        self._morph = np.array([vocab.morphology.add(x) for x in labels.morph], dtype=np.uint64)
        self._deprel = np.array([strings.add("ROOT" if x == "root" else x) for x in labels.deprel], dtype=np.uint64)
        self._types = np.array([strings.add(x) for x in ENTITY_TYPES], dtype=np.uint64)
        self._space, self._filler = strings.add("_SP"), strings.add("dep")
        self._scripts = [(str(keep), int(cut), str(add)) for keep, cut, add in labels.lemma]
        self._table = Lemmas.read(MODEL / "lemmas.json")
        self._lemmas: dict[tuple[int, int, int, int], int] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The entity types that are shown."""
        return tuple(kind for kind in ENTITY_TYPES if kind != "Other")

    def __call__(self, doc: Doc) -> Doc:
        """Analyse and annotate one document."""
        return self.annotate(doc, self.predict(doc))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Analyse documents in threads, several at a time; each document's analysis is its own."""
        if self.threads < 2:
            yield from map(self, stream)
            return
        documents = iter(stream)
        with ThreadPoolExecutor(self.threads) as pool:
            while batch := list(islice(documents, max(batch_size, self.threads))):
                for doc, analysis in zip(batch, pool.map(self.predict, batch), strict=True):
                    yield self.annotate(doc, analysis)

    def predict(self, doc: Doc) -> Analysis | None:
        """The analysis of a document's words; none where it has no word."""
        forms, spaces, space = [], [], PARAGRAPH
        opened = {match.end() for match in _DATELINE.finditer(doc.text)}
        for token in doc:
            if token.is_space:
                space = PARAGRAPH if token.text.count("\n") > 1 else max(space, 1)
            else:
                forms.append(token.text)
                spaces.append(PARAGRAPH if token.idx in opened else space)
                space = 1 if token.whitespace_ else 0
        return analyse(self.engine, forms, spaces) if forms else None

    def annotate(self, doc: Doc, analysis: Analysis | None) -> Doc:
        """Write an analysis onto the document that it was made of."""
        words = np.array([token.i for token in doc if not token.is_space], dtype=np.int64)
        table = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        heads = np.maximum(np.arange(len(doc)) - 1, 0)  # white space hangs on the word before it
        table[:, 0], table[:, 1], table[:, 3] = self._space, IDS["SPACE"], [token.orth for token in doc]
        table[:, 5] = self._filler
        table[:, 7] = 2
        doc.tensor = np.zeros((len(doc), 384), dtype=np.float32)
        if analysis is not None:
            self._fill(doc, analysis, words, table, heads)
            doc.tensor[words] = analysis.vectors
        for i in range(len(doc) - 1, -1, -1):  # white space before the first word hangs on that word
            if len(words) and i < words[0]:
                heads[i] = words[0]
        table[:, 4] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        doc.from_array(_ATTRIBUTES, table)  # type: ignore[arg-type] # takes any integers; the stub asks for thinc's
        return doc

    def _fill(
        self, doc: Doc, analysis: Analysis, words: NDArray[np.int64], table: NDArray[np.uint64],
        heads: NDArray[np.int64],
    ) -> None:  # fmt: skip
        tags = analysis.tags
        table[words, 0] = self._xpos[tags["xpos"]]
        table[words, 1] = self._upos[tags["upos"]]
        table[words, 2] = self._morph[tags["morph"]]
        table[words, 3] = [
            self._lemma(doc[int(i)].text, doc[int(i)].orth, int(u), int(x), int(s))
            for i, u, x, s in zip(words, tags["upos"], tags["xpos"], tags["lemma"], strict=True)
        ]
        table[words, 5] = self._deprel[analysis.deprels]
        heads[words] = words[analysis.heads]
        table[words, 6] = np.where(analysis.starts, 1, -1).astype(np.int64).view(np.uint64)
        for first, last, kind in analysis.entities:
            if kind != _HIDDEN:
                table[words[first] : words[last - 1] + 1, 7] = 1
                table[words[first], 7] = 3
                table[words[first] : words[last - 1] + 1, 8] = self._types[kind]

    def _lemma(self, form: str, orth: int, upos: int, xpos: int, script: int) -> int:
        key = orth, upos, xpos, script
        found = self._lemmas.get(key)
        if found is None:
            if len(self._lemmas) > 200_000:
                self._lemmas.clear()
            labels = self.engine.labels
            lemma = self._table.find(form, labels.upos[upos], labels.xpos[xpos], self._scripts[script])
            found = self._lemmas[key] = self._vocab.strings.add(lemma)
        return found
