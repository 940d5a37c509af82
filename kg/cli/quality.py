"""`kg evaluate` and `kg bench`: what kg is worth, measured."""

import json
from pathlib import Path

import click

from kg.cli.output import on_terminal, print_table

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, type=_file, metavar="GOLD CLAIMS [GOLD CLAIMS…]")
@click.option("--json", "as_json", is_flag=True, help="JSON even on a terminal.")
def evaluate(files: tuple[Path, ...], as_json: bool) -> None:
    """Score claims against gold claims.  Example: kg evaluate gold.jsonl claims.jsonl"""
    from kg.evaluation import evaluate_files

    if len(files) % 2:
        raise click.UsageError("files come in pairs: GOLD CLAIMS")
    scores = evaluate_files(list(zip(files[::2], files[1::2], strict=True)))
    if as_json or not on_terminal():
        click.echo(json.dumps(scores))
    else:
        print_table(("figure", "value"), scores.items())


@click.command()
@click.argument("what", type=click.Choice(["language", "coreference"]))
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True,
              help="Folder with treebank, ner and corpus.")  # fmt: skip
@click.option("--beside", metavar="PIPELINE", help="An installed spaCy pipeline, or its folder, to measure as well.")
def bench(what: str, data: Path, beside: str | None) -> None:
    """Measure accuracy and speed.  Example: kg bench language --data DATA"""
    if what == "coreference":
        _coreference(data)
        return
    from kg.language import load
    from kg.language.bench import ASKED, bench_language

    rows = []
    for row, other in bench_language(data, load(beside) if beside else None):
        values = [f"{row.value:.1f}", *([f"{other.value:.1f}" if other else ""] if beside else [])]
        rows.append((row.data, row.measure, *values, row.unit, ASKED.get((row.data, row.measure), "")))
    print_table(("data", "measure", "value", *(["beside"] if beside else []), "unit", "asked"), rows)


def _coreference(data: Path) -> None:
    from kg.build import Extractor
    from kg.coreference import documents, score

    scores = score(documents(data / "treebank/GUM-dev.conllu", Extractor()))
    rows = ((name, *(f"{value:.1f}" if value else "" for value in values)) for name, values in scores.items())
    print_table(("figure", "precision", "recall", "F1"), rows)
