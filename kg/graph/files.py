"""Graph files: Turtle, TriG, N-Quads, N-Triples and JSON-LD, read strictly and written whole; no network, ever."""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError, OutputError
from kg.graph.dataset import dataset_of, sorted_quads, store_of
from kg.graph.namespaces import GEO, PREFIXES, RDF, kg_terms
from kg.graph.ontology import load_vocabulary

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}


def read_graph(path: Path) -> rdflib.Dataset:
    """Read a graph file by its suffix, or by its first character where the suffix says nothing.

    Raises GraphError with the line of the first mistake.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GraphError(
            str(path), f"{error.strerror or 'cannot be read'}; give a graph file or a store, as kg build writes"
        ) from error
    form = FORMATS.get(path.suffix.lower()) or _guess(data)
    if form == ox.RdfFormat.JSON_LD:
        _refuse_remote_contexts(data, path)
    try:
        return dataset_of(ox.parse(data, form))
    except SyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        raise GraphError(str(path), f"is not {form.name}: {line}{' '.join(str(error.msg).split())[:200]}") from None
    except ValueError as error:
        raise GraphError(str(path), f"is not {form.name}: {error}") from None


def write_graph(graph: rdflib.Graph, path: Path) -> None:
    """Write a graph by the suffix of its file, whole or not at all; the same graph gives the same bytes."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise OutputError(str(path), f"has none of the suffixes {', '.join(FORMATS)}")
    data = serialized(sorted_quads(store_of(graph)), form)
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
        raise OutputError(str(path), f"cannot be written ({error.strerror})") from error


def serialized(quads: Iterable[ox.Quad], form: ox.RdfFormat) -> bytes:
    """Return quads in a format, in the order given; a format of one graph gets the triples of all graphs, each once."""
    if form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES):
        lines = {str(q if form == ox.RdfFormat.N_QUADS else q.triple) + " .\n" for q in quads}
        return "".join(sorted(lines)).encode("utf8")
    items = list(quads) if form.supports_datasets else list(dict.fromkeys(quad.triple for quad in quads))
    if form == ox.RdfFormat.JSON_LD:
        return bytes(ox.serialize(items, format=form) or b"") + b"\n"
    return _laid_out(bytes(ox.serialize(items, format=form, prefixes=_prefixes(items)) or b"").decode("utf8"))


def _prefixes(items: Iterable[ox.Quad | ox.Triple]) -> dict[str, str]:
    """Return the prefixes, with `kgr` and `kga` for the base that the graph was built with."""
    for item in items:
        head, mark, _ = str(getattr(item.subject, "value", "")).partition("/resource/")
        if mark:
            return PREFIXES | {"kgr": head + mark, "kga": head + "/article/"}
    return PREFIXES


def _laid_out(text: str) -> bytes:
    """Sort the prefixes that a Turtle or TriG text uses to its top, and part its subjects by empty lines.

    The serializer puts one subject, predicate or brace on a line and none inside of a string.
    """
    lines = text.replace("\t", "    ").removesuffix("\n").split("\n")
    heads = sorted(line for line in lines if line.startswith("@prefix"))
    body: list[str] = []
    indent = "    " if any(line.endswith("{") for line in lines) else ""
    for line in lines[len(heads) :]:
        if line.startswith(indent) and not line.startswith(indent + "    ") and body and not body[-1].endswith("{"):
            body.append("")
        body.append(line)
    rest = "\n".join(body)
    used = [line for line in heads if line.split()[1] in rest]
    return "\n".join([*used, "", rest, ""]).encode("utf8")


def entities_and_facts(graph: rdflib.Graph) -> rdflib.Dataset:
    """Return what people read first, in one graph: the entities with their names, and the plain triples."""
    store = store_of(graph)
    classes = {kg_terms()[name] for name in load_vocabulary().classes}
    kept: set[object] = {q.subject for q in store.quads_for_pattern(None, RDF["type"], None) if q.object in classes}
    kept |= {q.object for q in store.quads_for_pattern(None, GEO["hasGeometry"], None) if q.subject in kept}
    return dataset_of(ox.Quad(*q.triple) for q in store if q.subject in kept)


def _guess(data: bytes) -> ox.RdfFormat:
    return ox.RdfFormat.JSON_LD if data.lstrip()[:1] in (b"{", b"[") else ox.RdfFormat.TRIG


def _refuse_remote_contexts(data: bytes, path: Path) -> None:
    """Refuse a JSON-LD context that would have to be fetched, whatever the parser does about it."""
    try:
        waiting = [json.loads(data)]
    except (ValueError, RecursionError) as error:
        raise GraphError(str(path), f"is not JSON-LD: {error}") from None
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            context = node.get("@context")
            for part in context if isinstance(context, list) else [context]:
                address = part.get("@import") if isinstance(part, dict) else part
                if isinstance(address, str):
                    raise GraphError(
                        str(path), f"names a remote context ({address[:100]}); kg fetches nothing, put it inline"
                    )
            waiting += node.values()
