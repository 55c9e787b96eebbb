"""A message ready to be sent: its text and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.errors import InvariantError
from core.markup import Html

Buttons = tuple[tuple[tuple[str, str], ...], ...]
MOST_DATA = 64  #: bytes of callback data (Bot API, InlineKeyboardButton)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Telegram HTML, and rows of (label, callback data or address) buttons."""

    html: Html
    buttons: Buttons = ()


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Build the keyboard; None without buttons."""
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(label, to) for label, to in row] for row in buttons])


def _button(label: str, to: str) -> InlineKeyboardButton:
    if to.startswith(("https://", "http://")):
        return InlineKeyboardButton(label, url=to)
    if not 1 <= len(to.encode()) <= MOST_DATA:
        raise InvariantError(f"callback data of {len(to.encode())} bytes")
    return InlineKeyboardButton(label, callback_data=to)
