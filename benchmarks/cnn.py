"""Trains spaCy's small architecture on what kg's own pipeline is trained on, to be measured beside it.

    python -m benchmarks.cnn --data ../shared --out ../cnn
    kg bench language --data ../shared --beside ../cnn/model-best

One convolutional encoder with tagger, morphologizer, parser and named entities, as `spacy init config --optimize
efficient` has it, without vectors from elsewhere. Needs what training kg's own needs (`pip install 'kg[train]'`).
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.language.scores import words_of
from kg.language.training.conllu import Sentence
from kg.language.training.prepare import read_corpora
from kg.language.training.typesets import LOCATIONS, ORGANIZATIONS, TypeSet

PIPES = ["tagger", "morphologizer", "parser", "ner"]
DEV = 12  # documents of each treebank's development part: enough to choose the best step by
EVERY = 500  # steps between two looks at them


def main() -> None:
    """Write the corpora as spaCy reads them, and train."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with treebank, ner, gold and corpus")
    options.add_argument("--out", type=Path, required=True, help="folder for the corpora and the trained pipeline")
    options.add_argument("--steps", type=int, default=4000)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    corpora, nlp = read_corpora(given.data), spacy.blank("en")
    _write(corpora.train, nlp, given.out / "train.spacy")
    _write((d for name in ("EWT", "GUM") for d in corpora.dev[name][:DEV]), nlp, given.out / "dev.spacy")
    config = init_config(lang="en", pipeline=PIPES, optimize="efficient", gpu=False)
    config.to_disk(given.out / "config.cfg")
    changes = {
        "paths.train": str(given.out / "train.spacy"), "paths.dev": str(given.out / "dev.spacy"),
        "training.max_steps": given.steps, "training.eval_frequency": EVERY, "training.patience": given.steps,
        "training.seed": 20, "initialize.vectors": None, "components.tok2vec.model.embed.include_static_vectors": False,
    }  # fmt: skip
    train(given.out / "config.cfg", given.out, overrides=changes)


def _write(documents: Iterable[list[Sentence]], nlp: Language, path: Path) -> None:
    DocBin(docs=(as_doc(document, nlp) for document in documents), store_user_data=False).to_disk(path)


def as_doc(document: list[Sentence], nlp: Language) -> Doc:
    """Return a document with what is known of it: syntax where it has any, names where they are of one kind."""
    words, spaces = words_of(document)
    real = [i for i, word in enumerate(words) if not word.isspace()]
    n = len(words)
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    if all(sentence.heads for sentence in document):
        tags, pos, deps = ["_SP"] * n, ["SPACE"] * n, ["dep"] * n
        morphs, heads = [""] * n, [max(0, i - 1) for i in range(n)]  # white space hangs on the word before it
        for i, (sentence, offset, k) in zip(real, _places(document), strict=True):
            tags[i], pos[i], morphs[i] = sentence.xpos[k], sentence.upos[k], sentence.feats[k].strip("_")
            deps[i] = "ROOT" if sentence.deprels[k] == "root" else sentence.deprels[k]
            heads[i] = real[offset + sentence.heads[k] - 1] if sentence.heads[k] else i
        doc = Doc(nlp.vocab, words, spaces, tags=tags, pos=pos, morphs=morphs, heads=heads, deps=deps)
    doc.set_ents([], default="missing")
    _set_names(doc, real, [sentence.entities[k] if sentence.entities else None for sentence, _, k in _places(document)])
    return doc


def _places(document: list[Sentence]) -> Iterator[tuple[Sentence, int, int]]:
    """Yield every word of a document: its sentence, where that starts, and its place in it."""
    offset = 0
    for sentence in document:
        for k in range(len(sentence.forms)):
            yield sentence, offset, k
        offset += len(sentence.forms)


def _set_names(doc: Doc, real: list[int], tags: list[tuple[str, TypeSet] | None]) -> None:
    """Entities have one label here: a set of types stands as the widest of its family, any other is not known."""
    spans, outside, known = [], [], [tag and kind_of(tag[1]) for tag in tags]
    for k, (tag, kind) in enumerate(zip(tags, known, strict=True)):
        if kind == "O":
            outside.append(doc[real[k] : real[k] + 1])
        elif kind and tag and tag[0] == "B":
            end = k + 1
            while end < len(tags) and (following := tags[end]) and following[0] == "I":
                end += 1
            span = doc[real[k] : real[end - 1] + 1]
            span.label_ = kind
            spans.append(span)
    doc.set_ents(spans, outside=outside, default="missing")


def kind_of(types: TypeSet) -> str:
    """Return the one label for a set of types; none where it may be several kinds of thing."""
    if "O" in types:
        return "O"
    if len(types) == 1:
        return next(iter(types))
    return "Organization" if types <= ORGANIZATIONS else "Region" if types <= LOCATIONS else ""


if __name__ == "__main__":
    main()
