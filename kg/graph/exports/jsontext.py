"""JSON as text: readable, in one order, and safe for readers that go line by line."""

import json
import re
from collections.abc import Iterable, Mapping

Json = dict[str, object]

# what some readers take for the end of a line, and what a terminal would obey; JSON lets it be written out
_WRITTEN_OUT = re.compile(r"[\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")  # stands in no UTF-8 text


def json_text(value: object, indent: int | None = None) -> str:
    """Return a value as JSON, letters of all scripts as they are."""
    text = _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False))
    return _WRITTEN_OUT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def json_lines(values: Iterable[Mapping[str, object]]) -> str:
    """Return one line a value."""
    return "".join(json_text(value) + "\n" for value in values)


def filled(**values: object) -> Json:
    """Return an object without the members that say nothing: None, an empty text, list or object."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}
