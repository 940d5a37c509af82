"""What a person's full name may be shortened to."""

import re


def surnames(name: str) -> list[str]:
    """Return what a full name may be shortened to, the likeliest first."""
    words = name.split()
    if len(words) < 2:
        return []
    last = words[-1] if words[-1].rstrip(".") not in {"Jr", "Sr", "II", "III", "IV"} else words[-2]
    found = [last, words[0], *(" ".join(words[i:]) for i in range(1, len(words) - 1))]
    found += [re.sub(r"^(?:al|el|Al|El)[- ]", "", last)]
    return list(dict.fromkeys(f for f in found if len(f) > 1))
