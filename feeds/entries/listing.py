"""Pages that list articles, read by a recipe of CSS selectors; and how such a recipe is found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from core.source import Recipe
from feeds.encoding import decode
from feeds.entries.feed_dates import read_date
from feeds.links import joined
from feeds.markup import bounded

LEAST_TITLE = 25  #: characters from which a link's words may be a headline and not a menu's
LEAST_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as a list names it."""

    url: str
    title: str
    date: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page lists, in its order, and the list's next page ("" when there is none)."""

    items: tuple[Listed, ...]
    next_url: str


def html_tree(body: bytes, content_type: str) -> LexborHTMLParser:
    """Parse a page's bytes."""
    return LexborHTMLParser(decode(bounded(body), content_type))


def read_list(tree: LexborHTMLParser, url: str, recipe: Recipe) -> Listing:
    """Read a list; a selector that is none, or that finds nothing, leaves it empty."""
    try:
        items = [listed for node in tree.css(recipe.item) if (listed := _listed(node, url, recipe))]
        onward = tree.css_first(recipe.next) if recipe.next else None
    except (SelectolaxError, ValueError):
        return Listing((), "")
    return Listing(tuple({one.url: one for one in items}.values()), _href(onward, url))


def _listed(node: LexborNode, url: str, recipe: Recipe) -> Listed | None:
    link = node if node.tag == "a" else node.css_first(recipe.link)
    address = _href(link, url)
    if link is None or not address:
        return None
    title = _words(node.css_first(recipe.title) if recipe.title else link)
    date = _date_of(node.css_first(recipe.date)) if recipe.date else ""
    return Listed(address, title, date, read_date(date))


def find_recipe(tree: LexborHTMLParser, url: str) -> Recipe | None:
    """Find the list of headlines of a page: links alike in place, with long words, the most letters win."""
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for link in tree.css("a[href]"):
        address, words = _href(link, url), _words(link)
        same_site = urlsplit(address).hostname == urlsplit(url).hostname
        if same_site and len(words) >= LEAST_TITLE and address.rstrip("/") != url.rstrip("/"):
            groups[_path(link)][address] = words
    lists = {path: found for path, found in groups.items() if len(found) >= LEAST_ITEMS}
    if not lists:
        return None
    return Recipe(item=max(lists, key=lambda path: sum(map(len, lists[path].values()))))


def _path(link: LexborNode) -> str:
    """Name a link's place by itself and two of those around it."""
    steps, node = [_step(link)], link.parent
    while node is not None and len(steps) < 3 and node.tag not in ("body", "html", "-undef"):
        steps.append(_step(node))
        node = node.parent
    return " > ".join(reversed(steps))


def _step(node: LexborNode) -> str:
    names = (node.attributes.get("class") or "").split()[:1]
    plain = [name for name in names if name.replace("-", "").replace("_", "").isalnum() and name.isascii()]
    return f"{node.tag}.{plain[0]}" if plain and not plain[0][0].isdigit() else str(node.tag)


def _href(node: LexborNode | None, base: str) -> str:
    address = joined(base, (node.attributes.get("href") or "").strip()) if node is not None else ""
    return address.split("#")[0] if address.startswith(("http://", "https://")) else ""


def _words(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""


def _date_of(node: LexborNode | None) -> str:
    return (node.attributes.get("datetime") or _words(node)) if node is not None else ""
