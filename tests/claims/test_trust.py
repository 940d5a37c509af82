"""The confidence of a claim: from the counts of its reader, few of them drawn to the average."""

import pytest

from kg.claims import trust
from kg.errors import VocabularyError


@pytest.mark.parametrize(
    ("origin", "predicate", "line"),
    [
        ("rule:cues.csv:17", "attacks", ("cues", "attacks")),
        ("rule:titles.csv", "leaderOf", ("titles", "")),
        ("rule:titles.csv:implied", "leaderOf", ("titles:implied", "")),
        ("rule:structure:body", "partOf", ("structure:body", "")),
        ("rule:threat", "threatens", ("threat", "")),
        ("model:0.83", "aids", ("model:0.8", "")),
    ],
)
def test_an_origin_has_its_line(origin: str, predicate: str, line: tuple[str, str]) -> None:
    assert trust.reader_of(origin, predicate) == line


def test_confidence_follows_the_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {("cues", "attacks"): (90, 81), ("cues", "aids"): (10, 1), ("model:0.6", ""): (90, 0)}
    monkeypatch.setattr(trust, "_counts", lambda: counts)
    assert trust.confidence("rule:cues.csv:1", "attacks") == 0.89  # (81 + 8.2) / 100
    assert trust.confidence("rule:cues.csv:1", "aids") == 0.46  # (1 + 8.2) / 20
    assert trust.confidence("rule:cues.csv:1", "visited") == 0.82  # never counted: the average of the rules
    assert trust.confidence("model:0.61", "aids") == 0.08


@pytest.mark.parametrize("text", ["", "a,b\n", "reader,predicate,claims,right\ncues,aids,3,4\n"])
def test_a_bad_table_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (tmp_path / "trust.csv").write_text(text)
    monkeypatch.setattr(trust, "FILE", tmp_path / "trust.csv")
    trust._counts.cache_clear()
    with pytest.raises(VocabularyError, match=r"trust\.csv"):
        trust.confidence("rule:threat", "threatens")
    trust._counts.cache_clear()
