"""The annotated sentences that the learned reader is trained on: all are well formed, and faults are named by line."""

from pathlib import Path

import pytest

from kg.claims.training.sentences import FOLDER, read_sentences
from kg.errors import VocabularyError
from kg.graph.ontology import load_vocabulary
from kg.models import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_every_claim_is_about_its_sentence(path: Path, vocabulary: Vocabulary) -> None:
    found = list(read_sentences(path, vocabulary))
    assert len({text for text, _ in found}) == len(found) > 100
    assert sum(not claims for _, claims in found) > len(found) / 20, "what holds no claim is to be learned too"
    for text, claims in found:
        for claim in claims:
            for key in ("subject", "object"):
                mention = claim[f"{key}_mention"]
                assert text[mention["start"] : mention["end"]] == claim[key]


def test_sentences_are_read_with_their_claims(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "# a comment\n\nIran met Iran's ally Syria.\n  Iran (State) #2 | alliedWith | Syria (State) | ally\n\n"
        "Chad slept.\n",
        encoding="utf8",
    )
    (text, (claim,)), (other, none) = read_sentences(path, vocabulary)
    assert (text, other, none) == ("Iran met Iran's ally Syria.", "Chad slept.", [])
    assert (claim["predicate"], claim["symmetric"], claim["object_type"]) == (["alliedWith"], True, "State")
    assert (claim["subject_mention"], claim["cue"]) == ({"start": 9, "end": 13}, {"start": 16, "end": 20})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Iran (State) | met | Syria (State) | met", "no predicate 'met'"),
        ("Iran (State) | metWith | Syria | met", "no class of the ontology in brackets behind 'Syria'"),
        ("Iran (State) | metWith | Syria (Nation) | met", "no class of the ontology"),
        ("Iraq (State) | metWith | Syria (State) | met", "not in the sentence: 'Iraq'"),
        ("Iran (State) #2 | metWith | Syria (State) | met", "not in the sentence: 'Iran'"),
        ("Iran (State) | metWith | Syria (State)", "a claim needs"),
    ],
)
def test_a_fault_is_named_by_its_line(tmp_path: Path, vocabulary: Vocabulary, line: str, fault: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Iran met Syria.\n  {line}\n", encoding="utf8")
    with pytest.raises(VocabularyError, match=rf"a\.txt.*2.*{fault}"):
        list(read_sentences(path, vocabulary))
