"""The `kg` command: one module a group of commands, each command a few lines; what is heavy is imported inside."""

import os
import sys

import click

from kg import __version__
from kg.cli.graph import check, explain, export, query, view
from kg.cli.quality import bench, evaluate
from kg.cli.reading import build, extract
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Turn news into a knowledge graph of claims: who does what to whom, and on whose word.

    \b
    kg build seeds/ -o outputs/
    kg query outputs/kg.trig --named forces-abroad
    """


for command in (build, extract, query, view, export, check, explain, evaluate, bench):
    cli.add_command(command)


def main() -> None:
    """Run the command line; errors of kg's own are one line on standard error, never a traceback."""
    try:
        sys.exit(cli(standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: interrupted", err=True)
        sys.exit(130)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # whoever read the output has closed it, as `head` does; nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(f"kg: {error.filename or 'input or output'}: {error.strerror or error}", err=True)
        sys.exit(1)
