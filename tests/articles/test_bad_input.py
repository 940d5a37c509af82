"""Input that is no article: one line that says what is wrong, and no traceback; other encodings are read."""

import random
from pathlib import Path

import pytest

from kg.articles import read_articles
from kg.articles.formats import HTML_LIMIT, TEXT_LIMIT
from kg.articles.read import SIZE_LIMIT
from kg.errors import ArticleError
from kg.models import Article

TEXT = "Le président a déclaré: « Nous n’avons rien signé à Zürich, señor Peña. » Größe, Ärger, naïveté.\n"
ENGLISH = "Iran rejected the plan, and the café owner's résumé said “no” – twice.\n"


def read(tmp_path: Path, data: bytes, name: str = "a.txt") -> Article | ArticleError:
    file = tmp_path / name
    file.write_bytes(data)
    (found,) = read_articles([str(file)])
    return found


def refused(tmp_path: Path, data: bytes, name: str = "a.txt") -> str:
    found = read(tmp_path, data, name)
    assert isinstance(found, ArticleError), found
    assert str(found) == f"{tmp_path / name}: {found.reason}"
    assert "\n" not in str(found)
    return found.reason


@pytest.mark.parametrize("data", [b"", b" \n\t\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\x00", b"\x0c"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_no_text(tmp_path: Path, data: bytes, name: str) -> None:
    assert refused(tmp_path, data, name) in {"empty: there is no text in it", "binary data, not text"}


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "this is a PNG picture, not text"),
        (b"\xff\xd8\xff\xe0", "this is a JPEG picture, not text"),
        (b"%PDF-1.7\n", "this is a PDF file; turn it into text first, not text"),
        (b"PK\x03\x04", "this is a zip archive or Office file; turn it into text first, not text"),
        (b"\x1f\x8b\x08", "this is gzip-compressed; unpack it first, not text"),
    ],
)
def test_other_files_by_the_name_of_text(tmp_path: Path, start: bytes, reason: str) -> None:
    assert refused(tmp_path, start + bytes(range(256))) == reason


@pytest.mark.parametrize("size", [2_000, 2_000_000])
def test_noise(tmp_path: Path, size: int) -> None:
    reason = refused(tmp_path, random.Random(size).randbytes(size))
    assert reason == "neither UTF-8 nor another encoding that can be told; save it as UTF-8"


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "noise.txt"
    with file.open("wb") as stream:
        stream.truncate(SIZE_LIMIT + 1)
    (found,) = read_articles([str(file)])
    assert isinstance(found, ArticleError)
    assert found.reason == "50 MB is more than the 50 MB that are read at once"


def test_a_file_of_noise_as_large_as_is_read(tmp_path: Path) -> None:
    file = tmp_path / "noise.txt"
    block = random.Random(1).randbytes(1_000_000)
    with file.open("wb") as stream:
        for _ in range(SIZE_LIMIT // len(block)):
            stream.write(block)
    (found,) = read_articles([str(file)])
    assert isinstance(found, ArticleError)
    assert "\n" not in str(found)


def test_more_text_than_an_article_has(tmp_path: Path) -> None:
    assert "5,000,000 characters" in refused(tmp_path, b"word " * (TEXT_LIMIT // 5 + 1))
    found = read(tmp_path, b"word " * (TEXT_LIMIT // 5))
    assert isinstance(found, Article)


def test_a_page_over_its_limit(tmp_path: Path) -> None:
    assert "MB" in refused(tmp_path, b"<html>" + b"<p>word</p>" * (HTML_LIMIT // 10), "a.html")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    text = (TEXT if encoding == "cp1252" else TEXT.replace("’", "'")) * 5
    found = read(tmp_path, text.encode(encoding))
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, ENGLISH.encode(encoding))
    assert isinstance(found, Article)
    assert found.text == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_without_a_mark_are_read_too(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, (ENGLISH * 5).encode(encoding))
    assert isinstance(found, Article), found
    assert found.text == ENGLISH * 5


@pytest.mark.parametrize("data", ["Iran said".encode("utf-16") + b"\x00", b"\xef\xbb\xbfIran \xff said"])
def test_a_mark_that_does_not_hold_is_an_error(tmp_path: Path, data: bytes) -> None:
    assert "save it as UTF-8" in refused(tmp_path, data)


@pytest.mark.parametrize("text", ["Iran\x00 said no." + " It did." * 30, "\x07Iran said\x1b[31m no." + " It did." * 30])
def test_stray_control_characters_become_blanks(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text.encode())
    assert isinstance(found, Article)
    assert len(found.text) == len(text)
    assert found.text == text.replace("\x00", " ").replace("\x07", " ").replace("\x1b", " ")


def test_many_control_characters_are_binary(tmp_path: Path) -> None:
    assert refused(tmp_path, b"Iran\x00\x01\x02" * 50) == "binary data, not text"


def test_half_a_character_in_json_does_no_harm(tmp_path: Path) -> None:
    found = read(tmp_path, b'{"text": "Iran \\ud800 said no.", "title": "\\udfff Talks"}', "a.jsonl")
    assert isinstance(found, Article)
    assert (found.text, found.title) == ("Iran   said no.", "Talks")


def test_a_missing_path(tmp_path: Path) -> None:
    (found,) = read_articles([str(tmp_path / "none.txt")])
    assert isinstance(found, ArticleError)
    assert str(found) == f"{tmp_path / 'none.txt'}: no such file or folder"


def test_a_path_that_no_file_system_has() -> None:
    for path in ("x" * 5000, "a\x00b"):
        (found,) = read_articles([path])
        assert isinstance(found, ArticleError)
        assert "\n" not in str(found)


@pytest.mark.parametrize(
    "text",
    [
        'Iran said "</script><script>alert(1)</script>" to <b onclick=x>all</b>.\n',
        "]]> <!-- Iran --> &lt;x&gt; {{ 7*7 }} ${x} <%= y %>\n",
        "{not json} Iran said so.\n",
    ],
)
def test_markup_in_plain_text_is_text(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text.encode())
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Президент России Владимир Путин прибыл в Минск. "),
        ("gb18030", "中国外交部发言人表示反对。"),
        ("cp1256", "قال الرئيس إنه يرفض الخطة. "),
    ],
)
def test_the_western_encoding_is_no_answer_to_all(tmp_path: Path, encoding: str, text: str) -> None:
    found = read(tmp_path, (text * 5).encode(encoding))
    assert isinstance(found, Article)
    assert found.text == text * 5
