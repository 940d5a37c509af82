"""Paths → articles: files, folders, globs and standard input; one bad file never stops the others."""

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.articles.formats import FORMATS, read_jsonl, read_text
from kg.errors import ArticleError
from kg.models import Article

SIZE_LIMIT = 50_000_000


def read_articles(
    paths: Iterable[str], *, date: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | ArticleError]:
    """Yield the articles of all paths in order; what cannot be read comes as an ArticleError in its place.

    `date` is the publication date of articles that give none; `-` reads `stdin`, plain text or JSON lines.
    """
    taken: dict[str, int] = {}
    for found in _all(paths, stdin):
        if isinstance(found, ArticleError):
            yield found
            continue
        taken[found.id] = taken.get(found.id, 0) + 1
        identity = found.id if taken[found.id] == 1 else f"{found.id}~{taken[found.id]}"
        yield replace(found, id=identity, date=found.date or date)


def _all(paths: Iterable[str], stdin: BinaryIO | None) -> Iterator[Article | ArticleError]:
    for path in paths:
        if path == "-":
            data = stdin.read(SIZE_LIMIT + 1) if stdin is not None else b""
            reader = read_jsonl if data.lstrip()[:1] == b"{" else read_text
            yield from _guarded(partial(reader, data, "stdin", "standard input"))
        else:
            yield from _guarded(partial(_below, path))


def _below(path: str) -> Iterator[Article | ArticleError]:
    for file in _files(path):
        if isinstance(file, ArticleError):
            yield file
        else:
            yield from _guarded(partial(_file, file))


def _files(path: str) -> Iterator[Path | ArticleError]:
    place = Path(path)
    if place.is_dir():
        found = sorted(p for p in place.rglob("*") if p.suffix.lower() in FORMATS and p.is_file())
        if found:
            yield from found
        else:
            yield ArticleError(path, f"no article in this folder (known endings: {', '.join(FORMATS)})")
    elif place.exists() or not any(c in path for c in "*?["):
        yield place
    elif matches := sorted(glob.glob(path, recursive=True)):
        for match in matches:
            yield from _files(match)
    else:
        yield ArticleError(path, "nothing matches this pattern")


def _file(path: Path) -> Iterator[Article | ArticleError]:
    if not path.exists():
        raise ArticleError(str(path), "no such file or folder")
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise ArticleError(
            str(path), f"{size / 1e6:.0f} MB is more than the {SIZE_LIMIT / 1e6:.0f} MB that are read at once"
        )
    reader = FORMATS.get(path.suffix.lower(), read_text)
    yield from reader(path.read_bytes(), path.stem, str(path))


def _guarded(read: Callable[[], Iterator[Article | ArticleError]]) -> Iterator[Article | ArticleError]:
    """Turn what goes wrong in one file into an ArticleError in its place."""
    try:
        yield from read()
    except ArticleError as error:
        yield error
    except OSError as error:
        yield ArticleError(str(error.filename or "input"), error.strerror or "cannot be read")
