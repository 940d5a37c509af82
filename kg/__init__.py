"""kg turns news into a knowledge graph of claims: who does what to whom, where, when, how much, on whose word."""

__version__ = "0.1.0"
