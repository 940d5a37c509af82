"""Placeholder step."""

from kg.entities.roster import Roster


def find_groups(roster: Roster) -> None:
    """Do nothing yet."""
