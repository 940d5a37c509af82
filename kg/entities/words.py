"""Closed word lists of the entities room, read from `words.csv` (columns `list`, `words`)."""

from functools import cache
from pathlib import Path

from kg.entities.tables import parts, read_rows
from kg.errors import VocabularyError

FILE = Path(__file__).with_name("words.csv")


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_rows(FILE, ("list", "words")):
        found.setdefault(row["list"], set()).update(parts(row, "words"))
    return {name: frozenset(words) for name, words in found.items()}


def word_lists(kind: str) -> dict[str, frozenset[str]]:
    """Return the lists whose names begin with a kind, by what follows it (*combining form of* China: Sino)."""
    return {name.removeprefix(kind).strip(): words for name, words in _lists().items() if name.startswith(kind)}


def word_list(name: str) -> frozenset[str]:
    """Return the words of a list; raises VocabularyError for a list that the file does not have."""
    lists = _lists()
    if name not in lists:
        raise VocabularyError(FILE.name, None, f"no list called {name!r}")
    return lists[name]
