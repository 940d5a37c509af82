"""The English pipeline: its weights, its loading, its training recipe. `load` is the only door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(model: str | None = None, threads: int = 1) -> Language:
    """Load kg's own pipeline, or any installed spaCy pipeline with UD labels by its name."""
    from kg.language import pipeline  # spaCy takes seconds to import

    return pipeline.load_own(threads) if model is None else pipeline.load_installed(model)
