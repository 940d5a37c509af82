"""Answers to questions: rows or triples, in one order, and as JSON, CSV, TSV or Turtle."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.files import serialized
from kg.graph.namespaces import PREFIXES, shortened

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
_STRING = PREFIXES["xsd"] + "string"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: `columns` and `terms` of a SELECT, `triples` of a CONSTRUCT, `boolean` of an ASK."""

    columns: tuple[str, ...] = ()
    terms: Sequence[tuple[Term, ...]] = ()
    triples: Sequence[ox.Triple] | None = None
    boolean: bool | None = None

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows as text for people: IRIs with prefixes, literals as they are, nothing for what is open."""
        if self.boolean is not None:
            yield ("yes" if self.boolean else "no",)
        for row in self.terms:
            yield tuple(_shown(term) for term in row)

    def serialize(self, form: str) -> str:
        """Return the answer as `json`, `csv`, `tsv` (SPARQL 1.1 results) or `turtle`; QueryError where it cannot be."""
        if self.triples is not None:
            if form not in ("turtle", "json"):
                raise QueryError(f"the query gives triples, which are not {form}; use --format turtle")
            kind = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.JSON_LD
            return serialized([ox.Quad(*triple) for triple in self.triples], kind).decode("utf8")
        if form == "json":
            return self._json()
        if form == "csv":
            out = io.StringIO()
            writer = csv.writer(out, lineterminator="\r\n")
            writer.writerow(self.columns)
            writer.writerows(self.rows() if self.boolean is not None else ([_value(t) for t in r] for r in self.terms))
            return out.getvalue()
        if form == "tsv":
            heads = "\t".join(f"?{column}" for column in self.columns)
            lines = self.rows() if self.boolean is not None else ([_turtle(t) for t in row] for row in self.terms)
            return "\n".join([heads, *("\t".join(line) for line in lines), ""])
        raise QueryError(f"the query gives no triples, so it cannot be {form}; use --format json, csv or tsv")

    def _json(self) -> str:
        result: dict[str, object] = {"head": {}, "boolean": self.boolean}
        if self.boolean is None:
            bindings = [
                {name: _json(term) for name, term in zip(self.columns, row, strict=True) if term is not None}
                for row in self.terms
            ]
            result = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def gather(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple], most: int | None = None
) -> Answer:
    """Take an engine's result in; of more than `most` rows or different triples, one more is taken, which tells so."""
    if isinstance(found, ox.QueryBoolean):
        return Answer(("answer",), boolean=bool(found))
    more = None if most is None else most + 1
    if isinstance(found, ox.QueryTriples | list):
        # CONSTRUCT may give a triple many times over; the limit counts what the client gets
        given = found if most is None else islice(found, 4 * most)
        return Answer(triples=list(islice(dict.fromkeys(given), more)))
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, [tuple(row[name] for name in columns) for row in islice(found, more)])


def _shown(term: Term) -> str:
    return shortened(term.value) if isinstance(term, ox.NamedNode) else _value(term)


def _value(term: Term) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _turtle(term: Term) -> str:
    if isinstance(term, ox.Literal) and not term.language and term.datatype.value == _STRING:
        return str(ox.Literal(term.value)).removesuffix(f"^^<{_STRING}>").replace("\t", "\\t")
    return "" if term is None else str(term).replace("\t", "\\t")


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    return {"type": "bnode", "value": getattr(term, "value", str(term))}
