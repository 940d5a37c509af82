"""Names that the pipeline's entity recogniser saw: joined, cut and cleaned, before the gazetteer has its say."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.entities.roster import Roster
from kg.entities.tables import TYPES
from kg.entities.titles import TITLES, cut_titles, is_office
from kg.entities.words import word_list

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NUMBERED = frozenset({"ArmedForce", "MilitaryBase"})
_STRIP = {
    "the",
    "The",
    "THE",
    "a",
    "an",
    "A",
    "An",
    "'s",
    "’s",
    "'",
    "’",
    ",",
    ".",
    '"',
    "“",
    "”",
    "(",
    ")",
    "-",
    "–",
    "—",
}


def iter_recognised(roster: Roster) -> Iterator[tuple[Span, str]]:
    """Yield the names that the recogniser saw, cleaned, each with the class that it has most often in the article."""
    found = []
    for ent in _joined(roster.doc):
        if ent.label_ not in TYPES:
            continue
        for span in _parts(ent):
            name = cut_titles(span, roster.gazetteer) if ent.label_ == "Person" else _without_opening(span, roster)
            if _is_name(name):
                found.append((name, ent.label_))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span, kind in found:
        votes[span.text][kind] += 1
    for span, _ in found:
        # the recogniser wavers from sentence to sentence; an article means one thing by one name
        yield span, votes[span.text].most_common(1)[0][0]


def trim(span: Span) -> Span:
    """Take articles, possessive marks and punctuation off the ends of a name."""
    start, end, doc = span.start, span.end, span.doc
    while start < end and (doc[start].text in _STRIP or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in _STRIP or doc[end - 1].is_space or doc[end - 1].pos_ in {"ADP", "CCONJ"}
    ):
        if doc[end - 1].text == "." and end - 1 > start and len(doc[end - 2].text) == 1:
            break
        end -= 1
    return doc[start:end]


def _joined(doc: Doc) -> Iterator[Span]:
    """Yield the recogniser's names, those that an article of Arabic cuts in two (*Haidar al-Saffar*) made one."""
    ents = list(doc.ents)
    while ents:
        ent = ents.pop(0)
        while ents and _article_between(doc, ent.end, ents[0].start):
            ent = Span(doc, ent.start, ents.pop(0).end, label=ent.label_)
        yield ent


def _article_between(doc: Doc, start: int, end: int) -> bool:
    between = doc[start:end].text.casefold()
    return 0 < end - start <= 2 and between.replace("-", "").strip() in _ARABIC and doc[start:end].text[:1].islower()


_ARABIC = word_list("Arabic articles")


def _parts(ent: Span) -> Iterator[Span]:
    """Yield a recognised name whole words long, cut at dashes, brackets, possessives and, for persons, small words."""
    doc, start, end = ent.doc, ent.start, ent.end
    if start > ent.sent.start and ent.label_ in _NUMBERED and _ORDINAL.fullmatch(doc[start - 1].text):
        start -= 1  # `the 201st Motor Rifle Division`
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        part = doc[end + 1].text
        if part in _PARTICIPLES or not (part[0].isupper() or part.isdigit() or ent.label_ in {"Person", "ArmedGroup"}):
            break
        end += 2
    for i in range(start, end + 1):
        cut = i < end and (
            _aside(doc[i:end]) or doc[i].text in _CUTS or (doc[i].text in {"of", "and"} and ent.label_ == "Person")
        )
        if i == end or cut or doc[i].is_space or (doc[i].text in {"'s", "’s"} and i + 1 < end and doc[i].tag_ == "POS"):
            span = _without_tail(trim(doc[start:i]))
            if len(span):
                yield span
            start = i + 1


def _aside(rest: Span) -> bool:
    """Whether a comma and small letters follow in what was taken for one name (*Ministry of Defence, head*)."""
    return rest[0].text == "," and rest[1:].text[:1].islower() and not rest[1:].text.startswith("and")


def _without_opening(span: Span, roster: Roster) -> Span:
    """Take off a capital that only opens the sentence before a known name (*Nearby Solomon Islands*)."""
    opening = len(span) > 1 and span.start == span.sent.start and span[0].pos_ in {"ADJ", "ADV", "ADP"}
    opening = opening and not roster.gazetteer.names(span[0].text)
    return span[1:] if opening and roster.gazetteer.names(span[1:].text) else span


def _without_tail(span: Span) -> Span:
    """Take off what is not part of a body's name: *Kosovo Government*, *NATO Foreign Ministers*, *EU leaders*."""
    end = span.end
    while end > span.start + 1 and (
        span.doc[end - 1].text in _TAILS or (span.doc[end - 1].text.islower() and span.doc[end - 1].pos_ == "ADJ")
    ):
        end -= 1
    return span.doc[span.start : end] if end < span.end else span


_PARTICIPLES = word_list("hyphened")
_TAILS = word_list("name tails")
_CUTS = frozenset({"—", "(", ")", ":", ";", "/", "|"})


def _is_name(span: Span) -> bool:
    """Whether what the recogniser saw is more than a pronoun, a title or an ordinary word."""
    if not len(span) or not any(t.text[:1].isupper() for t in span) or span.text in TITLES or is_office(span):
        return False
    if len(span) == 1:
        token = span[0]
        if token.pos_ in {"PRON", "DET", "ADP", "VERB", "AUX", "ADV", "NUM"} or token.text.rstrip("s") in TITLES:
            return False
        if sum(c.isalpha() for c in token.text) < 2:
            return False  # an initial alone: *M.* of *M. Nasser Bourita*
        weak = token.text in _WEAK or (token.text.isupper() and token.text.capitalize() in _WEAK | _OFFICE_LINES)
        return not weak and any(c.isalpha() for c in token.text[:1])
    if span.text.isupper() and all(t.text.capitalize() in _WEAK | _OFFICE_LINES | _LINKS for t in span):
        return False  # a line of an office in capitals: *ACTING ASSISTANT SECRETARY*
    return any(t.pos_ in {"PROPN", "X", "NOUN"} and t.text[:1].isupper() for t in span)


_OFFICE_LINES = word_list("office lines")
_LINKS = frozenset({"And", "Of", "For", "The", "At", "In"})
_WEAK = word_list("weak names")
