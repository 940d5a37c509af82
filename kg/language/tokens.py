"""The words that the pipeline works on: spaCy's English rules, bent to the treebanks' where the two differ."""

import re
from collections.abc import Callable

from spacy.lang.en import English
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

_ENDLESS = re.compile(r"\S{400,}")  # no word: the rules' affix loops take quadratic time on such a run


class EnglishTokenizer:
    """spaCy's tokenizer, with endless runs of characters kept out of it as one word each."""

    def __init__(self, rules: Tokenizer) -> None:
        self.rules = rules
        self.vocab = rules.vocab

    def __call__(self, text: str) -> Doc:
        """Tokenize a text; the text of the result is the text that came in."""
        if not _ENDLESS.search(text):
            return self.rules(text)
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


@registry.tokenizers("kg.english_tokenizer.v1")
def make_tokenizer() -> Callable[[Language], EnglishTokenizer]:
    """The factory that spaCy's configuration asks for."""
    build = registry.tokenizers.get("spacy.Tokenizer.v1")()
    return lambda nlp: EnglishTokenizer(build(nlp))


def english_tokenizer() -> EnglishTokenizer:
    """A tokenizer with an English vocabulary of its own."""
    return make_tokenizer()(English())
