"""Names by pattern: ministries and forces of every state, weapons, operations, provinces, parties, treaties."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.entities.gazetteer import DEMONYM, NAME, Name
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
_WEAPON_NOUNS = word_list("describes WeaponSystem")
_MINISTRY = word_list("ministry heads")
_FORCES = word_list("force words")
_SMALL = frozenset({"of", "the", "and", "for", "on", "de", "del", "la", "al", "-", "’s", "'s", "&"})


def iter_patterns(roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]) -> Iterator[Found]:
    """Yield spans that a pattern makes a name, with their class and, where it is known, their entity."""
    yield from _bodies(roster, hits)
    yield from _designations(roster.doc)
    yield from _headed(roster)
    yield from _operations(roster)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_alpha


def _bodies(roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]) -> Iterator[Found]:
    """Yield forces and ministries that follow a state's name or adjective (*the Turkish Defence Ministry*)."""
    doc = roster.doc
    for span, names in hits:
        state = next((n.entity for n in names if n.entity.type == "State" and n.kind in {NAME, DEMONYM}), None)
        if state is None:
            continue
        start = span.end
        if start < len(doc) and doc[start].text in {"'s", "’s", "'", "’"}:
            start += 1
        body = _body(doc, start)
        if body is None:
            body = _of_body(doc, span)
            if body is None:
                continue
            yield (doc[body[0] : span.end], body[2], _state_body(roster, state, body[1], body[2]))
            continue
        end, name, kind = body
        yield (doc[span.start : end], kind, _state_body(roster, state, name, kind))


def _body(doc: Doc, start: int) -> tuple[int, str, str] | None:
    """Return where a force or ministry that starts at a token ends, its proper name and its class."""
    for size in (3, 2, 1):
        words = doc[start : start + size]
        if len(words) == size and words.text in _FORCES:
            return start + size, words.text.title().replace("Self-defen", "Self-Defen"), "ArmedForce"
    for size in range(5, 1, -1):
        words = doc[start : start + size]
        if len(words) == size and words[-1].text in {"Ministry", "ministry"}:
            field = words[:-1].text
            if field.replace(" and ", " ").replace(",", "").replace(" ", "").isalpha() and (
                field.split()[0].casefold() in _MINISTRY
            ):
                return start + size, f"Ministry of {_field(field)}", "Organization"
        if len(words) > 2 and words[0].text in {"Ministry", "Department"} and words[1].text in {"of", "for"}:
            end = _run(doc, start + 2)
            return end, doc[start:end].text, "Organization"
    return None


def _of_body(doc: Doc, span: Span) -> tuple[int, str, str] | None:
    """*the Ministry of Defence of Turkey*, *the Army of Chad*: from the state's name backwards."""
    at = span.start - 1
    while at > 0 and doc[at].text in {"the", "Republic", "of", "Kingdom"}:
        at -= 1
    if at == span.start - 1:
        return None
    for start in range(max(0, at - 5), at):
        if doc[start].text == "Ministry" and doc[start + 1].text in {"of", "for"}:
            return start, doc[start : at + 1].text.replace("Ministry for", "Ministry of"), "Organization"
    return None


def _run(doc: Doc, start: int) -> int:
    """Return where a run of capitalised words, with small words between them, ends."""
    end = last = start
    while end < len(doc) and (_capital(doc[end]) or doc[end].text in {"of", "and", "the", "for", "&"}):
        end += 1
        if _capital(doc[end - 1]):
            last = end
    return max(last, start)


def _field(text: str) -> str:
    words = text.replace("Defense", "Defence").replace("defense", "defence").title().replace(" And ", " and ")
    return {"Foreign": "Foreign Affairs", "External Affairs": "External Affairs", "Home": "Home Affairs"}.get(
        words, words
    )


def _state_body(roster: Roster, state: Entity, name: str, kind: str) -> Entity:
    adjective = roster.gazetteer.adjectives.get(state.id, state.label) if " States" not in state.label else state.label
    long = f"{adjective} {name}"
    for text in (long, f"{state.label} {name}", f"Royal {long}", f"{name} of {state.label}"):
        known = roster.gazetteer.find(text)
        if known is not None and known.type != "Person":
            return known
    aliases = [f"{name} ({state.label})", f"{name} of {state.label}", f"{state.label} {name}"]
    if name.startswith("Ministry of "):
        aliases.append(f"{adjective} {name.removeprefix('Ministry of ').removesuffix(' Affairs').lower()} ministry")
    if "Defence" in name:
        aliases.append(long.replace("Defence", "Defense"))
    return roster.invent(long, kind, state, aliases)


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
        if not _capital(token):
            continue
        for kind, heads in _HEADS.items():
            if token.text in heads:
                start = token.i
                while (
                    start > 0
                    and (_capital(doc[start - 1]) or doc[start - 1].text in {"-", "–", "al"})
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
        if kind and _capital(doc[token.i + 1]):
            end = token.i + 1
            while end < len(doc) and end < token.i + 4 and (_capital(doc[end]) or doc[end].like_num):
                end += 1
            yield doc[token.i : end], kind, None
