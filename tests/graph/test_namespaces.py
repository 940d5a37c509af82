"""Where the vocabulary lies: beside the package in a checkout, inside of it in a wheel."""

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.graph import namespaces

ROOT = Path(__file__).parents[2]


def test_found_in_the_checkout() -> None:
    assert namespaces.ontology_folder() == ROOT / "ontology"


@pytest.mark.parametrize("inside", ["kg/ontology", "ontology"])
def test_found_in_a_wheel_and_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    (tmp_path / inside).mkdir(parents=True)
    (tmp_path / inside / "kg.ttl").touch()
    monkeypatch.setattr(namespaces, "__file__", str(tmp_path / "kg" / "graph" / "namespaces.py"))
    assert namespaces.ontology_folder() == tmp_path / inside


def test_missing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(namespaces, "__file__", str(tmp_path / "kg" / "graph" / "namespaces.py"))
    with pytest.raises(VocabularyError, match="install kg again"):
        namespaces.ontology_folder()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("United_States", "United_States"), ("Łódź", "Łódź"), ("a b", "a%20b"), ("100%", "100%25"), ("..", "%2E%2E"),
        ("<x>", "%3Cx%3E"), ("a/b#c", "a%2Fb%23c"),
    ],
)  # fmt: skip
def test_iris_are_readable_and_safe(key: str, name: str) -> None:
    assert namespaces.mint("https://example.org/", "resource", key).value == f"https://example.org/resource/{name}"
