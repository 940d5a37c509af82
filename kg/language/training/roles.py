"""Offices: `Deputy Secretary of State` is written as a name and is none."""

from collections.abc import Sequence

from kg.language.training.entities import TITLES

_HEADS = TITLES | frozenset(
    "Ambassador Chairman Chairwoman Director Governor Envoy Representative Spokesperson Spokesman Spokeswoman "
    "Chancellor Speaker Premier Commander Admiral Colonel Sheikh Prince Princess".split()
)
_PARTS = _HEADS | frozenset(
    "Deputy Assistant Under Vice Foreign Crown Acting Special Chief Defense Defence Interior Finance Permanent".split()
)
_FIELDS = frozenset("State Defense Defence Treasury Staff".split())


def in_roles(forms: Sequence[str]) -> list[bool]:
    """Whether each word is in the name of an office: a run of such words that holds one for a person."""
    n = len(forms)
    found = [False] * n
    first = 0
    while first < n:
        last = first
        while last < n and forms[last] in _PARTS:
            last += 1
        if any(form in _HEADS for form in forms[first:last]):
            if last + 1 < n and forms[last] == "of" and forms[last + 1] in _FIELDS:
                last += 2
            found[first:last] = [True] * (last - first)
        first = last + 1
    return found
