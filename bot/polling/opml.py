"""Lists of feeds as OPML 2.0, which feed readers exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from lxml import etree

from core.errors import InputError
from core.source import SourceKind, SourceSpec


def write_opml(specs: Sequence[SourceSpec]) -> str:
    """Write sources as OPML; what hubwire knows beside address and name stands in attributes of its own.

    Lists that are read by a recipe are left out: OPML has no place for one.
    """
    lines = "\n".join(_outline(spec) for spec in specs if spec.recipe is None)
    head = "<head><title>hubwire's sources</title></head>"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">{head}<body>\n{lines}\n</body></opml>\n'
    )


def _outline(spec: SourceSpec) -> str:
    more = {
        "type": "rss",
        "text": spec.name,
        "xmlUrl": spec.url,
        "institution": spec.institution,
        "country": spec.country,
        "language": spec.language,
        "kind": "" if spec.kind is SourceKind.FEED else spec.kind.value,
    }
    return (
        "<outline " + " ".join(f"{name}={quoteattr(value)}" for name, value in more.items() if value) + "/>"
    )


def read_opml(body: bytes) -> Iterator[dict[str, str]]:
    """Yield each feed of an OPML file as the fields of a `[[source]]` table; raises InputError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.LxmlError, ValueError) as exc:
        raise InputError(f"not OPML: {exc}") from exc
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or ""
        if url:
            named = {"url": url, "name": outline.get("text") or outline.get("title") or ""}
            kept = {name: outline.get(name) or "" for name in ("institution", "country", "language", "kind")}
            yield {name: value for name, value in (named | kept).items() if value}
