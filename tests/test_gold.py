"""The project's own gold: that it is whole and sound, and that the extractor reads it as well as before."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest

from kg.evaluation import read_records
from kg.graph.ontology import load_vocabulary
from tests import quality
from tests.measures import HERE, Figure, own_figures, printed_figures, read
from tests.quality import FLOORS, floor_for, raised, table, under

GOLD = HERE / "gold"
TEXTS = sorted(GOLD.glob("*/*.txt"))
CLAIMS = {"develop": 200, "held": 210}
DIGEST = "76043e1f172c62a1f20e56d45b4837726bcf52c8e672739945a807f51b2476f8"
FIELDS = set(
    "id subject predicate object subject_type object_type evidence start end polarity modality attribution quantity "
    "unit approximate time place role symmetric subject_mention object_mention cue".split()
)


def of(text: Path) -> list[dict]:
    return read_records(text.with_suffix(".jsonl"))


def test_nothing_shrinks_or_changes_unseen():
    found = Counter(text.parent.name for text in TEXTS for _ in of(text))
    digest = hashlib.sha256()
    for text in TEXTS:
        for path in (text, text.with_suffix(".jsonl")):
            digest.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes())
    assert Counter(text.parent.name for text in TEXTS) == {"develop": 7, "held": 7}
    assert {text.with_suffix(".jsonl") for text in TEXTS} == set(GOLD.glob("*/*.jsonl"))
    assert found == CLAIMS
    assert digest.hexdigest() == DIGEST, "the gold has changed: pin the new digest in the commit that says why"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_heading_gives_what_times_need(path):
    (article,) = read(path)
    words = len(article.text.split("\n\n", 3)[-1].split())
    assert article.text == path.read_text(encoding="utf8")
    assert (article.id, bool(article.title), bool(article.author)) == (path.stem, True, True)
    assert article.date[:4] == path.stem[-4:]
    assert 150 <= words <= 300


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes_stand_where_they_say(path):
    text = path.read_text(encoding="utf8")
    for claim in of(path):
        assert text[claim["start"] : claim["end"]] == claim["evidence"], claim["id"]
        for role in ("subject_mention", "object_mention", "cue"):
            span = claim[role]
            assert span is None or text[span["start"] : span["end"]] == span["text"], (claim["id"], role)
        around = text.rfind("\n\n", 0, claim["start"]), text.find("\n\n", claim["end"]) % (len(text) + 1)
        spans = [claim[role] for role in ("subject_mention", "object_mention", "cue") if claim[role]]
        assert all(around[0] <= s["start"] and s["end"] <= around[1] for s in spans), claim["id"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_claims_speak_the_vocabulary(path):
    known = load_vocabulary()
    for number, claim in enumerate(of(path), 1):
        best = known.predicates[claim["predicate"][0]]
        assert claim["id"] == f"{path.stem}-{number:03}"
        assert set(claim) <= FIELDS
        assert set(claim["predicate"]) <= set(known.predicates), claim["id"]
        assert claim.get("symmetric", False) == best.symmetric, claim["id"]
        assert known.is_a(claim["subject_type"], best.domain), claim["id"]
        assert known.is_a(claim["object_type"], best.range), claim["id"]
        assert claim.get("polarity", "negative") == "negative", claim["id"]
        assert claim.get("modality", "planned") in {"planned", "possible", "demanded"}, claim["id"]
        assert ("quantity" in claim) == ("unit" in claim), claim["id"]


def test_no_claim_twice_with_the_same_words():
    for path in TEXTS:
        keys = Counter(
            json.dumps([c["subject"], c["predicate"], c["object"], c["start"], c.get("polarity")]) for c in of(path)
        )
        assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize(
    ("value", "low"), [(0.5, False), (0.51, False), (0.499, True), (None, True)], ids=["at", "over", "under", "absent"]
)
def test_floor_holds(value, low):
    assert bool(under([Figure("held", "f1", value), Figure("held", "time", 0.9)], {"held": {"f1": 0.5}})) is low


def test_figure_that_is_gone_is_under_and_set_that_did_not_run_is_not():
    floors = {"held": {"f1": 0.5, "gold": 210}, "seed": {"f1": 0.9}}
    assert [f.name for f in under([Figure("held", "f1", 0.6)], floors)] == ["gold"]


def test_floors_only_rise_and_precision_is_pinned_by_hand():
    found = [Figure("held", "f1", 0.4), Figure("held", "time", 0.9, 5), Figure("held", "precision", 0.9)]
    floors = {"held": {"f1": 0.5, "time": 0.6, "precision": 0.7}, "seed": {"f1": 0.9}}
    assert raised(found, floors) == {"held": {"f1": 0.5, "time": 0.7, "precision": 0.7}, "seed": {"f1": 0.9}}


def test_floor_leaves_room_for_one_case_and_counts_leave_none():
    assert floor_for(0.9, Figure("held", "polarity", 0.9, 500)) == 0.88
    assert floor_for(0.9, Figure("held", "quantity", 0.9, 10)) == 0.8
    assert floor_for(210, Figure("held", "gold", 210)) == 210


def test_table_marks_what_is_under():
    lines = list(table([Figure("held", "f1", 0.4), Figure("held", "time", 0.4)], {"held": {"f1": 0.5}}))
    assert [line.split() for line in lines[1:]] == [
        ["held", "f1", "0.400", "0.500", "UNDER"],
        ["held", "time", "0.400", "-"],
    ]


def test_printed_figures_of_both_scorers_are_read():
    events = "AGREE        gold    9 found    7\ngold 170  predicted 80  precision 0.427  recall 0.200\n"
    relations = "entities  precision 0.777  recall 0.689\nrelations precision 0.184  recall 0.055  gold 329\n"
    assert [tuple(f[1:3]) for f in printed_figures("a", events)] == [
        ("gold", 170),
        ("precision", 0.427),
        ("recall", 0.2),
    ]
    assert [f.name for f in printed_figures("b", relations)] == [
        "entities precision", "entities recall", "relations precision", "relations recall", "relations gold",
    ]  # fmt: skip


def test_gate_fails_under_a_floor_says_where_and_writes_only_when_asked(tmp_path, monkeypatch, capsys):
    floors = tmp_path / "floors.json"
    floors.write_text('{"held": {"f1": 0.5, "time": 0.1}}', encoding="utf8")
    monkeypatch.setattr(quality, "FLOORS", floors)
    monkeypatch.setattr(quality, "measure", lambda data: [Figure("held", "f1", 0.4), Figure("held", "time", 0.8)])
    assert quality.main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "NOT RUN" in said.out
    assert said.err == "kg: held, f1: 0.4 is under its floor of 0.5\n"
    assert json.loads(floors.read_text(encoding="utf8")) == {"held": {"f1": 0.5, "time": 0.1}}
    assert quality.main([str(tmp_path), "--raise"]) == 1
    assert json.loads(floors.read_text(encoding="utf8")) == {"held": {"f1": 0.5, "time": 0.78}}


def test_extractor_reads_the_own_gold_as_well_as_before():
    from kg.build import Extractor

    floors = json.loads(FLOORS.read_text(encoding="utf8"))
    assert {"develop", "held"} <= set(floors)
    assert under(own_figures(Extractor()), floors) == []
