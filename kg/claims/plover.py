"""The PLOVER category of a claim: that of its predicate, but what is only planned or refused is coded as such.

PLOVER (Halterman and others, 2023) codes an act of cooperation that lies ahead as AGREE, an act of conflict that lies
ahead as THREATEN, and a refusal to cooperate as REJECT.
"""

from kg.claims.status import Status

_COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_CONFLICT = frozenset({"SANCTION", "COERCE", "ASSAULT", "PROTEST"})


def category_of(category: str | None, status: Status) -> str | None:
    """Return the category under which PLOVER counts a statement of an act of a category with a status."""
    if status.polarity == "negative":
        return "REJECT" if category in _COOPERATION else category
    if status.modality == "planned":
        return "AGREE" if category in _COOPERATION else "THREATEN" if category in _CONFLICT else category
    return category
