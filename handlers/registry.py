"""Every command, button and service message that the bot answers, in one place."""

from __future__ import annotations

from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import help as help_
from handlers.asking import digest, events, plain
from handlers.cards import calendar_file, card, more, mute, remind
from handlers.chat import (
    calendar_address,
    channel,
    forget,
    institution,
    language,
    membership,
    mydata,
    start,
    stop,
    timezone,
)
from handlers.command import Button, Callback, Command
from handlers.door import on_error
from handlers.editors import edit, source_trial, sources
from handlers.permissions import for_admins
from handlers.repeats import Repeats
from handlers.subscribing import dialogue, subscribe, subscriptions, unsubscribe
from handlers.voice import LANGUAGES, Voice, zone_of

_LISTED = (
    start.COMMAND,
    subscribe.COMMAND,
    subscriptions.COMMAND,
    unsubscribe.COMMAND,
    events.COMMAND,
    digest.COMMAND,
    calendar_address.COMMAND,
    channel.COMMAND,
    institution.COMMAND,
    language.COMMAND,
    timezone.COMMAND,
    stop.COMMAND,
    mydata.COMMAND,
    forget.COMMAND,
)
HELP = help_.command(_LISTED)
COMMANDS: tuple[Command, ...] = (*_LISTED, HELP)
#: what the network's editors use; offered to nobody
FOR_EDITORS: tuple[Command, ...] = (edit.COMMAND, sources.COMMAND, source_trial.COMMAND)
#: what each press does; one that matches none is answered as too old
BUTTONS: tuple[Button, ...] = (
    *dialogue.BUTTONS,
    *subscribe.BUTTONS,
    *subscriptions.BUTTONS,
    *events.BUTTONS,
    *card.BUTTONS,
    *calendar_file.BUTTONS,
    *remind.BUTTONS,
    *mute.BUTTONS,
    *more.BUTTONS,
    *calendar_address.BUTTONS,
    *language.BUTTONS,
    *timezone.BUTTONS,
    *forget.BUTTONS,
    *sources.BUTTONS,
    help_.button(HELP),
)
_NEW = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Add every handler, and the door for errors."""
    application.add_handler(TypeHandler(Update, Repeats().stop), group=-1)
    for command in (*COMMANDS, *FOR_EDITORS):
        handler = CommandHandler(command.name, _allowed(command), filters=_NEW, block=not command.slow)
        application.add_handler(handler)
    for button in BUTTONS:
        application.add_handler(CallbackQueryHandler(_allowed(button), pattern=f"^{button.pattern}"))
    application.add_handler(CallbackQueryHandler(plain.unknown_press))
    application.add_handler(ChatMemberHandler(membership.my_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    application.add_handler(MessageHandler(filters.COMMAND & _PRIVATE, plain.unknown_command))
    application.add_handler(MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, plain.plain_words))
    application.add_error_handler(on_error)


def _allowed(one: Command | Button) -> Callback:
    return for_admins(one.callback) if one.changes else one.callback


async def publish_commands(bot: Bot) -> None:
    """Tell Telegram the commands in each language: of private chats, of groups, of groups' administrators."""
    private = [one for one in COMMANDS if one.private]
    group = [one for one in COMMANDS if one.group]
    offers: tuple[tuple[BotCommandScope, list[Command]], ...] = (
        (BotCommandScopeDefault(), private),
        (BotCommandScopeAllPrivateChats(), private),
        (BotCommandScopeAllGroupChats(), [one for one in group if not one.changes]),
        (BotCommandScopeAllChatAdministrators(), group),
    )
    for code in LANGUAGES:
        voice = Voice(code, zone_of("UTC"))
        for scope, offered in offers:
            listed = [BotCommand(one.name, str(voice.say(one.does))) for one in offered]
            await bot.set_my_commands(listed, scope=scope, language_code=None if code == "en" else code)
