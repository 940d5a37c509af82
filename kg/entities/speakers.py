"""First person: whom *we*, *our*, *I* and *the Secretary* stand for in releases, statements and interviews."""

import re
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from kg.entities.coordination import coordinations
from kg.entities.roster import Roster
from kg.entities.words import word_list
from kg.models import Entity

_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_FIRST_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_SPEECH = word_list("speech")
_LABEL = re.compile(r"^(?:\W*)([A-ZÀ-Þ][\w .'’\-À-ÿ]{2,60}?)(?: \([^)\n]{2,40}\))?\s?:\s", re.M)
_OPEN, _CLOSE = '“"«', '”"»'


def find_speakers(roster: Roster) -> None:
    """Place the first-person pronouns whose speaker is known."""
    quoted = _quoted(roster)
    turns = _turns(roster)
    if len({key for _, key in turns if key}) > 1:  # where one alone speaks, the text is that speaker's own voice
        roster.turns = turns
    publisher = _publisher(roster)
    office = _first_office(roster)
    for token in roster.doc:
        if token.lower_ in _FIRST_PLURAL | _FIRST_SINGULAR and token.pos_ == "PRON" and roster.at(token) is None:
            _place(roster, token, quoted, turns, publisher)
        elif token.text in {"Secretary", "Counselor"} and office is not None and roster.at(token) is None:
            before, after = token.nbor(-1) if token.i else token, roster.doc[token.i + 1 : token.i + 2].text
            if before.lower_ == "the" and not after[:1].isupper() and after != "of":
                roster.place(roster.doc[token.i : token.i + 1], [office], "speaker:office", "Person")
    roster.drafts.sort(key=lambda d: d.span.start)


def _place(
    roster: Roster, token: Token, quoted: dict[int, str], turns: list[tuple[int, str]], publisher: Entity | None
) -> None:
    span = roster.doc[token.i : token.i + 1]
    if (house := _at_house(roster, token)) is not None:
        roster.place(span, [house], "speaker")
        return
    speaker = roster.known[quoted[token.i]].entity if token.i in quoted else _turn(roster, token, turns)
    plural = token.lower_ in _FIRST_PLURAL
    if speaker is None and token.i not in quoted:
        members = _joint(roster, token) if plural else ()
        if members:
            roster.place(span, members, "group:speaker")
            return
        speaker = publisher if plural else None
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


def _quoted(roster: Roster) -> dict[int, str]:
    """Return the id of the speaker of each token inside quotation marks, where a word of saying names one."""
    doc, found, start = roster.doc, {}, -1
    for i, token in enumerate(doc):
        if token.text in _OPEN and start < 0:
            start = i
        elif token.text in _CLOSE and start >= 0:
            speaker = _sayer(roster, start, i)
            if speaker:
                found.update(dict.fromkeys(range(start, i), speaker))
            start = -1
        elif start >= 0 and i - start > 250:
            start = -1
    return found


def _sayer(roster: Roster, start: int, end: int) -> str:
    doc = roster.doc
    low, high = doc[start].sent.start, doc[min(end, len(doc) - 1)].sent.end
    if high < len(doc) and high - 1 <= end + 1:
        high = min(high + 1, len(doc))
    for verb in doc[max(0, low) : high]:
        if verb.lemma_ in _SPEECH and not start < verb.i < end:
            for child in verb.children:
                draft = roster.at(child)
                if child.dep_ == "nsubj" and draft is not None and len(draft.ids) == 1:
                    return draft.ids[0]
    return ""


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


def _joint(roster: Roster, token: Token) -> tuple[Entity, ...]:
    """*We, the Foreign Ministers of X, Y and Z* or *Following is the joint statement of …*: said once for all."""
    about = f"{roster.article.title or ''} {roster.doc[:60].text}"
    for number, sent in enumerate(roster.doc.sents):
        if sent.start > token.i:
            break
        opening = sent[0].lower_ == "we" and sent.text[2:4].startswith(",")
        shared = number < 4 and ("oint" in about or "the text of" in about or "following statement" in about)
        if (opening or shared) and sent[-1].i - sent.start > 6:
            # `We, the ministers of X and Y, urge Z`: who speaks is named before the verb
            end = sent.root.i if opening and sent.root.i - sent.start > 3 else sent.end
            inside = [d for d in roster.drafts if sent.start <= d.span.start < end and d.type in _MEMBERS]
            if opening:
                states = {d.ids[0]: roster.known[d.ids[0]].entity for d in inside if len(d.ids) == 1}
                if len(states) > 1:
                    return tuple(states.values())
            groups = sorted(coordinations(roster, inside, _MEMBERS), key=len)
            if groups and len(groups[-1]) > 2:
                return groups[-1]
    return ()


_MEMBERS = frozenset({"State", "IntergovernmentalOrganization", "Alliance"})


def _publisher(roster: Roster) -> Entity | None:
    """Return the government that speaks in its own release, if the article shows that it is one."""
    article = roster.article
    about = " ".join(filter(None, (article.publisher, article.author, article.title, article.url)))
    for state, marks in _GOVERNMENTS.items():
        if any(mark in about for mark in marks):
            return roster.gazetteer.entities.get(state)
    issuer = _issuer(roster, f"{about}\n{roster.doc[:80].text}")
    if issuer is not None:
        return issuer
    subjects: Counter[str] = Counter()
    first = any(t.lower_ in {"we", "our"} and t.i not in _inside(roster) for t in roster.doc)
    if not first:
        return None
    for draft in roster.drafts:
        if draft.type == "State" and len(draft.ids) == 1 and draft.head.dep_ in {"nsubj", "nsubj:pass"}:
            subjects[draft.ids[0]] += 1 if draft.rule != "gazetteer:demonym" else 0
    officials = [d for d in roster.drafts if d.span.text in {"Department of State", "State Department"}]
    if officials or roster.doc.text[:400].count("Secretary"):
        return roster.gazetteer.entities.get("United States")
    top = subjects.most_common(2)
    if top and top[0][1] > 1 and (len(top) == 1 or top[0][1] > 2 * top[1][1]):
        return roster.known[top[0][0]].entity
    return None


_OFFICE = re.compile(
    r"\b(?:[Mm]inistry|MINISTRY|Embassy|Department of (?:State|Foreign|Defen)|[Ff]oreign [Oo]ffice|[Gg]overnment of)\b"
)


def _issuer(roster: Roster, head: str) -> Entity | None:
    """Return the one state whose ministry or embassy the head of a text names."""
    match = _OFFICE.search(head)
    if match is None:
        return None
    near = head[max(0, match.start() - 60) : match.end() + 60]
    states = {
        n.entity.id: n.entity for h in roster.gazetteer.iter_hits(near) for n in h.names[:1] if n.entity.type == "State"
    }
    return next(iter(states.values())) if len(states) == 1 else None


_GOVERNMENTS = {
    "United States": ("state.gov", "Department of State", "State Department", "White House", "defense.gov"),
    "United Kingdom": ("gov.uk", "Foreign Office", "Foreign & Commonwealth", "Foreign and Commonwealth"),
}


def _inside(roster: Roster) -> set[int]:
    doc, inside, opened = roster.doc, set(), False
    for token in doc:
        if token.text in _OPEN + _CLOSE:
            opened = not opened
        elif opened:
            inside.add(token.i)
    return inside


_HIGH_OFFICE = re.compile(r"\b(?:Secretary(?: of State)?|Counselor)$")
_LOWER_OFFICE = re.compile(r"(?:Assistant|Deputy|Under|General) Secretary")
_EMPLOYERS = frozenset({"State", "IntergovernmentalOrganization", "Alliance", "ArmedGroup"})


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


def employer(roster: Roster, person: Entity) -> Entity | None:
    """Return whom a person speaks for: the one state or body whose name stands at the person's own."""
    found: dict[str, Entity] = {}
    for draft in roster.drafts:
        if person.id not in draft.ids or not draft.named:
            continue
        for near in roster.drafts:
            gap = draft.span.start - near.span.end
            if not 0 <= gap <= 5 or near.type not in _EMPLOYERS or not near.ids:
                continue
            between = roster.doc[near.span.end : draft.span.start].text
            if near.span.sent.start == draft.span.sent.start and "," not in between:
                found.setdefault(near.ids[0], roster.known[near.ids[0]].entity)
    if len(found) == 1:
        return next(iter(found.values()))
    states = {t.state for t in roster.gazetteer.held.get(person.id, ())}
    return roster.gazetteer.entities.get(next(iter(states))) if len(states) == 1 else None
