"""`/unsubscribe`: end one subscription, named by its number or its words, or all."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from core.errors import BadQuery
from core.subscription import Rule, Subscription, fold
from handlers.command import Command
from handlers.context import Context
from handlers.reply import reply
from handlers.subscribing.subscriptions import listing
from handlers.subscribing.wish import read_wish
from handlers.voice import mark
from storage import subscriptions as store

_ALL = ("all", "everything", "все", "барлығы", "бәрі")


async def unsubscribe(update: Update, context: Context) -> None:
    """Remove what the words name; without words show the list with its buttons."""
    chat = await context.chat(update)
    async with context.db.transaction() as tx:
        mine = await store.of_chat(tx, chat.id)
        removed = named(context.words, mine) if mine and context.words else []
        for one in removed:
            await store.remove(tx, chat.id, one.id)
        await tx.commit()
    await reply(update, context, await listing(context, chat, removed))


def named(words: str, mine: Sequence[Subscription]) -> Sequence[Subscription]:
    """Return the subscriptions that the words of a person name; raises BadQuery."""
    if fold(words) in _ALL:
        return mine
    if words.isdecimal() and 1 <= int(words) <= len(mine):
        return [mine[int(words) - 1]]
    rule = None if words.isdecimal() else read_wish(words).rule
    same = [one for one in mine if one.rule == rule]
    holding = same or [one for one in mine if rule is not None and _asks_for(one.rule, rule)]
    if len(holding) == 1:
        return holding
    raise BadQuery(
        "Which one? Write its number in /subscriptions, for example: /unsubscribe 1, or: /unsubscribe all"
    )


def _asks_for(whole: Rule, part: Rule) -> bool:
    """Say whether a rule names everything that another one names."""
    return part.countries <= whole.countries and part.topics <= whole.topics and part.kinds <= whole.kinds


COMMAND = Command("unsubscribe", mark("End a subscription"), unsubscribe, changes=True)
