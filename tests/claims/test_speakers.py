"""Who speaks: *we*, *us* and *I* in quotations, transcripts, joint statements and a government's own texts."""

import pytest

from kg.build import Extractor
from tests.claims.test_reading import read

FOUND = [
    # the employer of who is quoted: by apposition, by title, by the text's own dateline
    ('"We attacked Iraq," said Ali Haddad, Iran\'s defence minister.', ("Iran", "attacks", "Iraq")),
    ('"We attacked Iraq," said Ali Haddad, a spokesman for the Taliban.', ("Taliban", "attacks", "Iraq")),
    ('"We attacked Iraq," the Iranian defence minister Ali Haddad said.', ("Iran", "attacks", "Iraq")),
    (
        'NICOSIA, 20 June 2024 —\n\n"We condemn Iran," said Andreas Vassos, the deputy government spokesman.',
        ("Cyprus", "condemns", "Iran"),
    ),
    # who speaks in the next quotation, and whom *he said* means
    ('"It is late," said Ali Haddad, Iran\'s defence minister. "We attacked Iraq."', ("Iran", "attacks", "Iraq")),
    (
        'Ali Haddad, a spokesman for the Taliban, arrived. "They attacked us," he told reporters about Pakistan. '
        '"We condemn Pakistan."',
        ("Taliban", "condemns", "Pakistan"),
    ),
    ('Ali Haddad, Iran\'s defence minister, spoke. "I condemn Iraq," he said.', ("Ali Haddad", "condemns", "Iraq")),
    # a government's own text, and one of several together
    (
        "The United States welcomes the vote in Kenya. We condemn Sudan. Sudan attacked Chad.",
        ("United States", "condemns", "Sudan"),
    ),
    (
        "Joint Statement on Sudan\n\nChad, Niger and Mali are alarmed by the arrests. We condemn Sudan.",
        ("Niger", "condemns", "Sudan"),
    ),
]

NOT_FOUND = [
    # a regime's accuser is not the regime; nobody is guessed
    (
        "The Ortega-Murillo regime continues to arrest priests. The Ortega-Murillo regime remains in power. "
        "We condemn Cuba.",
        ("Nicaragua", "condemns", "Cuba"),
    ),
    ("Iran attacked Iraq. Iraq attacked Iran. We condemn Sudan.", ("Iran", "condemns", "Sudan")),
    (
        'NAQOURA, Lebanon, 9 October 2006 —\n\n"We condemn Israel," said Renaud Castel, the force\'s deputy commander.',
        ("Lebanon", "condemns", "Israel"),
    ),
    ('Ali Haddad, Iran\'s minister, arrived. "We condemn Sudan," a villager said.', ("Iran", "condemns", "Sudan")),
]


@pytest.mark.parametrize(("text", "claim"), FOUND)
def test_speaker_is_found(extractor: Extractor, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in {c[:3] for c in read(extractor, text)}


@pytest.mark.parametrize(("text", "claim"), NOT_FOUND)
def test_speaker_is_not_guessed(extractor: Extractor, text: str, claim: tuple[str, str, str]) -> None:
    assert claim not in {c[:3] for c in read(extractor, text)}
