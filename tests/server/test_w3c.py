"""The W3C's protocol and service description tests, where they lie beside the checkout or in KG_SHARED."""

import http.client
import os
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection

SHARED = Path(os.environ.get("KG_SHARED") or Path(__file__).parents[3] / "shared") / "bench/w3c/sparql/sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

if not SHARED.is_dir():
    warnings.warn("NOT RUN: the W3C protocol tests; set KG_SHARED to the folder that holds bench/w3c", stacklevel=1)
    pytest.skip("no W3C tests beside the checkout", allow_module_level=True)

MANIFEST = Graph().parse(SHARED / "protocol/manifest.ttl")
TESTS = {str(test).rsplit("#")[-1]: test for test in Collection(MANIFEST, next(MANIFEST.objects(None, MF.entries)))}
QUERIES = sorted(name for name in TESTS if "update" not in name)
UPDATES = sorted(name for name in TESTS if "update" in name)


@pytest.fixture(scope="module")
def w3c(tmp_path_factory, serve):
    """A server on the graphs that the query tests name."""
    store = ox.Store()
    for n in (1, 2, 3):
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{n}.rdf")
        store.load(path=SHARED / f"protocol/data{n}.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    path = tmp_path_factory.mktemp("w3c") / "data.trig"
    store.dump(path, format=ox.RdfFormat.TRIG)
    with serve(path) as url:
        yield url


def requests(name):
    connection = MANIFEST.value(TESTS[name], MF.action)
    for request in Collection(MANIFEST, MANIFEST.value(connection, HT.requests)):
        headers = {}
        for header in Collection(MANIFEST, MANIFEST.value(request, HT.headers)):
            headers[str(MANIFEST.value(header, HT.fieldName))] = str(MANIFEST.value(header, HT.fieldValue))
        content = MANIFEST.value(request, HT.body)
        body = None
        if content is not None:
            encoding = str(MANIFEST.value(content, CNT.characterEncoding) or "utf8")
            body = str(MANIFEST.value(content, CNT.chars)).encode(encoding)
        path = str(MANIFEST.value(request, HT.absolutePath))
        yield str(MANIFEST.value(request, HT.methodName)), path, headers, body, MANIFEST.value(request, HT.resp)


def send(endpoint, method, path, headers, body):
    connection = http.client.HTTPConnection(urlsplit(endpoint).netloc, timeout=20)
    connection.request(method, path, body, headers)
    response = connection.getresponse()
    return response.status, response.getheader("content-type", ""), response.read()


def everything(endpoint):
    query = "/sparql?query=SELECT*%7BGRAPH%3Fg%7B%3Fs%3Fp%3Fo%7D%7DORDER%20BY%3Fs%3Fp%3Fo"
    return send(endpoint, "GET", query, {}, None)


def test_there_are_as_many_as_there_should_be():
    assert (len(QUERIES), len(UPDATES)) == (20, 14)


@pytest.mark.parametrize("name", QUERIES)
def test_query(w3c, name):
    for method, path, headers, body, expected in requests(name):
        status, media_type, answer = send(w3c, method, path, headers, body)
        wanted = {str(s)[-3] for s in MANIFEST.objects(expected, MF.expectedStatus)}
        assert str(status)[0] in wanted, answer
        boolean = MANIFEST.value(expected, MF.expectedBoolean)
        if boolean is not None:
            assert str(boolean) in answer.decode()
        form = str(MANIFEST.value(expected, MF.expectedFormat))
        if form in ("boolean", "tabular"):
            assert "sparql-results" in media_type
        if form == "RDF":
            assert ox.RdfFormat.from_media_type(media_type) is not None
        types = [str(t) for t in MANIFEST.objects(expected, MF.expectedContentType)]
        assert not types or media_type.partition(";")[0] in types


@pytest.mark.parametrize("name", UPDATES)
def test_update_is_refused(w3c, name):
    before = everything(w3c)
    for method, path, headers, body, _ in list(requests(name))[:1]:
        status, _, answer = send(w3c, method, path, headers, body)
        assert 400 <= status < 500, answer
    assert everything(w3c) == before


def test_every_request_of_an_update_leaves_the_store_alone(w3c):
    before = everything(w3c)
    for name in UPDATES:
        for method, path, headers, body, _ in requests(name):
            send(w3c, method, path, headers, body)
    assert before[0] == 200
    assert everything(w3c) == before


class TestServiceDescription:
    SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

    @pytest.fixture
    def described(self, w3c):
        status, media_type, body = send(w3c, "GET", urlsplit(w3c).path, {}, None)
        assert status == 200
        assert media_type.startswith("text/turtle")
        return Graph().parse(data=body, format="turtle")

    def test_returns_rdf(self, described):
        assert len(described) > 5

    def test_has_endpoint_triple(self, w3c, described):
        assert [str(o) for o in described.objects(None, self.SD.endpoint)] == [w3c]

    def test_conforms_to_schema(self, described):
        (service,) = described.subjects(RDF.type, self.SD.Service)
        (dataset,) = described.objects(service, self.SD.defaultDataset)
        assert (dataset, RDF.type, self.SD.Dataset) in described
        (graph,) = described.objects(dataset, self.SD.defaultGraph)
        assert (graph, RDF.type, self.SD.Graph) in described
        known = {"endpoint", "supportedLanguage", "feature", "resultFormat", "defaultDataset", "defaultGraph"}
        own = {str(p).removeprefix(self.SD) for p in described.predicates() if str(p).startswith(self.SD)}
        assert own == known
        assert set(described.objects(service, self.SD.supportedLanguage)) == {self.SD.SPARQL11Query}
        assert described.value(service, RDFS.comment)
