"""What administrators are told of their sources."""

from __future__ import annotations

from datetime import timedelta

from core.chat import Chat
from core.delivery import TextMessage
from core.source import SourceSpec, SourceState
from handlers.editors.reasons import reason_in
from handlers.voice import Voice


def failing(chat: Chat, spec: SourceSpec, state: SourceState) -> TextMessage:
    """Say that a source keeps failing, why, and when it is asked again."""
    voice = Voice.of(chat)
    text = voice.say(
        "⚠️ The source {name} can’t be read ({times} failures in a row): {reason}.\n{url}\nIt is asked again "
        "at {moment}; nothing is switched off. “hubwire sources test” shows what can be read there.",
        name=spec.name,
        times=state.failures,
        reason=reason_in(voice, state.last_error),
        url=spec.url,
        moment=voice.moment(state.next_check_at),
    )
    return TextMessage(text)


def recovered(chat: Chat, spec: SourceSpec) -> TextMessage:
    """Say that a source that kept failing is well again."""
    return TextMessage(Voice.of(chat).say("✅ The source {name} can be read again.", name=spec.name))


def silent(chat: Chat, spec: SourceSpec, state: SourceState) -> TextMessage:
    """Say that a source answers but has had no news for long."""
    voice = Voice.of(chat)
    text = voice.say(
        "🔇 The source {name} can be read, but has brought nothing since {moment}; usually it does every "
        "{days} days.\n{url}\nHas its news moved? “hubwire sources test” shows what can be read there. It is "
        "still asked; nothing is switched off.",
        name=spec.name,
        moment=voice.moment(state.last_news_at) if state.last_news_at else "?",
        days=max(1, round((state.usual_gap or timedelta()) / timedelta(days=1))),
        url=spec.url,
    )
    return TextMessage(text)


def publishing(chat: Chat, spec: SourceSpec) -> TextMessage:
    """Say that a source that was silent has news again."""
    return TextMessage(Voice.of(chat).say("✅ The source {name} has news again.", name=spec.name))
