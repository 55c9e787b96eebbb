"""`/subscriptions` and `/unsubscribe`: what this chat hears of, and changing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import Update

from core.chat import Chat
from core.errors import BadQuery
from core.markup import Html, fill, join
from core.subscription import Cadence, Rule, Subscription
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import demand
from handlers.rendered import Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, mark
from storage import subscriptions as store

SHOWN = 20


def described_rule(rule: Rule, voice: Voice) -> str:
    """Say in words what a rule asks for."""
    parts = [voice.countries(sorted(rule.countries)) if rule.countries else str(voice.say("all countries"))]
    parts.append(
        ", ".join(voice.topic(topic) for topic in sorted(rule.topics)) or str(voice.say("all topics"))
    )
    parts += [", ".join(voice.kind(kind) for kind in sorted(rule.kinds))] if rule.kinds else []
    return " · ".join(parts)


def described(subscription: Subscription, voice: Voice) -> str:
    """Say in words what a subscription asks for, and how soon."""
    return f"{described_rule(subscription.rule, voice)} – {voice.cadence(subscription.cadence)}"


async def subscriptions(update: Update, context: Context) -> None:
    """List the chat's subscriptions with buttons to change them."""
    chat = await context.chat(update)
    await reply(update, context, await _listing(context, chat))


async def unsubscribe(update: Update, context: Context) -> None:
    """Remove one by its number, or all; without words show the list."""
    chat = await context.chat(update)
    if not context.words:
        await reply(update, context, await _listing(context, chat))
        return
    await demand(update, context)
    async with context.db.transaction() as tx:
        mine = await store.of_chat(tx, chat.id)
        for one in _named(context.words, mine):
            await store.remove(tx, chat.id, one.id)
        await tx.commit()
    await reply(update, context, await _listing(context, chat))


def _named(words: str, mine: Sequence[Subscription]) -> Sequence[Subscription]:
    """Return the subscriptions that a number of the list, or "all", names; raises BadQuery."""
    if words.casefold() in ("all", "все", "барлығы", "бәрі"):
        return mine
    if words.isdecimal() and 1 <= int(words) <= len(mine):
        return [mine[int(words) - 1]]
    raise BadQuery(
        "Which one? Write its number in /subscriptions, for example: /unsubscribe 1, or: /unsubscribe all"
    )


async def subscription_pressed(update: Update, context: Context) -> None:
    """Change how soon (`sub:c:ID`) or remove (`sub:r:ID`)."""
    await demand(update, context)
    chat = await context.chat(update)
    data = (update.callback_query.data or "") if update.callback_query else ""
    _, act, number = data.split(":")
    async with context.db.transaction() as tx:
        known = await store.get(tx, chat.id, int(number))
        if known is not None and act == "r":
            await store.remove(tx, chat.id, known.id)
        elif known is not None:
            await store.set_cadence(tx, chat.id, known.id, _next(known.cadence))
        await tx.commit()
    await answer(update)
    await edit(update, await _listing(context, chat))


def _next(cadence: Cadence) -> Cadence:
    every = list(Cadence)
    return every[(every.index(cadence) + 1) % len(every)]


async def _listing(context: Context, chat: Chat) -> Rendered:
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        mine = await store.of_chat(tx, chat.id)
    more = ((str(voice.say("🔔 Subscribe")), "d:c:0::"),)
    if not mine:
        return Rendered(voice.say("No subscriptions yet. /subscribe chooses countries and topics."), (more,))
    head = voice.count("<b>{n} subscription</b>", "<b>{n} subscriptions</b>", len(mine))
    return Rendered(join("\n", (head, *_lines(mine[:SHOWN], voice))), (*_rows(mine[:SHOWN], voice), more))


def _lines(mine: Sequence[Subscription], voice: Voice) -> Iterator[Html]:
    for number, one in enumerate(mine, start=1):
        yield fill("{number}. {text}", number=number, text=described(one, voice))


def _rows(mine: Sequence[Subscription], voice: Voice) -> Iterator[tuple[tuple[str, str], ...]]:
    for number, one in enumerate(mine, start=1):
        yield (
            (f"{number}. ⏱ {voice.cadence(one.cadence)}", f"sub:c:{one.id}"),
            (f"{number}. ✖ {voice.say('remove')}", f"sub:r:{one.id}"),
        )


LIST = Command("subscriptions", mark("Show and change what you get"), subscriptions)
REMOVE = Command("unsubscribe", mark("End a subscription"), unsubscribe)
