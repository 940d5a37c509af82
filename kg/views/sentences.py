"""The sentence around a quote, found in the article's text without a language model."""

import re

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n\s*")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Adm|Sen|Rep|Gov|St|No|vs|Jr|Sr))\.\Z")
_REACH = 350


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence or sentences that hold `text[start:end]`, at most 350 characters beyond it."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin, cut = low, low > 0
    for match in _END.finditer(text, low, start):
        if _ends(text, match):
            begin, cut = match.end(), False
    stop = next((m.start() for m in _END.finditer(text, max(end - 1, start), high) if _ends(text, m) and m.end() > end), high)
    if stop < high or high == len(text):
        stop = _with_closers(text, stop, high)
    if cut:
        begin = _after_space(text, begin, start)
    while begin < start and text[begin].isspace():
        begin += 1
    stop = max(stop, end)
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop


def _ends(text: str, match: re.Match[str]) -> bool:
    return match.group().startswith("\n") or not _ABBREVIATED.search(text, 0, match.start() + 1)


def _with_closers(text: str, stop: int, high: int) -> int:
    while stop < high and not text[stop].isspace():
        stop += 1
    return stop


def _after_space(text: str, begin: int, start: int) -> int:
    space = text.find(" ", begin, start)
    return space + 1 if space >= 0 else start
