"""What one query may cost; the same figures are enforced, sent with each answer and described to clients."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Wall-clock seconds, rows (or triples) and megabytes of memory that one query may take."""

    seconds: float = 10.0
    rows: int = 10_000
    megabytes: int = 2048

    def headers(self) -> dict[str, str]:
        """Return the limits as response headers."""
        return {
            "KG-Time-Limit": f"{self.seconds:g}",
            "KG-Row-Limit": str(self.rows),
            "KG-Memory-Limit": str(self.megabytes),
        }

    def __str__(self) -> str:
        """Return the limits as a sentence."""
        return (
            f"A query may take {self.seconds:g} seconds and {self.megabytes} megabytes of memory; "
            f"an answer is cut off after {self.rows} rows or triples and says so in the header KG-Truncated."
        )
