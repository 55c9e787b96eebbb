"""Answering: the only place where handlers call Telegram's sending methods."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from core.markup import Html
from handlers.context import Context, telegram_chat, thread_of
from handlers.rendered import Rendered, keyboard

#: answers of Telegram to an edit or a press that came twice or too late; nothing is lost by them
_HARMLESS = (
    "message is not modified",
    "query is too old",
    "message can't be edited",
    "message to edit not found",
)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


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


async def edit(update: Update, message: Rendered | Html) -> None:
    """Put another text and other buttons into the message whose button was pressed."""
    rendered = message if isinstance(message, Rendered) else Rendered(message)
    query = update.callback_query
    if query is None:
        return
    try:
        await query.edit_message_text(
            rendered.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(rendered.buttons),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as exc:
        _pass_harmless(exc)


async def answer(update: Update, text: str = "", *, alert: bool = False) -> None:
    """Answer a press, so that the button stops turning."""
    if update.callback_query is None:
        return
    try:
        await update.callback_query.answer(text[:200] or None, show_alert=alert)
    except BadRequest as exc:
        _pass_harmless(exc)


def _pass_harmless(exc: BadRequest) -> None:
    if not any(text in str(exc).lower() for text in _HARMLESS):
        raise exc
