"""Every command, button and service message that the bot answers, in one place."""

from __future__ import annotations

from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import (
    digest,
    events,
    institution,
    language,
    membership,
    plain,
    privacy,
    start,
    stop,
    subscribe,
    subscriptions,
    timezone,
)
from handlers import (
    help as help_,
)
from handlers.command import Command
from handlers.door import on_error
from handlers.voice import LANGUAGES, Voice, zone_of

_LISTED = (
    start.COMMAND,
    subscribe.COMMAND,
    subscriptions.LIST,
    subscriptions.REMOVE,
    events.COMMAND,
    digest.COMMAND,
    institution.CHANNEL,
    institution.COMMAND,
    language.COMMAND,
    timezone.COMMAND,
    stop.COMMAND,
    privacy.MYDATA,
    privacy.FORGET,
)
COMMANDS: tuple[Command, ...] = (*_LISTED, help_.command(_LISTED))

#: callback data by pattern; what matches none is answered as too old
BUTTONS = (
    (r"d:", subscribe.draft_pressed),
    (r"s:[adwm]:d:", subscribe.cadence_pressed),
    (r"soon:[adwm]:\d{1,18}$", subscribe.soon_pressed),
    (r"sub:[cr]:\d{1,18}$", subscriptions.subscription_pressed),
    (r"ev:p:", events.page_pressed),
    (r"ev:c:\d{1,18}$", events.card_pressed),
    (r"ev:e:\d{1,18}$", events.evidence_pressed),
    (r"lang(?::|$)", language.language_pressed),
    (r"forget:", privacy.forget_pressed),
)
_NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Add every handler, and the door for errors."""
    for command in COMMANDS:
        application.add_handler(CommandHandler(command.name, command.callback, filters=_NEW))
    for pattern, pressed in BUTTONS:
        application.add_handler(CallbackQueryHandler(pressed, pattern=f"^{pattern}"))
    application.add_handler(CallbackQueryHandler(plain.unknown_press))
    application.add_handler(ChatMemberHandler(membership.my_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(filters.COMMAND & private, plain.unknown_command))
    application.add_handler(MessageHandler(filters.TEXT & private, plain.plain_words))
    application.add_error_handler(on_error)


async def publish_commands(bot: Bot) -> None:
    """Tell Telegram the commands, in each language, for private chats and for groups."""
    for code in LANGUAGES:
        voice = Voice(code, zone_of("UTC"))
        for scope, offered in (
            (BotCommandScopeAllPrivateChats(), [one for one in COMMANDS if one.private]),
            (BotCommandScopeAllGroupChats(), [one for one in COMMANDS if one.group]),
        ):
            listed = [BotCommand(one.name, str(voice.say(one.does))) for one in offered]
            await bot.set_my_commands(listed, scope=scope, language_code=None if code == "en" else code)
