"""`/subscribe` by buttons: countries, topics, how soon. Four presses at the least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from telegram import Update

from core.event import Topic
from handlers.command import Button
from handlers.context import Context, pressed
from handlers.lexicon import network
from handlers.rendered import Buttons, Rendered
from handlers.reply import NOTHING, answer, edit
from handlers.subscribing.draft import CADENCES, MOST_COUNTRIES, Draft
from handlers.voice import Voice, flag

PAGE = 16  #: countries on one page of buttons
T = TypeVar("T")


async def draft_pressed(update: Update, context: Context) -> None:
    """Show the next step of the dialogue (`d:…`)."""
    voice = Voice.of(await context.chat(update))
    draft = Draft.read(pressed(update))
    if draft is None:
        await too_old(update, voice)
        return
    full = draft.step == "c" and draft.full
    limit = voice.say("That is the most: {most} countries.", most=MOST_COUNTRIES) if full else NOTHING
    await answer(update, limit)
    await edit(update, context, rendered(draft, voice))


async def too_old(update: Update, voice: Voice) -> None:
    """Answer a press of a button that another version made."""
    await answer(update, voice.say("This button is too old. /subscribe begins again."), alert=True)


def rendered(draft: Draft, voice: Voice) -> Rendered:
    """Render a step of the dialogue."""
    match draft.step:
        case "c":
            text = voice.say("<b>1/3 Which countries?</b> Choose some, or none for all.")
            return Rendered(text, _countries(draft, voice))
        case "t":
            text = voice.say("<b>2/3 Which topics?</b> Choose some, or none for all.")
            return Rendered(text, _topics(draft, voice))
    text = voice.say("<b>3/3 How soon shall I tell you?</b>")
    return Rendered(text, _how_soon(draft, voice))


def _countries(draft: Draft, voice: Voice) -> Buttons:
    pages = -(-len(network()) // PAGE)
    page = draft.page % pages
    shown = network()[page * PAGE : (page + 1) * PAGE]
    turns = (
        ("‹", draft.at("c", (page - 1) % pages).data()),
        (f"{page + 1}/{pages}", draft.at("c", page).data()),
        ("›", draft.at("c", (page + 1) % pages).data()),
    )
    onward = voice.say("Next »") if draft.countries else voice.say("All countries »")
    return (
        *_toggles(
            shown, draft.countries, lambda code: f"{flag(code)} {voice.country(code)}", draft.toggled_country
        ),
        turns,
        ((str(onward), draft.at("t").data()),),
    )


def _topics(draft: Draft, voice: Voice) -> Buttons:
    onward = voice.say("Next »") if draft.topics else voice.say("All topics »")
    return (
        *_toggles(list(Topic), draft.topics, lambda topic: str(voice.topic(topic)), draft.toggled_topic),
        ((str(voice.say("« Countries")), draft.at("c").data()), (str(onward), draft.at("h").data())),
    )


def _how_soon(draft: Draft, voice: Voice) -> Buttons:
    rows = tuple(
        ((str(voice.cadence(cadence)), f"s:{letter}:{draft.data()}"),) for letter, cadence in CADENCES.items()
    )
    return (*rows, ((str(voice.say("« Topics")), draft.at("t").data()),))


def _toggles(
    shown: Sequence[T], chosen: Sequence[T], label: Callable[[T], str], toggled: Callable[[T], Draft]
) -> Buttons:
    """Lay out what can be chosen in two columns, the chosen ticked."""
    buttons = [(f"{'✓ ' if one in chosen else ''}{label(one)}", toggled(one).data()) for one in shown]
    return tuple(tuple(buttons[place : place + 2]) for place in range(0, len(buttons), 2))


BUTTONS = (Button("d:", draft_pressed, changes=True),)
