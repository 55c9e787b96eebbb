"""Computing without holding up the loop: what is long in a thread, what is short on the spot.

While a thread computes, the loop waits five milliseconds for the interpreter, and again after each system
call of its own. What takes less than that holds nothing up on the spot, and comes cheaper.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

SHORT = 2_000  #: characters that are parsed, or read for events, in some two milliseconds
T = TypeVar("T")


async def computed(length: int, function: Callable[..., T], *given: Any, **more: Any) -> T:
    """Return what a function makes of `length` characters."""
    if length < SHORT:
        return function(*given, **more)
    return await asyncio.to_thread(function, *given, **more)
