"""Message text: HTML parsed as strictly as Telegram does it, and entities rendered back as safe HTML."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.botapi.errors import bad

MOST_ENTITIES = 100  #: the rest is dropped without a word, as Telegram does
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time", "span": "spoiler",
}  # fmt: skip
_SHOWN = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "spoiler": "span",
}  # fmt: skip
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z-]*)(?P<attributes>[^<>]*)>|(?P<stray><)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
Entity = dict[str, Any]


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Parse Telegram HTML; raises the 400 that Telegram gives for what it can't parse."""
    text, at = "", 0
    entities: list[Entity] = []
    open_tags: list[tuple[str, Entity]] = []
    for found in _TOKEN.finditer(source):
        text += html.unescape(source[at : found.start()])
        at = found.end()
        if found["stray"]:
            raise _unparsed(f'unsupported start tag "" at byte offset {_bytes(source, found.start())}')
        tag = found["tag"].lower()
        if found["close"]:
            entity = _closed(open_tags, tag, source, found.start())
            entity["length"] = units(text) - entity["offset"]
            if entity["length"] and _kept(entity):
                entities.append(entity)
            continue
        if tag not in _TAGS:
            raise _unparsed(f'unsupported start tag "{tag}" at byte offset {_bytes(source, found.start())}')
        open_tags.append((tag, _opened(tag, found["attributes"], units(text))))
    text += html.unescape(source[at:])
    if open_tags:
        raise _unparsed(f'can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return _stripped(text, entities)


def _unparsed(reason: str) -> Exception:
    return bad(f"can't parse entities: {reason}")


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode())


def _opened(tag: str, attributes: str, offset: int) -> Entity:
    values = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
    entity: Entity = {"type": _TAGS[tag], "offset": offset}
    if tag == "a":
        entity["url"] = values.get("href", "")
    if tag == "tg-time":
        entity |= {
            "unix_time": int(values.get("unix", "0") or 0),
            "date_time_format": values.get("format", ""),
        }
    return entity


def _closed(open_tags: list[tuple[str, Entity]], tag: str, source: str, at: int) -> Entity:
    if not open_tags:
        raise _unparsed(f"unexpected end tag at byte offset {_bytes(source, at)}")
    opened, entity = open_tags.pop()
    if opened != tag:
        raise _unparsed(
            f'unmatched end tag at byte offset {_bytes(source, at)}, expected "</{opened}>", found "</{tag}>"'
        )
    return entity


def _kept(entity: Entity) -> bool:
    """A link to a host without a dot loses its link."""
    if entity["type"] != "text_link":
        return True
    parts = urlsplit(entity["url"])
    return parts.scheme in ("http", "https", "tg") and ("." in (parts.hostname or "") or parts.scheme == "tg")


def _stripped(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut white space at both ends, as Telegram does, and move the entities along."""
    left = len(text) - len(text.lstrip())
    shift, body = units(text[:left]), text.strip()
    most = units(body)
    moved = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        begin = max(0, entity["offset"] - shift)
        end = min(most, entity["offset"] + entity["length"] - shift)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return body, moved[:MOST_ENTITIES]


def render(text: str, entities: list[Entity]) -> str:
    """Render a message as safe HTML for the page: every character of the text is escaped."""
    raw = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in entities:
        opening, closing = _html_of(entity)
        marks.setdefault(entity["offset"], []).append(opening)
        marks.setdefault(entity["offset"] + entity["length"], []).insert(0, closing)
    pieces, at = [], 0
    for place in sorted(marks):
        pieces += [html.escape(raw[at * 2 : place * 2].decode("utf-16-le", "replace")), *marks[place]]
        at = place
    return "".join((*pieces, html.escape(raw[at * 2 :].decode("utf-16-le", "replace"))))


def _html_of(entity: Entity) -> tuple[str, str]:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"], quote=True)}" target="_blank" rel="noopener">', "</a>"
    if entity["type"] == "bot_command":
        return '<a href="#" data-command="1">', "</a>"
    tag = _SHOWN.get(entity["type"])
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def commands(text: str) -> list[Entity]:
    """Find the bot commands of a text that a person or the bot wrote."""
    found = re.finditer(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w+)?", text)
    return [
        {"type": "bot_command", "offset": units(text[: one.start()]), "length": units(one[0])}
        for one in found
    ]
