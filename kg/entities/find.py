"""From a parsed article to its mentions: names, then what points to them, each step in a module of its own."""

from spacy.tokens import Doc

from kg.entities.acronyms import link_acronyms
from kg.entities.bodies import find_owned_bodies
from kg.entities.descriptions import find_descriptions
from kg.entities.gazetteer import Gazetteer
from kg.entities.groups import find_groups
from kg.entities.mentions import Mentions
from kg.entities.metonymy import decide_metonymy
from kg.entities.names import find_names
from kg.entities.national import name_national_bodies
from kg.entities.persons import link_persons
from kg.entities.populations import find_populations
from kg.entities.proforms import find_proforms
from kg.entities.pronouns import find_pronouns
from kg.entities.roster import Roster
from kg.entities.speakers import find_speakers
from kg.models import Article, Mention

STEPS = (
    find_names,
    name_national_bodies,
    link_acronyms,
    decide_metonymy,
    find_populations,
    link_persons,
    find_speakers,
    find_descriptions,
    find_groups,
    find_pronouns,
    find_proforms,
    find_owned_bodies,
)


def find_mentions(doc: Doc, article: Article, gazetteer: Gazetteer) -> Mentions:
    """Return all mentions of an article, linked to what they stand for; open readings are counted, never guessed."""
    roster = Roster(doc, article, gazetteer)
    for step in STEPS:
        step(roster)
    entities = roster.finished()
    placed = [
        (
            Mention(
                article.id,
                draft.span.start_char,
                draft.span.end_char,
                draft.span.text,
                draft.type,
                tuple(entities[key] for key in draft.ids),
                draft.rule,
            ),
            draft.span,
        )
        for draft in roster.drafts
        if draft.ids
    ]
    owners = {key: entities.get(owner.id, owner) for key, owner in roster.owners.items()}
    turns = [(start, entities.get(key)) for start, key in roster.turns]
    return Mentions(doc, placed, gazetteer, owners, roster.dropped, turns)
