"""Lemmas: known forms by table, regular ones by rule, the rest by the encoder's edit script.

A table holds, for each coarse tag, forms that the treebanks and WordNet's exception lists show, and WordNet's base
forms; a rule counts only where it leads to a base form. The edit script says which case to keep, how many letters to
cut and what to append.
"""

import json
from dataclasses import dataclass
from pathlib import Path

Script = tuple[str, int, str]

RULES = {
    "NOUN": (("ies", "y"), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
             ("men", "man"), ("s", "")),
    "VERB": (("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"),
             ("ing", "")),
    "ADJ": (("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")),
    "ADV": (),
}  # fmt: skip


def script_of(form: str, lemma: str) -> Script:
    """The script that turns `form` into `lemma`."""
    base, keep = (form, "keep") if lemma != lemma.lower() else (form.lower(), "lower")
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return keep, len(base) - same, lemma[same:]


def apply(script: Script, form: str) -> str:
    """The lemma that a script makes of a form; the form itself where the script does not fit."""
    keep, cut, add = script
    base = form if keep == "keep" else form.lower()
    if cut > len(base):
        return base
    return (base[: len(base) - cut] + add) or base


@dataclass(frozen=True, slots=True)
class Lemmas:
    """Known forms and base forms, each by coarse tag."""

    forms: dict[str, dict[str, str]]
    bases: dict[str, frozenset[str]]

    @classmethod
    def read(cls, path: Path) -> "Lemmas":
        """Read the table from its file."""
        tables = json.loads(path.read_text(encoding="utf-8"))
        return cls(tables["forms"], {tag: frozenset(words.split()) for tag, words in tables["bases"].items()})

    def write(self, path: Path) -> None:
        """Write the table, sorted."""
        tables = {
            "forms": {tag: dict(sorted(forms.items())) for tag, forms in sorted(self.forms.items())},
            "bases": {tag: " ".join(sorted(words)) for tag, words in sorted(self.bases.items())},
        }
        path.write_text(json.dumps(tables, ensure_ascii=False) + "\n", encoding="utf-8")

    def find(self, form: str, upos: str, tag: str, script: Script) -> str:
        """The lemma of a form with its coarse and fine tag; the script decides where table and rules have no answer."""
        lower = form.lower()
        known = self.forms.get(upos, {}).get(lower)
        if known is not None:
            return known
        bases = self.bases.get(upos)
        if bases is None:
            return apply(script, form)
        if tag in {"VB", "VBP", "NN", "JJ", "RB"}:
            return lower
        for old, new in RULES[upos]:
            if lower.endswith(old) and (base := lower[: len(lower) - len(old)] + new) in bases:
                return base
        if upos == "VERB" and lower.endswith(("ing", "ed")):
            stem = lower[: -3 if lower.endswith("ing") else -2]
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[:-1] in bases:
                return stem[:-1]
        return lower if lower in bases else apply(script, form)
