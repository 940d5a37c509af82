"""Days and moments of claims and articles, from the texts alone and never from the clock."""

import calendar
import datetime
import re

from kg.models import Article, Claim

_PRECISE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?", re.ASCII)
UNDATED = "1970-01-01"
"""Stands where a format must have a day and the graph knows none."""


def first_day(text: str | None) -> str | None:
    """Return the first day of an ISO 8601 day, month or year; None for any other text."""
    return (_span(text) or (None, None))[0]


def last_day(text: str | None) -> str | None:
    """Return the last day of an ISO 8601 day, month or year; None for any other text."""
    return (_span(text) or (None, None))[1]


def days_of(claim: Claim) -> tuple[str | None, str | None]:
    """Return the first and the last day that a claim names; None for a side that is open or not said."""
    if claim.time is None:
        return None, None
    return first_day(claim.time.start), last_day(claim.time.end)


def moment(day: str | None, end: bool = False) -> str:
    """Return the first or the last second of a day as a UTC timestamp."""
    return f"{day or UNDATED}T{'23:59:59' if end else '00:00:00'}.000Z"


def published(article: Article) -> str:
    """Return the moment that stands for an article's publication."""
    return moment(first_day(article.date))


def _span(text: str | None) -> tuple[str, str] | None:
    found = _PRECISE.fullmatch(text or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first.isoformat(), first.isoformat()
    until = month or 12
    return first.isoformat(), first.replace(month=until, day=calendar.monthrange(first.year, until)[1]).isoformat()
