"""kg turns news into a knowledge graph of claims: who does what to whom, where, when, how much, on whose word.

>>> import kg
>>> graph = kg.build_graph("seeds/")
>>> kg.query(graph, named="forces-abroad")
"""

from kg.api.graph import check, explain, export, open_graph, query, view
from kg.api.quality import evaluate
from kg.api.reading import build_graph, extract, read

__version__ = "0.1.0"
__all__ = ["build_graph", "check", "evaluate", "explain", "export", "extract", "open_graph", "query", "read", "view"]
