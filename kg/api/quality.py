"""`kg.evaluate`: claims against gold."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.models import Claim


def evaluate(gold: str | Path, claims: str | Path | Iterable[Claim | dict[str, Any]]) -> dict[str, float | None]:
    """Score claims (JSON lines, claims or their records) against a gold file: precision, recall, F1, qualifiers.

    >>> kg.evaluate("gold.jsonl", kg.extract("article.txt")[0].claims)["f1"]
    """
    from kg.evaluation import evaluate_files, evaluate_records
    from kg.records import claim_record

    if isinstance(claims, str | Path):
        return evaluate_files([(Path(gold), Path(claims))])
    return evaluate_records(Path(gold), [claim_record(c) if isinstance(c, Claim) else c for c in claims])
