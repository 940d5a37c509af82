"""Builds kg's spaCy pipeline, and checks pipelines that come from elsewhere."""

import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.language import component, tokens

UD_LABELS = {"nsubj", "obj", "obl", "case", "nmod", "conj"}  # without these a parser speaks another scheme
LONGEST_TEXT = 100_000_000  # characters: memory and time are linear, so spaCy's limit of a million is not needed

__all__ = ["component", "load_installed", "load_own", "tokens"]  # the two rooms are imported for what they register


def load_own(threads: int = 1) -> Language:
    """The shipped pipeline; the same results whatever the number of threads."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "kg.english_tokenizer.v1"}}}
    nlp = spacy.blank("en", config=config)
    nlp.max_length = LONGEST_TEXT
    nlp.meta["name"] = "kg"
    nlp.add_pipe("kg_encoder", config={"threads": threads})
    return nlp


def load_installed(name: str) -> Language:
    """An installed spaCy pipeline, refused unless its parser has Universal Dependencies' labels."""
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        raise ModelError(f"{name}: no such spaCy pipeline is installed; leave --model out for kg's own") from error
    if "parser" not in nlp.pipe_names:
        raise ModelError(f"{name}: has no dependency parser; leave --model out for kg's own pipeline")
    labels = {label.split(":")[0] for label in nlp.pipe_labels["parser"]}
    if missing := sorted(UD_LABELS - labels):
        raise ModelError(
            f"{name}: its parser does not use Universal Dependencies (no {', '.join(missing)}); "
            "leave --model out for kg's own pipeline"
        )
    return nlp
