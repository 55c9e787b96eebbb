"""`/mydata`: all that is stored of a chat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import Update

from core.calendar import CalendarAddress
from core.chat import Chat, ChatKind, ChatState
from core.markup import Html, fill, pack, shorten
from core.subscription import Subscription
from handlers.command import Command
from handlers.context import Context
from handlers.reply import reply
from handlers.subscribing.subscriptions import described
from handlers.voice import LANGUAGES, Voice, mark
from storage import calendars, mutes, reminders, subscriptions

NONE = "–"
KINDS = {
    ChatKind.PRIVATE: mark("private chat"),
    ChatKind.GROUP: mark("group"),
    ChatKind.SUPERGROUP: mark("supergroup"),
    ChatKind.CHANNEL: mark("channel"),
}
STATES = {
    ChatState.ACTIVE: mark("active"),
    ChatState.STOPPED: mark("stopped"),
    ChatState.SET_ASIDE: mark("set aside: Telegram refuses my messages"),
}


async def mydata(update: Update, context: Context) -> None:
    """Show all that is stored of this chat; in several messages if need be."""
    chat = await context.chat(update)
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        mine = await subscriptions.of_chat(tx, chat.id)
        reminded = await reminders.of_chat(tx, chat.id)
        muted = await mutes.names(tx, chat.id)
        address = await calendars.get(tx, chat.id)
    blocks = [_settings(chat, voice), *(_subscription(one, voice) for one in mine)]
    blocks += _listed(voice.say("Reminders:"), [f"{name} – {voice.lead(lead)}" for name, lead in reminded])
    blocks += _listed(voice.say("Muted events:"), muted)
    blocks += [*_calendar(address, voice), _kept(voice)]
    for part in pack(blocks, separator="\n"):
        await reply(update, context, part)


def _settings(chat: Chat, voice: Voice) -> Html:
    return voice.say(
        "<b>Stored of this chat</b>\nNumber: {id}\nKind: {kind}\nName: {title}\nLanguage: {language}\n"
        "Time zone: {zone}\nInstitution: {institution}\nTopic of the forum: {thread}\n"
        "State: {state} {since}\nSubscriptions:",
        id=chat.id,
        kind=voice.say(KINDS[chat.kind]),
        title=chat.title or NONE,
        language=LANGUAGES[voice.language],
        zone=chat.timezone,
        institution=chat.institution or NONE,
        thread=chat.thread_id or NONE,
        state=voice.say(STATES[chat.state]),
        since=f"({voice.moment(chat.state_since)})" if chat.state_since else "",
    )


def _subscription(one: Subscription, voice: Voice) -> Html:
    return fill("• {what} ({since})", what=described(one, voice), since=voice.moment(one.created_at))


def _listed(title: Html, lines: Sequence[str]) -> list[Html]:
    return [title, *(fill("• {line}", line=shorten(line, 200)) for line in lines)] if lines else []


def _calendar(address: CalendarAddress | None, voice: Voice) -> Iterator[Html]:
    """Say that there is a private address; the address itself, a key, is shown by /calendar only."""
    if address is not None:
        yield voice.say(
            "Address of a private calendar, made {since}: /calendar", since=voice.moment(address.made_at)
        )


def _kept(voice: Voice) -> Html:
    return voice.say("Alerts and digests that were sent here are kept with it. /forget erases all of it.")


COMMAND = Command("mydata", mark("Show what is stored of this chat"), mydata, changes=True)
