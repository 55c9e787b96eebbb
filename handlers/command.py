"""What a command of the bot is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handlers.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does in a line (a msgid), and where it is offered."""

    name: str
    does: str
    callback: Callback
    private: bool = True
    group: bool = True
