"""Placeholder step."""

from kg.entities.roster import Roster


def find_speakers(roster: Roster) -> None:
    """Do nothing yet."""
