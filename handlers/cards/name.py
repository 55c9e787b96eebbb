"""An event's name as people read it."""

from __future__ import annotations

from core.event import EventFacts


def name_of(facts: EventFacts) -> str:
    """Return the name on one line. A phrase of the text gets a capital, "eGov Days" stays as it is."""
    name = " ".join(facts.name.split())
    begins_small = name[:1].isalpha() and name.split(" ", 1)[0].islower()
    return name[:1].title() + name[1:] if begins_small else name
