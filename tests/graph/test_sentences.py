"""The sentence around a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.sentences import sentence_around


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("He left. China warned Japan. They met.", "warned Japan", "China warned Japan."),
        ("One line\nUS troops stay\nanother", "troops stay", "US troops stay"),
        ("First. The U.S. Navy sailed. Last.", "Navy sailed", "The U.S. Navy sailed."),
        ("Then Mr. Abe spoke. End.", "Abe spoke", "Then Mr. Abe spoke."),
        ("He spoke. “We will act.” He left.", "We will act", "“We will act.”"),
        ("It cost 3.5 million dollars. So.", "million", "It cost 3.5 million dollars."),
        ("Alone", "Alone", "Alone"),
        ("One ended. Two began. Three.", "ended. Two", "One ended. Two began."),
        ("Not this! Is it that? Yes, that. No.", "Yes", "Yes, that."),
    ],
)
def test_sentence(text, quote, sentence):
    start = text.index(quote)
    begin, end = sentence_around(text, start, start + len(quote))
    assert text[begin:end] == sentence


def test_a_text_without_sentences_is_cut():
    text = "word " * 1000
    begin, end = sentence_around(text, 2500, 2504)
    assert begin > 2000
    assert end < 3000
    assert text[begin:end].startswith("word")


@given(st.text(alphabet="aB. \n”U?", max_size=60), st.data())
def test_the_quote_is_always_inside(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, stop = sentence_around(text, start, end)
    assert 0 <= begin <= start
    assert end <= stop <= len(text)
