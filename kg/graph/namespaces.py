"""Names in the graph: the base IRI, the closed vocabulary, and IRIs minted from ids."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import VocabularyError

BASE = "https://kg.example/"
"""Base of all minted IRIs unless another is given; the vocabulary always stands under this one."""

VOCABULARY = BASE + "ontology#"
PREFIXES = {
    "kg": VOCABULARY,
    "kgr": BASE + "resource/",
    "kga": BASE + "article/",
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "np": "http://www.nanopub.org/nschema#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# letters and digits of any script stay readable; all else, `%` itself too, becomes bytes, so that no two ids meet
_ESCAPED = re.compile(r"[^\w.~-]|^\.+$")


class Terms:
    """A closed namespace: `terms["name"]` is the IRI, and a name that it does not hold is an error at once."""

    def __init__(self, iri: str, names: Iterable[str]) -> None:
        self._iri = iri
        self._terms = {name: ox.NamedNode(iri + name) for name in names}

    def __getitem__(self, name: str) -> ox.NamedNode:
        """Return the IRI of a term; raises VocabularyError for a name that is none."""
        try:
            return self._terms[name]
        except KeyError:
            raise VocabularyError(self._iri, None, f"has no term {name!r}") from None

    def name(self, node: object) -> str:
        """Return the local name of one of the terms; raises VocabularyError for anything else."""
        name = str(getattr(node, "value", node)).removeprefix(self._iri)
        return self[name].value.removeprefix(self._iri)


def ontology_folder() -> Path:
    """Return where vocabulary, shapes and queries lie: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise VocabularyError("ontology/kg.ttl", None, "is missing; install kg again")


@cache
def kg_terms() -> Terms:
    """Return the terms that `ontology/kg.ttl` declares."""
    text = (ontology_folder() / "kg.ttl").read_text(encoding="utf8")
    return Terms(VOCABULARY, re.findall(r"^kg:(\w+) a ", text, re.MULTILINE))


RDF = Terms(PREFIXES["rdf"], "type subject predicate object".split())
RDFS = Terms(PREFIXES["rdfs"], "label subClassOf comment".split())
DCTERMS = Terms(PREFIXES["dcterms"], "identifier title date source creator publisher".split())
OA = Terms(
    PREFIXES["oa"],
    "Annotation SpecificResource TextPositionSelector TextQuoteSelector hasBody hasTarget hasSource hasSelector "
    "start end exact".split(),
)
PROV = Terms(PREFIXES["prov"], ["wasDerivedFrom", "wasAttributedTo"])
NP = Terms(PREFIXES["np"], "Nanopublication hasAssertion hasProvenance hasPublicationInfo".split())
SCHEMA = Terms(PREFIXES["schema"], ["mentions"])
SKOS = Terms(PREFIXES["skos"], ["altLabel", "exactMatch"])
GEO = Terms(PREFIXES["geo"], "hasGeometry Geometry asWKT wktLiteral".split())
WGS = Terms(PREFIXES["wgs"], ["lat", "long"])
XSD = Terms(
    PREFIXES["xsd"],
    "string boolean integer decimal double date dateTime gYear gYearMonth duration anyURI".split(),
)


def with_prefixes(text: str) -> str:
    """Return a query with the usual prefixes declared on its first line, so that lines keep their numbers."""
    declared = set(re.findall(r"\bprefix\s+([\w.-]*):", text, re.IGNORECASE))
    lines = (f"PREFIX {p}: <{iri}>" for p, iri in PREFIXES.items() if p not in declared and f"{p}:" in text)
    return " ".join([*lines, text])


def shortened(iri: str) -> str:
    """Return an IRI with its usual prefix, or as it is where it has none."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def mint(base: str, kind: str, key: str) -> ox.NamedNode:
    """Make the IRI of a resource, article, claim or evidence from its id; any text gives a valid one of its own."""
    return ox.NamedNode(f"{base}{kind}/{_ESCAPED.sub(_percent, key)}")


def key_of(node: object) -> str:
    """Return the id that an IRI was minted from."""
    return unquote(str(getattr(node, "value", node)).rpartition("/")[2], errors="surrogatepass")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf8", "surrogatepass"))
