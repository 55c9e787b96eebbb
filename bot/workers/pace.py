"""How quickly the members of a network of workers notice each other, in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The times behind the promises of docs/many-machines.md."""

    look: float = 2  #: between two looks at who is alive; a call by another member comes sooner
    rest: float = 1  #: before a share of the flood limit that was another's is used: its second must be over
    heartbeat: float = 5  #: of a worker's jobs
    stalled: float = 20  #: after the last heartbeat jobs count as left behind …
    sweep: float = 5  #: … and so often they are looked for
    fetch: float = 5  #: between two looks for jobs that nobody called for
    again: float = 5  #: after the database went away


PACE = Pace()
