"""The English pipeline: its weights, its loading, its training recipe. `load` and `load_embedding` are its doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.language.embedding import Embedding

__all__ = ["load", "load_embedding"]


def load(model: str | None = None, threads: int = 1) -> Language:
    """Load kg's own pipeline, or any installed spaCy pipeline with UD labels by its name."""
    from kg.language import pipeline  # spaCy takes seconds to import

    return pipeline.load_own(threads) if model is None else pipeline.load_installed(model)


def load_embedding() -> Embedding:
    """Load the vectors of word pieces, for networks that read the same pieces as the pipeline's own."""
    from kg.language.embedding import read_embedding

    return read_embedding()
