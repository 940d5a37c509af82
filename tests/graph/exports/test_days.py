"""Days of texts as precise as they are, and moments."""

import pytest

from kg.graph.exports.days import first_day, last_day, moment, published
from kg.models import Article


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-11-13", "2022-11-13", "2022-11-13"),
        ("2022-11", "2022-11-01", "2022-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-11-13T23:59:00+09:00", "2022-11-13", "2022-11-13"),
        ("2022-13", None, None), ("2022-02-30", None, None), ("0000", None, None), ("yesterday", None, None),
        ("２０２２", None, None), ("2022-1", None, None), ("", None, None), (None, None, None),
    ],
)  # fmt: skip
def test_days(text: str | None, first: str | None, last: str | None) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


def test_moments() -> None:
    assert moment("2022-11-13", end=True) == "2022-11-13T23:59:59.000Z"
    assert published(Article("a", "", date="2022-11")) == "2022-11-01T00:00:00.000Z"
    assert published(Article("a", "", date="soon")) == "1970-01-01T00:00:00.000Z"
