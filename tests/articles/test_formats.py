"""Markdown, HTML and JSON lines: what becomes text, what becomes metadata, what is left out."""

import json
from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.errors import ArticleError
from kg.models import Article

PARAGRAPH = "Iran rejected the plan on Monday, and its foreign minister said that talks would go on in Vienna. "
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Talks end | Daily Example</title>
<meta property="og:title" content="Talks end"><meta name="author" content="Ada Quill">
<meta property="og:site_name" content="Daily Example">
<meta property="article:published_time" content="2022-11-17T08:00:00Z">
<link rel="canonical" href="https://example.org/talks"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport pages</a></nav>
<article><h1>Talks end</h1><p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p>
<p>The minister wrote &lt;script&gt;steal()&lt;/script&gt; into the guest book of the palace in Vienna.</p></article>
<script>var tracker = "evil";</script><footer>All rights reserved</footer></body></html>"""


def one(path: Path) -> Article:
    (found,) = read_articles([str(path)])
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("ending", ["md", "markdown"])
def test_markdown_stays_as_it_is(tmp_path: Path, ending: str) -> None:
    text = f"# Talks end #\n\n*{PARAGRAPH}*\n\n- one\n- [two](javascript:alert(1))\n"
    file = tmp_path / f"talks.{ending}"
    file.write_text(text, encoding="utf8")
    article = one(file)
    assert (article.title, article.text, article.id) == ("Talks end", text, "talks")


def test_markdown_without_a_heading_reads_as_plain_text(tmp_path: Path) -> None:
    file = tmp_path / "talks.md"
    file.write_text("Talks end\n\nAda Quill\n\n17 November 2022\n\n" + PARAGRAPH, encoding="utf8")
    article = one(file)
    assert (article.title, article.author, article.date) == ("Talks end", "Ada Quill", "2022-11-17")


@pytest.mark.parametrize("name", ["talks.html", "talks.htm", "talks.txt"])
def test_a_page_gives_its_main_text_and_metadata(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(PAGE, encoding="utf8")
    article = one(file)
    assert PARAGRAPH.strip() in article.text
    assert "Sport pages" not in article.text
    assert "tracker" not in article.text
    assert (article.title, article.author, article.date) == ("Talks end", "Ada Quill", "2022-11-17")
    assert (article.url, article.publisher) == ("https://example.org/talks", "Daily Example")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", 'https://example.org/"onload="x'])
def test_a_page_cannot_bring_a_dangerous_address(tmp_path: Path, address: str) -> None:
    file = tmp_path / "talks.html"
    file.write_text(PAGE.replace("https://example.org/talks", address.replace('"', "&quot;")), encoding="utf8")
    assert (one(file).url or "https://").startswith("https://")
    assert '"' not in (one(file).url or "")


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html>", "<html>" + "<div>" * 20_000])
def test_a_page_without_text_is_an_error(tmp_path: Path, page: str) -> None:
    file = tmp_path / "talks.html"
    file.write_text(page, encoding="utf8")
    (found,) = read_articles([str(file)])
    assert isinstance(found, ArticleError)
    assert "\n" not in str(found)


def test_json_lines_take_known_fields_and_ignore_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    full = {
        "id": "a/1", "title": "Talks end", "date": "17 November 2022", "url": "https://example.org/1",
        "author": "Ada Quill", "publisher": "Daily Example", "text": PARAGRAPH, "tags": ["x"], "nested": {"text": "no"},
    }  # fmt: skip
    lines = [full, {"text": "Short\u2028line \x85 ends."}, {"text": PARAGRAPH, "url": "javascript:alert(1)", "id": 7}]
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines) + "\n", encoding="utf8")
    first, second, third = read_articles([str(file)])
    assert first == Article(
        "a/1", PARAGRAPH, "Talks end", "2022-11-17", "https://example.org/1", "Ada Quill", "Daily Example"
    )
    assert isinstance(second, Article)
    assert (second.id, second.title, second.date) == ("many-2", None, None)
    assert second.text == "Short\u2028line \x85 ends."
    assert isinstance(third, Article)
    assert (third.id, third.url) == ("7", None)


@pytest.mark.parametrize(
    "line",
    [
        "{broken",
        '{"text": 5}',
        '{"title": "no text"}',
        '{"text": null}',
        '{"text": ""}',
        '{"text": "  \\n "}',
        '["text"]',
        '"text"',
        "null",
        "[" * 100_000,
        '{"text": "x", }',
    ],
)
def test_a_bad_line_is_named_and_stops_nothing(tmp_path: Path, line: str) -> None:
    file = tmp_path / "many.jsonl"
    good = json.dumps({"text": PARAGRAPH})
    file.write_text(f"{good}\n{line}\n{good}\n", encoding="utf8")
    first, error, last = read_articles([str(file)])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, ArticleError)
    assert str(error).startswith(f"{file}:2: ")
    assert "\n" not in str(error)
    assert len(str(error)) < 300


def test_articles_of_one_name_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(json.dumps({"id": "a", "text": PARAGRAPH}) + "\n", encoding="utf8")
    found = list(read_articles([str(file), str(file), str(file)]))
    assert [a.id for a in found if isinstance(a, Article)] == ["a", "a~2", "a~3"]
