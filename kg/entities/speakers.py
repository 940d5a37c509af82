"""First person: whom *we*, *our*, *I* and *the Secretary* stand for in releases, statements and interviews."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.entities.employers import employer
from kg.entities.publishers import FIRST_PLURAL, joint, publisher
from kg.entities.quotes import inside, read_quotes
from kg.entities.roster import Roster
from kg.models import Entity

_FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_LABEL = re.compile(r"^(?:\W*)([A-ZÀ-Þ][\w .'’\-À-ÿ]{2,60}?)(?: \([^)\n]{2,40}\))?\s?:\s", re.M)


def find_speakers(roster: Roster) -> None:
    """Place the first-person pronouns whose speaker is known."""
    quotes = read_quotes(roster)
    quoted = inside(roster.doc, [(start, end) for start, end, _ in quotes])
    speakers = {i: speaker for start, end, speaker in quotes for i in range(start, end) if speaker}
    turns = _turns(roster)
    if len({key for _, key in turns if key}) > 1:  # where one alone speaks, the text is that speaker's own voice
        roster.turns = turns
    government = publisher(roster, quoted)
    office = _first_office(roster)
    for token in roster.doc:
        if token.lower_ in FIRST_PLURAL | _FIRST_SINGULAR and token.pos_ == "PRON" and roster.at(token) is None:
            speaker = roster.known[speakers[token.i]].entity if token.i in speakers else _turn(roster, token, turns)
            _place(roster, token, speaker, government, token.i in quoted)
        elif token.text in {"Secretary", "Counselor"} and office is not None and roster.at(token) is None:
            before, after = token.nbor(-1) if token.i else token, roster.doc[token.i + 1 : token.i + 2].text
            if before.lower_ == "the" and not after[:1].isupper() and after != "of":
                roster.place(roster.doc[token.i : token.i + 1], [office], "speaker:office", "Person")
    roster.drafts.sort(key=lambda d: d.span.start)


def _place(roster: Roster, token: Token, speaker: Entity | None, government: Entity | None, quoted: bool) -> None:
    span = roster.doc[token.i : token.i + 1]
    if (house := _at_house(roster, token)) is not None:
        roster.place(span, [house], "speaker")
        return
    plural = token.lower_ in FIRST_PLURAL
    if speaker is None and not quoted:
        members = joint(roster, token) if plural else ()
        if members:
            roster.place(span, members, "group:speaker")
            return
        speaker = government if plural else None
    elif speaker is not None and plural and speaker.type == "Person":
        speaker = employer(roster, speaker)
    if speaker is None:
        roster.dropped["first person without a speaker"] += 1
        return
    roster.place(span, [speaker], "speaker")


def _at_house(roster: Roster, token: Token) -> Entity | None:
    """*we at the Council of the Americas*: the speaker's own house, whoever publishes the text."""
    behind = [t for t in roster.doc[token.i + 1 : token.i + 4] if t.lower_ != "the"]
    draft = roster.at(behind[1]) if len(behind) > 1 and behind[0].lower_ == "at" else None
    entity = roster.entity(draft) if draft is not None else None
    return entity if entity is not None and entity.type in _HOUSES else None


_HOUSES = frozenset({"Organization", "IntergovernmentalOrganization", "Company", "MediaOrganization", "PoliticalParty"})


def _turns(roster: Roster) -> list[tuple[int, str]]:
    """Return where the turns of a transcript start (*SECRETARY BLINKEN: …*); none where a text is not one."""
    turns = list(_labels(roster))
    return turns if len(turns) > 1 and any(key for _, key in turns) else []


def _labels(roster: Roster) -> Iterator[tuple[int, str]]:
    for match in _LABEL.finditer(roster.doc.text):
        words = match.group(1).split()
        for key, known in roster.known.items():
            last = known.entity.label.split()[-1]
            if known.entity.type == "Person" and last.casefold() == words[-1].casefold():
                yield match.start(), key
                break
        else:
            yield match.start(), ""


def _turn(roster: Roster, token: Token, turns: list[tuple[int, str]]) -> Entity | None:
    key = next((k for start, k in reversed(turns) if start <= token.idx), "")
    return roster.known[key].entity if key else None


_HIGH_OFFICE = re.compile(r"\b(?:Secretary(?: of State)?|Counselor)$")
_LOWER_OFFICE = re.compile(r"(?:Assistant|Deputy|Under|General) Secretary")


def _first_office(roster: Roster) -> Entity | None:
    """Return the person of *Secretary X*, whom *the Secretary* means afterwards."""
    found: dict[str, Entity] = {}
    for draft in roster.drafts:
        entity = roster.entity(draft)
        before = roster.doc[max(0, draft.span.start - 3) : draft.span.start].text
        if entity is None or entity.type != "Person" or not _HIGH_OFFICE.search(before):
            continue
        if not _LOWER_OFFICE.search(before):
            found.setdefault(entity.id, entity)
    return next(iter(found.values())) if len(found) == 1 else None
