"""Makes the table of lemmas: forms that the treebanks show, WordNet's exceptions and base forms."""

from collections import Counter
from pathlib import Path

from spacy.lookups import load_lookups

from kg.language.lemmas import Lemmas
from kg.language.training.conllu import read_documents

OPEN = ("NOUN", "VERB", "ADJ", "ADV")


def lemmas_of(treebanks: list[Path]) -> Lemmas:
    """Join the counts of training treebanks with WordNet's lists, as the package spacy-lookups-data carries them."""
    tables = load_lookups("en", ["lemma_exc", "lemma_index"])
    exceptions, index = tables.get_table("lemma_exc"), tables.get_table("lemma_index")
    forms: dict[str, dict[str, str]] = {}
    for tag in OPEN:
        known = exceptions.get(tag.lower(), {})
        forms[tag] = {form: found[0] for form, found in known.items() if form.isalpha()}
        if tag == "NOUN":
            nouns = index["noun"]
            forms[tag] = {form: found for form, found in forms[tag].items() if form.removesuffix("s") not in nouns}
    for (tag, form), lemma in _seen(treebanks).items():
        doubtful = tag == "NOUN" and lemma.endswith("is") and form[:-1] in index["noun"]  # bases: of base, not of basis
        if not doubtful and tag != "PROPN" and tag not in {"NUM", "X", "SYM", "PUNCT"}:
            forms.setdefault(tag, {})[form] = lemma
    bases = {tag: frozenset(w for w in index[tag.lower()] if w.isalpha()) for tag in OPEN}
    return Lemmas(forms, bases)


def _seen(treebanks: list[Path]) -> dict[tuple[str, str], str]:
    """The usual lemma of each form that is seen twice at least, or irregular."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for path in treebanks:
        for document in read_documents(path):
            for sentence in document:
                for form, tag, lemma in zip(sentence.forms, sentence.upos, sentence.lemmas, strict=True):
                    counts.setdefault((tag, form.lower()), Counter())[lemma.lower() if tag != "PRON" else lemma] += 1
    return {key: min(found, key=lambda w: (-found[w], w)) for key, found in counts.items() if sum(found.values()) > 1}
