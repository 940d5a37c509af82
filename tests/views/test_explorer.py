"""The page as text: what it carries and what it must never carry."""

import json
import os
import pickle
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from kg.graph.ontology import load_vocabulary
from kg.models import Article, Entity, Extraction, Literal
from kg.views import render_explorer
from kg.views.explorer import drawing_library, own_script
from kg.views.families import family_of, load_families
from kg.views.payload import SHOWN_FIRST, build_payload


class Outline(HTMLParser):
    """Collects start tags with their attributes, and the text of each script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "script" and self.lasttag == "script":
            self.scripts[-1] += data


def render(extractions, title="A pledge"):
    return render_explorer(extractions, load_vocabulary(), title)


def test_nothing_in_the_page_is_loaded_from_anywhere(extractions):
    outline = Outline(render(extractions))
    for _tag, attributes in outline.tags:
        assert not {"src", "srcset", "href", "action", "style", "onclick", "onload"} & attributes.keys()
    assert "sourceMappingURL" not in render(extractions)
    assert not re.search(r"@import|url\(", re.search(r"<style>(.*?)</style>", render(extractions), re.S).group(1))
    policy = next(a["content"] for tag, a in outline.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "bad", ["</script><script>alert(1)</script>", "<!--<script>", '"><img src=x onerror=alert(1)>']
)
def test_hostile_text_adds_no_tag(hostile, extractions, bad):
    plain = [tag for tag, _ in Outline(render(extractions)).tags]
    assert [tag for tag, _ in Outline(render(hostile(bad), title=bad)).tags] == plain


def test_scripts_can_stand_in_a_page():
    for script in (drawing_library(), own_script()):
        assert "</script" not in script.lower()
        assert "<!--" not in script
        assert "\r" not in script
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", own_script())


def test_page_survives_text_that_utf8_cannot_hold(hostile):
    page = render(hostile("\ud800\u2028\x00😀"), title="\ud800")
    page.encode("utf8")


def test_marks_count_as_javascript_counts(hostile):
    payload = build_payload(hostile("😀"), load_vocabulary())
    ((_, text),) = payload["sentences"]
    marks = payload["claims"][0][7]
    units = text.encode("utf-16-le")
    pieces = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in zip(marks[::2], marks[1::2], strict=True) if a >= 0]
    assert pieces == ["😀 strikes 😀", "😀", "strikes"]


def test_quote_stands_alone_where_the_article_text_is_not_at_hand(extractions):
    (whole,) = extractions
    bare = Extraction(Article("pledge", "", "A pledge"), (), whole.claims)
    payload = build_payload([bare], load_vocabulary())
    assert payload["sentences"][0] == (0, "about 50,000 troops stationed there")
    assert payload["claims"][0][7] == [0, 35, -1, -1, 20, 29, 30, 35]


def test_same_input_gives_the_same_bytes_under_any_hash_seed(extractions):
    code = (
        "import sys, pickle, hashlib\n"
        "from kg.graph.ontology import load_vocabulary\n"
        "from kg.views import render_explorer\n"
        "page = render_explorer(pickle.load(sys.stdin.buffer), load_vocabulary(), 'x')\n"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], input=pickle.dumps(extractions), env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_entities_stand_best_connected_first_and_only_those_have_places(extractions):
    (whole,) = extractions
    first = whole.claims[0]
    many = [
        Extraction(whole.article, (), tuple(
            type(first)(f"c{n}", Entity(f"E{n:03}", f"E{n}", "Person"), "leaderOf", first.subject, first.evidence)
            for n in range(SHOWN_FIRST + 30)
        ))
    ]  # fmt: skip
    rows = build_payload(many, load_vocabulary())["entities"]
    assert rows[0][0] == "United_States"
    assert [row[5] is not None for row in rows] == [True] * SHOWN_FIRST + [False] * 31


def test_a_literal_is_an_entity_of_its_own_kind(extractions):
    (whole,) = extractions
    first = whole.claims[0]
    value = type(first)("c", first.subject, "operates", Literal("12", "integer"), first.evidence)
    payload = build_payload([Extraction(whole.article, (), (value,))], load_vocabulary())
    label = payload["entities"][payload["claims"][0][2]][1]
    kind = payload["types"][payload["entities"][payload["claims"][0][2]][2]]
    assert (label, load_families()[kind[1]].label) == ("12", "Value")


@pytest.mark.parametrize(
    ("type_", "family"),
    [("State", "State"), ("MilitaryBase", "Base or facility"), ("City", "Place"), ("Company", "Organization"),
     ("Alliance", "Alliance"), ("Radar", "Weapon system"), ("War", "Event"), ("Nonsense", "Other")],
)  # fmt: skip
def test_each_class_has_its_family(type_, family):
    assert load_families()[family_of(type_, load_vocabulary())].label == family


def test_families_differ_in_shape_and_every_class_has_one():
    families = load_families()
    assert len({family.path for family in families}) == len(families)
    known = set(load_vocabulary().classes)
    assert {name for family in families for name in family.classes} - {"Literal"} <= known


def test_data_block_is_json(extractions):
    data = json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', render(extractions)).group(1)
    )
    assert len(data["claims"]) == 4
