"""Pronouns: he, she, it, they and the relatives → the one best antecedent by tree, number, gender and salience."""

from dataclasses import dataclass

from spacy.tokens import Token

from kg.entities.coordination import coordinations
from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list

_MALE = frozenset({"he", "him", "his"})  # *himself* and its like stand for the subject: nothing that a claim needs
_FEMALE = frozenset({"she", "her", "hers"})
_THING = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "them", "their", "theirs"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_POSSESSIVE = frozenset({"his", "her", "its", "their", "whose"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_FORCES = word_list("force nouns")
_BODIES = frozenset(
    {"Organization", "IntergovernmentalOrganization", "Alliance", "PoliticalParty", "Company", "MediaOrganization",
     "ArmedForce", "ArmedGroup"}
)  # fmt: skip
_REACH = 3


@dataclass(slots=True)
class Antecedent:
    """A phrase that a pronoun may stand for; `ids` is empty where it names nothing."""

    head: Token
    ids: tuple[str, ...]
    weight: float = 0.0


def find_pronouns(roster: Roster) -> None:
    """Place the pronouns that have exactly one best antecedent, from left to right."""
    for token in roster.doc:
        word = token.lower_
        if roster.at(token) is not None or token.pos_ not in {"PRON", "DET", "SCONJ"}:
            continue
        if word in _RELATIVE and token.tag_ in {"WDT", "WP", "WP$", "IN"}:
            _relative(roster, token)
        elif word in _MALE | _FEMALE | _THING | _PLURAL and token.dep_ != "expl":
            _personal(roster, token, word)


def _relative(roster: Roster, token: Token) -> None:
    clause = token.head
    for _ in range(4):
        if clause.dep_ == "acl:relcl":
            draft = roster.at(clause.head)
            if draft is not None and draft.ids and draft.head == clause.head:
                roster.place(
                    roster.doc[token.i : token.i + 1], [roster.known[k].entity for k in draft.ids], "pronoun:relative"
                )
            return
        clause = clause.head


def _personal(roster: Roster, token: Token, word: str) -> None:
    best = sorted(_antecedents(roster, token, word), key=lambda a: -a.weight)
    span = roster.doc[token.i : token.i + 1]
    if not best:
        roster.dropped["pronoun without an antecedent"] += 1
    elif len(best) > 1 and best[0].weight - best[1].weight < 0.25:
        roster.dropped["pronoun with two antecedents"] += 1
    elif not best[0].ids:
        roster.dropped["pronoun for what has no name"] += 1
    else:
        roster.place(span, [roster.known[k].entity for k in best[0].ids], "pronoun")


def _antecedents(roster: Roster, token: Token, word: str) -> list[Antecedent]:
    """Return the antecedents that fit, the mentions of one entity joined into its best."""
    found: dict[object, Antecedent] = {}
    low = token.sent.start
    for distance in range(_REACH):
        high = token.i if distance == 0 else roster.doc[low].sent.end
        for antecedent in _in_sentence(roster, low, high, word):
            if _bound(antecedent.head, token):
                continue
            antecedent.weight = _salience(roster, antecedent, token, distance)
            key: object = antecedent.ids or antecedent.head.i
            old = found.get(key)
            if old is not None:
                old.weight = max(old.weight, antecedent.weight) + 0.3
            else:
                found[key] = antecedent
        if low == 0:
            break
        low = roster.doc[low - 1].sent.start
    return list(found.values())


def _in_sentence(roster: Roster, low: int, high: int, word: str) -> list[Antecedent]:
    inside = [d for d in roster.drafts if low <= d.span.start and d.span.end <= high and d.ids]
    inside = [d for d in inside if "speaker" not in d.rule]  # who says *we* is not meant by *they*
    found = [Antecedent(d.head, d.ids) for d in inside if _fits(roster, d, word)]
    if word in _PLURAL:
        for members in coordinations(roster, inside, frozenset({"State", "Person", *_BODIES})):
            heads = [d.head for d in inside if d.ids == (members[0].id,)]
            found.append(Antecedent(heads[-1], tuple(m.id for m in members)))
    nouns = [t for t in roster.doc[low:high] if t.pos_ == "NOUN" and roster.at(t) is None and _noun_fits(t, word)]
    return found + [Antecedent(noun, _owner(roster, noun)) for noun in nouns]


def _owner(roster: Roster, noun: Token) -> tuple[str, ...]:
    """*Russian troops … they*: the state whose troops they are."""
    if noun.lemma_.lower() not in _FORCES:
        return ()
    for child in noun.children:
        draft = roster.at(child)
        if draft is not None and draft.ids and child.dep_ in {"amod", "compound", "nmod:poss", "nmod:unmarked"}:
            return draft.ids
    return ()


def _fits(roster: Roster, draft: Draft, word: str) -> bool:
    known = roster.known[draft.ids[0]]
    kind = known.entity.type
    if word in _MALE | _FEMALE:
        wanted = "male" if word in _MALE else "female"
        return len(draft.ids) == 1 and kind == "Person" and known.gender in {"", wanted}
    if word in _THING:
        if draft.rule == "gazetteer:demonym" and draft.head.tag_ != "JJ" and draft.head.tag_.startswith("NN"):
            return False
        return len(draft.ids) == 1 and kind not in {"Person", "PopulationGroup"}
    return len(draft.ids) > 1 or kind in {"PopulationGroup", *_BODIES} or draft.head.tag_ in {"NNS", "NNPS"}


def _noun_fits(token: Token, word: str) -> bool:
    plural = token.tag_ == "NNS"
    if word in _PLURAL:
        return plural
    if word in _THING:
        return not plural and token.dep_ in {*_SUBJECTS, "obj"} and not _animate(token)
    return not plural and _animate(token) and token.dep_ in {*_SUBJECTS, "obj", "obl:agent"}


def _animate(token: Token) -> bool:
    return token.lemma_.lower() in _PEOPLE


_PEOPLE = word_list("people")


def _told(pronoun: Token, verb: Token) -> bool:
    """Whether a pronoun stands in what an object of a verb is told to do (*called on X to withdraw its troops*)."""
    objects = any(c.dep_ in {"obj", "iobj"} or (c.dep_ == "obl" and _on(c)) for c in verb.children)
    return objects and any(
        a.dep_ in {"xcomp", "advcl"} and a.tag_ == "VB" and a.head == verb for a in pronoun.ancestors
    )


def _on(token: Token) -> bool:
    return token.head.lemma_ == "call" and any(c.dep_ == "case" and c.lower_ in {"on", "upon"} for c in token.children)


def _bound(candidate: Token, pronoun: Token) -> bool:
    """Whether a candidate stands in the pronoun's own clause as another argument, or holds the pronoun."""
    if candidate in pronoun.ancestors and pronoun.lower_ not in _POSSESSIVE:
        return pronoun.head == candidate or candidate.dep_ in {"obl", "nmod"}
    if pronoun.lower_ in _POSSESSIVE:
        return candidate == pronoun.head or (candidate in pronoun.ancestors and candidate.pos_ == "NOUN")
    return candidate.head == pronoun.head and pronoun.dep_ in {"obj", "obl", "iobj", *_SUBJECTS}


def _salience(roster: Roster, antecedent: Antecedent, pronoun: Token, distance: int) -> float:
    """Weigh a candidate: nearer sentences, subjects, parallel roles and names before modifiers."""
    head = antecedent.head
    dep = head.dep_
    weight = 3.0 - 1.1 * distance
    if dep in _SUBJECTS:
        weight += 1.2
    elif dep in {"obj", "iobj", "obl:agent"}:
        weight += 0.5
    elif dep in {"amod", "compound", "nmod:poss", "nmod:unmarked"}:
        weight -= 0.3 if head.head.dep_ in _SUBJECTS else 0.7
    if dep == "conj" and len(antecedent.ids) == 1:
        weight -= 0.4
    if pronoun.dep_ in _SUBJECTS and dep in _SUBJECTS:
        weight += 0.4
    if distance == 0 and pronoun.lower_ in _POSSESSIVE and head.head in pronoun.ancestors:
        told = _told(pronoun, head.head)
        if dep in {"obj", "iobj", "obl"} if told else dep in _SUBJECTS:
            weight += 1.0
    if distance == 0:
        weight -= min(0.5, (pronoun.i - head.i) / 60)
    if not antecedent.ids:
        weight -= 0.4
    elif roster.known[antecedent.ids[0]].entity.type in {"City", "Region", "Event", "BodyOfWater"}:
        weight -= 0.5
    return weight
