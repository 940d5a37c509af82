"""Capitals and seats of power: the state where they act, the place where something is or happens."""

from collections.abc import Callable

import pytest

from kg.entities import Mentions

Find = Callable[..., Mentions]
CAPITALS = [
    ("Tokyo condemned the launch.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/condemn DET/DT/det/4 NOUN/NN/obj/2 "
     "PUNCT/./punct/2",
     "Tokyo", "metonymy:capital", "Japan"),
    ("The leaders met in Tokyo.", "DET/DT/det/2 NOUN/NNS/nsubj/3/leader VERB/VBD/root/0/meet ADP/IN/case/5 "
     "PROPN/NNP/obl/3 PUNCT/./punct/3", "Tokyo", "place:in", "Tokyo"),
    ("Moscow was bombed on Sunday.", "PROPN/NNP/nsubj:pass/3 AUX/VBD/aux:pass/3/be VERB/VBN/root/0/bomb ADP/IN/case/5 "
     "PROPN/NNP/obl/3 PUNCT/./punct/3", "Moscow", "place:attacked", "Moscow"),
    ("The Moscow office closed.", "DET/DT/det/3 PROPN/NNP/compound/3 NOUN/NN/nsubj/4 VERB/VBD/root/0/close "
     "PUNCT/./punct/4", "Moscow", "place:compound", "Moscow"),
    ("Washington, D.C. was calm.", "PROPN/NNP/nsubj/5 PUNCT/,/punct/3 PROPN/NNP/nmod:unmarked/1 AUX/VBD/cop/5/be "
     "ADJ/JJ/root/0 PUNCT/./punct/5", "Washington, D.C.", "place:comma", "Washington, D.C."),
    ("Putin visited Minsk.", "PROPN/NNP/nsubj/2 VERB/VBD/root/0/visit PROPN/NNP/obj/2 PUNCT/./punct/2",
     "Minsk", "place:reached", "Minsk"),
    ("Pyongyang and Beijing signed it.", "PROPN/NNP/nsubj/4 CCONJ/CC/cc/3 PROPN/NNP/conj/1 VERB/VBD/root/0/sign "
     "PRON/PRP/obj/4 PUNCT/./punct/4", "Beijing", "metonymy:capital", "China"),
    ("The White House rejected it.", "DET/DT/det/3 ADJ/NNP/amod/3 PROPN/NNP/nsubj/4 VERB/VBD/root/0/reject "
     "PRON/PRP/obj/4 PUNCT/./punct/4", "White House", "metonymy:seat", "United States"),
    ("He spoke at the White House.", "PRON/PRP/nsubj/2 VERB/VBD/root/0/speak ADP/IN/case/6 DET/DT/det/6 ADJ/NNP/amod/6 "
     "PROPN/NNP/obl/2 PUNCT/./punct/2", "White House", "place:at", "White House"),
    ("The Kremlin agreed.", "DET/DT/det/2 PROPN/NNP/nsubj/3 VERB/VBD/root/0/agree PUNCT/./punct/3",
     "Kremlin", "metonymy:seat", "Russia"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "analysis", "name", "rule", "label"), CAPITALS, ids=[c[0] for c in CAPITALS])
def test_a_town_acts_or_is_a_place(find: Find, text: str, analysis: str, name: str, rule: str, label: str) -> None:
    (mention,) = [m for m in find([(text, analysis)]).all if m.text == name]
    assert (mention.rule, [e.label for e in mention.entities]) == (rule, [label])


def test_a_town_is_part_of_its_state(find: Find) -> None:
    mentions = find([CAPITALS[1][:2]])
    tokyo = mentions.all[0].entities[0]
    assert tokyo.type == "City"
    assert mentions.state_of(tokyo).label == "Japan"


def test_a_state_gets_the_town_as_alias_only_where_the_town_acts(find: Find) -> None:
    acting = find([CAPITALS[0][:2]]).all[0].entities[0]
    assert "Tokyo" in acting.aliases
