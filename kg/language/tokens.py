"""The words that the pipeline works on: spaCy's English rules, bent to the treebanks' where the two differ."""

import re
from collections.abc import Callable

from spacy.attrs import ORTH
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

_ENDLESS = re.compile(r"\S{400,}")  # no word: the rules' affix loops take quadratic time on such a run


_RUNS = [r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"<{2,}", r">{2,}", r"~{2,}", r"\${2,}", r"#{2,}"]
_WHOLE = re.compile(  # one word in the treebanks where spaCy's rules would cut
    r"(?i:(?:non|e|mid|re|co|anti|pre|pro|cross|post|over|ex|semi|sub|multi|counter|mini|vice|inter)-[a-z]{2,})"
    r"|\d{4}-\d{2}-\d{2}|\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|#\w+|b/c"
)
_ABBREVIATIONS = "etc. al. Lt. Ft. Capt. Maj. Sgt. Cmdr. Adm. Brig. Reps. Sens. Assoc.".split()


class EnglishTokenizer:
    """spaCy's tokenizer, with endless runs of characters kept out of it as one word each."""

    def __init__(self, rules: Tokenizer) -> None:
        self.rules = rules
        self.vocab = rules.vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the text of the result is the text that came in."""
        if not _ENDLESS.search(text):
            doc: Doc = self.rules(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        place = 0
        for match in [*_ENDLESS.finditer(text), None]:
            end = match.start() if match else len(text)
            for token in self.rules(text[place:end]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
            if match:
                place = match.end()
                words.append(match[0])
                space = text[place : place + 1] == " "
                spaces.append(space)
                place += space
        return Doc(self.vocab, words, spaces)

    def pipe(self, texts: list[str]) -> list[Doc]:
        """Tokenize several texts."""
        return [self(text) for text in texts]


def _rules(nlp: Language) -> Tokenizer:
    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={**(defaults.tokenizer_exceptions or {}), **{word: [{ORTH: word}] for word in _ABBREVIATIONS}},
        prefix_search=compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*_RUNS, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex(defaults.infixes or ()).finditer,
        token_match=_WHOLE.fullmatch,
        url_match=defaults.url_match,
    )


def make_tokenizer() -> Callable[[Language], EnglishTokenizer]:
    """The factory that spaCy's configuration asks for."""
    return lambda nlp: EnglishTokenizer(_rules(nlp))


registry.tokenizers.register("kg.english_tokenizer.v1", func=make_tokenizer)


def english_tokenizer() -> EnglishTokenizer:
    """A tokenizer with an English vocabulary of its own."""
    return make_tokenizer()(English())
