"""Links as pages and feeds write them."""

from __future__ import annotations

from urllib.parse import urljoin


def joined(base: str, link: str) -> str:
    """Make a link whole; "" for none and for what is no address."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""
