"""Groups: *the three*, *both countries*, *the two sides*, *each side* → the members that were named before."""

from collections.abc import Collection, Iterator

from spacy.tokens import Span, Token

from kg.entities.coordination import coordinations
from kg.entities.employers import employer
from kg.entities.roster import Draft, Roster
from kg.entities.words import word_list
from kg.models import Entity

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "either": 2, "neither": 2}
_STATES = word_list("group states")
_SIDES = word_list("group sides")
_PERSONS = word_list("group persons")
_BARE = word_list("bare groups")
_ACTORS = frozenset(
    {"State", "IntergovernmentalOrganization", "Alliance", "ArmedGroup", "Organization", "ArmedForce", "PoliticalParty",
     "Company"}
)  # fmt: skip
_SIDES_OF = _ACTORS - {"IntergovernmentalOrganization", "Alliance", "Organization"}
_REACH = 6


def find_groups(roster: Roster) -> None:
    """Place the phrases that stand for several entities named before."""
    for span, size, word in list(_phrases(roster)):
        if not roster.free(span):
            continue
        members = resolve(roster, span[0], size, word)
        if members:
            roster.place(span, members, "group")
        else:
            roster.dropped["group with no clear members"] += 1
    roster.drafts.sort(key=lambda d: d.span.start)


def _phrases(roster: Roster) -> Iterator[tuple[Span, int, str]]:
    """Yield group phrases with the number that they ask for (0 for any) and their noun (empty for none)."""
    doc = roster.doc
    for token in doc:
        word, noun = token.lower_, _noun(token)
        if noun is not None:
            number, start = _number(noun)
            lemma = noun.lemma_.lower()
            definite = start < noun.i and doc[start].lower_ in {
                "the",
                "these",
                "those",
                "both",
                "all",
                "each",
                "either",
                "neither",
            }
            if _specific(noun):
                continue
            if number and (definite or number == 2):
                yield doc[start : noun.i + 1], number, lemma
            elif definite and doc[start].lower_ in {"each", "either", "neither"}:
                yield doc[start : noun.i + 1], 2, lemma
            elif (
                definite
                and lemma in _BARE
                and noun.tag_ == "NNS"
                and noun.i - start == 1
                and doc[start].lower_ != "all"
            ):
                yield doc[start : noun.i + 1], 0, lemma
        elif word in _NUMBERS and not any(c.dep_ in {"nmod", "compound"} for c in token.children):
            if token.dep_ in {"nummod", "det", "cc:preconj", "advmod", "amod", "compound", "cc"}:
                continue
            before = doc[token.i - 1].lower_ if token.i else ""
            if word == "both" or before in {"the", "all", "these"}:
                start = token.i - (before in {"the", "all", "these"})
                yield doc[start : token.i + 1], _NUMBERS[word], ""


def _noun(token: Token) -> Token | None:
    return token if token.pos_ == "NOUN" and token.lemma_.lower() in _STATES | _SIDES | _PERSONS else None


def _number(noun: Token) -> tuple[int, int]:
    number, start = 0, noun.i
    for child in noun.children:
        if child.i < noun.i:
            number = max(number, _NUMBERS.get(child.lower_, 0))
            if child.dep_ in {"det", "nummod", "amod", "det:predet", "cc:preconj"}:
                start = min(start, child.i)
    return number, start


def _specific(noun: Token) -> bool:
    """Whether the phrase says itself whose or which they are, so that it needs no members from before."""
    return any(
        c.dep_ in {"nmod:poss", "acl:relcl", "appos"} or (c.dep_ == "nmod" and c.i > noun.i) for c in noun.children
    )


def resolve(roster: Roster, token: Token, size: int, word: str) -> tuple[Entity, ...]:
    """Return the members of a group: the nearest coordination of the right number, else all that were named."""
    beside = _beside(roster, token) if size and not word else set()
    if word in _PERSONS or beside:  # `the two and Biden`: whoever stands beside a person is one
        found = _nearest(roster, token, size, frozenset({"Person"}), beside)
        if found:
            return found
    kinds = frozenset({"State"}) if word in _STATES else _SIDES_OF
    found = _nearest(roster, token, size, kinds)
    if found or (kinds != _SIDES_OF and word):
        return found or _through_persons(roster, token, size)
    return _through_persons(roster, token, size) or (
        _nearest(roster, token, size, frozenset({"Person"})) if not word else ()
    )


def _beside(roster: Roster, token: Token) -> set[str]:
    """Return the persons that a group is coordinated with."""
    drafts = [roster.at(t) for word in (token, token.head) for t in word.conjuncts]
    return {d.ids[0] for d in drafts if d is not None and d.type == "Person" and len(d.ids) == 1}


def _through_persons(roster: Roster, token: Token, size: int) -> tuple[Entity, ...]:
    """*Biden and Yoon met … the two countries*: the states of the persons named."""
    persons = _nearest(roster, token, size, frozenset({"Person"}))
    states = {s.id: s for s in (employer(roster, p) for p in persons) if s is not None}
    return tuple(states.values()) if len(states) == len(persons) else ()


def _nearest(
    roster: Roster, token: Token, size: int, kinds: frozenset[str], others: Collection[str] = ()
) -> tuple[Entity, ...]:
    """Return the members by the nearest coordination, else by who acts in one sentence, else by who is named most.

    `others` are told apart from the group, so that its members are sought over sentences.
    """
    barred = _barred(token)
    before = [d for d in roster.drafts if d.span.end <= token.i and d.ids and d.head.i not in barred]
    before = [d for d in before if not set(d.ids) & set(others)]
    low = token.sent.start
    rows: list[list[Draft]] = []
    for _ in range(_REACH):
        inside = [d for d in before if low <= d.span.start and (not rows or d.span.start < rows[-1][0].span.start)]
        if inside:
            rows.append(inside)
        if low == 0:
            break
        low = roster.doc[low - 1].sent.start
    for number, inside in enumerate(rows, 1):
        for members in _told(roster, inside, kinds):
            if size in {0, len(members)}:
                return members
        actors = _distinct(roster, inside, kinds)
        if len(actors) == (size or 2):
            return tuple(actors.values())
        near = [d for row in rows[:number] for d in row] if others else []
        if others and len(known := _distinct(roster, near, kinds)) == size:
            return tuple(known.values())
    everywhere = _distinct(roster, before, kinds)
    if size and len(everywhere) > size:
        return _main(roster, before, everywhere, size)
    return tuple(everywhere.values()) if len(everywhere) == (size or 2) else ()


def _told(roster: Roster, inside: list[Draft], kinds: frozenset[str]) -> Iterator[tuple[Entity, ...]]:
    """Yield the groups and coordinations of a sentence."""
    groups = [d for d in inside if len(d.ids) > 1 and d.rule != "group:speaker"]
    for group in sorted(groups, key=lambda d: -d.span.start):
        members = tuple(roster.known[i].entity for i in group.ids)
        if all(m.type in kinds for m in members):
            yield members
    yield from coordinations(roster, inside, kinds)


def _distinct(roster: Roster, inside: list[Draft], kinds: frozenset[str]) -> dict[str, Entity]:
    seen: dict[str, Entity] = {}
    for draft in inside:
        for key in draft.ids:
            if roster.known[key].entity.type in kinds and draft.type in kinds and not _aside(draft):
                seen.setdefault(key, roster.known[key].entity)
    return seen


def _barred(token: Token) -> set[int]:
    """Return the words of the subject that acts upon the group: it is not one of its members."""
    barred: set[int] = set()
    for verb in [token, *token.ancestors]:
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and token not in child.subtree and child.i < token.i:
                barred.update(t.i for t in child.subtree)
        if verb.dep_ not in {"obj", "obl", "nmod", "xcomp", "nmod:poss", "nummod", "det", "ccomp"} and verb != token:
            break
    return barred


def _aside(draft: Draft) -> bool:
    return draft.rule.startswith("place") or (draft.head.dep_ == "nmod" and draft.type == "City")


def _main(roster: Roster, inside: list[Draft], seen: dict[str, Entity], size: int) -> tuple[Entity, ...]:
    """Of more entities than are asked for, take those named most often, if that decides."""
    counts = {key: sum(key in d.ids for d in inside) for key in seen}
    order = sorted(seen, key=lambda key: -counts[key])
    if counts[order[size - 1]] > counts[order[size]]:
        return tuple(seen[key] for key in seen if key in order[:size])
    return ()
