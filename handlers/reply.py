"""Answering: the only place where handlers call Telegram's sending methods."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Message, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from core.markup import Html, plain, shorten
from handlers.context import Context, telegram_chat, thread_of
from handlers.rendered import Buttons, Rendered, keyboard

NOTHING = Html("")
MOST_ANSWER = 200  #: characters of the answer to a press (Bot API, answerCallbackQuery)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNCHANGED = ("message is not modified",)
_TOO_LATE = ("query is too old",)
_NOT_EDITABLE = ("message can't be edited", "message to edit not found")


async def reply(update: Update, context: Context, message: Rendered | Html) -> None:
    """Answer in the same chat and topic."""
    rendered = message if isinstance(message, Rendered) else Rendered(message)
    await context.bot.send_message(
        telegram_chat(update).id,
        rendered.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=thread_of(update.effective_message),
        reply_markup=keyboard(rendered.buttons),
        link_preview_options=NO_PREVIEW,
    )


async def send_file(update: Update, context: Context, content: bytes, name: str) -> None:
    """Send a small file to the same chat and topic."""
    await context.bot.send_document(
        telegram_chat(update).id,
        content,
        filename=name,
        message_thread_id=thread_of(update.effective_message),
    )


async def edit(update: Update, context: Context, message: Rendered | Html) -> None:
    """Put another text and buttons into the message whose button was pressed; anew where that can't be."""
    rendered = message if isinstance(message, Rendered) else Rendered(message)
    query = update.callback_query
    if query is None or not isinstance(query.message, Message):
        await reply(update, context, rendered)
        return
    try:
        await query.edit_message_text(
            rendered.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(rendered.buttons),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as exc:
        if _says(exc, _NOT_EDITABLE):
            await reply(update, context, rendered)
        elif not _says(exc, _UNCHANGED):
            raise


async def edit_buttons(update: Update, buttons: Buttons) -> None:
    """Put other buttons under the message whose button was pressed; its text stays."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.edit_message_reply_markup(keyboard(buttons))
    except BadRequest as exc:
        if not _says(exc, (*_NOT_EDITABLE, *_UNCHANGED)):
            raise


async def answer(update: Update, text: Html = NOTHING, *, alert: bool = False) -> None:
    """Answer a press, so that the button stops turning; nothing for other updates."""
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(shorten(plain(text), MOST_ANSWER) or None, show_alert=alert)
    except BadRequest as exc:
        if not _says(exc, _TOO_LATE):
            raise


def _says(exc: BadRequest, texts: tuple[str, ...]) -> bool:
    return any(text in str(exc).lower() for text in texts)
