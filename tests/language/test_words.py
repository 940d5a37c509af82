import numpy as np
import pytest

from kg.language.lemmas import apply, script_of
from kg.language.names import decode_spans
from kg.language.tokens import english_tokenizer
from kg.language.words import MAX_WORD, SHAPES, SPACES, plain, shape, shape_index

TOKENIZE = english_tokenizer()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't go!!!", ["They", "did", "n't", "go", "!!!"]),
        ("anti-government, U.S.-led", ["anti-government", ",", "U.S.-led"]),
        ("on 2022-07-15.", ["on", "2022-07-15", "."]),
        ("F-16s and a 500-km range", ["F-16s", "and", "a", "500", "-", "km", "range"]),
        ("Gen. Kim of the U.N.", ["Gen.", "Kim", "of", "the", "U.N."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in TOKENIZE(text)] == words


@pytest.mark.parametrize(
    "text", ["", " ", "a  b\n\nc ", "x" * 5000 + " y  " + "(" * 5000 + "\n z", "\x00 \u200b ‏שלום 👩‍👩‍👧"]
)
def test_tokens_give_the_text_back(text: str) -> None:
    assert TOKENIZE(text).text == text


@pytest.mark.parametrize(
    ("form", "lemma"), [("met", "meet"), ("Forces", "force"), ("NATO", "NATO"), ("is", "be"), ("Kims", "Kim")]
)
def test_a_script_makes_its_lemma(form: str, lemma: str) -> None:
    assert apply(script_of(form, lemma), form) == lemma


def test_a_script_that_does_not_fit_leaves_the_form() -> None:
    assert apply(("lower", 9, "x"), "Cut") == "cut"


def test_shapes_are_rows_of_the_table() -> None:
    forms = ["a", "A", "UN", "Kim", "iPhone", "7", "F-16", "1.5", "U.S.", "e-mail", "!", "日本"]
    assert all(0 < shape_index(form, space) <= SHAPES * SPACES for form in forms for space in range(SPACES))
    assert len({shape(form) for form in forms}) > 8


def test_overlong_words_are_looked_at_by_their_ends() -> None:
    assert len(plain("a" * 1_000_000)) == MAX_WORD


def test_spans_take_one_type_each_and_stop_at_sentence_starts() -> None:
    scores = np.full((4, 5), -5.0, dtype=np.float32)  # O, B-0, I-0, B-1, I-1
    scores[0, 1], scores[1, 4], scores[1, 2], scores[2, 4], scores[3, 0] = 4, 1, 0.5, 1, 4
    starts = np.array([True, False, True, False])
    assert decode_spans(scores, starts) == [(0, 2, 0), (2, 3, 1)]
