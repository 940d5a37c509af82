"""Claims: clauses → predicates by lexicon → polarity, modality, attribution, quantity, time."""

from kg.claims.extract import Claims, extract_claims
from kg.claims.judge import Judge, load_judge
from kg.claims.lexicon import Lexicon, load_lexicon

__all__ = ["Claims", "Judge", "Lexicon", "extract_claims", "load_judge", "load_lexicon"]
