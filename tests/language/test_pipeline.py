"""The shipped model, loaded once."""

import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg import language
from kg.errors import ModelError
from kg.language.files import MODEL, PARTS, check
from kg.language.pipeline import load_installed

TEXT = (
    "U.S. Secretary of State Antony Blinken met Wang Yi in Beijing on Sunday. They did not sign the treaty.\n\n"
    "The Philippines summoned the ambassador after a ship rammed one of its boats, officials said."
)


def test_the_ordinary_attributes_are_written(nlp: Language) -> None:
    doc = nlp(TEXT)
    met = next(token for token in doc if token.text == "met")
    assert (met.tag_, met.pos_, met.lemma_, met.dep_) == ("VBD", "VERB", "meet", "ROOT")
    assert "Tense=Past" in str(met.morph)
    assert {child.dep_ for child in met.children} >= {"nsubj", "obj", "obl"}
    assert len(list(doc.sents)) == 3
    assert ("Antony Blinken", "Person") in [(entity.text, entity.label_) for entity in doc.ents]
    assert doc.tensor.shape == (len(doc), 384)


def test_every_sentence_is_one_tree(nlp: Language) -> None:
    for sentence in nlp(TEXT * 30).sents:
        assert [token for token in sentence if token.head == token and not token.is_space] == [sentence.root]


def test_documents_do_not_change_each_other(nlp: Language) -> None:
    texts = [TEXT, "Short.", "", TEXT[::-1], "One more sentence about Tokyo. " * 30]
    alone = [nlp(text).to_bytes() for text in texts]
    assert [doc.to_bytes() for doc in nlp.pipe(texts, batch_size=2)] == alone
    threaded = language.load(threads=3)
    assert [doc.to_bytes() for doc in threaded.pipe(texts)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "x" * 1_000_000,
        "(" * 100_000,
        "the word " * 500,
        "\x00\x01\x07",
        "😀👩‍👩‍👧",
        "مرحبا بالعالم שלום",
        "\u202eabc",
    ],
)
def test_odd_input_gives_an_analysis(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(token.head.sent == token.sent for token in doc)


@pytest.mark.parametrize("name", PARTS)
def test_a_changed_byte_is_refused_by_name(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(MODEL, tmp_path / "model")
    check(folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=name):
        check(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        check(folder)


def test_the_model_is_small_enough() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 35_000_000


def test_unknown_pipelines_are_refused_in_one_line() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        language.load("no_such_pipeline")


@pytest.mark.parametrize(
    ("labels", "fine"),
    [(["nsubj", "dobj", "pobj", "prep"], False), (["nsubj", "obj", "obl", "case", "nmod", "conj"], True)],
)
def test_only_universal_dependencies_are_taken(tmp_path: Path, labels: list[str], fine: bool) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path / "pipeline")
    if fine:
        assert load_installed(str(tmp_path / "pipeline")).pipe_names == ["parser"]
    else:
        with pytest.raises(ModelError, match="Universal Dependencies"):
            load_installed(str(tmp_path / "pipeline"))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("KYIV, Ukraine (AP) — Russia attacked Kyiv.", "Russia"),
        ("GENEVA - Talks began.", "Talks"),
        ("Nairobi, May 12 – Kenya left.", "Kenya"),
        ("Russia - a large country - attacked Kyiv.", None),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(nlp: Language, text: str, first: str | None) -> None:
    second = [sentence[0].text for sentence in nlp(text).sents][1:]
    assert second == ([first] if first else [])
