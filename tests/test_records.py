"""Records: exactly the fields that scripts rely on, and cells that no spreadsheet runs."""

import csv
import io
import json
from dataclasses import replace

import pytest

from kg.models import Claim, Entity, Evidence, Literal, Mention, Quantity, Span, Time
from kg.records import CLAIM_COLUMNS, MENTION_COLUMNS, claim_record, flat, mention_record, to_csv

US = Entity("United_States", "United States", "State", "Q30", ("US", "Washington"), (38.9, -77.0))
JAPAN = Entity("Japan", "Japan", "State", "Q17")
TIMES = Time("last Sunday", "2022-11-13", "2022-11-13")
CLAIM = Claim(
    "0123456789abcdef",
    US,
    "stationedIn",
    JAPAN,
    Evidence("seed", 10, 52, "Washington has about 50,000 troops in Japan"),
    symmetric=False,
    attribution=JAPAN,
    attribution_chain=(US,),
    quantity=Quantity(50000.0, "troops", True),
    time=TIMES,
    place=JAPAN,
    role="guard",
    subject_mention=Span(10, 20, "Washington"),
    object_mention=Span(47, 52, "Japan"),
    cue=Span(37, 43, "troops"),
    confidence=0.9,
    origin="rule:stationedIn/troops",
)
FIELDS = (
    "id subject predicate object category symmetric polarity modality attribution quantity time place role "
    "subject_mention object_mention cue evidence confidence"
).split()


def test_a_claim_has_exactly_the_promised_fields() -> None:
    record = json.loads(json.dumps(claim_record(CLAIM)))
    assert list(record) == FIELDS
    assert record["subject"] == {
        "id": "United_States", "label": "United States", "type": "State", "wikidata": "Q30",
        "aliases": ["US", "Washington"],
    }  # fmt: skip
    assert set(record["object"]) == set(record["place"]) == set(record["attribution"]) == set(record["subject"])
    assert record["quantity"] == {"value": 50000, "unit": "troops", "approximate": True}
    assert record["time"] == {"text": "last Sunday", "start": "2022-11-13", "end": "2022-11-13"}
    assert record["subject_mention"] == {"start": 10, "end": 20, "text": "Washington"}
    assert set(record["object_mention"]) == set(record["cue"]) == {"start", "end", "text"}
    assert record["evidence"] == {"document": "seed", "start": 10, "end": 52, "quote": CLAIM.evidence.quote}
    assert (record["category"], record["symmetric"], record["confidence"]) == (None, False, 0.9)


def test_what_a_claim_lacks_is_null() -> None:
    record = claim_record(Claim("1", US, "attacks", JAPAN, CLAIM.evidence))
    assert list(record) == FIELDS
    empty = {key for key, value in record.items() if value is None}
    assert empty == {
        "category", "attribution", "quantity", "time", "place", "role", "subject_mention", "object_mention", "cue",
    }  # fmt: skip
    assert (record["polarity"], record["modality"]) == ("positive", "actual")


def test_a_literal_object_has_value_and_datatype() -> None:
    record = claim_record(replace(CLAIM, object=Literal("12", "integer")))
    assert record["object"] == {"value": "12", "datatype": "integer"}


@pytest.mark.parametrize(("value", "shown"), [(28500.0, "28500"), (1.5, "1.5"), (2e9, "2000000000")])
def test_whole_numbers_are_whole(value: float, shown: str) -> None:
    record = claim_record(replace(CLAIM, quantity=Quantity(value)))
    assert json.dumps(record["quantity"]).startswith(f'{{"value": {shown},')


def test_a_mention_has_exactly_the_promised_fields() -> None:
    one = mention_record(Mention("seed", 0, 2, "US", "State", (US,), "gazetteer"))
    assert one == {
        "document": "seed", "start": 0, "end": 2, "text": "US", "type": "State",
        "entity": {"id": "United_States", "label": "United States", "wikidata": "Q30"},
    }  # fmt: skip
    assert mention_record(Mention("seed", 0, 4, "both", "State", (US, JAPAN), "group"))["entity"] is None


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_holds_labels_words_and_offsets() -> None:
    (row,) = rows(to_csv([claim_record(CLAIM)], CLAIM_COLUMNS))
    assert list(row) == CLAIM_COLUMNS
    expected = {
        "document": "seed", "subject": "United States", "predicate": "stationedIn", "object": "Japan",
        "attribution": "Japan", "quantity": "50000", "unit": "troops", "time": "last Sunday",
        "time_start": "2022-11-13", "cue": "troops", "start": "10", "end": "52", "confidence": "0.9", "category": "",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected


def test_a_row_of_a_mention_shows_its_entity() -> None:
    (row,) = rows(to_csv([mention_record(Mention("seed", 0, 2, "US", "State", (US,)))], MENTION_COLUMNS))
    assert row == {
        "document": "seed", "start": "0", "end": "2", "text": "US", "type": "State", "entity": "United States",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(x)", "+", "-", "--1", "-1.2.3", "+1e5x"]
)
@pytest.mark.parametrize("field", ["subject", "quote", "role"])
def test_no_cell_is_a_formula(text: str, field: str) -> None:
    changed = {
        "subject": replace(CLAIM, subject=replace(US, label=text)),
        "quote": replace(CLAIM, evidence=replace(CLAIM.evidence, quote=text)),
        "role": replace(CLAIM, role=text),
    }[field]
    (row,) = rows(to_csv([claim_record(changed)], CLAIM_COLUMNS))
    assert row[field] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+5", "-5.5", "1+1", "a=b", "'=1", "", "x"])
def test_numbers_and_words_stay(text: str) -> None:
    (row,) = rows(to_csv([claim_record(replace(CLAIM, role=text))], CLAIM_COLUMNS))
    assert row["role"] == text


def test_quotes_commas_and_line_ends_come_back() -> None:
    quote = 'He said "no",\nthen left; \u2028 end'
    (row,) = rows(to_csv([claim_record(replace(CLAIM, evidence=Evidence("a", 0, 5, quote)))], CLAIM_COLUMNS))
    assert row["quote"] == quote
    assert flat(claim_record(CLAIM))["object_mention"] == "Japan"
