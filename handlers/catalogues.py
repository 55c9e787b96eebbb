"""The gettext catalogues: loaded from their `.po` files, and brought up to date by `make messages`.

English is the source: the text in the code is the msgid.
"""

from __future__ import annotations

import gettext
import io
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).parent.parent
LOCALE = Path(__file__).parent / "locale"
TRANSLATED = ("ru", "kk")
#: what marks a text in the code: say("…"), count("one", "many", n), mark("…") in tables, errors
KEYWORDS = {
    "say": None,
    "mark": None,
    "count": (1, 2),
    "UserError": None,
    "BadQuery": None,
    "NotAllowed": None,
}


def path_of(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "hubwire.po"


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Load a language's texts; once. English needs none."""
    if language not in TRANSLATED:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path_of(language).open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def extracted() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Return every text that people may read, with the file in which it stands."""
    for room in ("core", "handlers", "storage"):
        options = [("**.py", "python")]
        for name, _, message, *_ in extract_from_dir(HOUSE / room, options, keywords=KEYWORDS):
            yield message, f"{room}/{name}"


def update(language: str) -> int:
    """Add new texts to a catalogue and drop those that are gone; returns how many lack a translation."""
    path = path_of(language)
    known = Catalog(locale=language, project="hubwire", fuzzy=False)
    if path.exists():
        with path.open("rb") as lines:
            known = read_po(lines, locale=language)
    fresh = Catalog(locale=language, project="hubwire", fuzzy=False)
    for message, place in extracted():
        fresh.add(message, locations=[(place, 0)])
    known.update(fresh, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_written(known))
    return sum(not one.string or not all(_forms(one.string)) for one in known if one.id)


def _written(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue, without the time of its making: that line differs on every branch."""
    lines = io.BytesIO()
    write_po(lines, catalogue, sort_output=True, ignore_obsolete=True, include_lineno=False, width=110)
    kept = (line for line in lines.getvalue().splitlines(keepends=True) if b"-Date: " not in line[:24])
    return b"".join(kept)


def _forms(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


if __name__ == "__main__":
    for one in TRANSLATED:
        sys.stdout.write(f"{one}: {update(one)} texts to translate\n")
