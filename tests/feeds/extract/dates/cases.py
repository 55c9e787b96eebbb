"""Tables of dates: a line holds a text and, after =>, what it writes out, `first/last`; y for no year."""

from __future__ import annotations

from feeds.extract.dates.grammar import Ymd, read


def cases(table: str) -> list[tuple[str, str]]:
    """Return the texts of a table with what they must give."""
    rows = [line.split("=>") for line in table.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, expected in rows]


def written(text: str) -> str:
    """Return what the grammar reads in a text, as the tables write it."""
    return " ".join(_range(one.first, one.last) for one in read(text)) or "-"


def _range(first: Ymd, last: Ymd) -> str:
    return _day(first) if first == last else f"{_day(first)}/{_day(last)}"


def _day(day: Ymd) -> str:
    year, month, number = day
    parts = [
        f"{year:04d}" if year else "y",
        *([f"{month:02d}"] if month else []),
        *([f"{number:02d}"] if number else []),
    ]
    return "-".join(parts)
