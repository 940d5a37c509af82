"""What `kg build` leaves behind: kg.ttl, kg.trig, graph.html, claims.csv."""

from collections.abc import Sequence
from pathlib import Path

from kg.cli.output import write_whole
from kg.models import Extraction


def write_outputs(extractions: Sequence[Extraction], folder: Path, base: str | None = None) -> None:
    """Write the four files of a graph, each whole or not at all."""
    from kg.graph.extractions import dataset_to_extractions
    from kg.graph.files import entities_and_facts, write_graph
    from kg.graph.namespaces import BASE
    from kg.graph.ontology import load_vocabulary
    from kg.graph.quads import extractions_to_dataset
    from kg.records import CLAIM_COLUMNS, claim_record, to_csv
    from kg.views import render_explorer, title_of

    dataset = extractions_to_dataset(extractions, base=base or BASE)
    extractions = dataset_to_extractions(dataset)  # in the graph's order: `kg view` and `kg export` say the same
    write_graph(dataset, folder / "kg.trig")
    write_graph(entities_and_facts(dataset), folder / "kg.ttl")
    records = (claim_record(claim) for e in extractions for claim in e.claims)
    write_whole(folder / "claims.csv", to_csv(records, CLAIM_COLUMNS))
    write_whole(folder / "graph.html", render_explorer(extractions, load_vocabulary(), title=title_of(extractions)))
