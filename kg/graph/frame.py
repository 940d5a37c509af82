"""Claims as a pandas data frame, for people who count and plot (extra `kg[pandas]`)."""

from collections.abc import Iterable

try:
    import pandas as pd
except ImportError as error:
    from kg.errors import KgError

    raise KgError("pandas is missing; install it with: pip install 'kg[pandas]'") from error

from kg.models import Extraction
from kg.records import CLAIM_COLUMNS, claim_record, flat

_NUMBERS = {"quantity": float, "start": int, "end": int, "confidence": float}


def claims_frame(extractions: Iterable[Extraction]) -> pd.DataFrame:
    """Return one row a claim with the columns of claims.csv; numbers are numbers, what is not said is missing."""
    rows = [flat(claim_record(claim)) for found in extractions for claim in found.claims]
    frame = pd.DataFrame([[row.get(column) or None for column in CLAIM_COLUMNS] for row in rows], columns=CLAIM_COLUMNS)
    return frame.astype(_NUMBERS)
