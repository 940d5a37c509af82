"""Placeholder step."""

from kg.entities.roster import Roster


def find_descriptions(roster: Roster) -> None:
    """Do nothing yet."""
