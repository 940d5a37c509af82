"""Attribution: whose word a clause is, read outward through words of saying, *according to* and quotation marks."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.claims.arguments import arguments
from kg.claims.lexicon import Lexicon, Speech
from kg.claims.participants import Participants
from kg.claims.phrases import is_that_clause, preposition
from kg.claims.words import word_list
from kg.entities import pair_quotes
from kg.ids import slug
from kg.models import Entity

UNNAMED = Entity("unnamed_source", "unnamed source", "UnnamedSource")
DOCUMENTS = word_list("document")
ANONYMOUS = word_list("anonymous")
_ACCOUNTS = word_list("account")
_AUTHORS_OWN = frozenset({"acl:relcl", "appos"})
_LONG = 8  # words: a shorter quotation may be a single word that is weighed (*so-called "republic"*)
_NEAR = 60  # words between a quotation and the one that it goes on from


@dataclass(frozen=True, slots=True)
class Attribution:
    """The claimants of a clause from the inside out, and the word that denies (*denied that*) if one does."""

    claimants: tuple[Entity, ...] = ()
    denied: bool = False


class Attributor:
    """Finds the claimant of any word of one Doc."""

    def __init__(self, doc: Doc, participants: Participants, lexicon: Lexicon) -> None:
        self.doc, self.participants, self.lexicon = doc, participants, lexicon
        self.quotes = pair_quotes(doc)
        self.speakers: list[list[Entity]] = []
        for start, end in self.quotes:  # from left to right: a quotation without a verb of saying goes on from the last
            self.speakers.append(self._speaker(start, end))

    def of(self, cue: Token) -> Attribution:
        """Return the claimants of what a word heads, the innermost first."""
        found: list[Entity] = []
        denied = False
        told = True  # a relative clause or apposition in what is said is the author's own, unless it is quoted
        for token in (cue, *cue.ancestors):
            governor = token.head
            told = told and (token.dep_ not in _AUTHORS_OWN or is_that_clause(token))
            if not told:
                break
            speech = self._speech(governor) if governor != token else None
            beside = (cue.i - governor.i) * (token.i - governor.i) < 0  # `asked about X, she said that …`
            if speech is not None and not beside and self._complement(token, governor, speech):
                found.extend(e for e in self._claimants(governor, speech) if e not in found)
                denied = denied or speech.polarity == "negative"
            found.extend(e for e in (*self._adjunct(token), *self._inserted(token, cue)) if e not in found)
        found.extend(e for e in self.direct(cue).claimants if e not in found)
        return Attribution(tuple(found), denied)

    def direct(self, cue: Token) -> Attribution:
        """Return whose own words a word is among: a quotation's or a transcript's; what a name shows is theirs too."""
        return Attribution(tuple(dict.fromkeys((*self._quoted(cue), *self._turn(cue)))))

    def _speech(self, token: Token) -> Speech | None:
        pos = {"AUX": "VERB", "PROPN": "NOUN"}.get(token.pos_, token.pos_)
        speech = self.lexicon.speech.get((token.lemma_.lower(), pos))
        return speech if speech is None or not self.lexicon.speech.get((token.lower_, "ADV")) else None

    @staticmethod
    def _complement(token: Token, verb: Token, speech: Speech) -> bool:
        """Whether a word stands in what is said, not beside it."""
        if token.dep_ in {"ccomp", "csubj"}:
            return _is_said(token, verb)
        marks = {c.lower_ for c in token.children if c.dep_ == "mark"}
        if verb.pos_ == "NOUN":
            return is_that_clause(token)
        if token.dep_ == "parataxis":
            own = any(c.dep_ in _CONTENT for c in verb.children)  # *imposed a blockade, accused it of …*
            return token.i < verb.i and verb.dep_ == "ROOT" and not own
        if token.dep_ == "xcomp":
            return verb.lemma_ in {"claim", "deny", "allege", "say", "report", "believe"}
        if token.dep_ in {"advcl", "obl"}:
            marker = _CHARGES.get(verb.lemma_)
            return marker is not None and (marker in marks or preposition(token) == marker)
        return token.dep_ == "obj" and verb.lemma_ in {"deny", "allege", "claim"} and token.pos_ == "NOUN"

    def _agents(self, word: Token) -> list[Entity]:
        slots = arguments(word)
        who = slots.get("agent", []) or (slots.get("mod", []) if word.pos_ == "NOUN" else [])
        return next((found[:1] for token in who if (found := self.claimant(token))), [])

    def _claimants(self, verb: Token, speech: Speech) -> list[Entity]:
        if speech.unnamed:
            return [UNNAMED]
        found = self._agents(verb)
        if found:
            return found
        if arguments(verb).get("agent") or verb.pos_ == "NOUN":
            return [UNNAMED]  # somebody's word all the same: *a villager said*, *claims that …*
        if any(c.dep_ == "aux:pass" for c in verb.children) or any(c.dep_ == "expl" for c in verb.children):
            return [UNNAMED]
        return self._stray(verb)

    def _stray(self, verb: Token) -> list[Entity]:
        """Find the speaker whom the parser hung on what is said (*Chad fell, a rebel leader said*): somebody's word."""
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
        if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or not told:
            return []
        late = [c for c in told[-1].children if c.dep_ == "nsubj" and c.i > told[-1].i]
        return next((found[:1] for c in late if (found := self.claimant(c))), [UNNAMED])

    def claimant(self, token: Token) -> list[Entity]:
        """Return who speaks when a phrase does: an entity, a document, or an unnamed source."""
        found = [p.entity for p in self.participants.of(token)]
        if found:
            return found
        lemma = token.lemma_.lower()
        if lemma in DOCUMENTS:
            words = [
                c.text for c in token.children if c.dep_ in {"amod", "compound"} and c.lower_ not in {"new", "latest"}
            ]
            label = " ".join([*words[-1:], token.lemma_]).lower()
            return [Entity(slug(label), label, "Document")]
        return [UNNAMED] if lemma in ANONYMOUS or (token.pos_ == "NOUN" and lemma in self.lexicon.forces) else []

    def _adjunct(self, token: Token) -> list[Entity]:
        """Read *according to X*, *in the words of X*, *reportedly* on a clause, *alleged* on a noun."""
        for child in token.children:
            if child.dep_ in {"obl", "nmod", "advcl"} and (preposition(child) or "").startswith("according"):
                return self.claimant(child)[:1] or [UNNAMED]
            if child.dep_ == "obl" and child.lemma_.lower() in _ACCOUNTS and preposition(child) in {"by", "in"}:
                whose = [c for c in child.children if c.dep_ == "nmod:poss"]
                if whose:  # `by its own account`, `in Moscow's telling`
                    return self.claimant(whose[0])[:1] or self._agents(token) or [UNNAMED]
            if child.lower_ == "according":
                for inner in child.children:
                    if inner.dep_ in {"obl", "nmod", "fixed"} and inner.pos_ in {"NOUN", "PROPN", "PRON"}:
                        return self.claimant(inner)[:1] or [UNNAMED]
            kind = {"advmod": "ADV", "amod": "ADJ"}.get(child.dep_)
            words = {child.lower_, child.lemma_.lower()} if kind == "ADJ" else {child.lower_}
            if any((speech := self.lexicon.speech.get((w, kind or ""))) and speech.unnamed for w in words):
                return [UNNAMED]
        return []

    def _inserted(self, root: Token, cue: Token) -> list[Entity]:
        """Read *…, the minister said* and *…, he added,* hung on a clause beside it."""
        for child in root.children:
            aside = child.dep_ == "parataxis" or (
                child.dep_ == "advcl" and child.i < root.i and not any(c.dep_ == "mark" for c in child.children)
            )
            if not aside or child == cue or child.is_ancestor(cue) or _after(root, child, cue):
                continue
            speech = self._speech(child)
            if speech is not None and not any(c.dep_ in _CONTENT for c in child.children):
                return self._claimants(child, speech)
        return []

    def _quoted(self, cue: Token) -> list[Entity]:
        for (start, end), speaker in zip(self.quotes, self.speakers, strict=True):
            if start < cue.i < end and end - start > 3:
                return speaker
        return []

    def _turn(self, cue: Token) -> list[Entity]:
        """Return who speaks in a transcript where a word stands."""
        turns = self.participants.mentions.turns
        return next(([who or UNNAMED] for start, who in reversed(turns) if start <= cue.idx), [])

    def _speaker(self, start: int, end: int) -> list[Entity]:
        """Find who speaks between two quotation marks: the verb of saying beside them, else the speaker before."""
        near: list[DocSpan] = [
            self.doc[start].sent,
            self.doc[end].sent if end < len(self.doc) else self.doc[start].sent,
        ]
        for sentence in near:
            for token in sentence:
                if start < token.i < end:
                    continue
                speech = self._speech(token)
                if speech is not None and not speech.unnamed and token.pos_ in {"VERB", "AUX"}:
                    found = self._claimants(token, speech)
                    if found:
                        return found
        if end - start > _LONG and self.speakers and start - self.quotes[len(self.speakers) - 1][1] < _NEAR:
            return self.speakers[-1]
        return []


_CONTENT = frozenset({"ccomp", "obj", "xcomp"})


_CHARGES = {"accuse": "of", "suspect": "of", "charge": "with", "blame": "for"}


def _is_said(clause: Token, verb: Token) -> bool:
    """Whether a clause is what a verb says; of one on either side, the one before it if that has a subject of its own.

    *Chad will not yield, he said, after the talks had ended*; *asked about Chad, she said that …*.
    """
    before = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i]
    after = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
    if not before or not after:
        return True
    told = [c for c in before if any(s.dep_ in {"nsubj", "nsubj:pass"} for s in c.children)]
    return clause in (told or after)


def _after(root: Token, speech: Token, cue: Token) -> bool:
    """Whether a word stands in a clause that follows the verb of saying (*…, he said, hours after the talks*)."""
    if not root.i < speech.i < cue.i:
        return False
    clause = next((t for t in [cue, *cue.ancestors] if t.head == root), cue)
    return clause.dep_ == "advcl" and clause.i > speech.i
