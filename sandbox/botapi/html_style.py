"""Telegram's HTML style, parsed as strictly as Telegram does it (td, MessageEntity.cpp)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NoReturn

from sandbox.botapi.entities import Entity, units
from sandbox.botapi.errors import bad

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
    "tg-spoiler": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time", "span": "spoiler",
}  # fmt: skip
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>[^<>]*)>|(?P<stray><)")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_CHARACTER = re.compile(r"&(?:#(?P<decimal>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot));?")
_NAMES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


def parse(source: str) -> tuple[str, list[Entity]]:
    """Return text and entities; raises the 400 that Telegram gives for what it can't parse."""
    parsing = _Parsing(source)
    at = 0
    for token in _TOKEN.finditer(source):
        parsing.text += unescaped(source[at : token.start()])
        at = token.end()
        parsing.take(token)
    parsing.text += unescaped(source[at:])
    return parsing.finished()


def unescaped(source: str) -> str:
    """Replace the character references that Telegram knows; it leaves all others as they are."""

    def character(found: re.Match[str]) -> str:
        if found["name"]:
            return _NAMES[found["name"]]
        code = int(found["decimal"]) if found["decimal"] else int(found["hex"], 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]

    return _CHARACTER.sub(character, source)


@dataclass
class _Parsing:
    """The state between two tags."""

    source: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    open_tags: list[tuple[str, Entity]] = field(default_factory=list)

    def take(self, token: re.Match[str]) -> None:
        """Open or close a tag."""
        if token["stray"]:
            named = re.match(r"</?[a-zA-Z]", self.source[token.start() :])
            self.refuse("Unclosed start tag" if named else 'Unsupported start tag ""', token.start())
        if token["close"]:
            self.close(token["tag"].lower(), token.start())
        else:
            self.open(token["tag"].lower(), token["attributes"], token.start())

    def open(self, tag: str, attributes: str, at: int) -> None:
        """Begin an entity."""
        if tag not in _TAGS:
            self.refuse(f'Unsupported start tag "{tag}"', at)
        values = {name.lower(): unescaped(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
        if tag == "span" and values.get("class") != "tg-spoiler":
            self.refuse('Tag "span" must have class "tg-spoiler"', at)
        entity: Entity = {"type": _TAGS[tag], "offset": units(self.text)}
        if tag == "blockquote" and "expandable" in values:
            entity["type"] = "expandable_blockquote"
        if tag == "a":
            entity["url"] = values.get("href", "")
        if tag == "code" and values.get("class", "").startswith("language-"):
            entity["language"] = values["class"].removeprefix("language-")
        if tag == "tg-time":
            entity |= self._time(values, at)
        self.open_tags.append((tag, entity))

    def _time(self, values: dict[str, str], at: int) -> Entity:
        moment, form = values.get("unix", ""), values.get("format", "")
        if not moment.isdecimal() or not _TIME_FORMAT.fullmatch(form):
            self.refuse('Tag "tg-time" must have a valid "unix" and "format"', at)
        return {"unix_time": int(moment), "date_time_format": form}

    def close(self, tag: str, at: int) -> None:
        """End the entity that is open."""
        if not self.open_tags:
            self.refuse("Unexpected end tag", at)
        opened, entity = self.open_tags.pop()
        if opened != tag:
            where = f"Unmatched end tag at byte offset {_bytes(self.source, at)}"
            raise _unparsed(f'{where}, expected "</{opened}>", found "</{tag}>"')
        entity["length"] = units(self.text) - entity["offset"]
        if entity["length"]:
            self.entities.append(entity)

    def finished(self) -> tuple[str, list[Entity]]:
        """Return what came of it; every tag must be closed."""
        if self.open_tags:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.open_tags[-1][0]}"')
        return self.text, sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def refuse(self, reason: str, at: int) -> NoReturn:
        """Raise the 400 with the place in bytes."""
        raise _unparsed(f"{reason} at byte offset {_bytes(self.source, at)}")


def _unparsed(reason: str) -> Exception:
    return bad(f"can't parse entities: {reason}")


def _bytes(source: str, at: int) -> int:
    return len(source[:at].encode())
