"""Dates: time expressions of English resolved against the day of publication; pure, no parser, no clock.

A value is an ISO string as precise as the words (`2022`, `2022-11`, `2022-11-13`) or a pair of them for an interval.
Without a date of publication only what names its own year is resolved.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.models import Time

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if n}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(calendar.month_name) if n} | {"sept": 9}
DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_COUNTS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_COUNTS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "twenty": 20, "thirty": 30}
_NAMES = "|".join(calendar.month_name[1:])
_M = rf"(?:{_NAMES}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_W = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_N = r"(?:\d+|an?|(?:a )?couple of|" + "|".join(w for w in _COUNTS if len(w) > 2 and " " not in w) + ")"
_DASH = r"\s*(?:-|–|—|to|through|until|till|and)\s*"

Value = tuple[str, str]  # start and end, the same for a point; an open side is empty


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative expressions count from: the day of publication (or None), and which way a bare month looks."""

    day: date | None
    year: int | None
    future: bool = False


Resolver = Callable[[re.Match[str], Anchor], Value | None]


def resolve(text: str, published: str | None, *, future: bool = False) -> Time | None:
    """Resolve the first time expression of a text, as *last Sunday* or *from 1910 to 1945*; None if there is none."""
    for _, _, time in find_times(text, published, future=future):
        return time
    return None


def find_times(text: str, published: str | None, *, future: bool = False) -> Iterator[tuple[int, int, Time]]:
    """Yield start, end and value of every time expression; `future` reads *in May* and *on Monday* forward."""
    anchor = _anchor(published, future)
    at = 0
    while at < len(text):
        best = _first(text, at, anchor)
        if best is None:
            return
        start, end, value = best
        if value is not None:
            yield start, end, Time(text[start:end], value[0] or None, value[1] or None)
        at = max(end, at + 1)


def _first(text: str, at: int, anchor: Anchor) -> tuple[int, int, Value | None] | None:
    hits = [(m.start(), -m.end(), n, m) for n, (pattern, _) in enumerate(PATTERNS) if (m := pattern.search(text, at))]
    if not hits:
        return None
    _, _, n, match = min(hits, key=lambda hit: hit[:3])
    return match.start(), match.end(), PATTERNS[n][1](match, anchor)


def _anchor(published: str | None, future: bool) -> Anchor:
    parts = [int(p) for p in re.findall(r"\d+", (published or "")[:10])]
    if len(parts) == 3:
        return Anchor(date(*parts), parts[0], future)
    if len(parts) == 2:
        return Anchor(date(parts[0], parts[1], calendar.monthrange(*parts)[1]), parts[0], future)
    return Anchor(None, parts[0] if parts else None, future)


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shift(day: date, months: int) -> tuple[int, int]:
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def _point(value: str | None) -> Value | None:
    return (value, value) if value else None


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text)) if text[0].isdigit() else _COUNTS.get(text.lower(), 1)


def _date(day: str | None, month: str, year: str | None, anchor: Anchor, which: str = "") -> str | None:
    """Compose a date; without a year the nearest one before publication, or after it when the clause looks forward."""
    m = MONTHS[month.lower().rstrip(".")]
    d = _number(day) if day else None
    if year:
        return _valid(int(year), m, d)
    if anchor.day is None:
        return None
    now = anchor.day
    key, today = (m, d or 0), (now.month, now.day if d else 0)
    if which == "this":
        return _valid(now.year, m, d)
    if which == "last":
        return _valid(now.year if (m, 0) < (now.month, 0) else now.year - 1, m, d)
    ahead = anchor.future or which == "next"
    turn = (1 if key < today else 0) if ahead else (-1 if key > today else 0)
    return _valid(now.year + turn, m, d)


def _valid(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return _month(year, month)
    return f"{year:04d}-{month:02d}-{day:02d}" if day <= calendar.monthrange(year, month)[1] else None


def _weekday(name: str, which: str, anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    back = (anchor.day.weekday() - DAYS[name.lower()]) % 7
    if which == "next" or (anchor.future and which != "last"):
        ahead = (7 - back) % 7 or (7 if which == "next" else 0)
        return (anchor.day + timedelta(ahead)).isoformat()
    return (anchor.day - timedelta(back or (7 if which == "last" else 0))).isoformat()


def _ago(count: int, unit: str, anchor: Anchor) -> str | None:
    if anchor.day is None:
        return str(anchor.year - count) if anchor.year and unit == "year" else None
    if unit in {"day", "week", "fortnight"}:
        return (anchor.day - timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])).isoformat()
    if unit == "month":
        return _month(*_shift(anchor.day, -count))
    years = count * (10 if unit == "decade" else 1)
    return str(anchor.day.year - years) if unit in {"year", "decade"} else None


def _period(which: str, unit: str, anchor: Anchor) -> Value | None:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[which]
    if unit == "year":
        return _point(str(anchor.year + step)) if anchor.year else None
    if anchor.day is None:
        return None
    if unit == "month":
        return _point(_month(*_shift(anchor.day, step)))
    if unit in {"week", "weekend"}:
        monday = anchor.day - timedelta(anchor.day.weekday()) + timedelta(7 * step)
        first = monday + timedelta(5) if unit == "weekend" else monday
        return first.isoformat(), (monday + timedelta(6)).isoformat()
    if unit in {"night", "evening"}:
        return _point((anchor.day + timedelta(min(step, 0))).isoformat())
    if unit == "decade":
        first_year = anchor.day.year // 10 * 10 + 10 * step
        return str(first_year), str(first_year + 9)
    return _point(anchor.day.isoformat()) if step == 0 else None


def _span(first: str | None, last: str | None) -> Value | None:
    return (first, last) if first and last else None


def _named_day(m: re.Match[str], a: Anchor) -> Value | None:
    word = m["rel"].lower()
    turn = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    return _point((a.day + timedelta(turn)).isoformat()) if a.day else None


def _opened(side: str) -> Resolver:
    """Make an open interval of what follows *since* or *until*."""

    def inner(m: re.Match[str], a: Anchor) -> Value | None:
        found = resolve(
            m["rest"],
            a.day.isoformat() if a.day else str(a.year) if a.year else None,
            future=side == "end" and a.future,
        )
        if found is None:
            return None
        if side == "start":
            return (found.start, "") if found.start else None
        return ("", found.end) if found.end else None

    return inner


def _both(m: re.Match[str], a: Anchor) -> Value | None:
    """Resolve the two ends of *from A to B* and *between A and B*; a year or month said once serves both."""
    published = a.day.isoformat() if a.day else None
    last = resolve(m["b"], published, future=a.future)
    year = re.search(_Y, m["b"])
    first_text = m["a"] if re.search(_Y, m["a"]) or not year else f"{m['a']} {year[0]}"
    first = resolve(first_text, published, future=a.future)
    return _span(first.start if first else None, last.end if last else None)


def _compile(pattern: str, resolver: Resolver) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(r"(?<![\w-])" + pattern + r"(?![\w])"), resolver


_ONE = (
    rf"(?:(?:early|mid-?|late)\s?)?(?:(?:{_D} )?{_M}(?: {_D})?(?:,? {_Y})?|{_Y}|(?:last |next )?{_W}"
    rf"|(?:last|this|next) (?:year|month|week)|yesterday|today|{_N} (?:day|week|month|year|decade)s? ago)"
)
_ANY = rf"(?:last |this |next )?{_ONE}"

PATTERNS: tuple[tuple[re.Pattern[str], Resolver], ...] = (
    _compile(rf"[Ff]rom (?P<a>{_ANY}) (?:to|until|till|through) (?P<b>{_ANY})", _both),
    _compile(rf"[Bb]etween (?P<a>{_ANY}) and (?P<b>{_ANY})", _both),
    _compile(
        rf"(?:[Ee]ver )?[Ss]ince (?:at least |about |around |the )?(?P<rest>{_ANY}|1\d\d0s|20\d0s)", _opened("start")
    ),
    _compile(
        rf"(?:[Uu]ntil|[Tt]ill|[Bb]efore|[Bb]y|[Uu]p to) (?:at least |about |around |the end of )?(?P<rest>{_ANY})",
        _opened("end"),
    ),
    _compile(r"(?P<iso>\d{4}-\d\d-\d\d)", lambda m, a: _point(m["iso"])),
    _compile(
        rf"(?P<m>{_M}) (?P<d>{_D}){_DASH}(?P<m2>{_M}) (?P<e>{_D})(?:,? (?P<y>{_Y}))?",
        lambda m, a: _span(_date(m["d"], m["m"], m["y"], a), _date(m["e"], m["m2"], m["y"], a)),
    ),
    _compile(
        rf"(?P<m>{_M}) (?P<d>{_D}){_DASH}(?P<e>{_D})(?:,? (?P<y>{_Y}))?",
        lambda m, a: _span(_date(m["d"], m["m"], m["y"], a), _date(m["e"], m["m"], m["y"], a)),
    ),
    _compile(
        rf"(?:[Ff]rom |[Bb]etween )?(?P<d>{_D}){_DASH}(?P<e>{_D}) (?P<m>{_M})(?:,? (?P<y>{_Y}))?",
        lambda m, a: _span(_date(m["d"], m["m"], m["y"], a), _date(m["e"], m["m"], m["y"], a)),
    ),
    _compile(
        rf"(?:the )?(?P<d>{_D}) (?:of )?(?P<m>{_M})(?:,? (?P<y>{_Y}))?",
        lambda m, a: _point(_date(m["d"], m["m"], m["y"], a)),
    ),
    _compile(rf"(?P<m>{_M}) (?P<d>{_D})(?:,? (?P<y>{_Y}))?", lambda m, a: _point(_date(m["d"], m["m"], m["y"], a))),
    _compile(rf"(?P<m>{_M})(?: of)?,? (?P<y>{_Y})", lambda m, a: _point(_date(None, m["m"], m["y"], a))),
    _compile(
        rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past) (?P<m>{_M})",
        lambda m, a: _point(_date(None, m["m"], None, a, m["which"].lower().split()[0])),
    ),
    _compile(
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his coming) )?(?P<w>{_W})(?: (?:night|morning|evening|afternoon))?",
        lambda m, a: _point(_weekday(m["w"], (m["which"] or "").lower().split(" ")[0], a)),
    ),
    _compile(
        r"(?P<m>January|February|March(?! (?:on|to|through|into|past|against))|April|(?<![.!?] )May(?= |[,.;:)]|$)"
        r"(?! (?:I|we|be|have|not|the|he|they)\b)|June|July|August|September|October|November|December)",
        lambda m, a: _point(_date(None, m["m"], None, a)),
    ),
    _compile(r"(?P<rel>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)", _named_day),
    _compile(
        rf"(?i:(?P<n>{_N}) (?P<u>day|week|fortnight|month|year|decade)s? ago)",
        lambda m, a: _point(_ago(_number(m["n"]), m["u"].lower(), a)),
    ),
    _compile(
        r"(?i:(?:earlier |later |late |early )?(?:the )?(?P<which>last|this|next|past|previous|current|coming)) "
        r"(?P<u>year|month|weekend|week|decade|night|evening|morning|afternoon)(?!-)",
        lambda m, a: _period(m["which"].lower(), m["u"], a),
    ),
    _compile(r"(?:the )?(?:early |late |mid-?)?(?P<y>1[5-9]\d|20\d)0s", lambda m, a: (m["y"] + "0", m["y"] + "9")),
    _compile(rf"(?P<y>{_Y})(?:-|–|/)(?P<z>{_Y})", lambda m, a: (m["y"], m["z"])),
    _compile(rf"(?P<y>{_Y}) and (?P<z>{_Y})", lambda m, a: (m["y"], m["z"]) if m["z"] > m["y"] else None),
    _compile(rf"(?P<y>{_Y})(?![,.]\d|%)", lambda m, a: _point(m["y"])),
)
