"""Scores a pipeline's words, trees, tags, sentences and names against gold."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.language.training.conllu import Sentence
from kg.language.training.entities import guess_spaces, spans_of
from kg.language.training.typesets import CROSSNER, LOCATIONS, ORGANIZATIONS

Counts = dict[str, list[int]]  # right, predicted, gold
BREAK = "\n\n"


def f_score(right: int, predicted: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * right / max(1, predicted + gold)


def words_of(document: list[Sentence]) -> tuple[list[str], list[bool]]:
    """The gold words of a document for spaCy, with a word of white space at each new paragraph."""
    words: list[str] = []
    spaces: list[bool] = []
    for form, space in ((f, s) for sentence in document for f, s in zip(sentence.forms, sentence.spaces, strict=True)):
        if words and space == 2:
            words.append(BREAK)
            spaces.append(False)
        elif words:
            spaces[-1] = space == 1
        words.append(form)
        spaces.append(False)
    return words, spaces


def gold_doc(nlp: Language, document: list[Sentence]) -> Doc:
    """Return a document of a treebank as spaCy has its words, with nothing said of them yet."""
    return Doc(nlp.vocab, *words_of(document))


def score_treebank(nlp: Language, documents: list[list[Sentence]], raw: bool) -> dict[str, float]:
    """Scores by character span, so that gold words and raw text are measured alike; every word counts."""
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    for document in documents:
        gold = gold_doc(nlp, document)
        doc = nlp(gold.text) if raw else nlp(gold_doc(nlp, document))
        _compare(counts, document, [t for t in gold if not t.is_space], [t for t in doc if not t.is_space])
    return {name: f_score(*values) for name, values in counts.items()}


_COMPARED = {  # the parts of (head, relation, tag, part of speech, lemma) that must be equal
    "words": slice(0),
    "UAS": slice(1),
    "LAS": slice(2),
    "tag": slice(2, 3),
    "pos": slice(3, 4),
    "lemma": slice(4, 5),
}


def _compare(counts: Counts, document: list[Sentence], places: list[Token], tokens: list[Token]) -> None:
    spans = [(t.idx, t.idx + len(t)) for t in places]
    gold: dict[tuple[int, int], tuple[object, ...]] = {}
    starts, offset = {0}, 0
    for sentence in document:
        for i, head in enumerate(sentence.heads):
            target = spans[offset + head - 1] if head else None
            tags = sentence.deprels[i], sentence.xpos[i], sentence.upos[i], sentence.lemmas[i]
            gold[spans[offset + i]] = (target, *tags)
        offset += len(sentence.forms)
        starts.add(offset)
    found = {}
    for t in tokens:
        target = None if t.head == t else (t.head.idx, t.head.idx + len(t.head))
        found[t.idx, t.idx + len(t)] = (target, t.dep_.replace("ROOT", "root"), t.tag_, t.pos_, t.lemma_)
    both = [(gold[span], values) for span, values in found.items() if span in gold]
    for name, part in _COMPARED.items():
        _add(counts[name], sum(g[part] == f[part] for g, f in both), len(found), len(gold))
    edges = {(spans[a][0], spans[b - 1][1]) for a, b in pairwise(sorted(starts))}
    ours = [i for i, t in enumerate(tokens) if t.is_sent_start or not i] + [len(tokens)]
    cut = {(tokens[a].idx, tokens[b - 1].idx + len(tokens[b - 1])) for a, b in pairwise(ours)}
    _add(counts["sentences"], len(edges & cut), len(cut), len(edges))


def _add(count: list[int], *values: int) -> None:
    for i, value in enumerate(values):
        count[i] += value


def score_uner(nlp: Language, sentences: Iterable[tuple[list[str], list[str]]]) -> dict[str, float]:
    """F1 of persons, organisations and locations on UNER."""
    kinds = {"Person": "PER"} | dict.fromkeys(ORGANIZATIONS, "ORG") | dict.fromkeys(LOCATIONS, "LOC")
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    for forms, tags in sentences:
        doc = _one(nlp, forms)
        ours = {((e.start, e.end), kinds[e.label_]) for e in doc.ents if e.label_ in kinds}
        gold = {(span, kind) for span, kind in spans_of(tags) if kind in {"PER", "ORG", "LOC"}}
        for kind in ("PER", "ORG", "LOC"):
            a, b = ({span for span in group if span[1] == kind} for group in (ours, gold))
            _add(counts[kind], len(a & b), len(a), len(b))
            _add(counts["entities"], len(a & b), len(a), len(b))
    return {name: f_score(*values) for name, values in counts.items()}


def score_crossner(nlp: Language, sentences: Iterable[tuple[list[str], list[str]]]) -> dict[str, float]:
    """F1 on CrossNER: a type is right if it is among those that the gold label stands for; `misc` is left out."""
    unmarked = {"PopulationGroup", "WeaponSystem", "Agreement"}  # types that CrossNER does not mark as such
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    for forms, tags in sentences:
        gold = dict(spans_of(tags))
        misc = [span for span, kind in gold.items() if kind == "misc"]
        seen = set()
        for entity in _one(nlp, forms).ents:
            span = entity.start, entity.end
            kind = gold.get(span, "")
            right = kind not in {"", "misc"} and entity.label_ in CROSSNER[kind]
            ignored = any(span[0] < b and a < span[1] for a, b in misc) or (entity.label_ in unmarked and not right)
            _add(counts["entities"], int(right), int(not ignored), 0)
            if right:
                seen.add(span)
        for span, kind in gold.items():
            if kind != "misc":
                _add(counts["entities"], 0, 0, 1)
                _add(counts[f"recall of {kind}"], int(span in seen), 0, 1)
    found = {name: 100 * values[0] / values[2] for name, values in counts.items() if name != "entities"}
    return {"entities": f_score(*counts["entities"])} | found


def _one(nlp: Language, forms: list[str]) -> Doc:
    spaces = [*(space == 1 for space in guess_spaces(forms)[1:]), False]
    return nlp(Doc(nlp.vocab, forms, spaces))
