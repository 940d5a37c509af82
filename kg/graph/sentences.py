"""The sentence around a quote, found in the article's text without a language model."""

import re

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9])|\n\s*")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Adm|Sen|Rep|Gov|St|No|vs|Jr|Sr))\.\Z")


def sentence_around(text: str, start: int, end: int, reach: int = 350) -> tuple[int, int]:
    """Return the offsets of the sentence or sentences that hold a stretch of a text, at most `reach` beyond it."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    ends = [match for match in _END.finditer(text, low, high) if _ends(text, match)]
    before = [match.end() for match in ends if match.end() <= start]
    begin = before[-1] if before else low if low == 0 else _after_space(text, low, start)
    after = [match.start() for match in ends if match.end() > end and match.start() >= end - 1]
    stop = after[0] if after else high
    if after or high == len(text):
        stop = _with_closers(text, stop, high)
    return _trim(text, begin, max(stop, end), start, end)


def _ends(text: str, match: re.Match[str]) -> bool:
    return match.group().startswith("\n") or not _ABBREVIATED.search(text, max(0, match.start() - 8), match.start() + 1)


def _with_closers(text: str, stop: int, high: int) -> int:
    while stop < high and not text[stop].isspace():
        stop += 1
    return stop


def _after_space(text: str, begin: int, start: int) -> int:
    space = text.find(" ", begin, start)
    return space + 1 if space >= 0 else start


def _trim(text: str, begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return begin, stop
