"""Words of the sender's own: that a message may be a repeat, that a topic is gone."""

from __future__ import annotations

from dataclasses import replace

from core.chat import Chat
from core.delivery import TextMessage
from core.markup import MAX_LENGTH, Html, plain
from handlers.rendered import Rendered
from handlers.voice import Voice


def marked_as_repeat(message: Rendered, chat: Chat) -> Rendered:
    """Say below a message that it may have come before; one that is full stays as it is."""
    note = Voice.of(chat).say("Sent again: the first one may not have arrived.")
    marked = Html(f"{message.html}\n\n<i>↻ {note}</i>")
    return replace(message, html=marked) if len(plain(marked)) <= MAX_LENGTH else message


def topic_gone(chat: Chat) -> TextMessage:
    """Tell a chat, once, that its topic can't be written to any more."""
    return TextMessage(
        Voice.of(chat).say(
            "The topic that I wrote to is closed or gone, so I write to the chat itself. "
            "To move me, send /subscribe in another topic."
        )
    )
