"""The learned reader: what it is told, what it adds, and that its additions pass the same gates as the rules' own."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from kg.build import Extractor
from kg.claims import extract_claims
from kg.claims.judge import FOLDER, Judge, best, load_judge, read_judge
from kg.claims.pairs import Pair, iter_scenes
from kg.claims.participants import Participants
from kg.claims.traits import SIGNS, Describer
from kg.entities import find_mentions
from kg.errors import ModelError
from kg.ids import digest_file
from kg.language.files import MODEL
from kg.models import Article, Claim

WIDTH, HIDDEN = 384, 4
STRUCK = "Israeli jets struck a house used by Palestinian Islamic Jihad."


def keen(predicates: tuple[str, ...], bias: float = -5.0) -> Judge:
    """Make a judge without any schooling that believes every line of the lexicon near a pair."""
    size = len(predicates)
    known = {name: np.zeros(1, dtype=np.uint32) for name in ("pairs", "views", "words")}
    shapes = {
        "pairs": (2, HIDDEN), "views": (2, HIDDEN), "words": (2, HIDDEN), "pair_vectors": (3 * WIDTH, HIDDEN),
        "pair_bias": (HIDDEN,), "view_bias": (HIDDEN,), "word_vectors": (WIDTH, HIDDEN), "word_bias": (HIDDEN,),
        "mix_pairs": (HIDDEN, HIDDEN), "mix_bias": (HIDDEN,), "mix_views": (HIDDEN, HIDDEN),
        "mix_words": (HIDDEN, HIDDEN), "joins": (HIDDEN, 1), "joins_bias": (1,), "outer": (HIDDEN, size),
        "means": (HIDDEN, size), "sign_of": (size, SIGNS), "sign_in": (HIDDEN, SIGNS), "sign_in_bias": (SIGNS,),
    }  # fmt: skip
    arrays = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    arrays["outer_bias"] = np.full(size, bias, dtype=np.float32)
    arrays["sign"] = np.array([10, 0, 0, 0, 0], dtype=np.float32)
    return Judge(predicates, arrays, known, 0.5)


@pytest.fixture(scope="module")
def judge(extractor: Extractor) -> Judge:
    return keen(tuple(sorted(extractor.vocabulary.predicates)))


def claims(extractor: Extractor, text: str, judge: Judge | None) -> list[Claim]:
    article = Article("a", text, date="2022-11-17")
    doc = extractor.nlp(text)
    return extract_claims(
        doc, article, find_mentions(doc, article, extractor.gazetteer), extractor.lexicon, judge
    ).claims


def added(extractor: Extractor, text: str, judge: Judge) -> list[Claim]:
    return [c for c in claims(extractor, text, judge) if c.origin.startswith("model:")]


def pairs_of(extractor: Extractor, text: str) -> list[Pair]:
    doc = extractor.nlp(text)
    mentions = find_mentions(doc, Article("a", text), extractor.gazetteer)
    return [p for scene in iter_scenes(doc, Participants(mentions, extractor.lexicon)) for p in scene.pairs]


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


def test_ends_that_the_ontology_forbids_score_nothing(extractor: Extractor) -> None:
    predicates = tuple(sorted(extractor.vocabulary.predicates))
    doc = extractor.nlp("Japan met Tokyo in Osaka.")
    mentions = find_mentions(doc, Article("a", doc.text), extractor.gazetteer)
    scenes = list(iter_scenes(doc, Participants(mentions, extractor.lexicon)))
    traits = Describer(doc, extractor.lexicon, predicates).describe(scenes)
    scores, _ = keen(predicates, bias=5.0).score(traits)
    assert traits.fits.any()
    assert not traits.fits.all()
    assert (scores[traits.fits] > 0.5).all()
    assert (scores[~traits.fits] == 0).all()


def test_of_two_mentions_only_the_likeliest_predicate_and_direction_is_chosen() -> None:
    scores = np.array([[0.9, 0.6], [0.7, 0.95], [0.4, 0.3]], dtype=np.float32)
    assert best(scores, [(1, 5), (5, 1), (1, 9)], 0.5) == [(1, 1)]


def test_pairs_are_of_one_sentence_in_both_directions_and_never_of_one_thing_with_itself(extractor: Extractor) -> None:
    found = pairs_of(extractor, "Russian troops shelled Kharkiv.\n\nPoland and Poland's allies protested in Berlin.")
    named = {(p.subject.members[0].entity.label, p.object.members[0].entity.label) for p in found}
    assert {("Russia", "Kharkiv"), ("Kharkiv", "Russia"), ("Poland", "Berlin")} <= named
    assert not {("Russia", "Poland"), ("Poland", "Poland")} & named


def test_a_name_that_modifies_troops_is_anchored_at_the_troops(extractor: Extractor) -> None:
    pair = next(p for p in pairs_of(extractor, "Russian troops shelled Kharkiv.") if p.subject.start == 0)
    assert (pair.subject.anchor.text, pair.object.anchor.text) == ("troops", "Kharkiv")
    assert [t.text for t in pair.joints] == ["shelled"]


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "model")
    assert read_judge(tmp_path / "model").predicates
    (tmp_path / "model" / "judge.npz").write_bytes(b"something else")
    with pytest.raises(ModelError, match="install kg again"):
        read_judge(tmp_path / "model")


def test_shipped_weights_know_the_ontology_and_stay_small(extractor: Extractor) -> None:
    shipped = load_judge()
    assert shipped is not None
    assert shipped.predicates == tuple(sorted(extractor.vocabulary.predicates))
    assert (FOLDER / "judge.npz").stat().st_size < 3_000_000
    described = json.loads((FOLDER / "manifest.json").read_text(encoding="utf8"))
    assert described["language"] == digest_file(MODEL / "manifest.json"), "the English model changed: train it again"
