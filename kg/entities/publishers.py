"""Publishers: which government or governments say *we* in a text that they give out themselves."""

import re
from collections import defaultdict

from spacy.tokens import Token

from kg.entities.coordination import coordinations
from kg.entities.employers import home
from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list
from kg.models import Entity

FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_MEMBERS = frozenset({"State", "IntergovernmentalOrganization", "Alliance"})
_SHARED = re.compile(r"[Jj]oint|text of|following statement|[Tt]rilateral|[Ss]tatement", re.S)
_OFFICE = re.compile(
    r"\b(?:[Mm]inistry|MINISTRY|Embassy|Department of (?:State|Foreign|Defen)|[Ff]oreign [Oo]ffice|[Gg]overnment of)\b"
)
_GOVERNMENTS = {
    "United States": ("state.gov", "Department of State", "State Department", "White House", "defense.gov"),
    "United Kingdom": ("gov.uk", "Foreign Office", "Foreign & Commonwealth", "Foreign and Commonwealth"),
}
_PERFORMATIVES = word_list("performatives")
_RULE = word_list("office words")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod:unmarked", "nmod:desc"})
_LEAST, _LEAD = 1.5, 1.0  # what a state must weigh to be the one that speaks, and by how much more than all others


def joint(roster: Roster, token: Token) -> tuple[Entity, ...]:
    """*We, the Foreign Ministers of X, Y and Z* or *Following is the joint statement of …*: said once for all."""
    about = f"{roster.article.title or ''} {roster.doc[:60].text}"
    for number, sent in enumerate(roster.doc.sents):
        if sent.start > token.i:
            break
        opening = sent[0].lower_ == "we" and sent.text[2:4].startswith(",")
        shared = number < _OPENING and _SHARED.search(about) is not None
        if (opening or shared) and sent[-1].i - sent.start > 6:
            # `We, the ministers of X and Y, urge Z`: who speaks is named before the verb
            end = sent.root.i if opening and sent.root.i - sent.start > 3 else sent.end
            inside = [d for d in roster.drafts if sent.start <= d.span.start < end and d.type in _MEMBERS]
            members = _distinct(roster, inside) if opening else _sharing(roster, inside)
            if len(members) > (1 if opening else 2):
                return members
    return ()


_OPENING = 4  # sentences in which those who speak together are named


def _sharing(roster: Roster, inside: list[Draft]) -> tuple[Entity, ...]:
    """Return who is named behind *statement by* or *released by*, or acts as one subject, or in one list."""
    behind = [d for d in inside if _speaks(d.head)]
    members = _distinct(roster, behind)
    if len(members) > 2:
        return members
    groups = sorted(coordinations(roster, inside, _MEMBERS), key=len)
    return groups[-1] if groups else ()


def _speaks(token: Token) -> bool:
    """Whether a name stands in the subject of a sentence, or in what a statement is said to be *by* or *of*."""
    for word in (token, *token.ancestors):
        if word.dep_ in _SUBJECTS and word.head.dep_ == "ROOT" and word.lemma_ not in {"following", "text"}:
            return True
        marker = next((c.lower_ for c in word.children if c.dep_ == "case"), "")
        if marker in {"by", "of", "from"} and word.head.lemma_ in {"statement", "release", "communiqué", "issue"}:
            return True
    return False


def _distinct(roster: Roster, drafts: list[Draft]) -> tuple[Entity, ...]:
    # `the G7 Foreign Ministers of X and Y`: the group's name only tells of what kind they are
    whole = [d for d in drafts if d.type == "State" or d.head.dep_ not in _MODIFIERS]
    found = {d.ids[0]: roster.known[d.ids[0]].entity for d in whole if len(d.ids) == 1}
    return tuple(found.values())


def publisher(roster: Roster, quoted: set[int]) -> Entity | None:
    """Return the government that speaks in its own release, if the article shows that it is one."""
    article = roster.article
    about = " ".join(filter(None, (article.publisher, article.author, article.title, article.url)))
    for state, marks in _GOVERNMENTS.items():
        if any(mark in about for mark in marks):
            return roster.gazetteer.entities.get(state)
    issuer = _issuer(roster, f"{about}\n{roster.doc[:80].text}")
    if issuer is not None:
        return issuer
    first = [t for t in roster.doc if t.lower_ in {"we", "our"} and t.pos_ == "PRON" and t.i not in quoted]
    if not first:
        return None
    officials = [d for d in roster.drafts if d.span.text in {"Department of State", "State Department"}]
    if officials or roster.doc.text[:400].count("Secretary"):
        return roster.gazetteer.entities.get("United States")
    return _likeliest(roster, first, quoted)


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


def _likeliest(roster: Roster, first: list[Token], quoted: set[int]) -> Entity | None:
    """Return the state that acts as a speaker does (*Chad welcomes …*), and that *we* does not act upon."""
    weights: dict[str, float] = defaultdict(float)
    dated = home(roster)
    if dated is not None:
        weights[dated.id] += 2.0
    for draft in roster.drafts:
        if draft.type == "State" and len(draft.ids) == 1 and draft.head.i not in quoted:
            weights[draft.ids[0]] += _weight(draft, first)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    (best, weight), (_, second) = [*ranked, ("", 0.0), ("", 0.0)][:2]
    alone = weight > 0 and second <= 0  # no other state acts in the text
    if not alone and (weight < _LEAST or weight - second < _LEAD):
        return None
    return roster.known[best].entity if best in roster.known else dated


def _weight(draft: Draft, first: list[Token]) -> float:
    """Weigh one naming of a state: for it where it acts, against it where *we* or *our* stands beside it as another."""
    acting = draft.head.head if draft.head.head.lemma_.lower() in _RULE else draft.head
    verb = acting.head
    if draft.rule == "metonymy:administration":
        return -1.0  # no government calls itself a regime
    if acting.dep_ in _SUBJECTS and (draft.rule != "gazetteer:demonym" or acting != draft.head):
        if verb.lemma_ in _PERFORMATIVES and verb.tag_ in {"VBZ", "VBP", "VB"}:
            return 2.0
        return 1.0 if any(c.lower_ in {"will", "must", "shall"} for c in verb.children) else 0.25
    for token in first:
        governor = token.head if token.dep_ in _SUBJECTS else None
        if governor is not None and governor.is_ancestor(draft.head) and token.i < draft.head.i:
            return -1.0
    return 0.0
