"""The named questions of `ontology/queries/`: their files, their parameters, and the SPARQL that these make of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, VocabularyError
from kg.graph.find import find_entity
from kg.graph.namespaces import kg_terms, ontology_folder
from kg.graph.ontology import load_vocabulary

_PARAMETER = re.compile(r"# param: (?P<name>\w+) \((?P<kind>entity|predicate)(?P<needed>, needed)?\): (?P<help>.+)")
_GROUP = re.compile(r"GRAPH \?\w+ \{")  # the first one of a question is where its parameters are bound
_MARKED = re.compile(r"^(?P<line>.*?)  # (?:only (?P<when>with|without) (?P<name>\w+)|finds claims)\n", re.MULTILINE)
_BY_ARTICLE = re.compile(r"^SELECT .*\?article\b.* WHERE \{$", re.MULTILINE)
_NEWEST = "newest"  # stands for a parameter in the lines of a question that look beyond the articles that are asked


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

    @property
    def open_text(self) -> str:
        """The SPARQL that asks without any parameter."""
        return _chosen(self.text, set())


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A named question with its parameters: whole, and as it is put to some articles as the only named graphs."""

    text: str
    text_within: str
    finds: str
    """A pattern that finds every `?article` that may have an answer, and its `?claim`, if that is about claims."""
    by_article: bool
    """Whether each row is of one article, and names it."""


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named questions by name; raises VocabularyError for a file whose comments say too little."""
    paths = sorted((ontology_folder() / "queries").glob("*.rq"))
    return {path.stem: read_named_query(path) for path in paths}


def read_named_query(path: Path) -> NamedQuery:
    """Read a `.rq` file: `# title`, then `# param: name (entity|predicate[, needed]): help` lines, then the query.

    A line that ends in `# only with NAME` is left out when that parameter is not given, one that ends in
    `# only without NAME` when it is. Each of the former, and each that ends in `# finds claims`, is a pattern that is
    enough to find the claims that may be answers, or the articles. `newest` is as a parameter that is given when the
    named graphs are some articles only.
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
    named = {found["name"] for found in _MARKED.finditer(text) if found["name"]}
    if unknown := named - {parameter.name for parameter in given} - {_NEWEST}:
        raise VocabularyError(str(path), None, f"has a line with or without {min(unknown)}, which is no parameter")
    return NamedQuery(path.stem, comments[0].removeprefix("# "), tuple(given), text)


def bind(store: ox.Store, name: str, parameters: Mapping[str, str] | None = None) -> BoundQuery:
    """Give a named question its parameters, which become RDF terms; raises QueryError for one that does not fit."""
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
    text = _with_values(asked.text, bound)
    whole, within = _chosen(text, set(bound)), _chosen(text, {*bound, _NEWEST})
    return BoundQuery(whole, within, _finds(text, bound), bool(_BY_ARTICLE.search(text)))


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
    return _GROUP.sub(lambda group: group[0] + _values(bound), text, count=1)


def _values(bound: Mapping[str, ox.NamedNode]) -> str:
    return "".join(f" VALUES ?{name} {{ {term} }}" for name, term in bound.items())


def _chosen(text: str, given: set[str]) -> str:
    """Leave out the lines that are for other parameters than these, and the marks of the others."""

    def kept(found: re.Match[str]) -> str:
        wanted = found["name"] is None or (found["name"] in given) == (found["when"] == "with")
        return found["line"] + "\n" if wanted else ""

    return _MARKED.sub(kept, text)


def _finds(text: str, bound: Mapping[str, ox.NamedNode]) -> str:
    """Join the lines that find claims: each in a group of its own, which an engine joins by tables."""
    lines = [
        found["line"].strip()
        for found in _MARKED.finditer(text)
        if found["name"] is None or (found["when"] == "with" and found["name"] in bound)
    ]
    groups = [
        f"{{ SELECT DISTINCT ?article ?claim WHERE {{ GRAPH ?article {{"
        f"{_values({name: term for name, term in bound.items() if f'?{name} ' in line})} {line} }} }} }}"
        for line in lines
    ]
    return " ".join(groups) or "GRAPH ?article { }"
