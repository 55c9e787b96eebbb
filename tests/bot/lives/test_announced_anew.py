"""Lives of events that an organiser announces again, on other days and without a word of a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.event import EventFacts, Format
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

DAY = timedelta(days=1)
BODY = ("Silk Academy",)
NAME = "12th Regional Forum on Digital Public Services"
FORUM = facts(NAME, "2026-06-15", "2026-06-17", organisers=BODY, summary="It will be in June.")
ANEW = facts(NAME, "2026-09-07", "2026-09-09", organisers=BODY, summary="It will be in September.")


@pytest.mark.parametrize("found_by", ["Silk Academy", "Steppe News"])
async def test_the_organisers_own_site_moves_an_edition_by_announcing_it_anew(
    life: Life, found_by: str
) -> None:
    chat = await life.subscriber()
    await life.article(FORUM, site=found_by)
    await life.tick()
    life.now += DAY
    await life.article(ANEW)
    await life.tick()
    announced, moved = life.heard(chat)
    assert announced.startswith("🔔 New event")
    assert "<s>Jun 15\u2009–\u200917, 2026</s> → <b>Sep 7\u2009–\u20099, 2026</b>" in moved
    life.now += DAY
    for late in (FORUM, ANEW):  # copies of the old news, and of the new, undo nothing
        for site in ("Steppe News", "Silk Academy"):
            await life.article(late, site=site)
    await life.tick()
    event = await life.event()
    assert (life.heard(chat), event.facts.start, event.facts.summary) == ([], ANEW.start, ANEW.summary)
    assert len(event.reports) == 6


@pytest.mark.parametrize(
    ("other", "site"),
    [
        (ANEW, "Steppe News"),  # a partner's word is not the organiser's
        (replace(ANEW, name=NAME.removeprefix("12th ")), "Silk Academy"),  # of a series, perhaps the next
        (replace(ANEW, name=NAME.replace("12th", "13th")), "Silk Academy"),
        (replace(ANEW, name="12th Regional Forum on Water Security"), "Silk Academy"),
        (replace(ANEW, city="Astana"), "Silk Academy"),  # two towns may each have their twelfth
    ],
    ids=lambda one: f"{one.name} {one.city}" if isinstance(one, EventFacts) else one,
)
async def test_what_may_be_another_gathering_moves_nothing(life: Life, other: EventFacts, site: str) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.now += DAY
    await life.article(other, site=site)
    await life.tick()
    assert [text[:11] for text in life.heard(chat)] == ["🔔 New event"] * 2
    assert (await life.event(1)).facts.start == FORUM.start


@pytest.mark.parametrize("site", ["Silk Academy", "Steppe News"])
async def test_a_report_of_the_same_days_with_another_format_keeps_what_was_told_first(
    life: Life, site: str
) -> None:
    chat = await life.subscriber()
    for way in (Format.IN_PERSON, Format.HYBRID):
        await life.article(replace(FORUM, format=way), site=site)
        await life.tick()
    assert len(life.heard(chat)) == 1
    assert (await life.event()).facts.format is Format.IN_PERSON
