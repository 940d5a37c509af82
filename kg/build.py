"""The one orchestrator: articles → extractions; it counts what is dropped and says so."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.models import Article, Extraction


class Extractor:
    """Reads articles with one pipeline, gazetteer and lexicon, each loaded once and when first needed.

    `model` names an installed spaCy pipeline with UD labels to use in place of kg's own; `threads` are the parser's.
    """

    def __init__(self, model: str | None = None, threads: int = 1) -> None:
        from kg.claims import load_lexicon
        from kg.entities import load_gazetteer
        from kg.graph.ontology import load_vocabulary

        self.vocabulary = load_vocabulary()
        self.gazetteer = load_gazetteer()
        self.lexicon = load_lexicon(self.vocabulary)
        self._model, self._threads = model, threads

    @cached_property
    def nlp(self):  # type: ignore[no-untyped-def] # spaCy is imported only where it is used
        """The English pipeline."""
        from kg.language import load

        return load(self._model, threads=self._threads)

    @cached_property
    def judge(self):  # type: ignore[no-untyped-def] # as above
        """The learned reader."""
        from kg.claims import load_judge
        from kg.language import load_embedding

        return load_judge(load_embedding())

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Read articles one after another; each gives one extraction, in the same order."""
        from kg.claims import extract_claims
        from kg.entities import find_mentions

        pairs = ((article.text, article) for article in articles)
        for doc, article in self.nlp.pipe(pairs, as_tuples=True):
            mentions = find_mentions(doc, article, self.gazetteer)
            found = extract_claims(doc, article, mentions, self.lexicon, self.judge)
            dropped = dict(sorted((found.dropped + mentions.dropped).items()))
            yield Extraction(article, mentions.all, tuple(found.claims), dropped)
