"""Ids and slugs: the same for the same, another for another, safe whatever the text."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.ids import claim_id, digest, digest_file, slug
from kg.models import Span

ONE, OTHER, CUE = Span(0, 4, "Iran"), Span(20, 26, "Israel"), Span(5, 13, "attacked")


def test_a_slug_reads_like_the_name() -> None:
    assert slug("United States") == "United_States"
    assert slug("Côte d'Ivoire") == "Côte_d_Ivoire"
    assert slug("  F-35A (jet) ") == "F-35A_jet"
    assert slug("Cote") != slug("Côte")


def test_composed_and_decomposed_letters_are_the_same_name() -> None:
    assert slug("Co\u0302te") == slug("Côte")


def test_names_of_punctuation_are_told_apart() -> None:
    found = [slug(name) for name in ("", "?", "!", "...", "___")]
    assert len(set(found)) == len(found)
    assert all(name.startswith("x") for name in found)


@given(st.text())
def test_a_slug_is_one_safe_segment(name: str) -> None:
    found = slug(name)
    assert 0 < len(found) <= 120
    assert found == slug(name)
    assert all(c.isalnum() or c.isidentifier() or c in "_.~-" or not c.isascii() for c in found)
    assert found.strip(".") == found
    assert not set(found) & set('/<>"{}|\\^`?#%: \t\n')


@given(st.lists(st.one_of(st.none(), st.integers(), st.text()), max_size=4))
def test_a_digest_is_64_hexadecimal_digits(parts: list[object]) -> None:
    assert len(digest(*parts)) == 64
    assert int(digest(*parts), 16) >= 0


def test_parts_do_not_run_into_one_another() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("a") != digest("a", "")


def test_a_digest_takes_half_characters() -> None:
    assert digest("\ud800") != digest("\udfff")


def test_a_claim_is_named_by_its_place_and_words() -> None:
    name = claim_id("seed", "attacks", ONE, OTHER, CUE)
    assert name == claim_id("seed", "attacks", ONE, OTHER, CUE)
    assert len(name) == 16
    others = {
        claim_id("other", "attacks", ONE, OTHER, CUE),
        claim_id("seed", "invades", ONE, OTHER, CUE),
        claim_id("seed", "attacks", OTHER, ONE, CUE),
        claim_id("seed", "attacks", ONE, OTHER, None),
        claim_id("seed", "attacks", None, OTHER, CUE),
        claim_id("seed", "attacks", ONE, OTHER, CUE, member=1),
    }
    assert len(others | {name}) == 7


def test_linking_anew_keeps_the_name() -> None:
    assert claim_id("seed", "attacks", Span(0, 4, "Iran"), OTHER, CUE) == claim_id(
        "seed", "attacks", Span(0, 4, "IRAN"), OTHER, CUE
    )


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_file(tmp_path / "a") == expected
