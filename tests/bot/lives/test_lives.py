"""Lives of events: merged, changed, edited; each chat's messages are asserted in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.event import Format, Status
from core.partial_date import PartialDate
from core.subscription import Cadence
from tests.bot.lives.conftest import Life
from tests.core.builders import facts

DAY = timedelta(days=1)
FORUM = facts(
    "Regional Forum on Digital Public Services",
    "2026-05-25",
    "2026-05-27",
    organisers=("Silk Academy",),
    summary="The academy invites to a forum.",
)
IN_RUSSIAN = facts("Региональный форум цифровых государственных услуг", "2026-05-25", "2026-05-27")
MOVED = replace(
    FORUM, start=PartialDate.parse("2026-06-01"), end=PartialDate.parse("2026-06-03"), status=Status.POSTPONED
)


async def test_a_change_that_comes_while_the_alert_waits_replaces_it(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.article(MOVED)
    await life.tick()
    (only,) = life.heard(chat)
    assert only.startswith("🔔 New event")
    assert "Jun 1" in only


async def test_two_changes_in_one_visit_are_one_message(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.heard(chat)
    await life.articles([(MOVED,), (replace(MOVED, status=Status.CANCELLED),)])
    await life.tick()
    (update,) = life.heard(chat)
    assert update.startswith("❌ Cancelled")
    assert "Date: " in update


async def test_two_changes_before_one_could_be_sent_are_one_message(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.heard(chat)
    await life.edit(1, "city Astana")
    await life.edit(1, "date 2026-05-28")
    await life.tick()
    (update,) = life.heard(chat)
    assert "Date: " in update
    assert "Place: " in update


async def test_a_change_that_is_taken_back_before_it_is_sent_is_not_told(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.heard(chat)
    await life.edit(1, "city Astana")
    await life.edit(1, "city Almaty")
    await life.tick()
    assert life.heard(chat) == []


async def test_a_typo_and_a_gap_filled_send_nothing(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.heard(chat)
    await life.edit(1, "name Regional Forum on Digital Services")
    await life.article(replace(FORUM, format=Format.HYBRID, summary="Another quote."), site="Steppe News")
    await life.tick()
    assert life.heard(chat) == []
    assert (await life.event()).version == 1


async def test_cancelled_never_overtakes_the_announcement(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.refuse(500, "Internal Server Error")
    await life.tick()
    await life.article(replace(FORUM, status=Status.CANCELLED))
    await life.tick(timedelta(minutes=2))
    (only,) = life.heard(chat)
    assert "cancelled" in only
    await life.tick(DAY)
    assert life.heard(chat) == []


async def test_a_gathering_called_off_is_told_once_and_read_in_the_digest(life: Life) -> None:
    alerted, weekly = await life.subscriber(), await life.subscriber(cadence=Cadence.WEEKLY)
    await life.article(FORUM)
    await life.tick()
    await life.tick(7 * DAY)
    life.heard(alerted)
    life.heard(weekly)
    for site in ("Silk Academy", "Steppe News"):
        await life.article(replace(FORUM, status=Status.CANCELLED), site=site)
    await life.tick()
    (update,) = life.heard(alerted)
    assert update.startswith("❌ Cancelled")
    await life.tick(7 * DAY)
    (digest,) = life.heard(weekly)
    assert "— Changed —" in digest
    assert "Status: <s>announced</s> → <b>cancelled</b>" in digest


async def test_what_an_editor_hides_is_neither_sent_nor_found(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.edit(1, "hide")
    await life.article(IN_RUSSIAN, site="Steppe News", language="ru")
    await life.tick(7 * DAY)
    assert life.heard(chat) == []
    await life.edit(1, "show")
    await life.tick()
    (alert,) = life.heard(chat)
    assert alert.startswith("🔔 New event")
    assert "Steppe News" in alert


async def test_a_change_of_what_was_hidden_is_told_when_it_is_shown_again(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(FORUM)
    await life.tick()
    life.heard(chat)
    for words in ("city Astana", "hide", "date 2026-05-28"):  # the first change still waits
        await life.edit(1, words)
    await life.tick()
    assert life.heard(chat) == []
    await life.edit(1, "show")
    await life.tick()
    (update,) = life.heard(chat)
    assert "Place: " in update
    assert "Date: " in update


async def test_events_that_an_editor_merges_are_one_for_those_who_were_told_of_either(life: Life) -> None:
    both = await life.subscriber()
    await life.article(FORUM)
    other = facts("Gathering of Academies", "2026-05-26", "2026-05-27", city=None)
    await life.article(other, site="Steppe News")
    await life.tick()
    assert len(life.heard(both)) == 2
    merged = await life.edit(1, "merge 2")
    assert [report.source for report in merged.reports] == ["Silk Academy", "Steppe News"]
    assert (await life.event(2)).id == 1
    await life.article(other, site="Civil Service Hub")  # a third report of the part joins the whole
    await life.edit(1, "status cancelled")
    await life.tick()
    (update,) = life.heard(both)
    assert "❌ Cancelled" in update


async def test_what_an_editor_corrected_of_a_part_holds_for_the_whole_unless_that_was_corrected_too(
    life: Life,
) -> None:
    await life.article(FORUM)
    await life.article(facts("Gathering of Academies", "2026-05-26", city=None), site="Steppe News")
    await life.edit(1, "city Astana")
    for words in ("format hybrid", "city Shymkent"):
        await life.edit(2, words)
    merged = await life.edit(1, "merge 2")
    assert (merged.facts.format, merged.facts.city) == (Format.HYBRID, "Astana")


async def test_a_report_that_an_editor_parts_is_an_event_of_its_own(life: Life) -> None:
    await life.article(FORUM)
    await life.article(replace(FORUM, city=None), site="Steppe News")
    await life.edit(1, "split 2")
    assert [report.source for report in (await life.event(1)).reports] == ["Silk Academy"]
    assert [report.source for report in (await life.event(2)).reports] == ["Steppe News"]


async def test_a_report_that_tells_of_two_known_events_makes_them_one(life: Life) -> None:
    chat = await life.subscriber()
    await life.article(facts("Opening of the week of archives", "2026-05-25", "2026-05-27", city=None))
    await life.article(
        facts("Specialists discuss storage of maps", "2026-05-25", "2026-05-27"), site="Steppe News"
    )
    await life.tick()
    assert len(life.heard(chat)) == 2
    both = facts("Week of archives: specialists discuss storage of maps", "2026-05-25", "2026-05-27")
    await life.article(both, site="Civil Service Hub")
    await life.tick()
    assert len((await life.event(1)).reports) == 3
    assert (await life.event(2)).id == (await life.event(1)).id
    assert life.heard(chat) == []


async def test_a_report_without_days_does_not_join_two_of_a_series(life: Life) -> None:
    for day in ("2026-05-12", "2026-06-16"):
        await life.article(facts("Club of Heads of Personnel", day))
    await life.article(facts("Club of Heads of Personnel", None), site="Steppe News")
    assert (await life.event(2)).id == 2
    assert len((await life.event(1)).reports) + len((await life.event(2)).reports) == 3


async def test_what_an_editor_parted_is_not_joined_again(life: Life) -> None:
    await life.article(FORUM)
    await life.article(replace(FORUM, city=None), site="Steppe News")
    await life.edit(1, "split 2")
    await life.article(FORUM, site="Civil Service Hub")
    assert [(await life.event(number)).id for number in (1, 2)] == [1, 2]
