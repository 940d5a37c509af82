"""Closed word lists of the claims room, read from `lexicon/words.csv` (columns `list`, `word`)."""

import csv
from functools import cache
from pathlib import Path

from kg.errors import VocabularyError

FILE = Path(__file__).with_name("lexicon") / "words.csv"


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with FILE.open(encoding="utf8", newline="") as lines:
        reader = csv.reader(lines)
        if next(reader, None) != ["list", "word"]:
            raise VocabularyError(FILE.name, 1, "the header must be list,word")
        for row in reader:
            if len(row) != 2 or not all(row):
                raise VocabularyError(FILE.name, reader.line_num, "a line needs a list and a word")
            found.setdefault(row[0], set()).add(row[1])
    return {name: frozenset(words) for name, words in found.items()}


def word_list(name: str) -> frozenset[str]:
    """Return the words of a list; raises VocabularyError for a list that the file does not have."""
    lists = _lists()
    if name not in lists:
        raise VocabularyError(FILE.name, None, f"no list called {name!r}")
    return lists[name]
