"""`/subscribe`: typed in one line, or put together by buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import Update

from core.chat import Chat, ChatState
from core.markup import Html
from core.reminder import Lead
from core.subscription import Cadence, Rule, Subscription, matches
from handlers.command import Button, Command
from handlers.context import Context, pressed, thread_of
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.subscribing.dialogue import rendered, too_old
from handlers.subscribing.draft import CADENCES, LEADS, Draft
from handlers.subscribing.subscriptions import described
from handlers.subscribing.wish import read_wish
from handlers.voice import Voice, mark
from storage import chats, events, subscriptions

LOOK_BACK = timedelta(days=30)


async def subscribe(update: Update, context: Context) -> None:
    """Subscribe to what is typed; where nothing is named begin the dialogue of buttons."""
    chat = await context.chat(update)
    wish = read_wish(context.words)
    if wish.rule is None:
        await reply(update, context, rendered(Draft(), Voice.of(chat)))
        return
    thread = thread_of(update.effective_message)
    made = await store(context, chat, wish.rule, wish.cadence, thread, wish.remind)
    await reply(update, context, await confirmation(context, chat, made))


async def draft_done(update: Update, context: Context) -> None:
    """Subscribe to the draft (`s:w:d:…`)."""
    chat = await context.chat(update)
    _, letter, data = pressed(update).split(":", 2)
    draft = Draft.read(data)
    if draft is None:
        await too_old(update, Voice.of(chat))
        return
    thread = thread_of(update.effective_message)
    made = await store(context, chat, draft.rule(), CADENCES[letter], thread)
    told = await confirmation(context, chat, made)
    await answer(update)
    await edit(update, context, told)


async def soon_pressed(update: Update, context: Context) -> None:
    """Change how soon a subscription just made is told (`soon:w:ID`)."""
    chat = await context.chat(update)
    _, letter, number = pressed(update).split(":")
    async with context.db.transaction() as tx:
        await subscriptions.set_cadence(tx, chat.id, int(number), CADENCES[letter])
        made = await subscriptions.get(tx, chat.id, int(number))
        await tx.commit()
    told = await confirmation(context, chat, made) if made else _gone(chat)
    await answer(update)
    await edit(update, context, told)


async def remind_pressed(update: Update, context: Context) -> None:
    """Let a subscription just made come with reminders (`rem:d:ID`), or not (`rem:n:ID`)."""
    chat = await context.chat(update)
    _, letter, number = pressed(update).split(":")
    async with context.db.transaction() as tx:
        await subscriptions.set_reminder(tx, chat.id, int(number), LEADS.get(letter), context.now)
        made = await subscriptions.get(tx, chat.id, int(number))
        await tx.commit()
    told = await confirmation(context, chat, made) if made else _gone(chat)
    await answer(update)
    await edit(update, context, told)


async def store(
    context: Context,
    chat: Chat,
    rule: Rule,
    cadence: Cadence,
    thread_id: int | None,
    remind: Lead | None = None,
) -> Subscription:
    """Store a rule and the forum topic it was asked in; whoever subscribes wants to hear again."""
    async with context.db.transaction() as tx:
        made, _ = await subscriptions.add(tx, chat.id, rule, cadence, context.now)
        if remind is not None:
            await subscriptions.set_reminder(tx, chat.id, made.id, remind, context.now)
            made = replace(made, remind=remind)
        await chats.set_thread(tx, chat.id, thread_id)
        if chat.state is not ChatState.ACTIVE:
            await chats.set_state(tx, chat.id, ChatState.ACTIVE, "subscribed", context.now)
        await tx.commit()
    return made


async def confirmation(context: Context, chat: Chat, made: Subscription) -> Rendered:
    """Say what was understood, how soon it is told, and how much it would have brought of late."""
    voice, now = Voice.of(chat), context.now
    async with context.db.snapshot() as tx:
        recent = await events.found_between(tx, now - LOOK_BACK, now)
    text = voice.say(
        "✅ Subscribed: {what}.\n{past}\nChange it: /subscriptions",
        what=described(made, voice),
        past=_past(sum(matches(made.rule, event.facts) for event in recent), voice),
    )
    return Rendered(text, _choices(made, voice))


def _gone(chat: Chat) -> Html:
    return Voice.of(chat).say("That subscription is gone. /subscribe makes a new one.")


def _past(number: int, voice: Voice) -> Html:
    return voice.count(
        "{n} event of the last 30 days would have matched.",
        "{n} events of the last 30 days would have matched.",
        number,
    )


def _choices(made: Subscription, voice: Voice) -> Buttons:
    """Offer how soon, and which reminder, the present choices ticked; a tap on a reminder's tick ends it."""
    labels = tuple(
        (f"{'✓ ' if one is made.cadence else ''}{voice.cadence(one)}", f"soon:{letter}:{made.id}")
        for letter, one in CADENCES.items()
    )
    reminders = tuple(
        ((f"⏰ {'✓ ' if one is made.remind else ''}{voice.lead(one)}", _reminding(made, letter, one)),)
        for letter, one in LEADS.items()
    )
    return (labels[:2], labels[2:], *reminders)


def _reminding(made: Subscription, letter: str, lead: Lead) -> str:
    return f"rem:{'n' if lead is made.remind else letter}:{made.id}"


COMMAND = Command("subscribe", mark("Choose countries and topics"), subscribe, changes=True)
BUTTONS = (
    Button(r"s:[adwm]:d:", draft_done, changes=True),
    Button(r"soon:[adwm]:\d{1,18}$", soon_pressed, changes=True),
    Button(r"rem:[wdhn]:\d{1,18}$", remind_pressed, changes=True),
)
