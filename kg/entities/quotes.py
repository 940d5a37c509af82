"""Quotations: where they begin and end, and who speaks in each, as far as the text says."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list

_OPEN, _CLOSE = "“«", "”»"
_LONGEST = 400  # words; what stays open for longer was never closed
_NEAR = 60  # words between a quotation and the one that it goes on from
_SPEECH = word_list("speech")
_PRONOUNS = {"he": "male", "she": "female"}
_REACH = 4


def pair_quotes(doc: Doc) -> list[tuple[int, int]]:
    """Pair quotation marks; a paragraph that opens anew inside an unclosed quotation continues it."""
    pairs: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        text = token.text
        if text in _OPEN or (text in {'"', "``"} and opened is None):
            opened = token.i if opened is None else opened
        elif (text in _CLOSE or text in {'"', "''"}) and opened is not None:
            pairs.append((opened, token.i))
            opened = None
        elif opened is not None and token.i - opened > _LONGEST:
            opened = None
    return pairs


def read_quotes(roster: Roster) -> list[tuple[int, int, str]]:
    """Return the quotations with the id of the speaker of each, empty where the text names none."""
    read: list[tuple[int, int, str]] = []
    for start, end in pair_quotes(roster.doc):
        speaker = _sayer(roster, start, end)
        if not speaker and read and start - read[-1][1] < _NEAR and _paragraph(roster, read[-1][1], start):
            speaker = read[-1][2]
        read.append((start, end, speaker))
    return read


def _paragraph(roster: Roster, one: int, other: int) -> bool:
    """Whether no line ends between two words."""
    return "\n" not in roster.doc[one : other + 1].text


def _sayer(roster: Roster, start: int, end: int) -> str:
    for verb in _beside(roster.doc, start, end):
        for child in verb.children:
            if child.dep_ == "nsubj" and (key := _subject(roster, child, start)):
                return key
    return ""


def _beside(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """Yield the verbs of saying in the sentences that a quotation begins and ends in, and in what follows it."""
    sentences = [doc[start].sent, doc[end].sent]
    if end + 1 < len(doc) and (doc[end + 1].text[:1].islower() or doc[end].is_sent_start):
        sentences.append(doc[end + 1].sent)  # the closing mark is taken for the end of a sentence: *?" he asked*
    seen: set[int] = set()
    for sentence in sentences:
        for token in sentence:
            if token.i not in seen and not start < token.i < end and token.lemma_ in _SPEECH and token.pos_ == "VERB":
                yield token
            seen.add(token.i)


def _subject(roster: Roster, token: Token, start: int) -> str:
    """Return whom the subject of a verb of saying stands for: a name, the name beside a noun, or the last person."""
    if (gender := _PRONOUNS.get(token.lower_)) is not None and roster.at(token) is None:
        return _last_person(roster, start, gender)
    for word in (token, *(c for c in token.children if c.dep_ in {"appos", "flat"})):
        draft = roster.at(word)
        if draft is not None and len(draft.ids) == 1 and (draft.head == word or draft.type == "Person"):
            return draft.ids[0]
    return ""


def _last_person(roster: Roster, start: int, gender: str) -> str:
    """Return the person whom *he said* means: of the nearest sentence with one, its subject or its last."""
    for row in roster.rows(roster.doc[start], _REACH):
        persons = [d for d in row if d.type == "Person" and len(d.ids) == 1]
        persons = [d for d in persons if roster.known[d.ids[0]].gender in {"", gender}]
        if persons:
            persons.sort(key=lambda d: d.span.start)
            return next((d for d in persons if _acts(d)), persons[-1]).ids[0]
    return ""


def _acts(draft: Draft) -> bool:
    return draft.head.dep_ in {"nsubj", "nsubj:pass"}


def inside(doc: Doc, quotes: list[tuple[int, int]]) -> set[int]:
    """Return the words that stand between quotation marks."""
    return {i for start, end in quotes for i in range(start, min(end, len(doc)))}
