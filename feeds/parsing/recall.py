"""Items of feeds that were read before, so that only those that are new or edited are parsed.

A feed that has something new says the rest once more, and parsing is most of what a visit costs. So a feed is
cut into its items by their tags alone, and those known byte for byte are left out of what feedparser gets. As
what an item means can depend on the tags around it (namespaces, versions), it is known only between the same
ones. Feeds in which anything is doubtful are parsed as a whole.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain, pairwise

from feeds.entries.items import Item
from feeds.parse import MOST_ENTRIES, ReadFeed

ROOM = 32_000_000  #: bytes of items, as written, that are remembered; those not seen for longest go first
_EDGE = re.compile(rb"<(/?)((?:\w{1,20}:)?(?:item|entry))(?=[\s>/])[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]*>")
_CLOSING = re.compile(rb"(?:\s|</[\w:.-]{1,40}\s*>)*")
#: what makes an item's meaning depend on another item, or a feed's on where its items are: bases and prefixes
#: that feedparser goes on with, letters that were no text, a second document
_DOUBTFUL = (b"base=", b"base =", b"\xef\xbf\xbd")
_DOUBTFUL_WITHIN = (b"xmlns:", b"<!doctype", b"<channel", b":channel")
_DOUBTFUL_BEFORE = (b"<content", b":content ", b":content>", b"encoded>", b"encoded ", b"<fullitem", b"<body")


def cut(body: bytes) -> list[bytes] | None:
    """Cut a feed so that every second piece is an item; None where there is none, or anything is doubtful.

    Before the items stands what is said of the feed, between and behind them nothing but closing tags. Only
    UTF-8 is cut: which other letters a body is in may be guessed from the whole of it.
    """
    pieces = _pieces(body)
    if pieces is None or not _is_utf8(body) or not all(map(_CLOSING.fullmatch, pieces[2::2])):
        return None
    small = body.lower()  # to look for a word in bytes is much quicker than a pattern
    begin = len(pieces[0])
    doubtful = (
        any(word in small for word in _DOUBTFUL)
        or any(small.find(word, begin) >= 0 for word in _DOUBTFUL_WITHIN)
        or any(small.find(word, 0, begin) >= 0 for word in _DOUBTFUL_BEFORE)
    )
    return None if doubtful else pieces


def _pieces(body: bytes) -> list[bytes] | None:
    edges = list(_EDGE.finditer(body))
    opening, closing = edges[::2], edges[1::2]
    is_xml = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if not is_xml or len(opening) != len(closing) or not 0 < len(opening) < MOST_ENTRIES:
        return None
    for begin, end in zip(opening, closing, strict=True):
        if (begin[1], end[1]) != (b"", b"/") or begin[2] != end[2]:
            return None
    items = zip(opening, closing, strict=True)
    at = [0, *chain.from_iterable((begin.start(), end.end()) for begin, end in items), len(body)]
    return [body[start:end] for start, end in pairwise(at)]


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Recalled:
    """How much of a feed is known."""

    rest: bytes  #: the feed without the items that are known
    keys: tuple[bytes, ...]  #: of all its items
    items: tuple[Item | None, ...]  #: None for those in `rest`

    @property
    def is_new(self) -> bool:
        """Whether no item is known."""
        return not any(self.items)

    def completed(self, read: ReadFeed) -> ReadFeed | None:
        """Put what is known back in its places; None where `rest` was not read as it was cut."""
        if not read.well_formed or len(read.items) != self.items.count(None):
            return None
        new = iter(read.items)
        return replace(read, items=tuple(item or next(new) for item in self.items))


class Memory:
    """Remembers items for as long as there is room."""

    def __init__(self, room: int = ROOM):
        self._room = room
        self._items: OrderedDict[bytes, tuple[Item, int]] = OrderedDict()

    def recall(self, pieces: Sequence[bytes], url: str) -> Recalled:
        """Look up the items of a feed that was cut; `url` is the feed's, to which links may be relative."""
        frame = (url.encode("utf-8", "replace"), *_TAG.findall(pieces[0]), b"\0", *_TAG.findall(pieces[-1]))
        around = blake2b(b"".join(frame), digest_size=16).digest()
        keys = tuple(blake2b(item, key=around, digest_size=16).digest() for item in pieces[1::2])
        items = tuple(self._known(key) for key in keys)
        found = (b"" if item else piece for item, piece in zip(items, pieces[1::2], strict=True))
        rest = b"".join(chain.from_iterable(zip(pieces[::2], (*found, b""), strict=True)))
        return Recalled(rest, keys, items)

    def _known(self, key: bytes) -> Item | None:
        if key not in self._items:
            return None
        self._items.move_to_end(key)
        return self._items[key][0]

    def keep(self, recalled: Recalled, feed: ReadFeed, pieces: Sequence[bytes]) -> None:
        """Remember the items of a feed that was completed."""
        for key, item, piece in zip(recalled.keys, feed.items, pieces[1::2], strict=True):
            if key not in self._items:
                self._items[key] = (item, len(piece))
                self._room -= len(piece)
        while self._room < 0:
            self._room += self._items.popitem(last=False)[1][1]
