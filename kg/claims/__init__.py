"""Claims: clauses → predicates by lexicon → polarity, modality, attribution, quantity, time."""

from kg.claims.extract import Claims, extract_claims
from kg.claims.lexicon import Lexicon, load_lexicon

__all__ = ["Claims", "Lexicon", "extract_claims", "load_lexicon"]
