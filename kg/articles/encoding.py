"""Encodings: bytes → text, never with a silent replacement character."""

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF file; turn it into text first",
    b"PK\x03\x04": "a zip archive or Office file; turn it into text first",
    b"\x1f\x8b": "gzip-compressed; unpack it first",
    b"\x7fELF": "a program",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_MOSTLY_CONTROL = 0.02


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """Decode by byte order mark, declaration, UTF-8, or detection, in this order.

    Raises ArticleError where the bytes are no text.
    """
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ArticleError(source, f"this is {what}, not text")
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name, source)
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # a wrong declaration is common; what follows tells
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _detected(data, source)
    sample = text[:100_000]
    if sample and len(_CONTROL.findall(sample)) > _MOSTLY_CONTROL * len(sample):
        raise ArticleError(source, "binary data, not text")
    return text


def clean(text: str) -> str:
    """Put a blank for every control character and lone surrogate, so that offsets stay those of the file."""
    return _CONTROL.sub(" ", text)


def _strict(data: bytes, name: str, source: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ArticleError(source, f"starts as {name} but byte {error.start} is not; save it as UTF-8") from error


def _detected(data: bytes, source: str) -> str:
    sample = data[:1_000_000]
    found = from_bytes(sample).best()
    if found is None or found.chaos > 0.2:
        raise ArticleError(source, "neither UTF-8 nor another encoding that can be told; save it as UTF-8")
    # English text rarely tells the encodings of Europe apart: of those that fit alike it is the Western one
    western = from_bytes(sample, cp_isolation=["cp1252"]).best()
    if western is not None and (western.chaos, -western.coherence) <= (found.chaos, -found.coherence):
        found = western
    return _strict(data, found.encoding, source)
