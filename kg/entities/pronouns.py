"""Placeholder step."""

from kg.entities.roster import Roster


def find_pronouns(roster: Roster) -> None:
    """Do nothing yet."""
