"""Plain text: the heading is read, the text and its offsets stay as they are."""

from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.articles.metadata import heading, iso_date, web_address
from kg.models import Article

BODY = "Iran rejected the plan.\n\nIt said so on Monday.\n"


def read(*paths: object, date: str | None = None) -> list[Article]:
    found = list(read_articles([str(path) for path in paths], date=date))
    assert all(isinstance(item, Article) for item in found), found
    return found  # type: ignore[return-value] # checked above


def test_the_heading_of_the_seed_is_read(seed_path: Path, seed_text: str) -> None:
    (article,) = read(seed_path)
    assert article.id == seed_path.stem
    assert article.text == seed_text
    assert article.title == "US, Japan and South Korea pledge to improve intelligence sharing"
    assert (article.author, article.date) == ("Ben McGrath", "2022-11-17")


@pytest.mark.parametrize(
    ("head", "title", "author", "date"),
    [
        ("Talks end\n\nBy Ada Quill\n\n17 November 2022\n\n", "Talks end", "Ada Quill", "2022-11-17"),
        ("Talks end\n\nAda Quill, Otto Nib\n\n2022-11-17\n\n", "Talks end", "Ada Quill, Otto Nib", "2022-11-17"),
        ("Talks end\n\nNovember 17, 2022\n\n", "Talks end", None, "2022-11-17"),
        ("Talks end\n\nTwo Words\n\n", "Talks end", None, None),
        ("Talks end in a sentence.\n\n17 November 2022\n\n", None, None, None),
        ("Talks end\nwithout a break\n\n17 November 2022\n\n", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_heading_is_read_or_is_none(
    tmp_path: Path, head: str, title: str | None, author: str | None, date: str | None
) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(head + BODY, encoding="utf8")
    (article,) = read(file)
    assert (article.title, article.author, article.date) == (title, author, date)
    assert article.text == head + BODY


def test_line_ends_and_marks_keep_their_offsets(tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    text = "Talks end\r\n\r\n“Both” sides\tsigned — 😀.\r\n"
    file.write_bytes(text.encode())
    assert read(file)[0].text == text


def test_the_given_date_stands_in_for_a_missing_one_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf8")
    (tmp_path / "b.txt").write_text("Talks end\n\n17 November 2022\n\n" + BODY, encoding="utf8")
    assert [a.date for a in read(tmp_path, date="2020-01-02")] == ["2020-01-02", "2022-11-17"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022-11-17", "2022-11-17"),
        ("2022-11-17T08:00:00Z", "2022-11-17"),
        ("2022-11-17 08:00", "2022-11-17"),
        ("2022-11", "2022-11"),
        ("2022", "2022"),
        ("Thu, 17 Nov 2022 08:00:00 +0000", "2022-11-17"),
        ("17.11.2022", "2022-11-17"),
        ("2022-13-01", None),
        ("2022-02-30", None),
        ("2022 was a year", None),
        ("2022-11-17 was a day", None),
        ("2022-1", None),
        ("٢٠٢٢", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_understood_or_left(text: str | None, date: str | None) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("value", "fine"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("http://a b", False),
        ('http://example.org/"><script>', False),
        ("http://[bad", False),
        (None, False),
        (7, False),
    ],
)
def test_only_web_addresses_are_addresses(value: object, fine: bool) -> None:
    assert web_address(value) == (value if fine else None)


def test_an_endless_first_line_is_no_title() -> None:
    assert heading("word " * 1000)["title"] is None
