"""Telegram HTML that Telegram will not refuse: escaping, lengths and splitting.

Limits are those of the Bot API (https://core.telegram.org/bots/api#sendmessage): 4096 characters after the
tags are parsed, counted here in UTF-16 units to be on the safe side; entities after the 100th are dropped
in silence, so a part holds fewer.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

MAX_LENGTH = 4096
MAX_ENTITIES = 95
ELLIPSIS = "…"

_TAG = re.compile(r"<[^>]*>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OPENING = re.compile(r"<(?!/)[^>]*>")


class Html(str):
    """Text that is Telegram HTML already: every `<`, `>` and `&` in it is markup."""

    __slots__ = ()


def escape(text: object) -> Html:
    """Make plain text safe inside Telegram HTML; Html passes as it is. Control characters go."""
    if isinstance(text, Html):
        return text
    clean = "".join(c for c in str(text) if c >= " " or c == "\n")
    return Html(html.escape(clean, quote=True))


def printable(text: str) -> str:
    """Return text without what no document may hold: control characters, lone surrogates, non-characters."""
    return _UNPRINTABLE.sub("", text)


def fill(template: str, **values: object) -> Html:
    """Fill a trusted template with values, escaping each that is not Html."""
    return Html(template.format(**{name: escape(value) for name, value in values.items()}))


def join(separator: str, parts: Iterable[Html]) -> Html:
    """Put pieces of Html together."""
    return Html(separator.join(parts))


def plain(markup: str) -> str:
    """Return what a reader sees: tags gone, entities resolved."""
    return html.unescape(_TAG.sub("", markup))


def length(text: str) -> int:
    """Count UTF-16 units, as Telegram's offsets do."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def visible_length(markup: str) -> int:
    """Return the length that Telegram will count after parsing."""
    return length(plain(markup))


def entities(markup: str) -> int:
    """Return how many entities the markup makes."""
    return len(_OPENING.findall(markup))


def shorten(text: str, most: int) -> str:
    """Cut plain text to at most `most` UTF-16 units, at a word where one is near, with an ellipsis."""
    if length(text) <= most:
        return text
    units, end = 0, 0
    for char in text:
        units += length(char)
        if units > most - 1:
            break
        end += 1
    cut = text[:end]
    space = cut.rfind(" ")
    if space > end * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:.-–—") + ELLIPSIS


def pack(blocks: Iterable[Html], *, most: int = MAX_LENGTH, separator: str = "\n\n") -> list[Html]:
    """Gather blocks into as few messages as hold them, in order; no block is split or lost.

    A block that alone is over the limit loses its markup and is cut to fit.
    """
    parts: list[Html] = []
    current = Html("")
    for block in blocks:
        fitting = _fitting(block, most)
        joined = join(separator, (current, fitting)) if current else fitting
        if current and not _fits(joined, most):
            parts.append(current)
            joined = fitting
        current = joined
    return [*parts, current] if current else parts


def _fits(markup: Html, most: int) -> bool:
    return visible_length(markup) <= most and entities(markup) <= MAX_ENTITIES


def _fitting(block: Html, most: int) -> Html:
    return block if _fits(block, most) else escape(shorten(plain(block), most))
