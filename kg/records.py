"""Records: claims and mentions as JSON objects and CSV rows; scripts rely on these fields."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import asdict

from kg.models import Claim, Entity, Literal, Mention, Quantity, Span

Record = dict[str, object]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def entity_record(entity: Entity | None) -> Record | None:
    """Return an entity as `id`, `label`, `type`, `wikidata`, `aliases`."""
    if entity is None:
        return None
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "wikidata": entity.wikidata,
        "aliases": list(entity.aliases),
    }


def claim_record(claim: Claim) -> Record:
    """Return a claim with exactly the fields that the command line promises."""
    other = claim.object
    return {
        "id": claim.id,
        "subject": entity_record(claim.subject),
        "predicate": claim.predicate,
        "object": asdict(other) if isinstance(other, Literal) else entity_record(other),
        "category": claim.category,
        "symmetric": claim.symmetric,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "attribution": entity_record(claim.attribution),
        "quantity": _quantity(claim.quantity),
        "time": asdict(claim.time) if claim.time else None,
        "place": entity_record(claim.place),
        "role": claim.role,
        "subject_mention": _span(claim.subject_mention),
        "object_mention": _span(claim.object_mention),
        "cue": _span(claim.cue),
        "evidence": asdict(claim.evidence),
        "confidence": claim.confidence,
    }


def mention_record(mention: Mention) -> Record:
    """Return a mention with the fields that the command line promises; a group has no `entity`."""
    entity = mention.entity
    return {
        "document": mention.document,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "entity": {"id": entity.id, "label": entity.label, "wikidata": entity.wikidata} if entity else None,
    }


def _span(span: Span | None) -> Record | None:
    return asdict(span) if span else None


def _quantity(quantity: Quantity | None) -> Record | None:
    if quantity is None:
        return None
    value = int(quantity.value) if float(quantity.value).is_integer() else quantity.value
    return {"value": value, "unit": quantity.unit, "approximate": quantity.approximate}


def flat(record: Record) -> dict[str, str]:
    """Flatten a record to one row of text: labels for entities, the words for spans, offsets for evidence."""
    row: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict) and key == "evidence":
            row.update(
                {"document": value["document"], "start": value["start"], "end": value["end"], "quote": value["quote"]}
            )
        elif isinstance(value, dict) and key == "time":
            row.update({"time": value["text"], "time_start": value["start"], "time_end": value["end"]})
        elif isinstance(value, dict) and key == "quantity":
            row.update({"quantity": value["value"], "unit": value["unit"]})
        elif isinstance(value, dict):
            row[key] = value.get("label") or value.get("value") or value.get("text") or ""
        else:
            row[key] = "" if value is None else str(value)
    return {key: "" if value is None else str(value) for key, value in row.items()}


CLAIM_COLUMNS = (
    "document subject predicate object polarity modality attribution quantity unit time time_start time_end place role "
    "category cue quote start end confidence id"
).split()
MENTION_COLUMNS = "document start end text type entity".split()


def to_csv(records: Iterable[Record], columns: list[str]) -> str:
    """Write records as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    whole = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for record in records:
        cells = {key: _harmless(value) for key, value in flat(record).items()}
        row = [cells.get(column, "") for column in columns]
        # a lone carriage return ends a line for most readers, and csv leaves it bare
        (whole if any("\r" in cell for cell in row) else writer).writerow(row)
    return out.getvalue()


def _harmless(value: str) -> str:
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
