from pathlib import Path

import pytest

from kg.language.training import refine
from kg.language.training.conllu import Sentence
from kg.language.training.uner import uner_tags

MARKED = "# sent_id = 1\n" + "".join(
    f"{i}\t{form}\t{tag}\t-\tx\n"
    for i, (form, tag) in enumerate(
        zip(
            "Acme called Kofi Annan on Monday , Americans say".split(),
            "B-ORG O B-PER I-PER O O O B-OTH O".split(),
            strict=True,
        ),
        1,
    )
)


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(refine, "_places", dict)  # the list of cities is for training alone
    (tmp_path / "marked.iob2").write_text(MARKED, encoding="utf8")
    return tmp_path / "marked.iob2"


def _sentence(words: str, tags: str) -> Sentence:
    forms = words.split()
    n = len(forms)
    return Sentence(forms, [1] * n, xpos=tags.split(), upos=["X"] * n, deprels=["dep"] * n, heads=[0, *range(1, n)])


def test_names_are_laid_over_the_sentence_and_other_words_are_outside(marked: Path) -> None:
    sentence = _sentence("Acme called Kofi Annan on Monday , Americans say", "NNP VBD NNP NNP IN NNP , NNPS VBP")
    tags = [tag for tag in uner_tags(marked)(sentence) if tag is not None]
    assert [prefix for prefix, _ in tags] == "B O B I O O O B O".split()
    assert "Company" in tags[0][1]
    assert "Person" not in tags[0][1]
    assert tags[3][1] == {"Person"}
    assert tags[1][1] == tags[4][1] == {"O"}
    assert tags[5][1] > {"O", "Other"}  # a proper noun may be a name of another kind
    assert tags[7][1] == {"PopulationGroup"}


def test_a_sentence_that_is_cut_into_other_words_goes_by_its_syntax(marked: Path) -> None:
    first, second = uner_tags(marked)(_sentence("Annan spoke", "NNP VBD"))
    assert first is not None
    assert first[0] == "B"
    assert first[1] >= {"Person", "City"}
    assert second in (None, ("O", frozenset({"O"})))
