"""The graph: claims as RDF, its vocabulary, validation, questions and exports."""
