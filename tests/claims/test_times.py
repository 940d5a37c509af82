"""Time expressions resolved against the day of publication, and which of them belongs to a cue."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kg.claims.dates import find_times
from kg.claims.times import resolve, time_of

VOCAB = English().vocab

THURSDAY = "2022-11-17"

TABLE = [
    ("last Sunday", THURSDAY, "2022-11-13", "2022-11-13"),
    ("on Sunday", THURSDAY, "2022-11-13", "2022-11-13"),
    ("on Thursday", THURSDAY, "2022-11-17", "2022-11-17"),
    ("last Thursday", THURSDAY, "2022-11-10", "2022-11-10"),
    ("next Tuesday", THURSDAY, "2022-11-22", "2022-11-22"),
    ("yesterday", THURSDAY, "2022-11-16", "2022-11-16"),
    ("today", THURSDAY, "2022-11-17", "2022-11-17"),
    ("two weeks ago", THURSDAY, "2022-11-03", "2022-11-03"),
    ("a month ago", THURSDAY, "2022-10", "2022-10"),
    ("three years ago", THURSDAY, "2019", "2019"),
    ("in May", THURSDAY, "2022-05", "2022-05"),
    ("in December", THURSDAY, "2021-12", "2021-12"),
    ("in November", THURSDAY, "2022-11", "2022-11"),
    ("last December", THURSDAY, "2021-12", "2021-12"),
    ("last August", THURSDAY, "2022-08", "2022-08"),
    ("next March", THURSDAY, "2023-03", "2023-03"),
    ("since 1979", THURSDAY, "1979", None),
    ("since at least 2014", THURSDAY, "2014", None),
    ("since June 2017", THURSDAY, "2017-06", None),
    ("since September", THURSDAY, "2022-09", None),
    ("until 2030", THURSDAY, None, "2030"),
    ("from 1910 to 1945", THURSDAY, "1910", "1945"),
    ("between 1998 and 2000", THURSDAY, "1998", "2000"),
    ("from February 7 to 11", THURSDAY, "2022-02-07", "2022-02-11"),
    ("February 28-March 1", THURSDAY, "2022-02-28", "2022-03-01"),
    ("9 to 12 June 2019", THURSDAY, "2019-06-09", "2019-06-12"),
    ("earlier this month", THURSDAY, "2022-11", "2022-11"),
    ("earlier this year", THURSDAY, "2022", "2022"),
    ("next year", THURSDAY, "2023", "2023"),
    ("last year", THURSDAY, "2021", "2021"),
    ("last week", THURSDAY, "2022-11-07", "2022-11-13"),
    ("in 2016", THURSDAY, "2016", "2016"),
    ("in 2016", None, "2016", "2016"),
    ("June 16", THURSDAY, "2022-06-16", "2022-06-16"),
    ("on 27 November", THURSDAY, "2021-11-27", "2021-11-27"),
    ("6 July 2017", None, "2017-07-06", "2017-07-06"),
    ("17 November 2022", None, "2022-11-17", "2022-11-17"),
    ("Sept. 11, 2001", None, "2001-09-11", "2001-09-11"),
    ("in the 1990s", THURSDAY, "1990", "1999"),
    ("in early July", THURSDAY, "2022-07", "2022-07"),
    ("2022-11-13", None, "2022-11-13", "2022-11-13"),
]


@pytest.mark.parametrize(("text", "published", "start", "end"), TABLE)
def test_resolve(text: str, published: str | None, start: str | None, end: str | None) -> None:
    time = resolve(text, published)
    assert time is not None
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    "text", ["for three weeks", "the march on Rome", "you may go", "5,000 troops", "the 2,016 men", "a", ""]
)
def test_nothing_to_resolve(text: str) -> None:
    assert resolve(text, THURSDAY) is None


@pytest.mark.parametrize("text", ["last Sunday", "in May", "two weeks ago", "yesterday"])
def test_relative_words_need_a_date(text: str) -> None:
    assert resolve(text, None) is None


@pytest.mark.parametrize(("text", "start"), [("on Monday", "2022-11-21"), ("in March", "2023-03"), ("in 2021", "2021")])
def test_future_looks_forward(text: str, start: str) -> None:
    time = resolve(text, THURSDAY, future=True)
    assert time is not None
    assert time.start == start


def test_only_a_year_of_publication() -> None:
    time = resolve("last year", "2022")
    assert time is not None
    assert time.start == "2021"


def test_find_gives_offsets_in_order() -> None:
    text = "It left in 2005, came back on 3 May 2010 and has stayed since."
    assert [text[a:b] for a, b, _ in find_times(text, THURSDAY)] == ["2005", "3 May 2010"]


def sentence(words: str, heads: list[int], deps: list[str], pos: list[str], tags: list[str] | None = None) -> Doc:
    tokens = words.split()
    return Doc(
        VOCAB,
        words=tokens,
        heads=heads,
        deps=deps,
        pos=pos,
        tags=tags or [""] * len(tokens),
        lemmas=tokens,
        sent_starts=[True] + [False] * (len(tokens) - 1),
    )


def test_time_hangs_on_the_cue() -> None:
    doc = sentence(
        "Leaders met last Sunday in Cambodia",
        [1, 1, 3, 1, 5, 1],
        ["nsubj", "ROOT", "amod", "obl:unmarked", "case", "obl"],
        ["NOUN", "VERB", "ADJ", "PROPN", "ADP", "PROPN"],
    )
    time = time_of(doc[1], doc, THURSDAY)
    assert time is not None
    assert time.start == "2022-11-13"


def test_time_of_another_clause_is_not_taken() -> None:
    doc = sentence(
        "Kyiv said on Monday that Moscow attacked Odesa",
        [1, 1, 3, 1, 6, 6, 1, 6],
        ["nsubj", "ROOT", "case", "obl", "mark", "nsubj", "ccomp", "obj"],
        ["PROPN", "VERB", "ADP", "PROPN", "SCONJ", "PROPN", "VERB", "PROPN"],
    )
    assert time_of(doc[6], doc, THURSDAY) is None
    assert time_of(doc[1], doc, THURSDAY) is not None


def test_first_time_since_is_not_the_time_of_the_event() -> None:
    doc = sentence(
        "They met for the first time since 1991",
        [1, 1, 5, 5, 5, 1, 7, 1],
        ["nsubj", "ROOT", "case", "det", "amod", "obl", "case", "obl"],
        ["PRON", "VERB", "ADP", "DET", "ADJ", "NOUN", "ADP", "NUM"],
    )
    assert time_of(doc[1], doc, THURSDAY) is None


def test_light_verb_lends_its_time() -> None:
    doc = sentence(
        "Russia launched strikes on Kyiv on Monday",
        [1, 1, 1, 4, 2, 6, 1],
        ["nsubj", "ROOT", "obj", "case", "nmod", "case", "obl"],
        ["PROPN", "VERB", "NOUN", "ADP", "PROPN", "ADP", "PROPN"],
    )
    doc[1].lemma_ = "launch"
    time = time_of(doc[2], doc, THURSDAY)
    assert time is not None
    assert time.start == "2022-11-14"
