"""How a word enters the encoder: its pieces, its shape, the space before it. Training and run time share this file."""

from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

MAX_PIECES = 8  # of one word: enough for any name, and a megabyte of one letter costs no more than eight
MAX_WORD = 96  # characters of one word that are looked at

_PLAIN = str.maketrans("’‘ʼ“”„–—‑…", "'''\"\"\"---.")
SHAPES = 12
SPACES = 3  # nothing, a space, a new paragraph before the word


def plain(form: str) -> str:
    """Typographic quotes and dashes as the treebanks write them; an overlong word by its two ends."""
    if len(form) > MAX_WORD:
        form = form[: MAX_WORD // 2] + form[-MAX_WORD // 2 :]
    return form.translate(_PLAIN)


@lru_cache(maxsize=100_000)
def shape(form: str) -> int:
    """The class of a word's letters: what the lower-cased encoder does not see."""
    if form.isalpha():
        if form.islower():
            return 1
        if form.isupper():
            return 2 if len(form) == 1 else 3
        return 4 if form.istitle() else 5
    if form.isdigit():
        return 6
    if any(c.isdigit() for c in form):
        return 7 if any(c.isalpha() for c in form) else 8
    if any(c.isalpha() for c in form):
        return 9 if form[0].isupper() else 10
    return 11


def shape_index(form: str, space: int) -> int:
    """The row of the shape table for a word and the kind of space before it; row 0 is for no word at all."""
    return 1 + shape(form) * SPACES + space


SHAPE_ROWS = 1 + SHAPES * SPACES


class Pieces:
    """Splits words into the encoder's word pieces, remembering the ones it has seen."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cache: dict[str, tuple[int, ...]] = {}
        ids = self._tokenizer.get_vocab()
        self.start, self.end, self.unknown = ids["[CLS]"], ids["[SEP]"], ids["[UNK]"]

    def __call__(self, form: str) -> tuple[int, ...]:
        """The ids of one word's pieces: at least one, at most MAX_PIECES."""
        found = self._cache.get(form)
        if found is None:
            ids = tuple(self._tokenizer.encode(plain(form), add_special_tokens=False).ids) or (self.unknown,)
            if len(ids) > MAX_PIECES:
                ids = ids[: MAX_PIECES // 2] + ids[-(MAX_PIECES // 2) :]
            if len(self._cache) > 200_000:
                self._cache.clear()
            found = self._cache[form] = ids
        return found
