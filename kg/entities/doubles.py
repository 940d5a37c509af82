"""Two states in one hyphened word: *U.S.-China talks*, *the Franco-German summit*, *the Sino-Indian border*."""

import re
from collections.abc import Iterable

from spacy.tokens import Span

from kg.entities.gazetteer import DEMONYM, NAME
from kg.entities.roster import Roster
from kg.entities.tables import parts, read_rows
from kg.entities.words import FILE, word_list
from kg.models import Entity

_DOUBLE = re.compile(r"(?<![\w-])((?:[A-Z]\.){2,}|[A-Z][A-Za-z]+)[-–]((?:[A-Z]\.){2,}|[A-Z][A-Za-z]+)(?![\w-])")


def place_doubles(roster: Roster, names: Iterable[Span]) -> None:
    """Place the doubles of an article that are no name of something else, and no part of one of the `names`."""
    taken = [(span.start_char, span.end_char) for span in names]
    for match in _DOUBLE.finditer(roster.doc.text):
        states = [_state(roster, half) for half in match.groups()]
        span = roster.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        inside = any(
            start <= match.start() and match.end() <= end and end - start > len(match.group()) for start, end in taken
        )
        found = [state for state in states if state is not None]
        if span is not None and not inside and len({state.id for state in found}) == 2 and not _of_person(span):
            roster.place(span, found, "group:double", "State")


def _of_person(span: Span) -> bool:
    """Whether a double stands on a person, who is of both (*a Lebanese-American journalist*)."""
    following = span.doc[span.end : span.end + 1]
    return any(t.pos_ == "PROPN" or t.lemma_.lower() in _PERSONS for t in following)


_PERSONS = word_list("crowds") | word_list("describes Person") | {"man", "woman", "businessman", "firm", "company"}


def _state(roster: Roster, half: str) -> Entity | None:
    label = _FORMS.get(half)
    if label is not None:
        return roster.gazetteer.find(label)
    for hit in roster.gazetteer.iter_hits(half):
        for name in hit.names:
            if hit.end - hit.start == len(half) and name.entity.type == "State" and name.kind in {NAME, DEMONYM}:
                return name.entity
    return None


def _forms() -> dict[str, str]:
    """Return the forms that stand before a hyphen only (*Sino-*), from the list of words."""
    rows = (row for row in read_rows(FILE, ("list", "words")) if row["list"].startswith("combining form of "))
    return {form: row["list"].removeprefix("combining form of ") for row in rows for form in parts(row, "words")}


_FORMS = _forms()
