"""Two states in one hyphened word: *U.S.-China talks*, *the Franco-German summit*, *the Sino-Indian border*."""

import re
from collections.abc import Iterable

from spacy.tokens import Span

from kg.entities.gazetteer import DEMONYM, NAME
from kg.entities.roster import Roster
from kg.entities.words import word_list, word_lists
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


_PERSONS = word_list("crowds") | word_list("describes Person") | word_list("of two states")


def _state(roster: Roster, half: str) -> Entity | None:
    label = _FORMS.get(half)
    if label is not None:
        return roster.gazetteer.find(label)
    for hit in roster.gazetteer.iter_hits(half):
        for name in hit.names:
            if hit.end - hit.start == len(half) and name.entity.type == "State" and name.kind in {NAME, DEMONYM}:
                return name.entity
    return None


# the forms that stand before a hyphen only (*Sino-*)
_FORMS = {form: label for label, forms in word_lists("combining form of").items() for form in forms}
