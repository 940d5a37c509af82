"""What may be asked: a query is parsed and its whole algebra walked before any engine sees it.

rdflib and Oxigraph both follow SERVICE to whatever address a query names, and rdflib fetches graphs named in FROM; no
switch binds both engines. So SERVICE and updates are refused here, and a graph that is not in the store stays empty.
"""

import re
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph
import rdflib.plugins.sparql as sparql
from pyparsing import ParseException, ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from kg.errors import QueryError, one_line

sparql.SPARQL_LOAD_GRAPHS = False  # FROM in rdflib: a graph that is not in the store is empty, never fetched

BASE = "http://localhost/sparql"  # what relative IRIs of a query are resolved against when it names no base
MAX_LENGTH = 100_000
_FORMS = {"SelectQuery": "SELECT", "AskQuery": "ASK", "ConstructQuery": "CONSTRUCT", "DescribeQuery": "DESCRIBE"}
_SERVICE = "SERVICE is refused: kg asks no other server; ask the graph itself, or that server yourself"
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """A query that may be evaluated: the text to evaluate, its form, and the graphs that FROM names in it."""

    text: str
    form: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    algebra: Query


def checked_query(text: str) -> str:
    """Return the text of a query that is safe to evaluate; raises QueryError for anything else."""
    return check_query(text).text


def check_query(text: str) -> CheckedQuery:
    """Parse a query and walk its algebra; raises QueryError that says why a query is refused."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query has {len(text)} characters; {MAX_LENGTH} are allowed")
    text = _one_reading(text)
    return _with_room(lambda: _check(text))


def _check(text: str) -> CheckedQuery:
    # before parsing too: rdflib's parser runs in circles on one SERVICE inside another
    if _spells_service(text):
        raise QueryError(_SERVICE)
    try:
        tree = parseQuery(text)
        query = translateQuery(tree, base=BASE)
    except ParseException as error:
        raise QueryError(_refusal(text, error)) from None
    except RecursionError:
        raise
    except Exception as error:  # rdflib raises bare exceptions for unknown prefixes and variables out of scope
        raise QueryError(f"not a SPARQL 1.1 query: {one_line(error)}") from None
    if _calls_service(tree) or _calls_service(query.algebra):
        raise QueryError(_SERVICE)
    _agree(text)
    clauses = query.algebra.datasetClause or ()
    default = tuple(str(c.default) for c in clauses if c.default is not None)
    named = tuple(str(c.named) for c in clauses if c.named is not None)
    return CheckedQuery(text, _FORMS[query.algebra.name], default, named, query)


_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _one_reading(text: str) -> str:
    r"""Write out what the two parsers read differently, so that neither sees a query that the other does not.

    rdflib takes `\u` with eight digits too and ends comments at line feeds only; Oxigraph does neither.
    """
    try:
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        text.encode("utf8")
    except (ValueError, OverflowError):
        raise QueryError("the query holds an escape that is no character") from None
    if re.search(r"\\[uU]", text):
        raise QueryError("the query holds a \\u that is no escape of four digits, or \\U of eight")
    if "\0" in text:
        raise QueryError("the query holds a NUL character")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _walk(node: Any) -> Iterator[CompValue]:
    """Yield every part of a parse tree or algebra, without recursion."""
    waiting, seen = [node], set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        if isinstance(part, CompValue):
            seen.add(id(part))
            yield part
            waiting.extend(dict.values(part))
        elif isinstance(part, ParseResults | list | tuple | set | frozenset):
            seen.add(id(part))
            waiting.extend(part)
        elif isinstance(part, dict):
            seen.add(id(part))
            waiting.extend([*part.keys(), *part.values()])


def _calls_service(node: Any) -> bool:
    return any(part.name == "ServiceGraphPattern" for part in _walk(node))


_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|\'\'\'(?:[^\'\\]|\\.|\'{1,2}(?!\'))*\'\'\''
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r'|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*|[?$]\w+|@[A-Za-z0-9-]+|[\w.-]*:(?:[\w.:%-]|\\.)*|(\w+)',
    re.DOTALL,
)


def _spells_service(text: str) -> bool:
    """Whether the keyword stands outside of strings, IRIs, names and comments: a second look that trusts no parser."""
    return any("service" in (found[1] or "").lower() for found in _TOKEN.finditer(text))


def _agree(text: str) -> None:
    """Have Oxigraph's stricter parser read the query too, over an empty store."""
    try:
        pyoxigraph.Store().query(text, base_iri=BASE)
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL 1.1 query: {one_line(error)}") from None
    except (RuntimeError, OSError, ValueError):
        return  # an error of evaluation (an unknown function): the query itself is well-formed


def _refusal(text: str, error: ParseException) -> str:
    """Say why a text is no query: it is an update, or where its mistake stands."""
    try:
        updates = parseUpdate(text).request
    except (ParseException, RecursionError):
        updates = ()
    if updates:
        return f"{updates[0].name.upper()} is an update; kg only answers queries"
    return f"not a SPARQL 1.1 query: line {error.lineno}, column {error.column}: {one_line(error.msg)}"


def _with_room(work: Callable[[], CheckedQuery]) -> CheckedQuery:
    """Run the recursive parser with a stack of its own; what is nested deeper still is refused."""
    outcome: list[CheckedQuery | BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except (RecursionError, MemoryError):
            outcome.append(QueryError("the query is nested too deeply or lists too many patterns"))
        except BaseException as error:
            outcome.append(error)

    with _lock:
        limit, size = sys.getrecursionlimit(), threading.stack_size(64 << 20)
        try:
            sys.setrecursionlimit(max(limit, 8_000))
            thread = threading.Thread(target=run, name="kg-guard")
            thread.start()
        finally:
            threading.stack_size(size)
        thread.join()
        sys.setrecursionlimit(limit)
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]
