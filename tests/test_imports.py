"""The house: which room imports which, read from the source with ast, inside functions too."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

HOUSE = Path(kg.__file__).parent
MODULES = sorted(HOUSE.rglob("*.py"))

# who may import what; every room may import itself, kg.errors and the standard library
ROOMS = {
    "errors": set(),
    "models": set(),
    "ids": {"models"},
    "records": {"models"},
    "articles": {"models"},
    "language": {"ids"},
    "entities": {"models", "ids"},
    "claims": {"models", "ids", "entities"},
    "graph": {"models", "ids", "records"},
    "views": {"models", "ids", "graph"},
    "server": {"graph", "views", "models"},
    "evaluation": {"models"},
    "coreference": {"build", "entities", "language", "models"},
    "build": {"articles", "language", "entities", "claims", "graph", "models"},
    "corpus": {"build", "graph", "models", "articles", "records"},
    "api": {"articles", "build", "corpus", "graph", "views", "models", "records", "evaluation"},
}
ALONE = {"errors", "models"}
# the learned reader is trained on what the whole extractor sees, and measured as it is
EXCEPTIONS = {"claims/training": {"build", "articles", "evaluation", "language"}}
SPACY = {"language", "entities", "claims"}
RDF = {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}
CHARTS = {"pyvis", "networkx", "jinja2"}


def room(path: Path) -> str:
    """Return the first part of a module's place in the house: a folder's name, or the file's."""
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it goes"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("kg.")} - {room(path)}


def packages_of(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_a_room_imports_what_it_may(path: Path) -> None:
    name, place = room(path), path.relative_to(HOUSE).parent.as_posix()
    if name in {"__init__", "__main__", "cli"}:
        return
    allowed = ROOMS[name] | EXCEPTIONS.get(place, set()) | (set() if name in ALONE else {"errors"})
    assert rooms_of(path) <= allowed


def test_every_room_is_in_the_table() -> None:
    assert {room(path) for path in MODULES} - {"__init__", "__main__", "cli"} <= set(ROOMS)


def test_nothing_imports_the_command_line() -> None:
    assert [p for p in MODULES if room(p) != "cli" and "cli" in rooms_of(p)] == [HOUSE / "__main__.py"]


def test_errors_and_models_import_the_standard_library_only() -> None:
    for name in ALONE:
        assert packages_of(HOUSE / f"{name}.py") <= sys.stdlib_module_names


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) not in SPACY], ids=lambda p: str(p.relative_to(HOUSE)))
def test_spacy_stays_on_the_language_island(path: Path) -> None:
    assert not packages_of(path) & {"spacy", "thinc"}


@pytest.mark.parametrize(
    "path",
    # api names their types, see below; coreference matches clusters with networkx
    [p for p in MODULES if room(p) not in {"graph", "views", "server", "api", "coreference"}],
    ids=lambda p: str(p.relative_to(HOUSE)),
)
def test_rdf_and_drawing_stay_on_the_graph_island(path: Path) -> None:
    assert not packages_of(path) & (RDF | CHARTS)


def test_the_graph_never_meets_the_extractor() -> None:
    for path in MODULES:
        if room(path) in {"graph", "views"}:
            assert not rooms_of(path) & {"entities", "claims", "language", "articles", "build"}, path


HEAVY = {
    "spacy",
    "rdflib",
    "pyoxigraph",
    "pyvis",
    "pyshacl",
    "trafilatura",
    "numpy",
    "onnxruntime",
    "networkx",
    "pandas",
}


@pytest.mark.parametrize(("module", "needed"), [("kg.cli", "click"), ("kg", "dataclasses")])
def test_starting_loads_nothing_heavy(module: str, needed: str) -> None:
    code = f"import sys, {module}; print(*sorted({{n.split('.')[0] for n in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert needed in loaded
    assert not loaded & HEAVY
