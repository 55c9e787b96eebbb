"""Names of months and weekdays in many languages, from Unicode CLDR by way of babel (build time only)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from babel import Locale

from feeds.extract.files import DATA

_LANGUAGES = """
en ru kk uz uz_Cyrl ky uk be az az_Cyrl tg tk tr ka hy de fr es it pt pl ro cs sk sl bs sr sr_Latn bg mk sq
hu et lv lt fi el sv da nb nl ar he fa id
"""
LANGUAGES = tuple(_LANGUAGES.split())
#: languages in which the short names of months are no words of another meaning
SHORTENED = ("en", "ru", "de")
#: those whose short names are also words, and count only between a day and a year
MARKED = ("fr", "es", "it", "pt", "ro", "nl", "pl", "sv", "da", "tr", "az", "uz")
#: names that are commoner as another word: a week, a town, a person
BARRED = frozenset(
    {"неделя", "недеља", "недела", "nedelja", "nedjelja", "душанбе", "anna", "senin", "nedeľa", "bazar"}
)


def build() -> None:
    """Write `data/calendar.tsv`: sort of name, number of the calendar (Monday is 1), form."""
    months, short = set(_rows("month", "wide", LANGUAGES)), set(_rows("short", "abbreviated", SHORTENED))
    known = {form for _, _, form in months | short}
    marked = {row for row in _rows("marked", "abbreviated", MARKED) if row[2] not in known}
    rows = sorted(months | short | marked | set(_rows("weekday", "wide", LANGUAGES)))
    lines = [f"{sort}\t{number}\t{form}" for sort, number, form in rows if form not in BARRED]
    (DATA / "calendar.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(sort: str, width: str, languages: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield names of one word; a name that means two months in two languages is left out."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for language in languages:
        locale = Locale.parse(language)
        names = locale.days if sort == "weekday" else locale.months
        for context in ("format", "stand-alone"):
            for number, name in names[context][width].items():
                numbers[name.lower().strip(".")].add(number + 1 if sort == "weekday" else number)
    for name, known in numbers.items():
        if len(known) == 1 and name.isalpha():
            yield sort, next(iter(known)), name


if __name__ == "__main__":
    build()
