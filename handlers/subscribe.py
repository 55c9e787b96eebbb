"""`/subscribe`: typed in one line, or put together by buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from telegram import Update

from core.chat import Chat
from core.event import Topic
from core.query import parse_rule, words_of
from core.subscription import Cadence, Rule, Subscription, matches
from handlers.command import Command
from handlers.context import Context, thread_of
from handlers.draft import MOST_COUNTRIES, Draft
from handlers.lexicon import cadence_words, lexicon, network
from handlers.permissions import demand
from handlers.rendered import Buttons, Rendered
from handlers.reply import answer, edit, reply
from handlers.subscriptions import described
from handlers.voice import Voice, flag, mark
from storage import chats, events, subscriptions

PAGE = 14  #: countries on one page of buttons
LOOK_BACK = timedelta(days=30)
_CADENCES = {"a": Cadence.AT_ONCE, "d": Cadence.DAILY, "w": Cadence.WEEKLY, "m": Cadence.MONTHLY}


async def subscribe(update: Update, context: Context) -> None:
    """Subscribe to what is typed; without words begin the dialogue of buttons."""
    await demand(update, context)
    chat = await context.chat(update)
    cadence, words = split_cadence(context.words)
    if not words:
        await reply(update, context, rendered(Draft(), Voice.of(chat)))
        return
    rule = parse_rule(words, lexicon())
    await reply(update, context, await _subscribed(update, context, chat, rule, cadence))


async def subscribe_to(context: Context, chat: Chat, words: str, cadence: Cadence) -> str:
    """Subscribe another chat to what is typed; returns what was understood. No words: to everything."""
    rule = parse_rule(words, lexicon())
    async with context.db.transaction() as tx:
        made, _ = await subscriptions.add(tx, chat.id, rule, cadence, context.now)
        await tx.commit()
    return described(made, Voice.of(chat))


def split_cadence(text: str) -> tuple[Cadence, str]:
    """Take the words that say how soon out of a text; at once when there are none."""
    words, cadence = " ".join(words_of(text)), Cadence.AT_ONCE
    for name, meaning in sorted(cadence_words().items(), key=lambda item: -len(item[0])):
        padded = f" {words} "
        if f" {name} " in padded:
            words, cadence = " ".join(padded.replace(f" {name} ", " ").split()), meaning
    return cadence, words


async def draft_pressed(update: Update, context: Context) -> None:
    """Show the next step of the dialogue (`d:…`)."""
    await demand(update, context)
    chat = await context.chat(update)
    voice = Voice.of(chat)
    draft = Draft.read((update.callback_query.data or "") if update.callback_query else "")
    if draft is None:
        await answer(update, str(voice.say("This button is too old. /subscribe begins again.")), alert=True)
        return
    full = len(draft.countries) == MOST_COUNTRIES
    await answer(
        update, str(voice.say("That is the most: {most} countries.", most=MOST_COUNTRIES)) if full else ""
    )
    await edit(update, rendered(draft, voice))


async def cadence_pressed(update: Update, context: Context) -> None:
    """Subscribe to the draft (`s:w:d:…`)."""
    await demand(update, context)
    chat = await context.chat(update)
    data = (update.callback_query.data or "") if update.callback_query else ""
    draft = Draft.read(data[4:])
    if draft is None or data[2] not in _CADENCES:
        await answer(
            update, str(Voice.of(chat).say("This button is too old. /subscribe begins again.")), alert=True
        )
        return
    await answer(update)
    await edit(update, await _subscribed(update, context, chat, draft.rule(), _CADENCES[data[2]]))


async def _subscribed(update: Update, context: Context, chat: Chat, rule: Rule, cadence: Cadence) -> Rendered:
    """Store a rule and say what it means, and how much it would have brought."""
    voice, now = Voice.of(chat), context.now
    async with context.db.transaction() as tx:
        made, _ = await subscriptions.add(tx, chat.id, rule, cadence, now)
        await chats.set_thread(tx, chat.id, thread_of(update.effective_message))
        recent = [
            event
            for event in await events.found_between(tx, now - LOOK_BACK, now)
            if matches(rule, event.facts)
        ]
        await tx.commit()
    text = voice.say(
        "✅ Subscribed: {what}.\n{past}\nChange it: /subscriptions",
        what=described(made, voice),
        past=voice.count(
            "{n} event of the last 30 days would have matched.",
            "{n} events of the last 30 days would have matched.",
            len(recent),
        ),
    )
    return Rendered(text, _choices(made, voice))


def _choices(made: Subscription, voice: Voice) -> Buttons:
    """Offer how soon, the present choice ticked."""
    labels = tuple(
        (f"{'✓ ' if one is made.cadence else ''}{voice.cadence(one)}", f"soon:{letter}:{made.id}")
        for letter, one in _CADENCES.items()
    )
    return (labels[:2], labels[2:])


async def soon_pressed(update: Update, context: Context) -> None:
    """Change how soon a subscription just made is told (`soon:w:ID`)."""
    await demand(update, context)
    chat = await context.chat(update)
    voice = Voice.of(chat)
    _, letter, number = ((update.callback_query.data or "") if update.callback_query else "").split(":")
    async with context.db.transaction() as tx:
        await subscriptions.set_cadence(tx, chat.id, int(number), _CADENCES[letter])
        made = await subscriptions.get(tx, chat.id, int(number))
        await tx.commit()
    await answer(update)
    if made is None:
        await edit(update, voice.say("That subscription is gone. /subscribe makes a new one."))
        return
    text = voice.say("✅ Subscribed: {what}.\nChange it: /subscriptions", what=described(made, voice))
    await edit(update, Rendered(text, _choices(made, voice)))


def rendered(draft: Draft, voice: Voice) -> Rendered:
    """Render a step of the dialogue."""
    match draft.step:
        case "c":
            text = voice.say("<b>1/3 Which countries?</b> Choose some, or none for all.")
            return Rendered(text, (*_countries(draft, voice), *_turns(draft, voice)))
        case "t":
            text = voice.say("<b>2/3 Which topics?</b> Choose some, or none for all.")
            back = (str(voice.say("« Countries")), draft.at("c").data())
            onward = (str(voice.say("Next »")), draft.at("h").data())
            return Rendered(text, (*_topics(draft, voice), (back, onward)))
    text = voice.say("<b>3/3 How soon shall I tell you?</b>")
    rows = tuple(
        ((str(voice.cadence(one)), f"s:{letter}:{draft.data()}"),) for letter, one in _CADENCES.items()
    )
    return Rendered(text, (*rows, ((str(voice.say("« Topics")), draft.at("t").data()),)))


def _countries(draft: Draft, voice: Voice) -> Iterator[tuple[tuple[str, str], ...]]:
    shown = network()[draft.page * PAGE : (draft.page + 1) * PAGE]
    labels = [
        (
            f"{'✓ ' if code in draft.countries else ''}{flag(code)} {voice.country(code)}",
            draft.toggled_country(code).data(),
        )
        for code in shown
    ]
    yield from (tuple(labels[place : place + 2]) for place in range(0, len(labels), 2))


def _turns(draft: Draft, voice: Voice) -> Iterator[tuple[tuple[str, str], ...]]:
    pages = -(-len(network()) // PAGE)
    before, after = (draft.page - 1) % pages, (draft.page + 1) % pages
    yield (
        ("‹", draft.at("c", before).data()),
        (f"{draft.page + 1}/{pages}", draft.at("c", after).data()),
        ("›", draft.at("c", after).data()),
    )
    yield ((str(voice.say("Next »")), draft.at("t").data()),)


def _topics(draft: Draft, voice: Voice) -> Iterator[tuple[tuple[str, str], ...]]:
    labels = [
        (f"{'✓ ' if topic in draft.topics else ''}{voice.topic(topic)}", draft.toggled_topic(topic).data())
        for topic in Topic
    ]
    yield from (tuple(labels[place : place + 2]) for place in range(0, len(labels), 2))


COMMAND = Command("subscribe", mark("Choose countries and topics"), subscribe)
