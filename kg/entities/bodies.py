"""The bodies of states: *the Turkish Defence Ministry*, *Chad's army*, *its foreign ministry*, *whose navy*."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.entities.gazetteer import DEMONYM, NAME, Name
from kg.entities.roster import Roster
from kg.entities.words import word_list
from kg.models import Entity

_MINISTRY = word_list("ministry heads")
_FORCES = word_list("force words")
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def iter_bodies(roster: Roster, hits: list[tuple[Span, tuple[Name, ...]]]) -> Iterator[tuple[Span, str, Entity | None]]:
    """Yield forces and ministries that follow a state's name or adjective (*the Turkish Defence Ministry*)."""
    doc = roster.doc
    for span, names in hits:
        state = next((n.entity for n in names if n.entity.type == "State" and n.kind in {NAME, DEMONYM}), None)
        if state is None:
            continue
        body = _body(doc, past_possessive(doc, span.end))
        if body is None:
            body = _of_body(doc, span)
            if body is None:
                continue
            yield (doc[body[0] : span.end], body[2], state_body(roster, state, body[1], body[2]))
            continue
        end, name, kind = body
        yield (doc[span.start : end], kind, state_body(roster, state, name, kind))


def find_owned_bodies(roster: Roster) -> None:
    """Place the forces and ministries whose state is told by what points to it (*Ukraine, whose air force*)."""
    for token in roster.doc:
        draft = roster.at(token)
        if token.dep_ != "nmod:poss" or draft is None or draft.head != token:
            continue
        state = roster.entity(draft)
        body = _body(roster.doc, past_possessive(roster.doc, draft.span.end))
        if state is not None and state.type == "State" and body is not None:
            end, name, kind = body
            start = past_possessive(roster.doc, draft.span.end)
            roster.place(roster.doc[start:end], [state_body(roster, state, name, kind)], "pattern:owned", kind)
    roster.drafts.sort(key=lambda d: d.span.start)


def past_possessive(doc: Doc, end: int) -> int:
    """Return the word behind a name and its possessive mark."""
    return end + (end < len(doc) and doc[end].text in POSSESSIVE)


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
        if doc[start].text == "Ministry" and doc[start + 1].text in {"of", "for"} and "," not in doc[start:at].text:
            return start, doc[start : at + 1].text.replace("Ministry for", "Ministry of"), "Organization"
    return None


def _run(doc: Doc, start: int) -> int:
    """Return where a run of capitalised words, with small words between them, ends."""
    end = last = start
    while end < len(doc) and (capital(doc[end]) or doc[end].text in {"of", "and", "the", "for", "&"}):
        end += 1
        if capital(doc[end - 1]):
            last = end
    return max(last, start)


def _field(text: str) -> str:
    words = text.replace("Defense", "Defence").replace("defense", "defence").title().replace(" And ", " and ")
    return {"Foreign": "Foreign Affairs", "External Affairs": "External Affairs", "Home": "Home Affairs"}.get(
        words, words
    )


def state_body(roster: Roster, state: Entity, name: str, kind: str) -> Entity:
    """Return a body of a state by its own name, known or new, with the ways that texts write it."""
    adjective = roster.gazetteer.adjectives.get(state.id, state.label) if " States" not in state.label else state.label
    long = f"{adjective} {name}"
    for text in (
        long,
        f"{state.label} {name}",
        f"{adjective} {name.lower()}",
        f"Royal {long}",
        f"{name} of {state.label}",
    ):
        known = roster.gazetteer.find(text)
        if known is not None and known.type != "Person":
            return known
    aliases = [f"{name} ({state.label})", f"{name} of {state.label}", f"{state.label} {name}"]
    if name.startswith("Ministry of "):
        aliases.append(f"{adjective} {name.removeprefix('Ministry of ').removesuffix(' Affairs').lower()} ministry")
    if "Defence" in name:
        aliases.append(long.replace("Defence", "Defense"))
    return roster.invent(long, kind, state, aliases)


def capital(token: Token) -> bool:
    """Whether a word is of letters and begins with a capital."""
    return token.text[:1].isupper() and token.is_alpha
