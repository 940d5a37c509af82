"""Quantities: how many of what, or how much money, from the words in front of a noun.

Read from the words, not from the labels of the tree: number phrases are rigid, parsers of them are not.
"""

from spacy.tokens import Token

from kg.models import Quantity

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
LARGE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
LARGE |= {"m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3, "tn": 1e12}
_GROUPS = {"dozen": 12.0, "score": 20.0}
_PLURALS = {word + "s": value for word, value in (*LARGE.items(), *_GROUPS.items()) if len(word) > 3}
_CURRENCIES = {"$": "US dollars", "us$": "US dollars", "a$": "Australian dollars", "nz$": "New Zealand dollars"}
_CURRENCIES |= {"c$": "Canadian dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "₩": "won"}
_CURRENCIES |= {"usd": "US dollars", "eur": "euros", "gbp": "pounds", "hk$": "Hong Kong dollars"}
_ABOUT = frozenset(
    "about around approximately roughly nearly almost some over under circa ~ estimated least most than "
    "to exceeding beyond close many plus".split()
)
_PHRASES = frozenset({("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than")})
_PHRASES |= {
    ("up", "to"),
    ("close", "to"),
    ("as", "many"),
    ("as", "much"),
    ("many", "as"),
    ("much", "as"),
    ("or", "so"),
}
_LONE = _ABOUT - {"to", "than", "least", "most", "close", "many", "plus"}
_NOT_COUNTED = frozenset("year month week day hour minute second century decade time year-old % percent".split())
_REACH = 14  # words in front of a noun that its number may stand from it


def quantity_of(token: Token) -> Quantity | None:
    """Return the quantity of the noun phrase that a token heads (*about 5,000 troops*), or None."""
    return next(iter(quantities_of(token)), None)


def quantities_of(token: Token) -> list[Quantity]:
    """Return all coordinated quantities of a noun in their order: *50,000 and 28,500 troops* gives two."""
    if token.lemma_.lower() in _NOT_COUNTED:
        return []
    if _is_number(token) or token.lower_ in _CURRENCIES:
        return _counted_head(token)
    outer = _partitive(token)
    if outer is not None:
        return [_with_unit(q, token) for q in _counted_head(outer)]
    runs = _runs(_window(token))
    found = []
    for run in runs:
        quantity = _read(run, token)
        if quantity is not None:
            found.append(quantity)
    if any(q.approximate for q in found[:1]):
        found = [Quantity(q.value, q.unit, True) for q in found]
    if not found and token.dep_ == "compound" and token.head.tag_ == "NNS" and token.head.i > token.i:
        return quantities_of(token.head)  # two Bayraktar TB2 drones
    return found


def _window(token: Token) -> list[Token]:
    start = max(token.left_edge.i, token.i - _REACH, token.sent.start)
    doc = token.doc
    words = [t for t in doc[start : token.i] if _within(t, token)]
    while (
        words
        and words[0].i > token.sent.start
        and (before := words[0].nbor(-1)).lower_ in _ABOUT | {"at", "up", "more"}
    ):
        words.insert(0, before)
    return words


def _within(inner: Token, noun: Token) -> bool:
    """Whether a word belongs to the front of the noun phrase, not to a clause or phrase nested in it."""
    for _ in range(6):
        if inner == noun:
            return True
        if inner.dep_ in {"acl:relcl", "nmod:poss", "appos", "acl"}:
            return False
        inner = inner.head
    return False


def _is_number(token: Token) -> bool:
    text = token.lower_
    if text in SMALL or (text in LARGE and len(text) > 2) or text in _GROUPS or text in _PLURALS:
        return True
    return _digits(text) is not None or ("-" in text and all(p in SMALL for p in text.split("-")))


def _digits(text: str) -> float | None:
    plain = text.replace(",", "")
    if not plain or (not plain[0].isdigit() and plain[0] != "."):
        return None
    for suffix in ("bn", "m", "k"):
        if plain.endswith(suffix) and plain[: -len(suffix)].replace(".", "", 1).isdigit():
            return float(plain[: -len(suffix)]) * LARGE[suffix]
    return float(plain) if plain.replace(".", "", 1).isdigit() and plain.isascii() else None


def _runs(words: list[Token]) -> list[list[Token]]:
    """Group number words that stand together; *and*, *or*, *to* and commas part them."""
    runs: list[list[Token]] = []
    last = -2
    for word in words:
        if not (_is_number(word) or (runs and word.i == last + 1 and word.lower_ in LARGE)):
            joined = word.lower_ in {"-", "and"} and word.i == last + 1 and runs and _goes_on(runs[-1], word)
            last = word.i if joined else last
            continue
        if word.i == last + 1 and runs:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = word.i
    return runs


def _goes_on(run: list[Token], link: Token) -> bool:
    """Whether *twenty - five* or *two hundred and fifty* is one number."""
    if link.i + 1 >= len(link.doc):
        return False
    after = link.nbor(1).lower_
    if link.text == "-":
        return run[-1].lower_ in _TENS and after in _ONES
    return run[-1].lower_ in {"hundred", "thousand"} and after in SMALL


def _value(run: list[Token]) -> float | None:
    total = current = 0.0
    seen = False
    for word in run:
        text = word.lower_
        digits = _digits(text)
        if digits is not None:
            current += digits
        elif text in SMALL or ("-" in text and all(p in SMALL for p in text.split("-"))):
            current += sum(SMALL[p] for p in text.split("-"))
        elif text in LARGE or text in _GROUPS or text in _PLURALS:
            scale = LARGE.get(text) or _GROUPS.get(text) or _PLURALS[text]
            current = (current or 1.0) * scale
            if text in LARGE and scale >= 1e3:
                total, current = total + current, 0.0
        seen = True
    return total + current if seen else None


def _read(run: list[Token], noun: Token) -> Quantity | None:
    value = _value(run)
    if value is None or (len(run) == 1 and _is_year(run[0], noun)):
        return None
    currency = _currency(run)
    unit = currency or (noun.text if noun.pos_ in {"NOUN", "PROPN", "ADJ"} else None)
    return Quantity(value, unit, _is_approximate(run))


def _is_year(word: Token, noun: Token) -> bool:
    """A bare number from 1500 to 2100 without comma before a singular noun is a year (*2015 agreement*)."""
    text = word.text
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100 and noun.tag_ in {"NN", "NNP"}


def _currency(run: list[Token]) -> str | None:
    first, last = run[0], run[-1]
    before = first.nbor(-1).lower_ if first.i else ""
    after = last.nbor(1).lower_ if last.i + 1 < len(last.doc) else ""
    if before == "$" and first.i > 1 and first.nbor(-2).lower_ + "$" in _CURRENCIES:
        before = first.nbor(-2).lower_ + "$"
    return _CURRENCIES.get(before) or _CURRENCIES.get(after)


def _is_approximate(run: list[Token]) -> bool:
    first = run[0]
    if any(w.lower_ in _PLURALS for w in run):
        return True
    doc, at = first.doc, first.i - 1
    while at >= 0 and doc[at].lower_ in {"$", "€", "£", "a", "an", "us", "additional", "another", "the"}:
        at -= 1
    if at < 0:
        return False
    word = doc[at].lower_
    pair = (doc[at - 1].lower_, word) if at else ("", word)
    return word in _LONE or pair in _PHRASES


def _partitive(token: Token) -> Token | None:
    """Return the number that heads *hundreds of troops* or *$800 million in aid*, given the inner noun."""
    if token.dep_ != "nmod" or not any(c.dep_ == "case" and c.lower_ in {"of", "in", "worth"} for c in token.children):
        return None
    head = token.head
    return head if _is_number(head) or head.lower_ in _CURRENCIES else None


def _counted_head(token: Token) -> list[Quantity]:
    """Read a number that is itself the head: *ordered 29*, *$800 million*, *dozens*."""
    doc = token.doc
    if token.lower_ in _CURRENCIES:
        words = [t for t in doc[token.i + 1 : min(token.i + 4, len(doc))] if _is_number(t) or t.lower_ in LARGE]
    else:
        words = list(doc[max(token.i - 4, token.sent.start) : token.i + 1])
    runs = _runs(words)
    quantity = _read(runs[-1], token) if runs else None
    if quantity is None:
        return []
    unit = _currency(runs[-1])
    return [Quantity(quantity.value, unit, quantity.approximate)]


def _with_unit(quantity: Quantity, noun: Token) -> Quantity:
    return quantity if quantity.unit else Quantity(quantity.value, noun.text, quantity.approximate)
