"""`/subscriptions`: what this chat hears of, with buttons to change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from telegram import Update

from core.chat import Chat
from core.markup import Html, fill, pack, shorten
from core.subscription import Rule, Subscription
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.subscribing.draft import CADENCES, LEADS, Draft
from handlers.voice import Voice, mark
from storage import subscriptions as store

SHOWN = 20  #: on one message; /unsubscribe reaches the others
MOST_REMOVED = 5
MOST_RULE = 130  #: characters of a rule in the list
_AFTER = dict(zip(CADENCES, (*list(CADENCES)[1:], "a"), strict=True))


async def subscriptions(update: Update, context: Context) -> None:
    """List the chat's subscriptions."""
    chat = await context.chat(update)
    await reply(update, context, await listing(context, chat))


async def subscription_pressed(update: Update, context: Context) -> None:
    """Change how soon (`sub:ID:w`) or the reminder (`sub:ID:rd`, `rn` for none), or remove (`sub:ID:x`)."""
    chat = await context.chat(update)
    _, number, act = pressed(update).split(":")
    async with context.db.transaction() as tx:
        if act == "x":
            await store.remove(tx, chat.id, int(number))
        elif act.startswith("r"):
            await store.set_reminder(tx, chat.id, int(number), LEADS.get(act[1]), context.now)
        else:
            await store.set_cadence(tx, chat.id, int(number), CADENCES[act])
        await tx.commit()
    told = await listing(context, chat)
    await answer(update)
    await edit(update, context, told)


async def listing(context: Context, chat: Chat, removed: Iterable[Subscription] = ()) -> Rendered:
    """Render the chat's subscriptions, after those that were removed just now."""
    voice = Voice.of(chat)
    async with context.db.snapshot() as tx:
        mine = await store.of_chat(tx, chat.id)
    lead = [voice.say("Removed: {what}", what=_line(one, voice)) for one in removed][:MOST_REMOVED]
    head = (
        voice.count("<b>{n} subscription</b>", "<b>{n} subscriptions</b>", len(mine))
        if mine
        else voice.say("No subscriptions yet. /subscribe chooses countries and topics.")
    )
    parts = pack([*lead, head, *_lines(mine[:SHOWN], voice)], separator="\n")
    more = ((str(voice.say("🔔 Subscribe")), Draft().data()),)
    return Rendered(parts[0], (*_rows(mine[:SHOWN], voice), more))


def described_rule(rule: Rule, voice: Voice) -> str:
    """Say in words what a rule asks for."""
    parts = [voice.countries(sorted(rule.countries)) or str(voice.say("all countries"))]
    parts.append(
        ", ".join(voice.topic(topic) for topic in sorted(rule.topics)) or str(voice.say("all topics"))
    )
    parts += [", ".join(voice.kind(kind) for kind in sorted(rule.kinds))] if rule.kinds else []
    return " · ".join(parts)


def described(subscription: Subscription, voice: Voice) -> str:
    """Say in words what a subscription asks for, and how soon."""
    return f"{described_rule(subscription.rule, voice)} – {_how(subscription, voice)}"


def _line(one: Subscription, voice: Voice) -> str:
    return f"{shorten(described_rule(one.rule, voice), MOST_RULE)} – {_how(one, voice)}"


def _how(one: Subscription, voice: Voice) -> str:
    """Say how soon, and the reminder where there is one."""
    soon = str(voice.cadence(one.cadence))
    return f"{soon}, ⏰ {voice.lead(one.remind)}" if one.remind else soon


def _lines(mine: Sequence[Subscription], voice: Voice) -> Iterator[Html]:
    for number, one in enumerate(mine, start=1):
        yield fill("{number}. {text}", number=number, text=_line(one, voice))


def _rows(mine: Sequence[Subscription], voice: Voice) -> Buttons:
    letters = {cadence: letter for letter, cadence in CADENCES.items()}
    remove = voice.say("remove")
    return tuple(
        (
            (f"{number}. ⏱ {voice.cadence(one.cadence)}", f"sub:{one.id}:{_AFTER[letters[one.cadence]]}"),
            (f"{number}. ⏰ {voice.short_lead(one.remind) if one.remind else '–'}", _next_lead(one)),
            (f"{number}. ✖ {remove}", f"sub:{one.id}:x"),
        )
        for number, one in enumerate(mine, start=1)
    )


def _next_lead(one: Subscription) -> str:
    """Go on from none to a week, a day, two hours before, and to none again."""
    letters = [None, *LEADS.values()]
    after = letters[(letters.index(one.remind) + 1) % len(letters)]
    return f"sub:{one.id}:r{next((letter for letter, lead in LEADS.items() if lead is after), 'n')}"


COMMAND = Command("subscriptions", mark("Show and change what you get"), subscriptions)
BUTTONS = (Button(r"sub:\d{1,18}:(?:[adwmx]|r[wdhn])$", subscription_pressed, changes=True),)
