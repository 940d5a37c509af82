"""Questions to a graph: SPARQL in the user's words, and the named questions of `ontology/queries/`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.errors import QueryError, VocabularyError, one_line
from kg.graph.answers import Answer, gather
from kg.graph.dataset import store_of
from kg.graph.find import find_entity
from kg.graph.guard import check_query
from kg.graph.namespaces import PREFIXES, kg_terms, ontology_folder
from kg.graph.ontology import load_vocabulary

_PARAMETER = re.compile(r"# param: (?P<name>\w+) \((?P<kind>entity|predicate)(?P<needed>, needed)?\): (?P<help>.+)")
_GROUP = re.compile(r"GRAPH \?\w+ \{")  # the first one of a question is where its parameters are bound
_ONLY_WITH = re.compile(r"^.*# only (with|without) (\w+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named question may be told: an entity by name or id, or a predicate by name."""

    name: str
    kind: str
    needed: bool
    help: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that kg knows, from a `.rq` file: its title, its parameters and its SPARQL."""

    name: str
    title: str
    given: tuple[Parameter, ...]
    text: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the parameters."""
        return tuple(parameter.name for parameter in self.given)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named questions by name; raises VocabularyError for a file whose comments say too little."""
    paths = sorted((ontology_folder() / "queries").glob("*.rq"))
    return {path.stem: read_named_query(path) for path in paths}


def read_named_query(path: Path) -> NamedQuery:
    """Read a `.rq` file: `# title`, then `# param: name (entity|predicate[, needed]): help` lines, then the query.

    A line that ends in `# only with NAME` is left out when that parameter is not given, one that ends in
    `# only without NAME` when it is.
    """
    text = path.read_text(encoding="utf8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    if not comments or comments[0].startswith("# param:"):
        raise VocabularyError(str(path), 1, "the first line must be a comment with the title")
    if not _GROUP.search(text):
        raise VocabularyError(str(path), None, "has no `GRAPH ?name {` on one line")
    given = []
    for n, line in enumerate(comments[1:], 2):
        found = _PARAMETER.fullmatch(line)
        if found is None or not re.search(rf"\?{found['name']}\b", text):
            raise VocabularyError(str(path), n, "is no `# param: name (entity|predicate[, needed]): help` of the query")
        given.append(Parameter(found["name"], found["kind"], bool(found["needed"]), found["help"]))
    if unknown := {name for _, name in _ONLY_WITH.findall(text)} - {parameter.name for parameter in given}:
        raise VocabularyError(str(path), None, f"has a line with or without {min(unknown)}, which is no parameter")
    return NamedQuery(path.stem, comments[0].removeprefix("# "), tuple(given), text)


def run_named(dataset: rdflib.Graph, name: str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask a named question; parameters become RDF terms, never text of the query."""
    store = store_of(dataset)
    # kg's own questions are checked by a test, which saves the time of parsing them three times over at each asking
    return _evaluate(store, named_text(store, name, parameters), union=True)


def named_text(store: ox.Store, name: str, parameters: Mapping[str, str] | None = None) -> str:
    """Return the SPARQL of a named question with its parameters bound; raises QueryError for one that does not fit."""
    asked = named_queries().get(name)
    if asked is None:
        raise QueryError(f"no question is named {name!r}; kg query --list shows {', '.join(named_queries())}")
    values = dict(parameters or {})
    if unknown := set(values) - set(asked.parameters):
        takes = ", ".join(asked.parameters) or "no parameters"
        raise QueryError(f"{name} has no parameter {', '.join(sorted(unknown))}; it takes {takes}")
    bound = {}
    for parameter in asked.given:
        if parameter.name in values:
            bound[parameter.name] = _term(store, parameter, values[parameter.name])
        elif parameter.needed:
            raise QueryError(f"{name} needs --with {parameter.name}=… ({parameter.help})")
    return _with_values(asked.text, bound)


def run_query(dataset: rdflib.Graph, text: str) -> Answer:
    """Ask a graph in SPARQL 1.1, over all its graphs at once where the query names none.

    The usual prefixes (kg, kgr, rdf, …) need no declaration. Updates and SERVICE are refused with a QueryError.
    """
    checked = check_query(with_prefixes(text))
    # FROM says what the default graph is; without it, it is all graphs together
    return _evaluate(store_of(dataset), checked.text, union=not checked.default_graphs and not checked.named_graphs)


def with_prefixes(text: str) -> str:
    """Return a query with the usual prefixes declared on its first line, so that lines keep their numbers."""
    declared = set(re.findall(r"\bprefix\s+([\w.-]*):", text, re.IGNORECASE))
    lines = (f"PREFIX {p}: <{iri}>" for p, iri in PREFIXES.items() if p not in declared and f"{p}:" in text)
    return " ".join([*lines, text])


def _term(store: ox.Store, parameter: Parameter, value: str) -> ox.NamedNode:
    if parameter.kind == "entity":
        return find_entity(store, value)
    if value not in load_vocabulary().predicates:
        raise QueryError(f"no predicate is named {value!r}; one is {', '.join(load_vocabulary().predicates)}")
    return kg_terms()[value]


def _with_values(text: str, bound: Mapping[str, ox.NamedNode]) -> str:
    """Bind variables in the group that they stand in; a NamedNode has been checked, so it is one IRI and no more.

    Bound outside of it they would be joined last: an engine does not move them into a group that has an OPTIONAL.
    """
    values = "".join(f" VALUES ?{name} {{ {term} }}" for name, term in bound.items())
    text = _ONLY_WITH.sub(lambda line: line[0] if (line[2] in bound) == (line[1] == "with") else "", text)
    return _GROUP.sub(lambda group: group[0] + values, text, count=1)


def _evaluate(store: ox.Store, text: str, union: bool) -> Answer:
    try:
        answer = gather(store.query(text, use_default_graph_as_union=union))
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {one_line(error)}") from None
    # what the query does not order comes in any order; these bytes must not change from run to run
    if answer.triples is not None:
        return Answer(triples=sorted(answer.triples, key=str))
    if re.search(r"\border\s+by\b", text, re.IGNORECASE):
        return answer
    return Answer(answer.columns, sorted(answer.terms, key=str), boolean=answer.boolean)
