"""A browser for the page, cut off from the network, and extractions made by hand."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.graph.ontology import load_vocabulary
from kg.models import Article, Claim, Entity, Evidence, Extraction, Quantity, Span, Time
from kg.views import render_explorer

US = Entity("United_States", "United States", "State", "Q30", ("US", "America"))
JAPAN = Entity("Japan", "Japan", "State", "Q17")
KOREA = Entity("South_Korea", "South Korea", "State", "Q884", ("ROK",))
BIDEN = Entity("Joe_Biden", "Joe Biden", "Person", "Q6279")
THAAD = Entity("THAAD", "THAAD", "AirDefenceSystem")
TAIWAN = Entity("Taiwan", "Taiwan", "State", "Q865")
TEXT = (
    "Washington has bases in Japan, with about 50,000 troops stationed there. US President Joe Biden spoke on Sunday. "
    "The US has had no diplomatic relations with Taiwan since 1979. Biden said that South Korea would host THAAD."
)
ARTICLE = Article("pledge", TEXT, "A pledge", "2022-11-17", "https://news.example/pledge", "A. Writer", "The Paper")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def claim(subject: Entity, predicate: str, other: Entity, quote: str, text: str = TEXT, **more: Any) -> Claim:
    place = span(quote, text)
    return Claim(
        f"{subject.id}-{predicate}-{other.id}", subject, predicate, other,
        Evidence("pledge", place.start, place.end, quote), confidence=0.7, origin="rule:test", **more,
    )  # fmt: skip


@pytest.fixture
def extractions() -> list[Extraction]:
    """Four claims: a fact with a quantity, an office, a denial, and a plan in someone else's word."""
    found = (
        claim(
            US, "stationedIn", JAPAN, "about 50,000 troops stationed there", quantity=Quantity(50000, "troops", True),
            subject_mention=span("Washington"), object_mention=span("there"), cue=span("stationed"),
        ),
        claim(BIDEN, "leaderOf", US, "US President Joe Biden", role="President"),
        claim(
            US, "hasDiplomaticRelationsWith", TAIWAN, "has had no diplomatic relations with Taiwan since 1979",
            symmetric=True, polarity="negative", time=Time("since 1979", "1979"),
        ),
        claim(
            KOREA, "operates", THAAD, "South Korea would host THAAD", modality="planned", attribution=BIDEN,
            attribution_chain=(US,),
        ),
    )  # fmt: skip
    return [Extraction(ARTICLE, (), found)]


@pytest.fixture
def hostile() -> Callable[[str], list[Extraction]]:
    """One claim in which a text stands wherever a text can stand."""

    def build(bad: str) -> list[Extraction]:
        text = f"Before. {bad} strikes {bad} here. After."
        villain = Entity(f"id{bad}", f"{bad}A", "State", bad, (bad, f"{bad} also"))
        victim = Entity(f"victim{bad}", f"{bad}B", bad)
        found = claim(
            villain, "attacks", victim, f"{bad} strikes {bad}", text, attribution=villain, attribution_chain=(victim,),
            quantity=Quantity(3, bad), time=Time(bad, bad, bad), place=victim, role=bad,
            subject_mention=Span(8, 8 + len(bad), bad), cue=span("strikes", text),
        )  # fmt: skip
        article = Article(f"doc{bad}", text, bad, bad, f"javascript:{bad}", bad, bad)
        return [Extraction(article, (), (replace(found, origin=bad),))]

    return build


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's chromium under Selenium, without a way to any host."""
    missing = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"NOT RUN: the page in a browser needs {' and '.join(missing)}: sh tests/chromium.sh")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (
        "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --window-size=1440,900 --proxy-server=http://127.0.0.1:9 "
        "--proxy-bypass-list=<-loopback>"
    ).split():
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    driver.execute_cdp_cmd("Network.enable", {})
    yield driver
    driver.quit()


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a page; after the test its console must be empty and nothing may have been asked for."""

    def opened(extractions: Sequence[Extraction], title: str = "A pledge") -> Any:
        path = tmp_path / "graph.html"
        path.write_text(render_explorer(extractions, load_vocabulary(), title), encoding="utf8")
        chromium.get("about:blank")
        chromium.get_log("browser")
        chromium.get_log("performance")
        chromium.get(path.as_uri())
        return chromium

    yield opened
    assert [entry["message"] for entry in chromium.get_log("browser")] == []
    asked = [entry["message"] for entry in chromium.get_log("performance") if "requestWillBeSent" in entry["message"]]
    assert [entry for entry in asked if '"url":"file:' not in entry and '"url":"blob:' not in entry] == []
