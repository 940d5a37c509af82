"""`kg build` and `kg extract`: from articles to graphs and records."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli.keeping import build_store
from kg.cli.output import complain, counted, emit, on_terminal, prepare_folder, print_table, write_whole
from kg.errors import ArticleError
from kg.models import Article, Extraction

_paths = click.argument("paths", nargs=-1, metavar="[PATH…]")
_date = click.option("--date", metavar="YYYY-MM-DD", help="Publication date of articles that give none.")
_model = click.option("--model", metavar="NAME", help="An installed spaCy pipeline with UD labels instead of kg's own.")
_threads = click.option(
    "--threads", type=click.IntRange(min=1), default=1, show_default=True, help="Threads of the parser."
)


class Inputs:
    """The readable articles of some paths; the others are reported on standard error and counted."""

    def __init__(self, paths: tuple[str, ...], date: str | None) -> None:
        from kg.articles.metadata import iso_date

        if date and iso_date(date) is None:
            raise click.BadParameter(f"{date!r} is not a date; write it as 2022-11-17", param_hint="--date")
        self.paths, self.date, self.failed = paths, date, 0

    def __iter__(self) -> Iterator[Article]:
        """Read all paths once."""
        from kg.articles import read_articles

        for found in read_articles(self.paths, date=self.date, stdin=sys.stdin.buffer):
            if isinstance(found, ArticleError):
                self.failed += 1
                complain(found)
            else:
                yield found


def _extracted(articles: list[Article], model: str | None, threads: int) -> Iterator[Extraction]:
    """Read all articles, with a progress bar where someone watches."""
    from kg.build import Extractor

    if not articles:
        return
    found = Extractor(model, threads).extract(articles)
    if len(articles) > 3 and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track

        found = iter(track(found, "reading", total=len(articles), console=Console(stderr=True)))
    yield from found


@click.command()
@_paths
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True,
              help="Folder for kg.ttl, kg.trig, graph.html and claims.csv.")  # fmt: skip
@click.option("--store", type=click.Path(path_type=Path), metavar="STORE",
              help="Keep the articles in a store (path, or URL of a SPARQL server), not in files.")  # fmt: skip
@click.option("--reread", is_flag=True, help="With --store: read known articles again.")
@click.option("--base", metavar="IRI", help="Base IRI of the graph.")
@_date
@_model
@_threads
def build(
    paths: tuple[str, ...], output: Path, store: Path | None, reread: bool, base: str | None, date: str | None,
    model: str | None, threads: int,
) -> None:  # fmt: skip
    """Build the graph of articles.  Example: kg build seeds/ -o outputs/"""
    from kg.cli.outputs import write_outputs

    inputs = Inputs(paths or ("seeds",), date)
    if store is not None:
        grown = build_store(inputs, store, base, reread, lambda articles: _extracted(articles, model, threads))
        sys.exit(1 if inputs.failed or not grown.articles else 0)
    prepare_folder(output)
    extractions = list(_extracted(list(inputs), model, threads))
    if extractions:
        write_outputs(extractions, output, base)
        _summarise(extractions, output)
    if inputs.failed or not extractions:
        sys.exit(1)


def _summarise(extractions: list[Extraction], output: Path) -> None:
    claims = [c for e in extractions for c in e.claims]
    entities = {x.id for c in claims for x in (c.subject, c.object) if hasattr(x, "id")}
    plain = sum(c.plain for c in claims)
    read = f"{counted(len(extractions), 'article')}, {len(entities)} entities, {counted(len(claims), 'claim')}"
    click.echo(f"{read} ({plain} in the author's own voice as fact) → {output}/kg.ttl, kg.trig, graph.html, claims.csv")
    print_table(("predicate", "claims"), _ranked(Counter(c.predicate for c in claims)))
    dropped = sum((Counter(e.dropped) for e in extractions), Counter[str]())
    if dropped:
        print_table(("dropped because", "count"), _ranked(dropped))


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@click.command()
@_paths
@click.option("--layer", type=click.Choice(["claims", "mentions"]), default="claims", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "table", "csv"]), help="Default: table, or jsonl when piped."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File instead of standard output.")
@_date
@_model
@_threads
def extract(
    paths: tuple[str, ...], layer: str, form: str | None, output: Path | None, date: str | None, model: str | None,
    threads: int,
) -> None:  # fmt: skip
    """Print the claims or mentions of articles.  Example: kg extract article.txt --format jsonl"""
    from kg.records import CLAIM_COLUMNS, MENTION_COLUMNS, claim_record, flat, mention_record, to_csv

    inputs = Inputs(paths or ("-",), date)
    form = form or ("table" if on_terminal() and output is None else "jsonl")
    found = _extracted(list(inputs), model, threads)
    records = (
        (claim_record(c) for e in found for c in e.claims)
        if layer == "claims"
        else (mention_record(m) for e in found for m in e.mentions)
    )
    columns = CLAIM_COLUMNS if layer == "claims" else MENTION_COLUMNS
    if form == "table":
        shown = columns[1:9] if layer == "claims" else columns
        print_table(shown, ([flat(r).get(c, "") for c in shown] for r in records))
    elif form == "csv":
        emit(to_csv(records, columns), output)
    elif output is None:
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))
    else:
        write_whole(output, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    if inputs.failed:
        sys.exit(1)
