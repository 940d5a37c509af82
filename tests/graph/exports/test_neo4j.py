"""Neo4j's files, read by the rules of `neo4j-admin database import`: header, types, ids, ends, arrays."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from graphs import EXTRACTIONS
from hostile import HOSTILE

from kg.graph.exports import export_files
from kg.graph.quads import extractions_to_dataset

FILES = export_files(extractions_to_dataset(EXTRACTIONS), "neo4j")
HOSTILE_FILES = export_files(extractions_to_dataset([HOSTILE]), "neo4j")
# a header cell is a name, a type of Neo4j's, or both; ids may name a space
HEADER = re.compile(
    r"(?P<name>[A-Za-z_]\w*)?(?::(?P<type>ID|LABEL|START_ID|END_ID|TYPE|IGNORE|string|int|long|float|double|boolean)"
    r"(?P<array>\[\])?(?:\((?P<space>\w+)\))?)?"
)
READ: dict[str | None, Callable[[str], object]] = {
    "int": int, "double": float, "boolean": lambda text: {"true": True, "false": False}[text],
}  # fmt: skip


def imported(text: str) -> list[dict[str, object]]:
    """Read a file as the importer does: one row a line, an empty cell is no property, `;` parts an array."""
    lines = text.split("\n")
    assert lines.pop() == ""
    rows = list(csv.reader(lines, strict=True))
    assert len(rows) == len(lines), "a row over several lines needs --multiline-fields"
    found = []
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        record: dict[str, object] = {}
        for head, cell in zip(rows[0], row, strict=True):
            matched = HEADER.fullmatch(head)
            assert matched is not None, head
            if cell:
                read = READ.get(matched["type"], str)
                name = matched["type"] if matched["type"] and matched["type"].isupper() else matched["name"]
                parts = matched["array"] or name == "LABEL"
                record[str(name)] = [read(one) for one in cell.split(";")] if parts else read(cell)
        found.append(record)
    return found


def test_nodes_have_ids_labels_and_classes_above() -> None:
    nodes = {node["ID"]: node for node in imported(FILES["nodes.csv"])}
    assert set(nodes) == {"United_States", "Japan", "China", "Fumio_Kishida", '"3"'}
    assert nodes["United_States"] == {
        "ID": "United_States", "label": "United States", "type": "State", "wikidata": "Q30",
        "aliases": ["US", "Washington"], "latitude": 38.9, "longitude": -77.04,
        "LABEL": ["State", "Actor", "Entity", "Place"],
    }  # fmt: skip
    assert nodes['"3"']["LABEL"] == ["Value"]


def test_facts_have_the_type_of_their_predicate_and_all_else_is_a_claim() -> None:
    found = {row["claim"]: row for row in imported(FILES["relationships.csv"])}
    assert {key: row["TYPE"] for key, row in found.items()} == {
        "c1": "STATIONED_IN", "c2": "LEADER_OF", "c3": "MET_WITH", "c4": "CLAIM", "d1": "CLAIM", "d2": "VISITED",
    }  # fmt: skip
    denied, possible, plain = found["d1"], found["c4"], found["c1"]
    assert (denied["predicate"], denied["polarity"], denied["attribution"]) == ("metWith", "negative", "China")
    assert denied["quote"] == "China denied that it met Japan"
    assert (possible["modality"], possible["attribution_chain"]) == ("possible", ["Kyodo", "Fumio Kishida"])
    assert [row["plain"] for row in (denied, possible, plain)] == [False, False, True]
    assert (plain["START_ID"], plain["END_ID"], plain["quantity"], plain["approximate"]) == (
        "United_States", "Japan", 50000.0, True,
    )  # fmt: skip


@pytest.mark.parametrize("files", [FILES, HOSTILE_FILES])
def test_ids_are_unique_and_every_end_is_there(files: dict[str, str]) -> None:
    ids = [node["ID"] for node in imported(files["nodes.csv"])]
    assert len(ids) == len(set(ids))
    relationships = imported(files["relationships.csv"])
    assert {row[end] for row in relationships for end in ("START_ID", "END_ID")} == set(ids)
    assert all(re.fullmatch(r"[A-Z][A-Z_]*", str(row["TYPE"])) for row in relationships)


def test_no_cell_of_a_hostile_text_is_a_formula_or_breaks_a_line() -> None:
    for text in HOSTILE_FILES.values():
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@\t\r-]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]
        assert not [cell for cell in cells if re.search(r"[\r\n\u2028]", cell)]
    (evil,) = [node for node in imported(HOSTILE_FILES["nodes.csv"]) if node["type"] == "Person"]
    assert evil["label"] == '\'=HYPERLINK("http://evil.example","x")'
    assert evil["aliases"] == ['", DROP', "+1,x", "-2 3"]
