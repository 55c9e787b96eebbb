"""`/sources`: the editors see how each source fares; those in trouble come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import Update

from core.chat import Chat
from core.markup import Html, fill, join, pack, shorten
from core.source import Alarm
from handlers.command import Button, Command
from handlers.context import Context, pressed
from handlers.editors.reasons import reason_in
from handlers.permissions import for_editors
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.voice import Voice, flag, mark
from storage import sources as store
from storage.sources import SourceRow

PAGE = 8
MOST_NAME, MOST_ERROR = 80, 200


@for_editors
async def sources(update: Update, context: Context) -> None:
    """Answer `/sources` with the first page."""
    chat = await context.chat(update)
    await reply(update, context, await _page(context, chat, 0))


@for_editors
async def page_pressed(update: Update, context: Context) -> None:
    """Turn to another page (`src:p:OFFSET`)."""
    chat = await context.chat(update)
    page = await _page(context, chat, int(pressed(update).rpartition(":")[2]))
    await answer(update)
    await edit(update, context, page)


async def _page(context: Context, chat: Chat, offset: int) -> Rendered:
    """Render a page; the last one, where there are fewer by now."""
    async with context.db.snapshot() as tx:
        every = [row for row in await store.overview(tx) if not row.retired]
    voice = Voice.of(chat)
    if not every:
        return Rendered(
            voice.say("There are no sources. The setting SOURCES names the file that lists them.")
        )
    every.sort(key=lambda row: not _in_trouble(row))  # by name otherwise, as they come
    offset = min(offset, (len(every) - 1) // PAGE * PAGE)
    return Rendered(_listed(every, offset, voice), _buttons(len(every), offset))


def _listed(every: Sequence[SourceRow], offset: int, voice: Voice) -> Html:
    shown = every[offset : offset + PAGE]
    trouble = sum(map(_in_trouble, every))
    head = voice.count(
        "<b>{first}–{last} of {n} source</b>, {trouble} in trouble",
        "<b>{first}–{last} of {n} sources</b>, {trouble} in trouble",
        len(every),
        first=offset + 1,
        last=offset + len(shown),
        trouble=trouble,
    )
    return pack([head, *(join("\n", _lines(row, voice)) for row in shown)])[0]


def _lines(row: SourceRow, voice: Voice) -> Iterator[Html]:
    spec, state = row.source.spec, row.state
    sign = "⚠️ " if _in_trouble(row) else ""
    country = f" {flag(spec.country)}" if spec.country else ""
    yield fill("{sign}<b>{name}</b>{country}", sign=sign, name=shorten(spec.name, MOST_NAME), country=country)
    last = voice.moment(state.last_success_at) if state.last_success_at else voice.say("never")
    yield voice.say("Last success: {last}", last=last)
    yield voice.say(
        "Next check: {next}; every {interval}",
        next=voice.moment(state.next_check_at),
        interval=voice.span(state.interval),
    )
    yield voice.say("Articles: {articles} · events: {events}", articles=row.articles, events=row.events)
    if state.last_error:
        error = reason_in(voice, shorten(state.last_error, MOST_ERROR))
        yield voice.say("Failures in a row: {n} – {error}", n=state.failures, error=error)
    elif state.alarm is Alarm.SILENT and state.last_news_at:
        yield voice.say("Silent since {moment}", moment=voice.moment(state.last_news_at))


def _in_trouble(row: SourceRow) -> bool:
    return bool(row.state.failures or row.state.alarm)


def _buttons(total: int, offset: int) -> Buttons:
    turns = []
    if offset > 0:
        turns.append(("‹", f"src:p:{max(0, offset - PAGE)}"))
    if offset + PAGE < total:
        turns.append(("›", f"src:p:{offset + PAGE}"))
    return (tuple(turns),) if turns else ()


COMMAND = Command("sources", mark("Show how each source fares"), sources)
BUTTONS = (Button(r"src:p:\d{1,6}$", page_pressed),)
