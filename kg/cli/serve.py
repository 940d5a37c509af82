"""`kg serve`: a graph over HTTP."""

from pathlib import Path

import click


@click.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=7878, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 takes a free one."
)
@click.option("--allow-remote", is_flag=True, help="Let other machines ask; needed for a --host beyond loopback.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A host name that this server goes by.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="A site whose pages may ask.")
@click.option("--timeout", default=10.0, show_default=True, type=click.FloatRange(0.1), help="Seconds a query.")
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(1), help="Rows an answer.")
@click.option("--memory", default=2048, show_default=True, type=click.IntRange(64), help="Megabytes a query.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Queries at the same time.")
def serve(
    graph: Path, host: str, port: int, allow_remote: bool, names: tuple[str, ...], origins: tuple[str, ...],
    timeout: float, rows: int, memory: int, workers: int,
) -> None:  # fmt: skip
    """Answer SPARQL over HTTP, read-only, with a page to ask from.  Example: kg serve outputs/kg.trig"""
    try:
        from kg.server.run import run
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing; install it with: pip install 'kg[server]'") from error
    from kg.server.limits import Limits

    def announce(url: str, quads: int, limits: Limits) -> None:
        click.echo(f"{quads} quads at {url}sparql and, to ask from a browser, {url}\n{limits}", err=True)

    run(graph, Limits(timeout, rows, memory), host, port, announce, names=names, origins=origins,
        allow_remote=allow_remote, workers=workers)  # fmt: skip
