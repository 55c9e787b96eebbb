"""A message as safe HTML for the page: every character of its text is escaped."""

from __future__ import annotations

import html

from sandbox.botapi.entities import Entity, is_link

_SHOWN = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "expandable_blockquote": "blockquote",
}  # fmt: skip
_LINK = '<a href="{}" target="_blank" rel="noopener">'


def render(text: str, entities: list[Entity]) -> str:
    """Render text with its entities, which nest."""
    raw = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        begin, end = entity["offset"], entity["offset"] + entity["length"]
        opening, closing = _tags(entity, _piece(raw, begin, end))
        marks.setdefault(begin, []).append(opening)
        marks.setdefault(end, []).insert(0, closing)
    pieces, at = [], 0
    for place in sorted(marks):
        pieces += [html.escape(_piece(raw, at, place)), *marks[place]]
        at = place
    return "".join((*pieces, html.escape(_piece(raw, at, len(raw) // 2))))


def _piece(raw: bytes, begin: int, end: int) -> str:
    return raw[begin * 2 : end * 2].decode("utf-16-le", "replace")


def _tags(entity: Entity, words: str) -> tuple[str, str]:
    match entity["type"]:
        case "text_link" | "url":
            url = entity.get("url", words)
            return (_LINK.format(html.escape(url)), "</a>") if is_link(url) else ("", "")
        case "bot_command":
            return '<a href="#" data-command="1">', "</a>"
        case "spoiler":
            return '<span class="spoiler" tabindex="0" role="button" aria-label="Hidden text">', "</span>"
        case "date_time":
            form = html.escape(entity.get("date_time_format", ""))
            return f'<time data-unix="{entity["unix_time"]}" data-format="{form}">', "</time>"
        case kind:
            tag = _SHOWN.get(kind)
            return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
