"""SPARQL 1.1 over HTTP: a read-only endpoint on one graph, with limits, and a page to ask it from."""
