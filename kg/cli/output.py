"""What commands print: tables on a terminal, JSON when piped, files that are written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from kg.errors import OutputError


def on_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


def counted(number: int, noun: str) -> str:
    """Return *1 article*, *2 articles*."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Print rows as a table as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console(width=None if on_terminal() else 160).print(table)


def complain(error: object) -> None:
    """Print one line on standard error; line breaks and control characters of file names are written out."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(error))
    click.echo(f"kg: {shown}", err=True)


def prepare_folder(folder: Path) -> None:
    """Make an output folder; raises OutputError before any work is done where it cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            str(folder), f"cannot write here ({error.strerror}); choose another folder with -o"
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file under a temporary name, flush it to the disk, and rename it: it is the old one or the new one."""
    temporary: str | None = None
    if path.is_dir():
        raise OutputError(str(path), "is a folder; give the name of a file")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise OutputError(str(path), f"cannot be written ({error.strerror})") from error
    finally:
        if temporary is not None:
            os.unlink(temporary)


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made if it is not there; each is the old one or the new one."""
    prepare_folder(folder)
    for name, text in files.items():
        write_whole(folder / name, text)


def emit(text: str, output: Path | None) -> None:
    """Print text, or write it to a file."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_whole(output, text)
