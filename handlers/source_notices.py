"""What administrators are told of their sources."""

from __future__ import annotations

from core.chat import Chat
from core.delivery import TextMessage
from core.source import SourceSpec, SourceState
from handlers.voice import Voice


def failing(chat: Chat, spec: SourceSpec, state: SourceState) -> TextMessage:
    """Say that a source keeps failing, why, and when it is asked again."""
    voice = Voice.of(chat)
    text = voice.say(
        "⚠️ The source {name} has failed {times} times in a row: {reason}.\n{url}\nIt is asked again at "
        "{moment}; nothing is switched off. “hubwire sources test” shows what can be read there.",
        name=spec.name,
        times=state.failures,
        reason=state.last_error,
        url=spec.url,
        moment=voice.moment(state.next_check_at),
    )
    return TextMessage(text)


def recovered(chat: Chat, spec: SourceSpec) -> TextMessage:
    """Say that a source that kept failing is well again."""
    return TextMessage(Voice.of(chat).say("✅ The source {name} can be read again.", name=spec.name))
