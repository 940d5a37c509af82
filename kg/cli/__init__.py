"""The `kg` command: one module a group of commands, each command a few lines; what is heavy is imported inside."""

import os
import sys

# the matrices are small: threads of the algebra library would spend their time waiting, at a third of the speed where
# other work runs beside; set before numpy is imported, and left alone where the user has set it
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import click

from kg import __version__
from kg.cli.graph import check, explain, export, query, view
from kg.cli.keeping import forget
from kg.cli.output import complain
from kg.cli.quality import bench, evaluate
from kg.cli.reading import build, extract
from kg.cli.serve import serve
from kg.errors import KgError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Turn news into a knowledge graph of claims: who does what to whom, and on whose word.

    \b
    kg build seeds/ -o outputs/
    kg query outputs/kg.trig --named forces-abroad
    """


for command in (build, extract, query, view, export, check, explain, forget, serve, evaluate, bench):
    cli.add_command(command)


def main() -> None:
    """Run the command line; errors of kg's own are one line on standard error, never a traceback."""
    try:
        sys.exit(cli(prog_name="kg", standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        sys.exit(130)
    except KgError as error:
        complain(error)
        sys.exit(error.exit_code)
    except OSError as error:
        complain(f"{error.filename or 'input or output'}: {error.strerror or error}")
        sys.exit(1)
