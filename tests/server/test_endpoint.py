import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def ask(endpoint, query, accept="application/sparql-results+json", **named):
    return httpx.post(
        endpoint,
        content=query,
        headers={"Content-Type": "application/sparql-query", "Accept": accept},
        timeout=30,
        **named,
    )


def rows(response):
    assert response.status_code == 200, response.text
    return [{k: v["value"] for k, v in b.items()} for b in response.json()["results"]["bindings"]]


def test_three_ways_to_ask(endpoint):
    query = 'ASK { ?x rdfs:label "Japan" }'
    assert httpx.get(endpoint, params={"query": query}).json()["boolean"] is True
    assert httpx.post(endpoint, data={"query": query}).json()["boolean"] is True
    assert ask(endpoint, query).json()["boolean"] is True
    assert ask(endpoint + "/", 'ASK { ?x rdfs:label "Atlantis" }').json()["boolean"] is False


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        ("", "application/sparql-results+json", '{\n "head"'),
        ("*/*", "application/sparql-results+json", "{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "l\r\nJapan"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?l\n"Japan"'),
        ("text/html, text/csv;q=0.5, application/*;q=0.7", "application/sparql-results+json", "{"),
        ("application/json;q=0.1, text/csv;q=0.2, */*;q=0", "text/csv; charset=utf-8", "l"),
    ],
)
def test_results_in_the_format_that_is_wanted(endpoint, accept, media_type, start):
    response = ask(endpoint, "SELECT ?l { kgr:Japan rdfs:label ?l }", accept)
    assert response.headers["content-type"] == media_type
    assert response.text.startswith(start)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", ox.RdfFormat.TRIG),
    ],
)
@pytest.mark.parametrize("query", ["DESCRIBE kgr:Aomori", "CONSTRUCT { kgr:Aomori ?p ?o } WHERE { kgr:Aomori ?p ?o }"])
def test_graphs_in_the_format_that_is_wanted(endpoint, accept, form, query):
    response = ask(endpoint, query, accept)
    assert response.headers["content-type"].startswith(form.media_type)
    assert len(set(ox.parse(response.content, format=form))) == 3


def test_a_format_that_there_is_not(endpoint):
    response = ask(endpoint, "SELECT * { ?s ?p ?o }", "image/png, text/csv;q=0")
    assert response.status_code == 406
    assert "text/csv" in response.text


def test_csv_is_what_the_standard_says(endpoint):
    response = ask(
        endpoint, "SELECT ?l { { kgr:Guam rdfs:label ?l } UNION { kgr:Aomori rdfs:label ?l } } ORDER BY ?l", "text/csv"
    )
    assert response.text == 'l\r\n"=Guam, \'island\'"\r\n"Aomori <b>""\'"\r\n'
    assert response.headers["content-disposition"].startswith("attachment")
    assert response.headers["x-content-type-options"] == "nosniff"


ONE, TWO = "https://kg.example/article/one", "https://kg.example/article/two"
LABELS = "SELECT ?l { ?x rdfs:label ?l }"


@pytest.mark.parametrize(
    ("given", "query", "count"),
    [
        ({}, LABELS, 3),
        ({"default-graph-uri": ONE}, LABELS, 2),
        ({"default-graph-uri": [ONE, TWO]}, LABELS, 3),
        ({"default-graph-uri": "http://127.0.0.1:9/unknown"}, LABELS, 0),
        ({"named-graph-uri": TWO}, LABELS, 0),
        ({"named-graph-uri": TWO}, "SELECT ?l { GRAPH ?g { ?x rdfs:label ?l } }", 1),
        ({"default-graph-uri": ONE}, f"SELECT ?l FROM <{TWO}> {{ ?x rdfs:label ?l }}", 2),
        ({}, f"SELECT ?l FROM <{TWO}> {{ ?x rdfs:label ?l }}", 1),
        ({}, f"SELECT ?l FROM NAMED <{TWO}> {{ GRAPH ?g {{ ?x rdfs:label ?l }} }}", 1),
        ({}, "SELECT ?l FROM <http://127.0.0.1:9/unknown> { ?x rdfs:label ?l }", 0),
    ],
)
def test_the_dataset_is_the_requests_then_the_querys_then_all(endpoint, given, query, count):
    assert len(rows(httpx.get(endpoint, params={"query": query} | given))) == count


def test_nothing_is_ever_fetched(endpoint):
    hits = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)

        do_POST = do_GET  # noqa: N815 # the name is the library's

    with HTTPServer(("127.0.0.1", 0), Trap) as trap:
        threading.Thread(target=trap.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{trap.server_port}/"
        queries = {
            f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}": 400,
            f"SELECT * {{ BIND(<{there}> AS ?v) SERVICE SILENT ?v {{ ?s ?p ?o }} }}": 400,
            f"LOAD <{there}>": 400,
            f"SELECT * FROM <{there}> {{ ?s ?p ?o }}": 200,
            f"SELECT * FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}": 200,
        }
        for query, status in queries.items():
            assert ask(endpoint, query).status_code == status
        assert len(rows(ask(endpoint + "?default-graph-uri=" + quote(there, ""), LABELS))) == 0
        trap.shutdown()
    assert hits == []


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("PUT", {"params": {"query": "ASK {}"}}, 405),
        ("DELETE", {}, 405),
        ("POST", {"content": "ASK {}"}, 415),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ("POST", {"content": "x=1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        ("POST", {"content": "ASK {}".encode("utf-16"), "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("POST", {"content": b"ASK { ?s ?p '\xe9' }", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("POST", {"content": "ASK {}", "headers": {"Content-Type": "application/sparql-query; charset=latin-1"}}, 415),
        ("POST", {"content": "#" * 2_000_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("POST", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
        ("GET", {"params": {"query": "CLEAR ALL"}}, 400),
        ("GET", {"params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ("GET", {"params": {"query": "ASK { ?s ?p"}}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "not absolute"}}, 400),
        ("GET", {"params": {"query": "ASK { ?s ?p " + "(" * 3000 + ")" * 3000 + " }"}}, 400),
    ],
)
def test_what_is_refused(endpoint, method, options, status):
    response = httpx.request(method, endpoint, **options)
    assert response.status_code == status
    assert response.text.count("\n") <= 1
    assert "Traceback" not in response.text


def test_service_description(endpoint):
    response = httpx.get(endpoint, headers={"Accept": "application/n-triples"})
    told = {
        (str(q.predicate).rpartition("#")[2][:-1], q.object)
        for q in ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
    }
    assert ("endpoint", ox.NamedNode(endpoint)) in told
    comment = next(value.value for name, value in told if name == "comment")
    assert "2 seconds" in comment
    assert "200 rows" in comment
    assert "300 megabytes" in comment


def test_limits_are_announced_with_every_answer(endpoint):
    headers = ask(endpoint, "ASK {}").headers
    assert (headers["kg-time-limit"], headers["kg-row-limit"], headers["kg-memory-limit"]) == ("2", "200", "300")


def test_long_answers_are_cut_off_and_say_so(endpoint):
    response = ask(endpoint, "SELECT * { ?s kg:number ?n }")
    assert len(rows(response)) == 200
    assert response.headers["kg-truncated"] == "200 rows"
    assert "kg-truncated" not in ask(endpoint, "SELECT * { ?s kg:number ?n } LIMIT 200").headers
    graph = ask(endpoint, "CONSTRUCT WHERE { ?s kg:number ?n }", "application/n-triples")
    assert graph.text.count("\n") == 200
    assert graph.headers["kg-truncated"] == "200 rows"


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_runs(endpoint):
    began = time.monotonic()
    response = ask(endpoint, PRODUCT)
    assert time.monotonic() - began < 3
    assert response.status_code == 503
    assert response.text == "timed out after 2 s; ask for less, or add a LIMIT\n"
    assert ask(endpoint, "ASK {}").json()["boolean"] is True


def test_a_query_that_takes_too_much_memory_is_stopped_and_the_next_one_runs(endpoint):
    big = 'BIND(CONCAT("0123456789", "0123456789", "0123456789", "0123456789") AS ?a0)' + "".join(
        f" BIND(CONCAT({', '.join([f'?a{n}'] * 10)}) AS ?a{n + 1})" for n in range(8)
    )
    for _ in range(4):  # on a busy machine the time limit may come before the memory's
        response = ask(endpoint, f"SELECT (STRLEN(?a8) AS ?n) {{ {big} }}")
        assert response.status_code == 503
        if "megabytes" in response.text:
            break
    assert "300 megabytes" in response.text
    assert ask(endpoint, "ASK {}").json()["boolean"] is True


def test_a_client_that_leaves_stops_its_query(endpoint):
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(endpoint, params={"query": PRODUCT}, timeout=0.3)
    # the only worker is free again before the two seconds of the query are over
    began = time.monotonic()
    assert ask(endpoint, "ASK {}").json()["boolean"] is True
    assert time.monotonic() - began < 2


def _raw(endpoint, headers):
    connection = http.client.HTTPConnection(urlsplit(endpoint).netloc, timeout=10)
    connection.putrequest("GET", "/sparql?query=ASK%7B%7D", skip_host=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def test_only_its_own_names_are_answered(endpoint):
    port = urlsplit(endpoint).port
    for good in (f"127.0.0.1:{port}", f"localhost:{port}", "LOCALHOST", f"[::1]:{port}"):
        assert _raw(endpoint, [("Host", good)]).status == 200, good
    for bad in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "192.0.2.7",
        "",
        "localhost:1@evil.example",
    ):
        assert _raw(endpoint, [("Host", bad)]).status == 400, bad


def test_pages_of_other_sites_may_not_ask(endpoint):
    host = urlsplit(endpoint).netloc
    for origin, status, allowed in [
        ("https://evil.example", 403, None),
        ("null", 403, None),
        (f"http://{host}", 200, None),
        ("https://friend.example", 200, "https://friend.example"),
    ]:
        response = httpx.get(endpoint, params={"query": "ASK {}"}, headers={"Origin": origin})
        assert response.status_code == status, origin
        assert response.headers.get("access-control-allow-origin") == allowed, origin
        assert "access-control-allow-credentials" not in response.headers


def test_the_page_and_its_questions_come_from_here(endpoint):
    home = endpoint.removesuffix("sparql")
    page = httpx.get(home)
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "http" not in page.text
    told = httpx.get(home + "questions").json()
    assert any(question["title"] and "SELECT" in question["text"] for question in told["questions"])
    name, parameter = next((q["name"], q["parameters"][0]) for q in told["questions"] if q["parameters"])
    bound = httpx.get(f"{home}questions/{name}", params={parameter: "japan"})
    assert f"VALUES ?{parameter} {{ <https://kg.example/resource/Japan> }}" in bound.json()["query"]
    assert ask(endpoint, bound.json()["query"]).status_code == 200
    assert httpx.get(f"{home}questions/{name}", params={parameter: "} DROP ALL {"}).status_code == 400
    assert httpx.get(f"{home}questions/none").status_code == 400
    assert httpx.get(home + "../app.py").status_code == 404
