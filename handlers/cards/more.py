"""More like this: from a card, subscribe to the event's country or topic by one further tap."""

from __future__ import annotations

from collections.abc import Iterator

from telegram import Update

from core.chat import Chat, ChatState
from core.event import Event, Topic
from core.markup import Html
from core.subscription import Cadence, Rule, Subscription, covers
from handlers.cards.card_press import buttons_anew, pressed_event
from handlers.command import Button
from handlers.context import Context, pressed, thread_of
from handlers.rendered import Buttons
from handlers.reply import answer, edit_buttons, reply
from handlers.subscribing.subscribe import confirmation, store
from handlers.subscribing.subscriptions import described, described_rule
from handlers.voice import Voice, flag
from storage import subscriptions

MOST = 3  #: countries and topics offered, each


async def more_pressed(update: Update, context: Context) -> None:
    """Offer the event's countries and topics (`ev:s:ID`)."""
    event, chat = await pressed_event(update, context)
    if event is not None:
        voice = Voice.of(chat)
        await answer(update, voice.say("Subscribe to what?"))
        await edit_buttons(update, menu(event, voice))


async def wish_pressed(update: Update, context: Context) -> None:
    """Subscribe to a country (`ev:sc:ID:KZ`) or topic (`ev:st:ID:economy`), unless the chat hears of it."""
    event, chat = await pressed_event(update, context)
    if event is None:
        return
    rule = _rule(pressed(update))
    known = await _known(context, chat, rule)
    if known is not None:
        await answer(update, _already(known, Voice.of(chat)), alert=True)
    else:
        thread = thread_of(update.effective_message)
        made = await store(context, chat, rule, Cadence.AT_ONCE, thread)
        what = described_rule(rule, Voice.of(chat))
        await answer(update, Voice.of(chat).say("Subscribed: {what}", what=what))
        await reply(update, context, await confirmation(context, chat, made))
    await buttons_anew(update, context, chat, event)


def menu(event: Event, voice: Voice) -> Buttons:
    """Lay out what can be subscribed to, and the way back."""
    back = ((str(voice.say("« Back")), f"ev:k:{event.id}"),)
    return (*(((label, data),) for label, data in _offers(event, voice)), back)


def _offers(event: Event, voice: Voice) -> Iterator[tuple[str, str]]:
    facts = event.facts
    countries = dict.fromkeys((*([facts.country] if facts.country else ()), *facts.taking_part))
    for code in list(countries)[:MOST]:
        yield f"➕ {flag(code)} {voice.country(code)}", f"ev:sc:{event.id}:{code}"
    for topic in list(dict.fromkeys(facts.topics))[:MOST]:
        yield f"➕ {voice.topic(topic)}", f"ev:st:{event.id}:{topic.value}"


def _rule(data: str) -> Rule:
    _, what, _, value = data.split(":")
    if what == "sc":
        return Rule(countries=frozenset({value}))
    return Rule(topics=frozenset({Topic(value)}))


async def _known(context: Context, chat: Chat, rule: Rule) -> Subscription | None:
    """Return the subscription by which an active chat hears of all that a rule asks for."""
    async with context.db.snapshot() as tx:
        mine = await subscriptions.of_chat(tx, chat.id)
    hears = chat.state is ChatState.ACTIVE
    return next((one for one in mine if hears and covers(one.rule, rule)), None)


def _already(known: Subscription, voice: Voice) -> Html:
    return voice.say("You are subscribed to that already: {what}", what=described(known, voice))


BUTTONS = (
    Button(r"ev:s:\d{1,18}$", more_pressed, changes=True),
    Button(r"ev:sc:\d{1,18}:[A-Z]{2}$", wish_pressed, changes=True),
    Button(rf"ev:st:\d{{1,18}}:(?:{'|'.join(Topic)})$", wish_pressed, changes=True),
)
