"""Counts how often each reader is right on articles with gold, for `lexicon/trust.csv`.

python -m kg.claims.training.trust GOLD CLAIMS [GOLD CLAIMS…]    with claims as `kg extract` prints them
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kg.claims.trust import FILE, HEADER, reader_of
from kg.evaluation import Record, same_pair


def right(claim: Record, gold: Iterable[Record]) -> bool:
    """Whether a claim is among those of the gold, by predicate and the names of both ends."""
    return any(claim["predicate"] in one["predicate"] and same_pair(one, claim) for one in gold)


def main(files: list[Path]) -> None:
    """Count all pairs of files and write the table; the lines of the learned reader stay as they are."""
    counts: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for gold_file, claims_file in zip(files[::2], files[1::2], strict=True):
        gold = [json.loads(line) for line in gold_file.read_text(encoding="utf8").splitlines()]
        for line in claims_file.read_text(encoding="utf8").splitlines():
            claim = json.loads(line)
            if claim["evidence"]["document"] == gold_file.stem and claim["origin"].startswith("rule"):
                key = reader_of(claim["origin"], claim["predicate"])
                counts[key] += 1
                good[key] += right(claim, gold)
    kept = [line for line in FILE.read_text(encoding="utf8").splitlines()[1:] if re.match("model:", line)]
    rows = [",".join((*key, str(counts[key]), str(good[key]))) for key in sorted(counts)]
    FILE.write_text("\n".join([",".join(HEADER), *rows, *kept]) + "\n", encoding="utf8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
