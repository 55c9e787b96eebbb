"""The one door for errors of handlers: people get an answer, operators the fault."""

from __future__ import annotations

import logging
import secrets
import traceback

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from core.errors import StorageError, UserError
from core.markup import Html, fill
from handlers.context import Context, seed, telegram_chat
from handlers.reply import answer, reply
from handlers.voice import Voice
from storage import moves

log = logging.getLogger(__name__)
#: refusals that say something of the chat, not of our message
_CHAT_REFUSES = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat not found",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
)


async def on_error(update: object, context: Context) -> None:
    """Explain what a person did wrong; log anything else and tell the operators its number."""
    exc = context.error
    if not isinstance(update, Update) or update.effective_chat is None:
        log.error("an update failed: %s", described(exc))
    elif isinstance(exc, UserError):
        await _tell(update, context, (await _voice(update, context)).explain(exc))
    elif isinstance(exc, ChatMigrated):
        await _follow(update, context, exc.new_chat_id)
    elif is_weather(exc):
        log.warning("an answer could not be sent: %s", type(exc).__name__)
    else:
        await _own_up(update, context, exc)


def is_weather(exc: BaseException | None) -> bool:
    """Say whether Telegram, the line or the chat is to blame, and no answer would get through either."""
    if isinstance(exc, BadRequest):
        return any(text in str(exc).lower() for text in _CHAT_REFUSES)
    return isinstance(exc, Forbidden | RetryAfter | NetworkError)


def described(exc: BaseException | None) -> str:
    """Return an exception's class, its causes' and the frames: not its words, people's may be in them."""
    if exc is None:
        return "nothing"
    cause = exc.__cause__ or exc.__context__
    frames = "".join(traceback.format_tb(exc.__traceback__))
    return f"{type(exc).__name__}\n{frames}" + (f"caused by {described(cause)}" if cause else "")


async def _own_up(update: Update, context: Context, exc: BaseException | None) -> None:
    number = secrets.token_hex(3)
    log.error("fault %s in a handler: %s", number, described(exc))
    voice = await _voice(update, context)
    await _tell(
        update,
        context,
        voice.say("Something went wrong on our side (fault {number}). Please try again.", number=number),
    )
    await _tell_operators(context, fill("Fault {number}: {name}", number=number, name=type(exc).__name__))


async def _follow(update: Update, context: Context, new_id: int) -> None:
    """Move a chat that became a supergroup; what was asked must be asked there."""
    async with context.db.transaction() as tx:
        await moves.move(tx, telegram_chat(update).id, new_id)
        await tx.commit()


async def _voice(update: Update, context: Context) -> Voice:
    """Return the chat's voice without writing anything: the database may be what failed."""
    try:
        known = await context.known_chat(update)
    except StorageError:
        known = None
    return Voice.of(known or seed(update, context.bot_data.timezone))


async def _tell(update: Update, context: Context, text: Html) -> None:
    """Answer a press by a pop-up, anything else by a message."""
    try:
        if update.callback_query is not None:
            await answer(update, text, alert=True)
        else:
            await reply(update, context, text)
    except TelegramError as exc:
        log.warning("an explanation could not be sent: %s", type(exc).__name__)


async def _tell_operators(context: Context, text: Html) -> None:
    for admin in sorted(context.bot_data.admin_ids):
        try:
            await context.bot.send_message(admin, text, parse_mode="HTML")
        except TelegramError as exc:
            log.warning("operator %s could not be told: %s", admin, type(exc).__name__)
