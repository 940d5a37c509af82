"""Who and what an article names: gazetteer, mentions, coreference, groups and metonymy."""

from kg.entities.find import find_mentions
from kg.entities.gazetteer import Gazetteer, load_gazetteer
from kg.entities.mentions import Mentions
from kg.entities.quotes import pair_quotes

__all__ = ["Gazetteer", "Mentions", "find_mentions", "load_gazetteer", "pair_quotes"]
