"""National bodies: *the General Staff*, *Kenya's National Police Service* → those of one state, told by the text."""

from kg.entities.bodies import POSSESSIVE, state_body
from kg.entities.employers import home
from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list
from kg.models import Entity

_WORDS = word_list("national bodies")
_ALONE = word_list("national bodies of one word")
_SMALL = frozenset({"of", "and", "the", "for"})


def name_national_bodies(roster: Roster) -> None:
    """Name bodies that every state has after their own: after a possessor, else after the text's own dateline."""
    for draft in roster.drafts:
        if draft.rule != "name" or draft.type not in {"Organization", "ArmedForce"} or len(draft.ids) != 1:
            continue
        entity = roster.known[draft.ids[0]].entity
        words = [w for w in entity.label.split() if w not in _SMALL]
        if entity.wikidata or entity.id in roster.owners or not _national(words):
            continue
        owned = draft.span.start > 0 and roster.doc[draft.span.start - 1].text in POSSESSIVE
        state = _possessor(roster, draft) or (None if owned else home(roster))
        if state is not None:
            draft.ids = (roster.know(state_body(roster, state, entity.label, draft.type)),)
            roster.known[draft.ids[0]].names.setdefault(draft.span.text)


def _national(words: list[str]) -> bool:
    """Whether the words of a name are such as any state's bodies have."""
    return set(words) <= _ALONE if len(words) == 1 else bool(words) and set(words) <= _WORDS


def _possessor(roster: Roster, draft: Draft) -> Entity | None:
    """Return the state whose name stands before a body as its owner, or behind it with *of*."""
    doc, span = roster.doc, draft.span
    for at in (span.start - 2 if span.start > 1 and doc[span.start - 1].text in POSSESSIVE else -1, _behind(draft)):
        other = roster.at(doc[at]) if at >= 0 else None
        state = roster.entity(other) if other is not None else None
        if state is not None and state.type == "State":
            return state
    return None


def _behind(draft: Draft) -> int:
    """Return the word behind *of* and *the* that follow a name, or -1."""
    doc, end = draft.span.doc, draft.span.end
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return -1
    return end + 1 + (doc[end + 1].lower_ == "the" and end + 2 < len(doc))
