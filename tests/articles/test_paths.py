"""Where articles come from: files, folders, globs and standard input, in a fixed order."""

import io
import json
from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.errors import ArticleError
from kg.models import Article

TEXT = "Iran rejected the plan.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/c.TXT", "deep/er/d.text"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT, encoding="utf8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "folder.txt").mkdir()
    return tmp_path


def ids(*paths: str) -> list[str]:
    return [found.id if isinstance(found, Article) else f"error: {found.reason}" for found in read_articles(paths)]


def test_a_folder_gives_the_articles_below_it_in_order(folder: Path) -> None:
    assert ids(str(folder)) == ["a", "b", "c", "d"]


def test_a_glob_gives_what_matches(folder: Path) -> None:
    assert ids(f"{folder}/*.txt") == ["b", f"error: no article in this folder (known endings: {endings()})"]
    assert ids(f"{folder}/**/[cd].*") == ["c", "d"]
    assert ids(f"{folder}/*.pdf") == ["error: nothing matches this pattern"]


def endings() -> str:
    from kg.articles.formats import FORMATS

    return ", ".join(FORMATS)


def test_a_name_with_the_marks_of_a_glob_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / "talks [1].txt"
    file.write_text(TEXT, encoding="utf8")
    assert ids(str(file)) == ["talks [1]"]


def test_paths_are_read_in_the_order_given(folder: Path) -> None:
    assert ids(f"{folder}/b.txt", f"{folder}/a.md", f"{folder}/b.txt") == ["b", "a", "b~2"]


def test_one_bad_path_stops_nothing(folder: Path) -> None:
    found = ids(f"{folder}/b.txt", f"{folder}/none.txt", f"{folder}/a.md")
    assert found == ["b", "error: no such file or folder", "a"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (found,) = ids(str(tmp_path))
    assert found.startswith("error: no article in this folder")


def test_standard_input_is_plain_text_or_json_lines() -> None:
    (text,) = read_articles(["-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(text, Article)
    assert (text.id, text.text) == ("stdin", TEXT)
    lines = "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "xy").encode()
    assert [a.id for a in read_articles(["-"], stdin=io.BytesIO(lines)) if isinstance(a, Article)] == ["x", "y"]


def test_empty_standard_input_is_an_error() -> None:
    (found,) = read_articles(["-"], stdin=io.BytesIO())
    assert isinstance(found, ArticleError)
    assert str(found) == "standard input: empty: there is no text in it"
