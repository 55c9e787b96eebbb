"""A feed's HTML as the text that people read."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from feeds.markup import bounded

_BLOCKS = frozenset(
    ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr", "ul", "ol", "blockquote", "section", "article")
)
_UNREAD = ["script", "style", "noscript"]


def plain_text(markup: str) -> str:
    """Turn a feed's HTML into text, a line a paragraph."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    tree = LexborHTMLParser(bounded(markup.encode("utf-8", "replace")))
    tree.strip_tags(_UNREAD)
    pieces: list[str] = []
    if tree.body is None:
        return ""
    for node in tree.body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            pieces.append(_on_one_line(node.text(deep=False) or ""))
        elif tag in _BLOCKS:
            pieces.append("\n")
    return _tidy("".join(pieces))


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else re.sub(r"\s+", " ", text)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
