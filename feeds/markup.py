"""What hostile markup may cost, and which characters of it may be kept."""

from __future__ import annotations

import re
from itertools import islice

MOST_BYTES = 2_000_000  #: of a page that is looked at
MOST_OPEN = 10_000  #: tags left open; a parser's time grows with the square of how deep they nest
CUT_TO = 50_000  #: of a page that leaves more of them open
_OPENING = re.compile(rb"<[a-zA-Z]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def bounded(markup: bytes) -> bytes:
    """Cut markup to what can be parsed in a moment."""
    cut = markup[:MOST_BYTES]
    still_open = sum(1 for _ in _OPENING.finditer(cut)) - cut.count(b"</")
    return cut[:CUT_TO] if still_open > MOST_OPEN else cut


def first_tags(markup: bytes, most: int) -> bytes:
    """Cut markup behind so many opening tags."""
    further = next(islice(_OPENING.finditer(markup), most, None), None)
    return markup[: further.start()] if further else markup


def fit(text: str) -> str:
    """Leave out what no database keeps: control characters and halves of surrogate pairs."""
    return _UNFIT.sub("", text)
