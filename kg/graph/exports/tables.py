"""Tables: the claims as CSV, safe to open in a spreadsheet."""

from collections.abc import Callable

import rdflib

from kg.graph.extractions import dataset_to_extractions
from kg.records import CLAIM_COLUMNS, claim_record, to_csv


def claims_csv(graph: rdflib.Graph) -> str:
    """Return one row a claim, as `kg build` writes claims.csv."""
    records = (claim_record(claim) for found in dataset_to_extractions(graph) for claim in found.claims)
    return to_csv(records, CLAIM_COLUMNS)


FORMATS: dict[str, Callable[[rdflib.Graph], str]] = {"csv": claims_csv}
