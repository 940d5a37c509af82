"""Lemmas as edit scripts: which case to keep, how many letters to cut, what to append."""

Script = tuple[str, int, str]


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
