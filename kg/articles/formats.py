"""Readers: the text of a file → articles, one reader a format."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.articles.encoding import clean, decode
from kg.articles.metadata import heading, iso_date, web_address
from kg.errors import ArticleError
from kg.models import Article

Reader = Callable[[bytes, str, str], Iterator[Article | ArticleError]]

_MARKED_TITLE = re.compile(r"\s*#\s+(.+?)\s*#*\s*\n")
_HTML_START = re.compile(rb"\s*(<!doctype html|<html|<head|<body|<\?xml)", re.IGNORECASE)
HTML_LIMIT = 5_000_000
TEXT_LIMIT = 5_000_000


def read_text(data: bytes, name: str, source: str) -> Iterator[Article | ArticleError]:
    """Read plain text; title, author and date stand in its first lines or nowhere."""
    if _HTML_START.match(data):
        yield from read_html(data, name, source)
        return
    text = clean(decode(data, source))
    yield _article(name, text, source, heading(text))


def read_markdown(data: bytes, name: str, source: str) -> Iterator[Article | ArticleError]:
    """Read Markdown as the text that it is, its first heading the title; offsets are those of the file."""
    text = clean(decode(data, source))
    found = heading(text)
    if match := _MARKED_TITLE.match(text):
        found["title"] = match.group(1)
    yield _article(name, text, source, found)


def read_html(data: bytes, name: str, source: str) -> Iterator[Article | ArticleError]:
    """Read the main text and the metadata of a page; offsets are those of the main text."""
    import trafilatura

    if len(data) > HTML_LIMIT:
        raise ArticleError(source, f"an HTML page of more than {HTML_LIMIT // 1_000_000} MB; save its article alone")
    page = trafilatura.bare_extraction(decode(data, source), with_metadata=True, include_comments=False)
    document = page.as_dict() if page is not None and not isinstance(page, dict) else page or {}
    if not str(document.get("text") or "").strip():
        raise ArticleError(source, "no main text found in this page")
    fields = {key: document.get(key) for key in ("title", "author", "date", "url")}
    yield _article(name, clean(document["text"]), source, {**fields, "publisher": document.get("sitename")})


def read_jsonl(data: bytes, name: str, source: str) -> Iterator[Article | ArticleError]:
    """Read one article a line: `text` is needed, `id`, `title`, `date`, `url`, `author`, `publisher` are taken."""
    for number, line in enumerate(decode(data, source).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield ArticleError(where, f"not JSON ({str(error).splitlines()[0]})")
            continue
        if not isinstance(record, dict) or not isinstance(record.get("text"), str):
            yield ArticleError(where, "no article: a line must be an object with a string `text`")
            continue
        try:
            article = _article(str(record.get("id") or f"{name}-{number}"), clean(record["text"]), where, record)
            yield replace(article, source=None) if record.get("id") else article  # its own id says which it is
        except ArticleError as error:
            yield error


FORMATS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def _article(identity: str, text: str, source: str, fields: "dict[str, str | None] | dict[str, object]") -> Article:
    if not text.strip():
        raise ArticleError(source, "empty: there is no text in it")
    if len(text) > TEXT_LIMIT:
        raise ArticleError(source, f"more than {TEXT_LIMIT:,} characters of text; split it into articles")
    value = {key: clean(str(fields[key])).strip() for key in ("title", "author", "publisher") if fields.get(key)}
    return Article(
        id=clean(identity),
        text=text,
        title=value.get("title") or None,
        date=iso_date(str(fields.get("date") or "")),
        url=web_address(fields.get("url")),
        author=value.get("author") or None,
        publisher=value.get("publisher") or None,
        source=source,
    )
