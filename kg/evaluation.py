"""Claims against gold: precision, recall and F1 of (subject, predicate, object), qualifiers of the matched, leaks.

A claim is right when subject, predicate and object match one gold claim of the document, in either order where the gold
claim is symmetric; the same fact said twice counts once. A *leak* is a gold claim that is denied, not actual or
another's word and that a claim beside it states as plain fact.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.errors import RecordsError

Record = dict[str, Any]
QUALIFIERS = ("polarity", "modality", "attribution", "quantity", "time", "evidence")
_ARTICLES = re.compile(r"\b(the|of|a|an)\b")
_MARKS = re.compile(r"[^\w]+")


def normal(name: object) -> str:
    """Reduce a name to what is compared: no case, no articles, no punctuation."""
    text = re.sub(r"[’‘`]", "'", str(name)).casefold()
    return _MARKS.sub(" ", _ARTICLES.sub(" ", text)).strip()


def names(value: Any) -> set[str]:
    """All names of an entity record, a list of names, or a name."""
    if isinstance(value, dict):
        value = [value.get("label"), value.get("value"), *(value.get("aliases") or [])]
    listed = value if isinstance(value, list) else [value]
    return {normal(v) for v in listed if v is not None and normal(v)}


def read_records(path: Path) -> list[Record]:
    """Read JSON lines; raises RecordsError with file and line where one is no claim."""
    records = []
    # only a line feed ends a line: quotes may hold the other separators that `splitlines` cuts at
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            records.append(_record(line, f"{path}:{number}"))
    return records


def _record(line: bytes, where: str) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise RecordsError(where, "not JSON; give claims as kg extract --format jsonl prints them") from None
    if not isinstance(record, dict) or not {"subject", "predicate", "object"} <= record.keys():
        raise RecordsError(where, "no claim: a line must be an object with subject, predicate and object")
    return record


def evaluate_files(pairs: Sequence[tuple[Path, Path]]) -> dict[str, float | None]:
    """Score files in pairs (gold, claims); of a claims file of many articles those named as the gold file count."""
    tally: Counter[str] = Counter()
    for gold, predicted in pairs:
        claims = read_records(predicted)
        article = gold.name.removesuffix(".jsonl")
        mine = [c for c in claims if (c.get("evidence") or {}).get("document") == article]
        score(read_records(gold), mine or claims, tally)
    return figures(tally)


def evaluate_records(gold: Path, claims: Iterable[Record]) -> dict[str, float | None]:
    """Score the claims of one document against its gold file."""
    tally: Counter[str] = Counter()
    score(read_records(gold), claims, tally)
    return figures(tally)


def score(gold: Iterable[Record], claims: Iterable[Record], tally: Counter[str]) -> None:
    """Add the counts of one document to a tally."""
    facts: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for g in gold:
        ends = [tuple(sorted(names(g["subject"]))), tuple(sorted(names(g["object"])))]
        facts[(*(sorted(ends) if g.get("symmetric") else ends), g["predicate"][0])].append(g)
    said: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for c in claims:
        other = c["object"].get("label", c["object"].get("value"))
        said[normal(c["subject"].get("label")), normal(other), c["predicate"]].append(c)
    hits: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    linked: set[tuple[object, ...]] = set()
    for group in said.values():
        joined = [key for key, gs in facts.items() if same_pair(gs[0], group[0])]
        right = [key for key in joined if any(group[0]["predicate"] in g["predicate"] for g in facts[key])]
        tally.update(predicted=1, right=bool(right), linked_right=bool(joined))
        linked.update(joined)
        for key in right:
            hits[key].extend(group)
    for key, gs in facts.items():
        tally.update(gold=1, found=key in hits, linked_gold=key in linked)
        if key in hits:
            _qualify(gs, hits[key], tally)


def _qualify(gold: list[Record], claims: list[Record], tally: Counter[str]) -> None:
    for g in gold:
        near = [c for c in claims if _overlap(g, c)] or claims
        tests = {
            "polarity": any(c.get("polarity", "positive") == g.get("polarity", "positive") for c in near),
            "modality": any(c.get("modality", "actual") == g.get("modality", "actual") for c in near),
            "attribution": any(_same_claimant(g, c) for c in near),
            "evidence": any(_overlap(g, c) for c in claims),
        }
        if g.get("quantity") is not None:
            tests["quantity"] = any((c.get("quantity") or {}).get("value") == g["quantity"] for c in near)
        if g.get("time"):
            tests["time"] = any(_same_time(g["time"], c.get("time")) for c in near)
        for name, passed in tests.items():
            tally.update({name: int(passed), f"{name}_of": 1})
    if not any(_plain(g) for g in gold):
        tally.update(leaks_of=1, leaks=any(_plain(c) and _overlap(g, c) for g in gold for c in claims))


def same_pair(g: Record, c: Record) -> bool:
    """Whether a claim joins the ends of a gold claim, in either order where that is symmetric."""
    gs, go, cs, co = names(g["subject"]), names(g["object"]), names(c["subject"]), names(c["object"])
    return bool((gs & cs and go & co) or (g.get("symmetric") and gs & co and go & cs))


def _plain(c: Record) -> bool:
    return (
        c.get("polarity", "positive") == "positive"
        and c.get("modality", "actual") == "actual"
        and not c.get("attribution")
    )


def _overlap(g: Record, c: Record) -> bool:
    e = c.get("evidence") or {}
    return e.get("start") is not None and bool(e["start"] < g["end"] and g["start"] < e["end"])


def _same_claimant(g: Record, c: Record) -> bool:
    """Compare claimants; one's own word about oneself may carry oneself as claimant or none."""
    wanted, given = names(g.get("attribution")), names(c.get("attribution"))
    if wanted & given or not (wanted or given):
        return True
    return bool((not given and wanted & names(g["subject"])) or (not wanted and given & names(g["subject"])))


def _same_time(gold: str, time: Any) -> bool:
    if not time:
        return False
    start = gold.partition("/")[0]
    mine = time if isinstance(time, dict) else {"start": str(time).split("/")[0]}
    return str(mine.get("start") or "").startswith(start)


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


def figures(tally: Counter[str]) -> dict[str, float | None]:
    """Turn counts into the figures that are reported."""
    p, r = _ratio(tally["right"], tally["predicted"]) or 0.0, _ratio(tally["found"], tally["gold"]) or 0.0
    lp, lr = (
        _ratio(tally["linked_right"], tally["predicted"]) or 0.0,
        _ratio(tally["linked_gold"], tally["gold"]) or 0.0,
    )
    return {
        "gold": tally["gold"], "predicted": tally["predicted"], "precision": p, "recall": r, "f1": _f1(p, r),
        "linked_precision": lp, "linked_recall": lr, "linked_f1": _f1(lp, lr),
        **{name: _ratio(tally[name], tally[f"{name}_of"]) for name in QUALIFIERS},
        "leaks": tally["leaks"], "leaks_of": tally["leaks_of"],
    }  # fmt: skip
