"""The notebook in `docs/`: it runs from start to end, and what is committed of it holds nothing of a machine."""

import copy
import re
import sys
from pathlib import Path

import nbformat
import pytest

import kg
from tests.tour import TOUR, run

MACHINE = [*{str(Path.home()), str(TOUR.parents[1]), sys.prefix} - {"/"}, "/tmp", "/home/", " at 0x"]


def cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: nbformat.NotebookNode) -> str:
    return "".join(out.get("text") or out.data["text/plain"] for out in cell.outputs)


@pytest.fixture(scope="module")
def committed() -> nbformat.NotebookNode:
    return nbformat.read(TOUR, as_version=4)


@pytest.fixture(scope="module")
def fresh(committed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    bare = copy.deepcopy(committed)
    for cell in cells(bare):
        cell.outputs, cell.execution_count = [], None
    return run(bare)


def test_it_goes_through_the_whole_interface(committed: nbformat.NotebookNode) -> None:
    used = {name for cell in cells(committed) for name in re.findall(r"\bkg\.(\w+)\(", cell.source)}
    assert used == set(kg.__all__)


def test_it_runs_and_shows_what_it_says(fresh: nbformat.NotebookNode, committed: nbformat.NotebookNode) -> None:
    outputs = [out for cell in cells(fresh) for out in cell.outputs]
    assert not [out for out in outputs if out.output_type == "error" or out.get("name") == "stderr"]
    text = "\n".join(map(shown, cells(fresh)))
    for said in ("2022-11-17", "50000", "28500", "kg:stationedIn kgr:Japan", "⟦troops⟧", "'recall': 0.667"):
        assert said in text
    kinds = [[[out.output_type for out in cell.outputs] for cell in cells(one)] for one in (fresh, committed)]
    assert kinds[0] == kinds[1], "the committed outputs are of another notebook: make tour"


@pytest.mark.parametrize("which", ["fresh", "committed"])
def test_nothing_of_a_machine_or_a_clock_is_in_it(which: str, request: pytest.FixtureRequest) -> None:
    notebook = request.getfixturevalue(which)
    assert notebook.metadata == {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for n, cell in enumerate(cells(notebook), 1):
        assert (cell.execution_count, cell.metadata) == (n, {})
        text = cell.source + "".join(str(dict(out)) for out in cell.outputs)
        assert not [mark for mark in MACHINE if mark in text]


def test_it_is_written_as_it_was_read(committed: nbformat.NotebookNode) -> None:
    assert nbformat.writes(committed) + "\n" == TOUR.read_text(encoding="utf8")
