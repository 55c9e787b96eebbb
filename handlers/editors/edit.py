"""`/edit`: the network's editors correct, hide, merge and split events; who did what stays written down."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from core.edit import Action, Entry, parse_edit
from core.errors import BadQuery
from core.event import Event
from core.markup import Html, fill, pack
from handlers.cards.cards import event_card
from handlers.cards.name import name_of
from handlers.command import Command
from handlers.context import Context
from handlers.permissions import for_editors
from handlers.rendered import Rendered
from handlers.reply import reply
from handlers.voice import Voice, mark
from storage import edits, events, lives

DEEDS = {
    Action.CORRECT: mark("corrected"),
    Action.HIDE: mark("hidden"),
    Action.SHOW: mark("shown again"),
    Action.MERGE: mark("merged with event"),
    Action.SPLIT: mark("parted from article"),
}


@for_editors
async def edit(update: Update, context: Context) -> None:
    """Show an event's history (`/edit 12`), or change the event (`/edit 12 date 2026-06-01`)."""
    number, _, words = context.words.partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) <= 15):
        raise BadQuery(
            "Write the event's number, for example: /edit 12. Behind “Evidence” each card shows it."
        )
    chat = await context.chat(update)
    if not words:
        await reply(update, context, await _history(context, int(number), Voice.of(chat)))
        return
    deed, editor = parse_edit(words), update.effective_user
    async with context.db.transaction() as tx:
        name = f"{editor.full_name} ({editor.id})" if editor else "?"
        event = await lives.edited(tx, int(number), deed, name, context.now)
        await tx.commit()
    lead = Voice.of(chat).say("✅ Done: event {number}", number=event.id)
    await reply(update, context, event_card(event, Voice.of(chat), context.today(chat), lead))


async def _history(context: Context, number: int, voice: Voice) -> Rendered:
    """Return an event's articles with their numbers, and its audit."""
    async with context.db.snapshot() as tx:
        event = await events.get(tx, number)
        entries = await edits.of_event(tx, event.id) if event else []
    if event is None:
        raise BadQuery("There is no event {number}; `hubwire events` lists them.", number=number)
    blocks = [_title(event, voice), *_articles(event, voice), *_audit(entries, voice)]
    return Rendered(pack(blocks, separator="\n")[0])


def _title(event: Event, voice: Voice) -> Html:
    hidden = voice.say(" – hidden") if event.hidden else Html("")
    return fill(
        "<b>{number}. {name}</b>{hidden}", number=event.id, name=name_of(event.facts)[:200], hidden=hidden
    )


def _articles(event: Event, voice: Voice) -> list[Html]:
    return [
        voice.say(
            "Article {number}: {title} ({source})",
            number=one.article_id,
            title=one.title[:150],
            source=one.source,
        )
        for one in event.reports
    ]


def _audit(entries: Sequence[Entry], voice: Voice) -> list[Html]:
    return [
        fill(
            "{when}, {who}: {deed} {field} {value}",
            when=voice.moment(one.made_at),
            who=one.editor,
            deed=voice.say(DEEDS[one.edit.action]),
            field=one.edit.field,
            value=one.edit.value,
        )
        for one in entries
    ]


COMMAND = Command("edit", mark("Correct, hide, merge or split an event"), edit)
