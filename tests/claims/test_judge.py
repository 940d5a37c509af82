"""The learned reader: what it is told, what it adds, and that its additions pass the same gates as the rules' own."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.build import Extractor
from kg.claims import extract_claims
from kg.claims.judge import FOLDER, Judge, best, load_judge
from kg.claims.network import Embedded, Network, gelu, read_network, softmax
from kg.claims.pairs import Scene, iter_scenes
from kg.claims.participants import Participants
from kg.claims.view import View, Viewer
from kg.entities import find_mentions
from kg.errors import ModelError
from kg.ids import digest_file
from kg.language import load_embedding
from kg.language.files import MODEL
from kg.models import Article, Claim

STRUCK = "Israeli jets struck a house used by Palestinian Islamic Jihad."


class Keen(Network):
    """A network without any schooling that believes every line of the lexicon for one predicate, whichever the pair."""

    def score(self, view: View, embedded: Embedded) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
        assert len(embedded.first) == len(view.words)
        column = int(self.head["column"])
        likely = np.zeros(view.fits.shape)
        likely[:, column] = view.fits[:, column] * view.cues[:, column].max() * 0.9
        return likely, np.full(len(likely), view.cues[:, column].argmax())


@pytest.fixture(scope="module")
def judge(extractor: Extractor) -> Judge:
    column = Viewer(extractor.lexicon).predicates.index("attacks")
    return Judge(Keen(Path(), {"column": np.array(column, dtype=np.float32)}), load_embedding(), 0.5)


def claims(extractor: Extractor, text: str, judge: Judge | None) -> list[Claim]:
    article = Article("a", text, date="2022-11-17")
    doc = extractor.nlp(text)
    return extract_claims(
        doc, article, find_mentions(doc, article, extractor.gazetteer), extractor.lexicon, judge
    ).claims


def added(extractor: Extractor, text: str, judge: Judge) -> list[Claim]:
    return [c for c in claims(extractor, text, judge) if c.origin.startswith("model:")]


def scenes_of(extractor: Extractor, text: str) -> list[Scene]:
    doc = extractor.nlp(text)
    mentions = find_mentions(doc, Article("a", text), extractor.gazetteer)
    return list(iter_scenes(doc, Participants(mentions, extractor.lexicon)))


def test_a_pair_of_which_the_rules_say_nothing_gets_a_claim_with_score_and_cue(
    extractor: Extractor, judge: Judge
) -> None:
    (claim,) = added(extractor, STRUCK, judge)
    assert (claim.subject.label, claim.predicate, claim.object.label) == (  # type: ignore[union-attr] # an entity
        "Israel",
        "attacks",
        "Palestinian Islamic Jihad",
    )
    assert claim.cue is not None
    assert claim.cue.text == "struck"
    assert claim.origin.startswith("model:")
    assert float(claim.origin.removeprefix("model:")) > 0.5


def test_what_the_rules_found_stays_and_no_other_claim_joins_their_pair(extractor: Extractor, judge: Judge) -> None:
    text = "Israel struck Hezbollah."
    alone, joined = claims(extractor, text, None), claims(extractor, text, judge)
    assert alone
    assert joined == alone


@pytest.mark.parametrize(
    "text",
    [
        "Israel denied that its jets struck a house used by Palestinian Islamic Jihad.",
        "Iran said that Israeli jets struck a house used by Palestinian Islamic Jihad.",
        "Israeli jets did not strike a house used by Palestinian Islamic Jihad.",
        "Israeli jets may strike a house used by Palestinian Islamic Jihad.",
    ],
)
def test_what_is_denied_said_or_possible_is_never_added_as_fact(extractor: Extractor, judge: Judge, text: str) -> None:
    found = [c for c in added(extractor, text, judge) if c.predicate == "attacks"]
    assert found
    assert not any(c.plain for c in found)


def test_ends_fit_only_where_the_ontology_lets_them(extractor: Extractor) -> None:
    (scene,) = scenes_of(extractor, "Japan met Tokyo in Osaka.")
    viewer = Viewer(extractor.lexicon)
    view = viewer.view(scene)
    fits = {
        (p, name)
        for p, row in zip(scene.pairs, view.fits, strict=True)
        for name, fit in zip(viewer.predicates, row, strict=True)
        if fit
    }
    labels = [end.members[0].entity.label for end in scene.ends]
    osaka, japan = labels.index("Osaka"), labels.index("Japan")
    assert ((osaka, japan), "partOf") in fits
    assert ((osaka, japan), "metWith") not in fits


def test_a_view_shows_mentions_classes_and_lines_of_the_lexicon(extractor: Extractor) -> None:
    (scene,) = scenes_of(extractor, "Israeli jets struck Gaza City.")
    viewer = Viewer(extractor.lexicon)
    view = viewer.view(scene)
    assert view.words == ("Israeli", "jets", "struck", "Gaza", "City", ".")
    assert view.spaces == (2, 1, 1, 1, 1, 0)
    assert view.marks.tolist() == [1, 0, 0, 1, 2, 0]
    assert view.types[0, viewer.classes.index("State")] == view.types[4, viewer.classes.index("Place")] == 1
    assert view.cues[2, viewer.predicates.index("attacks")] == 1
    assert view.cues[5].sum() == 0


def test_of_two_mentions_only_the_likeliest_predicate_and_direction_is_chosen() -> None:
    scores = np.array([[0.9, 0.6], [0.7, 0.95], [0.4, 0.3]], dtype=np.float32)
    assert best(scores, [(1, 5), (5, 1), (1, 9)], 0.5) == [(1, 1)]


def test_pairs_are_of_one_sentence_in_both_directions_and_never_of_one_thing_with_itself(extractor: Extractor) -> None:
    scenes = scenes_of(extractor, "Russian troops shelled Kharkiv.\n\nPoland and Poland's allies protested in Berlin.")
    named = {tuple(scene.ends[n].members[0].entity.label for n in pair) for scene in scenes for pair in scene.pairs}
    assert {("Russia", "Kharkiv"), ("Kharkiv", "Russia"), ("Poland", "Berlin")} <= named
    assert not {("Russia", "Poland"), ("Poland", "Poland")} & named


def test_a_name_that_modifies_troops_is_anchored_at_the_troops(extractor: Extractor) -> None:
    (scene,) = scenes_of(extractor, "Russian troops shelled Kharkiv.")
    assert [end.anchor.text for end in scene.ends] == ["troops", "Kharkiv"]


def test_the_activations_are_those_of_the_books() -> None:
    assert gelu(np.array([-10.0, 0.0, 1.0, 10.0])) == pytest.approx([0, 0, 0.8412, 10], abs=1e-3)
    assert softmax(np.array([[0.0, 0.0], [100.0, 0.0]])) == pytest.approx(np.array([[0.5, 0.5], [1, 0]]), abs=1e-6)


@pytest.mark.parametrize("name", ["encoder.onnx", "head.npz"])
def test_changed_weights_are_refused(tmp_path: Path, name: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "model")
    read_network(tmp_path / "model")
    (tmp_path / "model" / name).write_bytes(b"something else")
    with pytest.raises(ModelError, match=f"{name}: damaged or changed; install kg again"):
        read_network(tmp_path / "model")


def test_shipped_weights_fit_the_ontology_and_the_english_model(extractor: Extractor) -> None:
    shipped, viewer = load_judge(load_embedding()), Viewer(extractor.lexicon)
    assert shipped is not None
    head = shipped.network.head
    assert head["classes"].shape[0] == len(viewer.classes), "the ontology changed: train the reader again"
    assert head["out.bias"].shape == (len(viewer.predicates),), "the ontology changed: train the reader again"
    described = json.loads((FOLDER / "manifest.json").read_text(encoding="utf8"))
    assert described["pieces"] == digest_file(MODEL / "pieces.npy"), "the table of pieces changed: train it again"


def test_a_pair_is_scored_alike_whatever_else_is_asked(extractor: Extractor) -> None:
    shipped, viewer = load_judge(load_embedding()), Viewer(extractor.lexicon)
    assert shipped is not None
    (scene,) = scenes_of(extractor, "Poland will deliver tanks to Ukraine, and Chad left the G5 Sahel.")
    part = Scene(scene.words, scene.ends, scene.pairs[:2])
    whole, some = (
        shipped.network.score(v, shipped.embed(v.words, v.spaces))[0] for v in map(viewer.view, (scene, part))
    )
    assert np.allclose(whole[:2], some, atol=1e-5)
