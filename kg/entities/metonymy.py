"""Placeholder step."""

from kg.entities.roster import Roster


def decide_metonymy(roster: Roster) -> None:
    """Do nothing yet."""
