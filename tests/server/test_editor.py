"""The query editor, which only some wheels carry: the page without it, and the page with it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import kg
from kg.server import app
from kg.server.gate import POLICY
from kg.server.limits import Limits

HOUSE = Path(kg.__file__).parent
HTML = "http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML"
HOSTILE = (
    'SELECT ("<img src=x onerror=alert(1)><script>alert(2)</script>" AS ?x) (<javascript:alert(3)> AS ?y) '
    f'("<b onclick=alert(1)>k</b><img src=http://h.example/x>"^^<{HTML}> AS ?h) {{}}'
)


def client() -> TestClient:
    return TestClient(app.make_app(None, Limits()), base_url="http://localhost")  # type: ignore[arg-type] # no query


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package look as if a wheel had brought the editor."""
    shutil.copytree(app.PAGE, tmp_path / "page")
    (tmp_path / "page" / "yasgui").mkdir()
    (tmp_path / "page" / "yasgui" / "yasgui.min.js").write_text("window.Yasgui = 1;")
    monkeypatch.setattr(app, "PAGE", tmp_path / "page")
    monkeypatch.setattr(app, "EDITOR", tmp_path / "page" / "yasgui" / "yasgui.min.js")


def test_without_the_editor_the_plain_page_is_shown() -> None:
    page = client().get("/")
    assert page.status_code == 200
    assert 'id="query"' in page.text
    assert page.headers["content-security-policy"] == POLICY


def test_with_the_editor_the_plain_page_stays(carried: None) -> None:
    page, plain = client().get("/"), client().get("/index.html")
    assert 'id="yasgui"' in page.text
    assert 'href="index.html"' in page.text
    assert 'id="query"' in plain.text
    assert plain.headers["content-security-policy"] == POLICY
    assert client().get("/yasgui/yasgui.min.js").text == "window.Yasgui = 1;"


def test_the_editor_may_run_no_script_but_the_servers(carried: None) -> None:
    policy = client().get("/").headers["content-security-policy"]
    assert policy == app.EDITOR_POLICY
    assert "unsafe" not in policy
    assert re.sub(r" 'sha256-[\w+/=]+'", "", policy, count=1) == POLICY
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy


def test_pages_load_nothing_from_elsewhere() -> None:
    for name in ("index.html", "editor.html"):
        loaded = re.findall(r'(?:src|href)="([^"]+)"', (app.PAGE / name).read_text(encoding="utf8"))
        assert len(loaded) > 3
        assert not [address for address in loaded if ":" in address.removeprefix("data:,")]
        assert not [a for a in loaded if "/" not in a and a != "data:," and not (app.PAGE / a).is_file()]


def test_the_pages_are_told_questions_and_terms() -> None:
    told = client().get("/questions").json()
    assert {"kg:stationedIn", "kg:State"} <= set(told["terms"])
    assert told["terms"] == sorted(told["terms"])
    assert "forces-abroad" in {question["name"] for question in told["questions"]}


@pytest.fixture
def served(tmp_path: Path, graph_file: Path) -> Iterator[str]:
    """A server whose package carries the real editor; its tarball is the one that KG_EDITOR names."""
    tarball = os.environ.get("KG_EDITOR", "")
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if missing or not Path(tarball).is_file():
        what = "NOT RUN: the real query editor in a browser; set KG_EDITOR=its tarball (npm pack, see setup.py)"
        warnings.warn(what, stacklevel=1)
        pytest.skip(what)
    from tests.test_setup import load_hook

    (tmp_path / "kg").mkdir()
    for part in HOUSE.iterdir():
        if part.name != "server":
            (tmp_path / "kg" / part.name).symlink_to(part)
    (tmp_path / "ontology").symlink_to(HOUSE.parent / "ontology")
    shutil.copytree(HOUSE / "server", tmp_path / "kg" / "server")
    load_hook().unpack(tarball, tmp_path / "kg" / "server" / "page" / "yasgui")
    command = [sys.executable, "-m", "kg", "serve", str(graph_file), "--port", "0", "--rows", "200"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}
    ) as process:
        assert process.stderr is not None
        yield next(word for word in process.stderr.readline().split() if word.endswith("/sparql"))
        process.terminate()


@pytest.fixture
def browser(served: str) -> Iterator[Any]:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (
        "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking "
        "--window-size=1280,1000 --proxy-server=http://127.0.0.1:9 --proxy-bypass-list=127.0.0.1 "
        f"--user-data-dir={tempfile.mkdtemp()}"
    ).split():
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(shutil.which("chromedriver"))))
    driver.get("about:blank")
    driver.get_log("performance")
    driver.get(served.removesuffix("sparql"))
    yield driver
    driver.quit()


def until(true: Any) -> Any:
    deadline = time.monotonic() + 20
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found
    return found


def test_the_real_editor_asks_this_server_only(browser: Any, served: str) -> None:
    def ask(query: str, shown: str) -> None:
        browser.execute_script("const t = yasgui.getTab(); t.setQuery(arguments[0]); t.query().catch(() => 0)", query)
        until(lambda: shown in browser.find_element("css selector", "main").text)

    until(lambda: browser.execute_script("return yasgui !== null && menu.options.length > 5"))
    ask("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?l { ?s rdfs:label ?l }", "Aomori <b>")
    ask("SELECT * { ?s ?p ?o . ?a ?b ?c }", "cut off after 200 rows")
    ask(HOSTILE, "<img src=x onerror=alert(1)>")
    assert browser.execute_script("return document.querySelector('#yasgui img, #yasgui script')") is None
    browser.execute_script(
        "const y = yasgui.getTab().getYasqe(); y.setValue('SELECT * { ?s kg:stat'); y.setCursor({line: 0, ch: 21}); "
        "y.autocomplete()"
    )
    until(lambda: "kg:stationedIn" in browser.find_element("css selector", "body").text)
    sent = [entry["message"] for entry in browser.get_log("performance") if "requestWillBeSent" in entry["message"]]
    addresses = {address for message in sent for address in re.findall(r'"url":"(https?://[^"]+)"', message)}
    assert served in addresses
    assert {address for address in addresses if not address.startswith(served.removesuffix("sparql"))} == set()
