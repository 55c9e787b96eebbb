"""Merging new articles against what is stored: articles a second, and how that depends on what is stored.

The seconds are those of one core, SQLite's thread included, so that a busy machine doesn't change them.

The gatherings are made up. Their names hold so many words that two of them are still twice as alike as two
gatherings of a network: the part of their telling words that two names share by chance is 0.04 in the mean;
in English names that people took from articles of such a network it is 0.02. Names of fewer words would run
together, and what is measured would be the uniting of strangers, which a network doesn't ask for.

python -m benchmarks.merging [EVENTS …]
"""

from __future__ import annotations

import asyncio
import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.polling.intake import Found, take_in
from core.article import Article, Document
from core.event import CountryRole, EventFacts, Format, Kind, Role, Topic
from core.partial_date import PartialDate
from core.source import SourceSpec
from storage import migrate, schema, sources
from storage.codec import facts_to_json
from storage.database import Database

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
STORED = (1_000, 100_000)
NEW = 1_000
WARM_UP = 10  #: a store that takes its turn first: what a process does once is no part of an article's time
BATCH = 20
REPEATS = 0.3  #: share of the new articles that report a stored event once more
YEARS = 10  #: over which the stored events are spread
CHUNK = 5_000
_CODES = "KZ UZ KG TJ TM AZ AM GE MD UA BY MN TR PL EE LV LT RS HU KR CN IN SG MY FI DE FR GB US CA"
COUNTRIES = _CODES.split()
TOWNS, BODIES = 5, 8  #: of each country
_SUBJECTS = """
    archives audit banking borders budgets census charters courts customs dialects elections energy
    ethics exports fisheries forests grants harbours heritage housing immunity insurance irrigation
    journalism kindergartens labour libraries markets mediation migration mobility museums nutrition
    orphanages pastures pensions permits pollution procurement prisons quarries railways rivers salaries
    sanitation seeds statistics taxation tourism universities
"""
_WORDS = """
    affordable agile alpine bilingual circular coastal collective cooperative decentralised digital
    domestic electronic emerging fair feminine foreign green hidden honest inclusive independent
    judicial legal local maritime medical mobile modern nomadic northern open parental peaceful
    predictive private quick regulated remote responsible rural safe scientific seasonal shared social
    strategic sustainable transparent urban voluntary
"""
_GUESTS = """
    accountants advisers archivists beekeepers clerks commissioners deans diplomats economists engineers
    experts geologists governors historians inspectors interpreters jurists lecturers librarians
    managers mayors mediators notaries officials ombudsmen planners prosecutors rectors researchers
    scholars secretaries teachers trainers
"""
SUBJECTS, WORDS, GUESTS = _SUBJECTS.split(), _WORDS.split(), _GUESTS.split()


def gathering(dice: random.Random) -> EventFacts:
    """Make up a gathering."""
    kind, country = dice.choice(list(Kind)), dice.choice(COUNTRIES)
    first = NOW.date() + timedelta(days=dice.randrange(-365 * (YEARS - 1), 365))
    one, other, third = (f"{dice.choice(WORDS)} {dice.choice(SUBJECTS)}" for _ in range(3))
    return EventFacts(
        f"{kind.value} on {one} and {other}",
        kind,
        start=PartialDate.of(first),
        end=PartialDate.of(first + timedelta(days=dice.randrange(4))),
        city=f"Town {dice.randrange(TOWNS)} of {country}",
        country=country,
        format=Format.IN_PERSON,
        countries=(CountryRole(country, Role.VENUE),),
        organisers=(f"Academy {COUNTRIES.index(country) * BODIES + dice.randrange(BODIES)}",),
        topics=(dice.choice(list(Topic)),),
        summary=f"{dice.choice(GUESTS)} and {dice.choice(GUESTS)} speak of {one} and {third}.",
    )


async def fill(db: Database, count: int, dice: random.Random) -> list[EventFacts]:
    """Store gatherings with one report each, in bulk."""
    stored = [gathering(dice) for _ in range(count)]
    async with db.transaction() as tx:
        await sources.sync(tx, [SourceSpec("https://site.example/feed", "Site")], NOW)
        for start in range(0, count, CHUNK):
            part = list(enumerate(stored[start : start + CHUNK], start=start + 1))
            for table, rows in _rows(part):
                await tx.execute(table.insert(), rows)
        await tx.commit()
    return stored


def _rows(part: list[tuple[int, EventFacts]]) -> Iterator[tuple[Any, list[dict[str, object]]]]:
    yield schema.articles, [_article_row(number) for number, _ in part]
    yield schema.events, [_event_row(number, facts) for number, facts in part]
    yield schema.sightings, [_sighting_row(number, facts) for number, facts in part]
    yield (
        schema.event_countries,
        [{"event_id": number, "code": facts.country} for number, facts in part],
    )


def _article_row(number: int) -> dict[str, object]:
    return {
        "id": number,
        "source_id": 1,
        "identity": f"stored-{number}",
        "url": f"https://site.example/{number}",
        "title": "",
        "text": "",
        "language": "en",
        "published": None,
        "published_at": None,
        "taken_at": NOW,
    }


def _event_row(number: int, facts: EventFacts) -> dict[str, object]:
    return {
        "id": number,
        "version": 1,
        "facts": facts_to_json(facts),
        "found_at": NOW,
        "changed_at": NOW,
        "first_day": facts.first_day,
        "last_day": facts.last_day,
        "kind": facts.kind.value,
        "status": facts.status.value,
        "prose": facts.name.casefold(),
        "hidden": False,
        "merged_into": None,
    }


def _sighting_row(number: int, facts: EventFacts) -> dict[str, object]:
    return {
        "article_id": number,
        "place": 0,
        "event_id": number,
        "facts": facts_to_json(facts),
        "first_day": facts.first_day,
        "last_day": facts.last_day,
        "country": facts.country or "",
        "seen_on": _seen(facts),
        "put_off": None,
    }


def _seen(facts: EventFacts) -> date:
    return facts.first_day or NOW.date()


def articles(stored: list[EventFacts], dice: random.Random) -> list[Found]:
    """Make up what a day brings: some of it is known."""
    made = []
    for number in range(NEW):
        facts = dice.choice(stored) if dice.random() < REPEATS else gathering(dice)
        document = Document(facts.name, facts.summary, "en", None, f"https://site.example/new/{number}")
        article = Article(
            1, f"new-{number}", document.url, document, datetime.combine(_seen(facts), NOW.timetz())
        )
        made.append(Found(article, (facts,)))
    return made


@dataclass
class Store:
    """A database with gatherings, and the articles that come."""

    size: int
    db: Database
    new: list[Found]
    seconds: float = 0.0  #: of processor, that the articles have taken

    async def take(self, start: int) -> None:
        """Merge some articles: a transaction a source, as the poller does."""
        began = time.process_time()
        async with self.db.transaction() as tx:
            await take_in(tx, self.new[start : start + BATCH], NOW)
            await tx.commit()
        self.seconds += time.process_time() - began

    async def begun(self) -> int:
        """Return how many of the articles were found to tell of new gatherings."""
        async with self.db.snapshot() as tx:
            known = await tx.execute(schema.events.select().with_only_columns(schema.events.c.id))
            return len(known.all()) - self.size


async def opened(size: int, folder: str) -> Store:
    """Fill a database with so many gatherings."""
    dice = random.Random(size)  # noqa: S311 - the same events at each run
    url = f"sqlite:///{Path(folder) / f'{size}.sqlite3'}"
    await migrate.upgrade(url)
    db = Database(url)
    return Store(size, db, articles(await fill(db, size, dice), dice))


async def measure(sizes: Sequence[int]) -> list[tuple[float, int]]:
    """Return, by size, the seconds of processor that the new articles took, and how many were new events.

    The databases take turns, so that what else the machine does falls on each alike.
    """
    with tempfile.TemporaryDirectory() as folder:
        stores = [await opened(size, folder) for size in (WARM_UP, *sizes)]
        gc.collect()  # what only the benchmark holds is not the merging's to walk through
        for start in range(0, NEW, BATCH):
            for store in stores:
                await store.take(start)
        measured = [(store.seconds, await store.begun()) for store in stores[1:]]
        for store in stores:
            await store.db.close()
    return measured


def main(sizes: tuple[int, ...] = STORED) -> None:
    """Print articles a second and milliseconds an article for each number of stored events."""
    sys.stdout.write(f"{'stored':>9} {'articles/s':>11} {'ms each':>8} {'new events':>11}\n")
    measured = asyncio.run(measure(sizes))
    for size, (seconds, new) in zip(sizes, measured, strict=True):
        each = 1000 * seconds / NEW
        sys.stdout.write(f"{size:>9,} {NEW / seconds:>11.0f} {each:>8.2f} {new:>11}\n")
    growth = measured[-1][0] / measured[0][0] - 1
    sys.stdout.write(f"growth of the time an article: {growth:+.0%}\n")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or STORED)
