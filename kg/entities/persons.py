"""Placeholder step."""

from kg.entities.roster import Roster


def link_persons(roster: Roster) -> None:
    """Do nothing yet."""
