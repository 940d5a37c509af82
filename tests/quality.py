"""The quality gate: scores the extractor on every set at hand and fails under the floors of `floors.json`.

python -m tests.quality [DATA] [--raise]    DATA is the folder with gold/, bench/, treebank/ and score/
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.measures import HERE, Figure, measure

FLOORS = HERE / "floors.json"
SLACK = 0.02  # processors differ in the last digits, and a rule that mends ten claims may cost one
Floors = dict[str, dict[str, float]]


def under(found: Iterable[Figure], floors: Floors) -> list[Figure]:
    """Return the figures under their floors, and those that have a floor and no value in a set that was scored."""
    figures = {(f.data, f.name): f for f in found}
    scored = {data for data, _ in figures}
    low = []
    for data in floors:
        for name, floor in floors[data].items() if data in scored else ():
            figure = figures.get((data, name), Figure(data, name, None))
            if figure.value is None or figure.value < floor:
                low.append(figure)
    return low


def raised(found: Iterable[Figure], floors: Floors) -> Floors:
    """Return the floors with every figure that allows a higher one; none becomes lower.

    Precision is pinned by hand alone: what reads more may be a little less sure, and f1 says whether that was worth it.
    """
    new = {data: dict(names) for data, names in floors.items()}
    for figure in found:
        if figure.value is not None and not figure.name.endswith("precision"):
            names = new.setdefault(figure.data, {})
            names[figure.name] = max(floor_for(figure.value, figure), names.get(figure.name, 0.0))
    return new


def floor_for(value: float, figure: Figure) -> float:
    """Return a floor a little under a value: by SLACK, or by one case where there are few; a count is its own floor."""
    if counts(figure):
        return value
    return max(0.0, round(value - max(SLACK, 1 / figure.of if figure.of else 0.0), 3))


def counts(figure: Figure) -> bool:
    """Whether a figure is a number of cases and not a share."""
    return figure.name.endswith("gold")


def table(found: Iterable[Figure], floors: Floors) -> Iterator[str]:
    """Write set, figure, value and floor in columns."""
    yield f"{'set':18} {'figure':24} {'value':>8} {'floor':>8}"
    for figure in found:
        floor = floors.get(figure.data, {}).get(figure.name)
        low = floor is not None and (figure.value is None or figure.value < floor)
        form = ".0f" if counts(figure) else ".3f"
        value, least = ("-" if v is None else f"{v:{form}}" for v in (figure.value, floor))
        yield f"{figure.data:18} {figure.name:24} {value:>8} {least:>8}{'   UNDER' if low else ''}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table; exit status 1 says that a figure is under its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, help="folder with gold/, bench/, treebank/ and score/")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write higher floors where figures allow it")
    options = parser.parse_args(arguments)
    data = options.data if options.data is not None and (options.data / "gold").is_dir() else None
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf8"))
    found = list(measure(data))
    print(*table(found, floors), sep="\n")
    if data is None:
        print(f"NOT RUN: the shared sets ({options.data or 'no folder given'} has no gold)")
    if options.lift:
        FLOORS.write_text(json.dumps(raised(found, floors), indent=1) + "\n", encoding="utf8")
    low = under(found, floors)
    for figure in low:
        floor = floors[figure.data][figure.name]
        print(f"kg: {figure.data}, {figure.name}: {figure.value} is under its floor of {floor}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
