"""Names in the graph: the base IRI, the closed vocabulary, and IRIs minted from ids."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from kg.errors import VocabularyError

BASE = "https://kg.example/"
"""Base of all minted IRIs unless another is given; the vocabulary always stands under this one."""

VOCABULARY = BASE + "ontology#"
PREFIXES = {
    "kg": VOCABULARY,
    "kgr": BASE + "resource/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# letters and digits of any script stay readable; all else, `%` itself too, becomes bytes, so that no two ids meet
_ESCAPED = re.compile(r"[^\w.~-]|^\.+$")


def ontology_folder() -> Path:
    """Return the folder of the vocabulary, shapes and queries: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise VocabularyError("ontology/kg.ttl", None, "is missing; install kg again")


@cache
def _terms() -> frozenset[str]:
    text = (ontology_folder() / "kg.ttl").read_text(encoding="utf8")
    return frozenset(re.findall(r"^kg:(\w+) a ", text, re.MULTILINE))


@cache
def term(name: str) -> str:
    """Return the IRI of a term of the vocabulary; raises VocabularyError for one that is not in it."""
    if name not in _terms():
        raise VocabularyError("ontology/kg.ttl", None, f"has no term {name!r}")
    return VOCABULARY + name


def local_name(iri: str) -> str:
    """Return the name of a term of the vocabulary from its IRI."""
    return iri.removeprefix(VOCABULARY)


def mint(base: str, kind: str, key: str) -> str:
    """Make the IRI of a resource, article, claim or evidence from its id; any text gives a valid one of its own."""
    return f"{base}{kind}/{_ESCAPED.sub(_percent, key)}"


def key_of(iri: str) -> str:
    """Return the id that an IRI was minted from."""
    return unquote(iri.rpartition("/")[2], errors="surrogatepass")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf8", "surrogatepass"))
