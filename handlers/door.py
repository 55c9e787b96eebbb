"""The one door for errors of handlers: people get an answer, operators the fault."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from core.errors import UserError
from core.markup import Html, fill
from handlers.context import Context, seed
from handlers.reply import answer, reply
from handlers.voice import Voice
from storage import chats

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Explain what a person did wrong; log anything else and tell the operators its number."""
    exc = context.error
    if not isinstance(update, Update) or update.effective_chat is None:
        log.error("an update failed", exc_info=exc)
        return
    voice = await _voice(update, context)
    if isinstance(exc, UserError):
        await _tell(update, context, voice.explain(exc))
        return
    if isinstance(exc, Forbidden | NetworkError):
        log.warning("a reply could not be sent: %s", type(exc).__name__)
        return
    number = secrets.token_hex(3)
    log.error("fault %s in a handler", number, exc_info=exc)
    await _tell(
        update,
        context,
        voice.say("Something went wrong on our side (fault {number}). Please try again.", number=number),
    )
    await _tell_operators(context, fill("Fault {number}: {name}", number=number, name=type(exc).__name__))


async def _voice(update: Update, context: Context) -> Voice:
    """Return the chat's voice without writing anything: the database may be what failed."""
    try:
        async with context.db.snapshot() as tx:
            known = await chats.get(tx, update.effective_chat.id if update.effective_chat else 0)
    except Exception:  # noqa: BLE001 - whatever failed, the person gets an answer
        known = None
    return Voice.of(known or seed(update, context.bot_data.timezone))


async def _tell(update: Update, context: Context, text: Html) -> None:
    try:
        await answer(update)
        await reply(update, context, text)
    except TelegramError as exc:
        log.warning("an explanation could not be sent: %s", type(exc).__name__)


async def _tell_operators(context: Context, text: Html) -> None:
    for admin in context.bot_data.admin_ids:
        try:
            await context.bot.send_message(admin, text, parse_mode="HTML")
        except TelegramError as exc:
            log.warning("operator %s could not be told: %s", admin, type(exc).__name__)
