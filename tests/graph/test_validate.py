"""Each shape finds what its invalid file has wrong, and says nothing about the valid one."""

import re
from pathlib import Path

import pytest

from kg.graph.files import read_graph
from kg.graph.namespaces import ontology_folder
from kg.graph.validate import iter_violations

DATA = Path(__file__).with_name("data")
INVALID = sorted(DATA.glob("invalid-*.ttl"))


def test_valid() -> None:
    assert [str(v) for v in iter_violations(read_graph(DATA / "valid.trig"))] == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid(path: Path) -> None:
    found = list(iter_violations(read_graph(path)))
    name = path.stem.removeprefix("invalid-")
    assert name in {violation.shape for violation in found}
    line = next(str(violation) for violation in found if violation.shape == name)
    assert line.startswith(f"Violation {name} ")
    assert "\n" not in line


def test_every_shape_has_an_invalid_file() -> None:
    text = (ontology_folder() / "shapes.ttl").read_text(encoding="utf8")
    names = set(re.findall(r"^kgs:(\w+) a sh:(?:PropertyShape|SPARQLConstraint)", text, re.MULTILINE))
    assert names == {path.stem.removeprefix("invalid-") for path in INVALID}


def test_claims_without_a_name_are_validated_too(tmp_path: Path) -> None:
    text = (DATA / "invalid-subjectFits.ttl").read_text(encoding="utf8")
    (tmp_path / "blank.ttl").write_text(text.replace("<https://kg.example/claim/c4>", "_:claim"), encoding="utf8")
    assert "subjectFits" in {violation.shape for violation in iter_violations(read_graph(tmp_path / "blank.ttl"))}
