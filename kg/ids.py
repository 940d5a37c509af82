"""Deterministic ids and slugs: pure functions of what they name."""

import hashlib
import re
import unicodedata
from pathlib import Path

from kg.models import Span

_UNSAFE = re.compile(r"[^\w.~-]+")


def slug(name: str) -> str:
    """Make a readable IRI segment of a name (`United States` → `United_States`); any Unicode text gives a safe one.

    Names that differ in letters or digits give different slugs; those that differ in punctuation only may not.
    """
    kept = _UNSAFE.sub("_", unicodedata.normalize("NFC", name)).strip("_.")
    return kept[:120] or "x" + digest(name)[:12]


def digest(*parts: object) -> str:
    """Hash a sequence of values to 64 hexadecimal digits; parts never run into one another."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf8", "surrogatepass")).hexdigest()


def claim_id(
    document: str, predicate: str, subject: Span | None, object_: Span | None, cue: Span | None, member: int = 0
) -> str:
    """Name a claim by where it stands and what it says, never by the entities it was linked to.

    `member` tells apart the claims that a group (*the three countries*) is written out to.
    """
    places = [value for span in (subject, object_, cue) for value in ((span.start, span.end) if span else (None, None))]
    return digest(document, predicate, *places, member)[:16]


def digest_file(path: Path) -> str:
    """Return the sha256 of a file's bytes in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
