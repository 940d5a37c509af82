"""Evaluation: known figures for small cases, and the same figures as the project's scorer where that is at hand."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import RecordsError
from kg.evaluation import evaluate_files, normal

SCORER = Path(__file__).parents[2] / "shared" / "score" / "score.py"
Record = dict[str, Any]


def gold(subject: str, predicate: str, other: str, start: int = 0, **more: Any) -> Record:
    return {"subject": subject, "predicate": [predicate], "object": other, "start": start, "end": start + 50} | more


def claim(subject: str, predicate: str, other: str, start: int = 0, **more: Any) -> Record:
    attribution = more.pop("attribution", None)
    return {
        "subject": {"label": subject, "aliases": more.pop("aliases", [])},
        "predicate": predicate,
        "object": {"label": other},
        "polarity": "positive",
        "modality": "actual",
        "attribution": {"label": attribution} if attribution else None,
        "evidence": {"document": "a", "start": start, "end": start + 40, "quote": "…"},
    } | more


PERFECT = (
    [
        gold("United States", "stationedIn", "Japan", quantity=50000, time="2022-11-13"),
        gold("Iran", "attacks", "Israel", 100, polarity="negative", attribution="Iran"),
        gold("Japan", "metWith", "South Korea", 200, symmetric=True),
    ],
    [
        claim("United States", "stationedIn", "Japan", quantity={"value": 50000}, time={"start": "2022-11-13"}),
        claim("Iran", "attacks", "Israel", 100, polarity="negative", attribution="Iran"),
        claim("South Korea", "metWith", "Japan", 200),
    ],
    {
        "gold": 3, "predicted": 3, "precision": 1.0, "recall": 1.0, "f1": 1.0, "linked_f1": 1.0, "polarity": 1.0,
        "modality": 1.0, "attribution": 1.0, "quantity": 1.0, "time": 1.0, "evidence": 1.0, "leaks": 0, "leaks_of": 1,
    },
)  # fmt: skip
CASES = {
    "perfect": PERFECT,
    "nothing found": (
        [gold("Iran", "attacks", "Israel")],
        [],
        {"gold": 1, "predicted": 0, "precision": 0, "recall": 0, "f1": 0.0, "polarity": None, "leaks": 0},
    ),
    "nothing to find": (
        [],
        [claim("Iran", "attacks", "Israel")],
        {"gold": 0, "predicted": 1, "precision": 0, "recall": 0, "f1": 0.0, "leaks_of": 0},
    ),
    "a wrong predicate joins the right two": (
        [gold("Iran", "attacks", "Israel")],
        [claim("Iran", "threatens", "Israel")],
        {"precision": 0, "f1": 0.0, "linked_precision": 1.0, "linked_recall": 1.0, "linked_f1": 1.0},
    ),
    "the wrong way round is wrong": (
        [gold("Iran", "attacks", "Israel")],
        [claim("Israel", "attacks", "Iran")],
        {"precision": 0, "linked_f1": 0.0},
    ),
    "said twice counts once": (
        [gold("Iran", "attacks", "Israel"), gold("Iran", "attacks", "Israel", 300)],
        [claim("Iran", "attacks", "Israel"), claim("iran", "attacks", "the Israel", 300)],
        {"gold": 1, "predicted": 1, "f1": 1.0, "evidence": 1.0},
    ),
    "half found, a third right": (
        [gold("Iran", "attacks", "Israel"), gold("Iran", "supports", "Hezbollah")],
        [claim("Iran", "attacks", "Israel"), claim("Iran", "aids", "Yemen"), claim("Iran", "aids", "Syria")],
        {"precision": 0.333, "recall": 0.5, "f1": 0.4},
    ),
    "an alias and one of several predicates will do": (
        [gold("US", "sanctions", "Iran") | {"predicate": ["opposes", "sanctions"], "object": ["Iran", "Tehran"]}],
        [claim("United States", "sanctions", "Tehran", aliases=["US"])],
        {"precision": 1.0, "recall": 1.0},
    ),
    "a denied claim as plain fact leaks": (
        [gold("Iran", "attacks", "Israel", polarity="negative")],
        [claim("Iran", "attacks", "Israel")],
        {"polarity": 0.0, "leaks": 1, "leaks_of": 1},
    ),
    "a plan as plain fact leaks, beside a fair reading too": (
        [gold("Iran", "attacks", "Israel", modality="planned")],
        [claim("Iran", "attacks", "Israel", modality="planned"), claim("Iran", "attacks", "Israel")],
        {"modality": 1.0, "leaks": 1, "leaks_of": 1},
    ),
    "somewhere else it is no leak": (
        [gold("Iran", "attacks", "Israel", attribution="Israel")],
        [claim("Iran", "attacks", "Israel", 900)],
        {"attribution": 0.0, "evidence": 0.0, "leaks": 0, "leaks_of": 1},
    ),
    "one's own word may go without oneself": (
        [gold("Iran", "rejects", "Israel", attribution="Iran"), gold("Japan", "aids", "Nepal", 100)],
        [claim("Iran", "rejects", "Israel"), claim("Japan", "aids", "Nepal", 100, attribution="Japan")],
        {"attribution": 1.0, "leaks": 1},
    ),
    "quantities and times must be the same": (
        [
            gold("K", "aids", "B", quantity=5, time="2022"),
            gold("C", "aids", "D", 100, quantity=5, time="2022-11"),
            gold("E", "aids", "F", 200, time="/2022"),
            gold("G", "aids", "H", 300, time="2021/2022"),
        ],
        [
            claim("K", "aids", "B", quantity={"value": 5, "unit": "x"}, time={"start": "2022-11-13", "end": None}),
            claim("C", "aids", "D", 100, quantity={"value": 6}, time={"start": "2022-12-01"}),
            claim("E", "aids", "F", 200, time={"start": "2019", "end": "2022"}),
            claim("G", "aids", "H", 300, time=None),
        ],
        {"quantity": 0.5, "time": 0.5},
    ),
    "a literal is matched by its value": (
        [gold("Iran", "testsWeapon", "12")],
        [claim("Iran", "testsWeapon", "x") | {"object": {"value": "12", "datatype": "integer"}}],
        {"f1": 1.0},
    ),
}  # fmt: skip


def write(folder: Path, records: list[Record], name: str) -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf8")
    return file


@pytest.mark.parametrize("name", CASES)
def test_known_figures(tmp_path: Path, name: str) -> None:
    wanted, given, figures = CASES[name]
    found = evaluate_files([(write(tmp_path, wanted, "a.jsonl"), write(tmp_path, given, "claims.jsonl"))])
    assert {key: found[key] for key in figures} == figures


def test_of_many_articles_those_named_as_the_gold_count(tmp_path: Path) -> None:
    one, other = claim("Iran", "attacks", "Israel"), claim("Iran", "attacks", "Yemen")
    other["evidence"]["document"] = "b"
    claims = write(tmp_path, [one, other], "claims.jsonl")
    golds = [
        write(tmp_path, [gold("Iran", "attacks", name)], file)
        for name, file in (("Israel", "a.jsonl"), ("Yemen", "b.jsonl"))
    ]
    both = evaluate_files([(g, claims) for g in golds])
    assert (both["gold"], both["predicted"], both["f1"]) == (2, 2, 1.0)
    assert evaluate_files([(golds[0], claims)])["predicted"] == 1


def test_separators_inside_a_quote_end_no_line(tmp_path: Path) -> None:
    one = claim("Iran", "attacks", "Israel")
    one["evidence"]["quote"] = "He said\u2028so \x85 and \x0c so."
    found = evaluate_files(
        [(write(tmp_path, [gold("Iran", "attacks", "Israel")], "a.jsonl"), write(tmp_path, [one], "claims.jsonl"))]
    )
    assert found["f1"] == 1.0


@pytest.mark.parametrize("line", ["{broken", "[]", "1", '{"subject": {}}', "[" * 100_000, "\udcff"])
def test_a_line_that_is_no_claim_is_named(tmp_path: Path, line: str) -> None:
    file = write(tmp_path, [gold("Iran", "attacks", "Israel")], "a.jsonl")
    bad = tmp_path / "claims.jsonl"
    bad.write_bytes(b"\n" + line.encode("utf8", "surrogateescape") + b"\n")
    with pytest.raises(RecordsError) as error:
        evaluate_files([(file, bad)])
    assert str(error.value).startswith(f"{bad}:2: ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The United States of America", "united states america"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("X-band", "x band"),
    ],
)
def test_names_are_compared_without_case_articles_and_marks(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert normal(one) != normal(one + "x")


def by_scorer(files: list[Path]) -> dict[str, float | None]:
    command = [sys.executable, str(SCORER), *map(str, files), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float | None] = json.loads(done.stdout)
    return result


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside this checkout")
def test_the_same_figures_as_the_scorer(tmp_path: Path) -> None:
    files = []
    for name, (wanted, given, _) in CASES.items():
        folder = tmp_path / name
        folder.mkdir()
        files += [write(folder, wanted, "a.jsonl"), write(folder, given, "claims.jsonl")]
        assert evaluate_files([(files[-2], files[-1])]) == by_scorer(files[-2:]), name
    assert evaluate_files(list(zip(files[::2], files[1::2], strict=True))) == by_scorer(files)


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside this checkout")
def test_the_same_figures_as_the_scorer_on_the_seed(tmp_path: Path, seed_extraction: Any) -> None:
    from kg.records import claim_record

    claims = write(tmp_path, [claim_record(c) for c in seed_extraction.claims], "claims.jsonl")
    seed_gold = SCORER.parents[1] / "gold" / "seed.jsonl"
    found = evaluate_files([(seed_gold, claims)])
    assert found == by_scorer([seed_gold, claims])
    assert found["gold"] == 62
