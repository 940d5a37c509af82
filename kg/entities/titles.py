"""Titles before a person's name: *US President Joe Biden* → *Joe Biden*."""

from spacy.tokens import Span

from kg.entities.gazetteer import Gazetteer
from kg.entities.words import word_list

TITLES = word_list("titles")
_HEADS = frozenset(t.split()[-1] for t in TITLES)
_WORDS = frozenset(w for t in TITLES for w in t.split())
_SMALL = frozenset({"of", "for", "the", "and", "to"})


def is_office(span: Span) -> bool:
    """Whether a phrase is an office and nobody's name (*National Security Advisor*, *Under Secretary for Trade*)."""
    words = [t.text if not t.text.isupper() else t.text.capitalize() for t in span]
    head = next((i for i, w in enumerate(words) if w in {"for", "of"}), len(words))
    own = words[:head]
    return len(own) > 1 and own[-1] in _HEADS - {"Staff"} and all(w in _WORDS | _SMALL for w in own)


def cut_titles(span: Span, gazetteer: Gazetteer) -> Span:
    """Return a person's name without the titles, states and adjectives that stand before it."""
    start = span.start
    for i in range(span.start, span.end - 1):
        if span.doc[i].text in _HEADS:
            start = i + 1
    while start < span.end - 1 and any(
        # a state's name before one word only is a first name (*Jordan Smith*, *Israel Katz*)
        n.kind != "name" or (n.entity.type == "State" and (start < span.end - 2 or n.entity.label not in span.text))
        for n in gazetteer.names(span.doc[start].text)
    ):
        start += 1
    return span.doc[start : span.end]


def title_before(span: Span) -> str:
    """Return the title that stands right before a name, or nothing."""
    for size in (3, 2, 1):
        before = span.doc[max(0, span.start - size) : span.start]
        if len(before) == size and before.text in TITLES:
            return before.text
    return ""
