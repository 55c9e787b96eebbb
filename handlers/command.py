"""What a command and a button of the bot are."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handlers.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does in a line (a msgid), where it is offered, and to whom."""

    name: str
    does: str
    callback: Callback
    private: bool = True
    group: bool = True
    changes: bool = False  #: outside private chats only administrators may use it
    slow: bool = False  #: others are answered meanwhile


@dataclass(frozen=True, slots=True)
class Button:
    """What a press of a button does; `pattern` is that of its callback data."""

    pattern: str
    callback: Callback
    changes: bool = False  #: outside private chats only administrators may press it
