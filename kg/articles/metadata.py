"""Metadata: dates in the forms that publishers use, web addresses, and the heading of a plain text."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%A, %d %B %Y", "%A, %B %d, %Y", "%Y/%m/%d", "%d.%m.%Y")
_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d{2}:?\d{2}.*)?", re.ASCII)
_NAME = re.compile(r"(?:[Bb]y )?[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}(?:(?:,| and) [^\W\d_][\w .'’-]+)?")


def iso_date(value: str | None) -> str | None:
    """Return a date as ISO 8601, as precise as it is given; None where it is not understood."""
    text = (value or "").strip()
    if match := _ISO.fullmatch(text):
        return match[1] if _real(match[1]) else None
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return None


def _real(text: str) -> bool:
    try:
        datetime.strptime((text + "-01-01")[:10], "%Y-%m-%d")
    except ValueError:
        return False
    return True


def web_address(value: object) -> str | None:
    """Return a value that is an http or https address; None for anything else (*javascript:*, files, blanks)."""
    text = str(value or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    fit = parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"[\s<>\"{}|\\^`\x00-\x20]", text)
    return text if fit else None


def heading(text: str) -> dict[str, str | None]:
    """Read title, author and date from the first lines of a plain text, each a paragraph of its own."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", text[:2000]) if p.strip()][:4]
    found: dict[str, str | None] = {"title": None, "author": None, "date": None}
    for n, paragraph in enumerate(paragraphs):
        if "\n" in paragraph or len(paragraph) > 200:
            break
        if (date := iso_date(paragraph)) is not None:
            found["date"] = date
            break
        if n == 0 and not paragraph.endswith("."):
            found["title"] = paragraph
        elif n and _NAME.fullmatch(paragraph):
            found["author"] = paragraph.removeprefix("By ").removeprefix("by ")
        else:
            break
    if found["date"] is None:
        found["author"] = None  # a line of two words under a title is an author only in a full heading
    return found
