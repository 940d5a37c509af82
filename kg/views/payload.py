"""What the explorer page carries: claims in rows that point to entities, articles and sentences by number."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from kg.graph.sentences import sentence_around
from kg.models import Article, Claim, Entity, Extraction, Literal, Quantity, Span, Vocabulary
from kg.views.families import LITERAL, family_of, load_families
from kg.views.layout import lay_out

SHOWN_FIRST = 120
MODALITIES = ("actual", "planned", "possible", "demanded")
Payload = dict[str, object]
Thing = Entity | Literal


class Numbers:
    """Gives each new key the next number."""

    def __init__(self, keys: Iterable[Hashable] = ()) -> None:
        self.of: dict[Hashable, int] = {}
        for key in keys:
            self(key)

    def __call__(self, key: Hashable) -> int:
        """Return the key's number."""
        return self.of.setdefault(key, len(self.of))


def build_payload(extractions: Sequence[Extraction], vocabulary: Vocabulary) -> Payload:
    """Gather the claims of all articles in one JSON value; entities stand best connected first."""
    pairs = [(e.article, claim) for e in extractions for claim in e.claims]
    things = _ranked([claim for _, claim in pairs])
    number = Numbers(_key(thing) for thing in things)
    others = (o for _, c in pairs for o in (c.attribution, *c.attribution_chain, c.place) if o is not None)
    things += list({_key(o): o for o in others if _key(o) not in number.of}.values())
    number = Numbers(_key(thing) for thing in things)
    types, origins, sentences = Numbers(), Numbers(), Numbers()
    predicates = Numbers(sorted({claim.predicate for _, claim in pairs}))
    articles = [e.article for e in extractions if e.claims]
    position = {id(article): n for n, article in enumerate(articles)}
    rows = []
    for article, claim in pairs:
        quote, marks = _quote(article, claim)
        rows.append(
            [
                number(_key(claim.subject)),
                predicates(claim.predicate),
                number(_key(claim.object)),
                int(claim.polarity == "negative"),
                MODALITIES.index(claim.modality),
                number(_key(claim.attribution)) if claim.attribution else -1,
                sentences((position[id(article)], quote)),
                marks,
                round(claim.confidence, 2),
                origins(claim.origin),
                _rest(claim, number),
            ]
        )
    return {
        "families": [[family.label, family.colour, family.path] for family in load_families()],
        "entities": _entities(things, pairs, number, types, vocabulary),
        "types": [[name, family_of(str(name), vocabulary)] for name in types.of],
        "predicates": list(predicates.of),
        "symmetric": sorted({predicates(claim.predicate) for _, claim in pairs if claim.symmetric}),
        "articles": [[a.id, a.title, a.date, a.url, a.author, a.publisher] for a in articles],
        "sentences": list(sentences.of),
        "origins": list(origins.of),
        "claims": rows,
    }


def _key(thing: Thing) -> tuple[str, str]:
    return (thing.id, "") if isinstance(thing, Entity) else (thing.value, thing.datatype)


def _ranked(claims: Sequence[Claim]) -> list[Thing]:
    """Order subjects and objects by the number of places in texts that speak of them, then of their neighbours.

    One sentence that lists fifty countries makes none of them more important than a country in two sentences.
    """
    first: dict[tuple[str, str], Thing] = {}
    places: defaultdict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    beside: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for claim in claims:
        ends = (_key(claim.subject), _key(claim.object))
        for key, other, thing in zip(ends, reversed(ends), (claim.subject, claim.object), strict=True):
            first.setdefault(key, thing)
            places[key].add((claim.evidence.document, (claim.cue or claim.evidence).start))
            beside[key].add(other)
    keys = sorted(first, key=lambda key: (-len(places[key]), -len(beside[key]), key))
    return [first[key] for key in keys]


def _entities(
    things: Sequence[Thing],
    pairs: Iterable[tuple[Article, Claim]],
    number: Numbers,
    types: Numbers,
    vocabulary: Vocabulary,
) -> list[list[object]]:
    links: Counter[tuple[int, int]] = Counter()
    for _, claim in pairs:
        a, b = sorted((number(_key(claim.subject)), number(_key(claim.object))))
        links[a, b] += 1
    in_claims = 1 + max((b for _, b in links), default=-1)
    first = min(in_claims, SHOWN_FIRST)
    places = lay_out({pair: n for pair, n in links.items() if pair[1] < first}, [_label(t) for t in things[:first]])
    rows: list[list[object]] = []
    for n, thing in enumerate(things):
        x, y = places[n] if n < first else (None, None)
        if isinstance(thing, Entity):
            rows.append([thing.id, thing.label, types(thing.type), thing.wikidata, list(thing.aliases), x, y])
        else:
            rows.append([f"{thing.value}^^{thing.datatype}", thing.value, types(LITERAL), None, [], x, y])
    return rows


def _label(thing: Thing) -> str:
    return thing.label if isinstance(thing, Entity) else thing.value


def _quote(article: Article, claim: Claim) -> tuple[str, list[int]]:
    """Return the sentence and its marks: start and end of quote, subject, cue and object, or -1, in UTF-16 units."""
    proof = claim.evidence
    if article.text[proof.start : proof.end] == proof.quote:
        start, end = sentence_around(article.text, proof.start, proof.end)
        text = article.text[start:end]
    else:  # a graph file keeps quotes, not texts
        start, text = proof.start, proof.quote
    whole = Span(proof.start, proof.start + len(proof.quote), proof.quote)
    marks = []
    for span in (whole, claim.subject_mention, claim.cue, claim.object_mention):
        inside = span is not None and start <= span.start < span.end <= start + len(text)
        marks += [_units(text, span.start - start), _units(text, span.end - start)] if span and inside else [-1, -1]
    return text, marks


def _units(text: str, offset: int) -> int:
    """Count as JavaScript counts: two units for a character outside the basic plane."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def _rest(claim: Claim, number: Numbers) -> dict[str, object]:
    """Return what few claims have, by a letter each."""
    time = claim.time
    found: dict[str, object] = {
        "q": _amount(claim.quantity) if claim.quantity else None,
        "t": [time.text, time.start, time.end] if time else None,
        "p": number(_key(claim.place)) if claim.place else None,
        "r": claim.role,
        "a": [number(_key(entity)) for entity in claim.attribution_chain] or None,
    }
    return {key: value for key, value in found.items() if value is not None}


def _amount(quantity: Quantity) -> str:
    value = f"{quantity.value:,.0f}" if float(quantity.value).is_integer() else f"{quantity.value:,}"
    return " ".join(part for part in ("about" if quantity.approximate else "", value, quantity.unit or "") if part)
