"""`kg query`, `kg view`, `kg export`, `kg check`, `kg explain`: what is done with a graph that is there."""

import sys
from pathlib import Path

import click

from kg.api import graph as api
from kg.cli.output import complain, counted, emit, on_terminal, print_table, write_folder, write_whole
from kg.errors import QueryError

_ROWS = 100  # of a named question that a table shows
_graph = click.argument("graph", type=click.Path(path_type=Path))


@click.command()
@click.argument("graph", type=click.Path(path_type=Path), required=False)
@click.argument("text", metavar="[QUERY]", required=False)
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="File with the query."
)
@click.option("--named", metavar="NAME", help="A question that kg knows; see --list.")
@click.option("--with", "given", multiple=True, metavar="KEY=VALUE", help="Parameter of a named question.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "tsv", "turtle"]))
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help="Rows of a named question at most, from the newest articles; 0 for all.  [default: 100 in a table]",
)
@click.option("--infer", "inferred", is_flag=True, help="Ask also what follows from the facts by the vocabulary.")
@click.option("--list", "listed", is_flag=True, help="Show the named questions.")
def query(
    graph: Path | None, text: str | None, file: Path | None, named: str | None, given: tuple[str, ...],
    form: str | None, limit: int | None, inferred: bool, listed: bool,
) -> None:  # fmt: skip
    """Ask a graph a question.  Example: kg query outputs/kg.trig --named forces-abroad"""
    from kg.graph.open import open_graph
    from kg.graph.query import run_named, run_newest, run_query
    from kg.graph.questions import named_queries

    if listed:
        rows = [(q.name, q.title, ", ".join(q.parameters)) for q in named_queries().values()]
        print_table(("name", "question", "parameters"), rows)
        return
    if graph is None or sum(x is not None for x in (text, file, named)) != 1:
        raise click.UsageError("give a GRAPH and one of QUERY, --file or --named")
    if named is None and limit is not None:
        raise click.UsageError("--limit is for --named; write LIMIT into the query")
    form = form or ("table" if on_terminal() else "json")
    if limit is None:
        limit = _ROWS if form == "table" else 0
    parameters, more = dict(map(_pair, given)), False
    if len(parameters) < len(given):
        raise click.BadParameter("a parameter is given twice", param_hint="--with")
    dataset = open_graph(graph, inferred)
    if named is not None and limit:
        answer, more = run_newest(dataset, named, parameters, limit)
    elif named is not None:
        answer = run_named(dataset, named, parameters)
    else:
        answer = run_query(dataset, _read_query(file) if file else str(text))
    if form == "table" and answer.columns:
        print_table(answer.columns, answer.rows())
    else:
        click.echo(answer.serialize("turtle" if form == "table" else form), nl=False)
    if more:
        complain(f"{counted(limit, 'row')} of the newest articles; there are more: --limit 0 gives all")


def _read_query(file: Path) -> str:
    try:
        return file.read_text(encoding="utf8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file}: not UTF-8 at byte {error.start}; save the query as UTF-8") from None


def _pair(item: str) -> tuple[str, str]:
    key, equals, value = item.partition("=")
    if not equals:
        raise click.BadParameter(f"{item!r} is not KEY=VALUE", param_hint="--with")
    return key, value


@click.command()
@_graph
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("graph.html"), show_default=True)
def view(graph: Path, output: Path) -> None:
    """Draw a graph as one page that opens from disk.  Example: kg view outputs/kg.trig -o graph.html"""
    write_whole(output, api.view(graph))
    click.echo(f"open {output} in a browser", err=True)


@click.command()
@_graph
@click.option("--format", "form", required=True, metavar="FORMAT",
              help="turtle, trig, nquads, jsonld, csv, graphml, gexf, neo4j, plover, stix, followthemoney, nanopub, "
              "annotations …")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="File instead of standard output; a folder for neo4j.")  # fmt: skip
def export(graph: Path, form: str, output: Path | None) -> None:
    """Write a graph in another format.  Example: kg export outputs/kg.trig --format graphml -o kg.graphml"""
    from kg.graph.exports import FOLDERS, FORMATS

    if form not in {**FORMATS, **FOLDERS}:
        raise click.BadParameter(f"{form!r} is not one of {', '.join([*FORMATS, *FOLDERS])}", param_hint="--format")
    if form in FOLDERS and output is None:
        raise click.UsageError(f"{form} is several files; name a folder for them with -o")
    exported: str | dict[str, str] = api.export(graph, form)
    if isinstance(exported, str):
        emit(exported, output)
    elif output is not None:
        write_folder(output, exported)


@click.command()
@_graph
@click.option("--by-shape", is_flag=True, help="Count the violations of each shape; the rule for a store.")
def check(graph: Path, by_shape: bool) -> None:
    """Validate a graph against the SHACL shapes, one line a violation.  Example: kg check outputs/kg.trig"""
    from kg.graph.store import is_store

    shapes: dict[tuple[str, str], list[str]] = {}
    for violation in api.check(graph):
        shapes.setdefault((violation.severity, violation.shape), []).append(violation.focus)
        if not (by_shape or is_store(graph)):
            click.echo(str(violation))
    if shapes and (by_shape or is_store(graph)):
        rows = [(*key, len(found), found[0]) for key, found in sorted(shapes.items())]
        print_table(("severity", "shape", "count", "for example"), rows)
    count = sum(map(len, shapes.values()))
    click.echo(counted(count, "violation") if count else "no violations", err=True)
    sys.exit(1 if count else 0)


@click.command()
@_graph
@click.argument("subject")
@click.argument("predicate")
@click.argument("object_", metavar="OBJECT")
def explain(graph: Path, subject: str, predicate: str, object_: str) -> None:
    """Show each claim behind an edge.  Example: kg explain outputs/kg.trig "United States" stationedIn Japan"""
    found = api.explain(graph, subject, predicate, object_)
    for explanation in found:
        click.echo(str(explanation))
    if not found:
        complain(f"no claim that {subject} {predicate} {object_}")
        sys.exit(1)
