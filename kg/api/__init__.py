"""The Python interface: what the commands do, in ten functions that `import kg` gives.

A *graph* is an rdflib dataset, or where one lies: a file, a store on disk, the address of a SPARQL server. What is
heavy is imported by the function that needs it. Errors are those of `kg.errors`.
"""
