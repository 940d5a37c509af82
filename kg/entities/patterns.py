"""Names by pattern: weapons, operations, provinces, parties, treaties; the bodies of states have a module beside."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg.entities.bodies import capital, iter_bodies
from kg.entities.gazetteer import Name
from kg.entities.missions import iter_missions
from kg.entities.roster import Roster
from kg.entities.words import word_list
from kg.models import Entity

Found = tuple[Span, str, Entity | None]
_DESIGNATION = re.compile(
    r"(?:[A-Z]{1,5}|Su|Tu|Mi|Ka|An|Il|Yak|Be|Type|Mk|Hwasong|Shahed|Mohajer|Fateh|Pukguksong|Kh|Qiam|Ghadr|Hwasal)"
    r"[- ]?\d{1,4}[A-Z]{0,3}\d?(?:/[A-Z])?"
)
_NOT_WEAPON = re.compile(
    r"(?:G|A|M|E|COVID|COP|B|UN|P|C|Q|H|MH|EU|L|R|PM|AM|I|Al|S|D|N)[- ]?\d{1,2}|COVID.*|MH.*|[GP]\d|COP\d+"
)
_HEADS = {
    "Event": word_list("event heads"),
    "Agreement": word_list("agreement heads"),
    "AdministrativeArea": word_list("area heads"),
    "Island": word_list("island heads"),
    "BodyOfWater": word_list("water heads"),
    "MilitaryBase": word_list("base heads"),
    "Facility": word_list("facility heads"),
    "PoliticalParty": word_list("party heads"),
    "MilitaryExercise": word_list("exercise heads"),
}
_FIELD = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_LISTED = re.compile(
    rf"(?:Bureau|Office|Department|Ministry|Committee|Subcommittee|Directorate|Commission|Center|Centre) (?:of|for|on) "
    rf"{_FIELD}(?:, {_FIELD})*,? and {_FIELD}"
)
_WEAPON_NOUNS = word_list("describes WeaponSystem")
_SMALL = frozenset({"of", "the", "and", "for", "on", "de", "del", "la", "al", "-", "’s", "'s", "&"})


def iter_patterns(roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]) -> Iterator[Found]:
    """Yield spans that a pattern makes a name, with their class and, where it is known, their entity."""
    yield from iter_bodies(roster, hits)
    yield from iter_missions(roster, hits)
    yield from _listed(roster, hits)
    yield from _designations(roster.doc)
    yield from _headed(roster)
    yield from _operations(roster)


def _listed(roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]) -> Iterator[Found]:
    """Yield bodies whose fields are a list, no name among them (*the Bureau of Democracy, Human Rights, and Labor*)."""
    known = {i for span, _ in hits for i in range(span.start, span.end)}
    for match in _LISTED.finditer(roster.doc.text):
        span = roster.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and not any(i in known for i in range(span.start + 2, span.end)):
            yield span, "Organization", roster.invent(" ".join(t.text for t in span).replace(" ,", ","), "Organization")


def _designations(doc: Doc) -> Iterator[Found]:
    """Yield weapons that are named by letters and digits (*Su-57*, *Type 96*, *KN-23s*)."""
    for match in _DESIGNATION.finditer(doc.text):
        text = match.group()
        end = match.end() + (doc.text[match.end() : match.end() + 1] == "s")
        edge = doc.text[end : end + 1]
        before = doc.text[match.start() - 1 : match.start()] if match.start() else " "
        if edge.isalnum() or before.isalnum() or before in "-/" or (" " in text and not text.startswith("Type")):
            continue
        if not re.search(r"[- ]", text) or _NOT_WEAPON.fullmatch(text):
            continue
        span = doc.char_span(match.start(), end, alignment_mode="expand")
        if span is not None:
            last = span.end
            while last < len(doc) and last - span.end < 3 and doc[last].lower_.removesuffix("s") in _WEAPON_NOUNS:
                last += 1  # `BM-21 rocket launchers` are one thing
            span = doc[span.start : last]
            yield span, "WeaponSystem", Entity(_slug(text), text, "WeaponSystem")


def _slug(text: str) -> str:
    return text.replace(" ", "_").replace("/", "_")


def _headed(roster: Roster) -> Iterator[Found]:
    """Yield capitalised runs whose last word tells what they are (*Rafah Crossing*, *Visiting Forces Agreement*)."""
    doc = roster.doc
    for token in doc:
        if not capital(token):
            continue
        for kind, heads in _HEADS.items():
            if token.text in heads:
                start = token.i
                while (
                    start > 0
                    and (capital(doc[start - 1]) or doc[start - 1].text in {"-", "–", "al"})
                    and not (doc[start - 1].is_sent_start and doc[start - 1].pos_ in {"DET", "ADP", "SCONJ", "CCONJ"})
                ):
                    start -= 1
                while start < token.i and (doc[start].text in {"The", "-", "–", "A", "An"}):
                    start += 1
                if start < token.i and token.i - start <= 7:
                    yield doc[start : token.i + 1], kind, None
    return


def _operations(roster: Roster) -> Iterator[Found]:
    """Yield *Operation X*, *Exercise X* and *Lake X*."""
    doc = roster.doc
    leads = {"Operation": "Event", "Exercise": "MilitaryExercise", "Lake": "BodyOfWater", "Mount": "Region"}
    for token in doc[: max(0, len(doc) - 1)]:
        kind = leads.get(token.text)
        if kind and capital(doc[token.i + 1]):
            end = token.i + 1
            while end < len(doc) and end < token.i + 4 and (capital(doc[end]) or doc[end].like_num):
                end += 1
            yield doc[token.i : end], kind, None
