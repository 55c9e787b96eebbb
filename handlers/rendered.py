"""A message ready to be sent: its text and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters

from core.errors import InvariantError
from core.markup import Html

Buttons = tuple[tuple[tuple[str, str], ...], ...]
MOST_DATA = 64  #: bytes of callback data (Bot API, InlineKeyboardButton)


@dataclass(frozen=True, slots=True)
class Rendered:
    """Telegram HTML, and rows of (label, callback data or address) buttons."""

    html: Html
    buttons: Buttons = ()
    reply_to: int | None = None  #: the earlier message of the chat that it follows up


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Build the keyboard; None without buttons."""
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(label, to) for label, to in row] for row in buttons])


def answering(message_id: int | None) -> ReplyParameters | None:
    """Point at the earlier message; where people have deleted it, the message goes without."""
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None


def _button(label: str, to: str) -> InlineKeyboardButton:
    if to.startswith(("https://", "http://")):
        return InlineKeyboardButton(label, url=to)
    if not 1 <= len(to.encode()) <= MOST_DATA:
        raise InvariantError(f"callback data of {len(to.encode())} bytes")
    return InlineKeyboardButton(label, callback_data=to)
