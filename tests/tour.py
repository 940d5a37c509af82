"""Runs the notebook `docs/tour.ipynb` and writes it back with its outputs: python -m tests.tour (make tour)."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

TOUR = Path(__file__).parents[1] / "docs" / "tour.ipynb"


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Run a notebook in its own folder; what changes from run to run is not kept."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        record_timing=False,
        coalesce_streams=True,  # how prints are cut into pieces is chance
        resources={"metadata": {"path": TOUR.parent}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict({"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    return notebook


def main() -> None:
    """Run the notebook and write it."""
    notebook = nbformat.read(TOUR, as_version=4)
    TOUR.write_text(nbformat.writes(run(notebook)) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
