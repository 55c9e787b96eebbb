"""A feed's HTML as the text that people read."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from feeds.markup import bounded

_BLOCKS = frozenset(
    ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "tr", "ul", "ol", "blockquote", "section", "article")
)


def plain_text(markup: str) -> str:
    """Turn a feed's HTML into text, a line a paragraph."""
    if "<" not in markup and "&" not in markup:
        return _tidy(markup)
    tree = LexborHTMLParser(bounded(markup.encode("utf-8", "replace")))
    for tag in ("script", "style", "noscript"):
        for node in tree.css(tag):
            node.decompose()
    pieces: list[str] = []
    if tree.body is None:
        return ""
    for node in tree.body.traverse(include_text=True):
        if node.tag == "-text":
            pieces.append(re.sub(r"\s+", " ", node.text(deep=False) or ""))
        elif node.tag in _BLOCKS:
            pieces.append("\n")
    return _tidy("".join(pieces))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
