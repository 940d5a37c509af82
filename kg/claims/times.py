"""Times: which time expression of a sentence says when the thing happened that a cue expresses."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.claims.dates import find_times, resolve
from kg.claims.phrases import LIGHT
from kg.claims.words import word_list
from kg.models import Time

__all__ = ["resolve", "time_of"]

_FORWARD = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_PLANNED = frozenset(
    "agree due expect expected hope intend plan planned pledge poised promise scheduled seek set slated vow "
    "want".split()
)
_ARGUMENTS = frozenset({"obj", "nsubj:pass", "obl", "nsubj", "xcomp", "iobj"})
_UP = frozenset({"xcomp", "obj", "nsubj:pass", "nsubj", "obl", "fixed", "acl"})
_TIMES = frozenset(
    {"obl", "obl:unmarked", "obl:tmod", "advmod", "nmod", "nmod:unmarked", "nmod:tmod", "appos", "parataxis", "advcl"}
)
_TIMES |= {"nummod", "compound", "amod", "nmod:desc", "conj", "dep", "flat", "list", "nmod:poss"}
_TIMES |= {"obj", "nsubj", "xcomp", "iobj", "obl:agent"}  # never right for a time, so only a slip of the parser
_MAKING = frozenset(
    "sign conclude negotiate agree begin adopt hold schedule plan ratify broker found approve seal".split()
)
_GOING = word_list("going")
_POSTED = frozenset({"station", "deploy", "send", "dispatch", "post", "base"})  # since 2021 to help
_DEPTH = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """A time expression with its head word and the word that governs it."""

    time: Time
    head: Token
    start: int
    end: int


def time_of(token: Token, doc: Doc, published: str | None) -> Time | None:
    """Return the time of what a cue expresses: the expression that hangs on it, or on the clause that it is part of."""
    found = _times(token.sent, doc, published, _looks_forward(token))
    if not found:
        return None
    seen: set[int] = set()
    current: Token | None = token
    for _ in range(_DEPTH):
        if current is None or current.i in seen:
            return None
        seen.add(current.i)
        own = [f for f in found if _attached(f, current, token)]
        if own:
            return min(own, key=lambda f: (f.head.head != current, abs(f.head.i - token.i))).time
        inner = _made(current, found, token)
        if inner is not None:
            return inner
        current = _above(current, found)
    return None


def _made(noun: Token, found: list[_Found], cue: Token) -> Time | None:
    """Return when a thing was made or held: *the pact that they signed in May*, *sanctions imposed in 2014*."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    for clause in noun.children:
        if clause.dep_ in {"acl", "acl:relcl"} and (clause.lemma_ in LIGHT or clause.lemma_ in _MAKING):
            own = [f for f in found if _attached(f, clause, cue)]
            if own:
                return own[0].time
    return None


def _above(token: Token, found: list[_Found]) -> Token | None:
    """Return the word whose time a word shares: light verb, controlling verb, first of two coordinated verbs."""
    head, dep = token.head, token.dep_
    if head == token:
        return None
    nominal = token.pos_ in {"NOUN", "PROPN"}
    if dep == "xcomp" and token.tag_ != "VBG" and head.pos_ in {"VERB", "AUX"}:
        return head if head.lemma_ in {"begin", "start", "continue", "manage", "resume", "help", "go", "come"} else None
    if nominal and head.pos_ in {"VERB", "AUX"} and dep in _ARGUMENTS:
        return head if dep in {"nsubj", "nsubj:pass", "obl"} or head.lemma_ in LIGHT else None
    if nominal and dep in {"nmod", "conj", "compound"} and head.pos_ == "NOUN":
        return head if dep != "nmod" else None
    if dep == "advcl" and head.lemma_ in _GOING | _POSTED and any(c.lower_ == "to" for c in token.children):
        return head
    if dep in {"advcl", "acl:relcl"} and any(_follows(c, found) for c in token.children if c.lower_ == "when"):
        return head
    if (dep == "acl" and token.tag_ == "VBG") or (dep == "advcl" and token.tag_ == "VBG"):
        marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
        return head if head.pos_ == "VERB" and marks <= {"by"} else None
    if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
        # `On Monday X met Y and signed Z`: a time in front of both verbs belongs to both
        shared = [f for f in found if f.head.head == head and f.end <= head.idx]
        return head if shared else None
    return None


def _follows(when: Token, found: list[_Found]) -> bool:
    """Whether a time expression stands right before a *when*: *they spoke in August, when they signed it*."""
    return any(when.doc.text[f.end : when.idx].strip() in {"", ","} for f in found if f.end <= when.idx)


def _attached(found: _Found, clause: Token, cue: Token) -> bool:
    governor = found.head.head
    if _names_itself(found, clause, cue):
        return False
    if governor == clause or found.head == clause:
        return found.head.dep_ in _TIMES and (found.head.dep_ != "conj" or governor.pos_ == "VERB")
    if clause.pos_ not in {"VERB", "AUX"} or found.head.dep_ == "nmod:poss":
        return False
    behind = found.start > clause.idx and _reaches(governor, clause)
    between = governor.dep_ in {"nsubj", "nsubj:pass"} and governor.head == clause and governor.idx < found.start
    return _is_day(found) and (behind or between)  # `Chad on Monday accused Niger`


def _reaches(token: Token, clause: Token) -> bool:
    """Whether a day that the parser hung on an object or a place belongs to the verb (*in Paris on Monday*)."""
    for _ in range(_DEPTH):
        if token == clause:
            return True
        if token.dep_ not in _ARGUMENTS | {"nmod", "conj", "flat"} or token.pos_ in {"VERB", "AUX"}:
            return False
        token = token.head
    return False


def _is_day(found: _Found) -> bool:
    """Whether an expression is one that follows events, not one that tells nouns apart (*the summit of 2015*)."""
    words = {c.lower_ for c in found.head.children if c.dep_ == "case"}
    return bool(words & {"on", "since", "until"}) or (not words and found.head.dep_.endswith("unmarked"))


def _names_itself(found: _Found, clause: Token, cue: Token) -> bool:
    """*for the first time since 1991* is not the time of the event."""
    front = cue.doc.text[max(0, found.start - 30) : found.start].lower()
    if found.time.end is None and found.time.text.lower().startswith(("since", "ever since")):
        return any(
            word in front for word in ("first", "time", "most", "worst", "biggest", "largest", "highest", "deadliest")
        )
    return False


def is_timetabled(cue: Token) -> bool:
    """Whether a verb of going or meeting stands in the present: with a day a plan (*flies to Rome on Friday*)."""
    verb = cue.head if cue.pos_ == "NOUN" and cue.head.lemma_ in LIGHT else cue
    auxiliaries = {c.tag_ for c in verb.children if c.dep_ in {"aux", "aux:pass"}}
    present = verb.tag_ in {"VBZ", "VBP"} or (
        verb.tag_ == "VBG" and bool(auxiliaries) and auxiliaries <= {"VBZ", "VBP"}
    )
    return present and verb.pos_ == "VERB" and verb.lemma_ in _GOING


def _looks_forward(token: Token) -> bool:
    """Whether the clause of a cue is about the future, so that *on Monday* is the next one."""
    if is_timetabled(token):
        return True
    current = token
    for _ in range(4):
        if any(c.dep_ == "aux" and c.lower_ in _FORWARD for c in current.children):
            return True
        if current.dep_ in {"xcomp", "advcl"} and any(c.lower_ == "to" for c in current.children):
            above = current.head
            if above.lower_ in _PLANNED or above.lemma_ in _PLANNED or _is_to(current):
                return True
        if current.head == current or current.dep_ in {"ccomp", "acl:relcl", "parataxis"}:
            return _is_to(current)
        current = current.head
    return False


def _is_to(token: Token) -> bool:
    """*is to meet*: a finite form of *be* with an infinitive."""
    words = [c for c in token.children if c.dep_ in {"aux", "mark", "cop"}]
    return any(c.lemma_ == "be" and c.tag_ in {"VBZ", "VBP"} for c in words) and any(c.lower_ == "to" for c in words)


def _times(sentence: Span, doc: Doc, published: str | None, forward: bool) -> list[_Found]:
    offset, found = sentence.start_char, []
    for start, end, time in find_times(sentence.text, published, future=forward):
        span = doc.char_span(offset + start, offset + end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        root = span.root
        # the preposition inside of `since 1979` may be read as a mark or an adverb that heads nothing
        if root.dep_ in {"case", "mark"} and root.head not in span:
            root = root.head
        found.append(_Found(time, root, offset + start, offset + end))
    return found
