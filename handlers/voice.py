"""How hubwire speaks: a language and a time zone, and everything said through them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_interval, format_skeleton, format_timedelta

from core.chat import Chat
from core.errors import UserError
from core.event import Format, Kind, Status, Topic
from core.markup import Html, fill
from core.partial_date import PartialDate
from core.reminder import Lead
from core.subscription import Cadence
from handlers.catalogues import translations
from handlers.towns import town

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
#: languages whose readers in the network commonly read Russian
_READ_RUSSIAN = ("be", "ky", "tg", "uz", "tk", "hy")


def mark(message: str) -> str:
    """Mark a text in a table for translation; it is translated where it is said."""
    return message


KINDS = {
    Kind.CONFERENCE: mark("Conference"),
    Kind.WORKSHOP: mark("Workshop"),
    Kind.TRAINING: mark("Training"),
    Kind.WEBINAR: mark("Webinar"),
    Kind.MEETING: mark("Meeting"),
    Kind.CEREMONY: mark("Ceremony"),
    Kind.CALL: mark("Call"),
    Kind.OTHER: mark("Event"),
}
STATUSES = {
    Status.ANNOUNCED: mark("announced"),
    Status.UNDER_WAY: mark("under way"),
    Status.HELD: mark("held"),
    Status.POSTPONED: mark("postponed"),
    Status.CANCELLED: mark("cancelled"),
}
#: of a call nothing is held: it is open, and then closed
CALL_STATUSES = {Status.UNDER_WAY: mark("open"), Status.HELD: mark("closed")}
FORMATS = {Format.ONLINE: mark("online"), Format.HYBRID: mark("in person and online")}
TOPICS = {
    Topic.CIVIL_SERVICE: mark("Civil service"),
    Topic.DIGITAL_GOVERNMENT: mark("Digital government"),
    Topic.SERVICE_DELIVERY: mark("Public services"),
    Topic.CAPACITY_BUILDING: mark("Capacity building"),
    Topic.INNOVATION: mark("Innovation"),
    Topic.INTEGRITY: mark("Integrity"),
    Topic.SDGS: mark("Sustainable development"),
    Topic.GOVERNANCE: mark("Governance"),
    Topic.INCLUSION: mark("Inclusion"),
    Topic.RESILIENCE: mark("Resilience"),
    Topic.PARTNERSHIPS: mark("Partnerships"),
    Topic.RESEARCH: mark("Research"),
    Topic.ECONOMY: mark("Economy"),
}
CADENCES = {
    Cadence.AT_ONCE: mark("at once"),
    Cadence.DAILY: mark("once a day"),
    Cadence.WEEKLY: mark("once a week"),
    Cadence.MONTHLY: mark("once a month"),
}
LEADS = {
    Lead.WEEK: mark("a week before"),
    Lead.DAY: mark("a day before"),
    Lead.HOURS: mark("two hours before"),
}
SHORT_LEADS = {Lead.WEEK: mark("1 week"), Lead.DAY: mark("1 day"), Lead.HOURS: mark("2 hours")}


def best_language(code: str | None) -> str:
    """Return the interface language for Telegram's code: its own, Russian where it is read, else English."""
    short = (code or "").lower().split("-")[0]
    if short in LANGUAGES:
        return short
    return "ru" if short in _READ_RUSSIAN else "en"


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name; UTC for a name that isn't one."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def flag(code: str) -> str:
    """Return a country's flag: its two letters as regional indicators."""
    return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code)


@dataclass(frozen=True, slots=True)
class Voice:
    """A language (en, ru, kk) and a time zone."""

    language: str
    zone: ZoneInfo

    @classmethod
    def of(cls, chat: Chat) -> Voice:
        """Return the voice in which to speak to a chat."""
        return cls(chat.language if chat.language in LANGUAGES else "en", zone_of(chat.timezone))

    def say(self, message: str, /, **values: object) -> Html:
        """Say a text in the language; values are escaped unless they are Html."""
        return fill(translations(self.language).gettext(message), **values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> Html:
        """Say a text with a number, in the plural form that the language wants; `{n}` is the number."""
        return fill(translations(self.language).ngettext(one, many, n), n=n, **values)

    def explain(self, error: UserError) -> Html:
        """Say what was wrong and what to do."""
        return self.say(error.message, **error.values)

    def kind(self, kind: Kind) -> Html:
        """Name a kind of gathering."""
        return self.say(KINDS[kind])

    def status(self, status: Status, kind: Kind = Kind.OTHER) -> Html:
        """Name a status, in the words that fit the kind of gathering."""
        names = STATUSES | CALL_STATUSES if kind is Kind.CALL else STATUSES
        return self.say(names[status])

    def format(self, form: Format) -> Html:
        """Name a format; nothing for what goes without saying."""
        return self.say(FORMATS[form]) if form in FORMATS else Html("")

    def topic(self, topic: Topic) -> Html:
        """Name a topic."""
        return self.say(TOPICS[topic])

    def cadence(self, cadence: Cadence) -> Html:
        """Name how soon."""
        return self.say(CADENCES[cadence])

    def town(self, name: str) -> str:
        """Name a town by its English name."""
        return town(name, self.language)

    def quoted(self, text: str) -> str:
        """Put text between the quotation marks of the language."""
        return f"“{text}”" if self.language == "en" else f"«{text}»"

    def lead(self, lead: Lead) -> str:
        """Name how long before."""
        return str(self.say(LEADS[lead]))

    def short_lead(self, lead: Lead) -> str:
        """Name how long before, in the room that a button has."""
        return str(self.say(SHORT_LEADS[lead]))

    def country(self, code: str) -> str:
        """Name a country (alpha-2)."""
        return str(_locale(self.language).territories.get(code, code))

    def countries(self, codes: tuple[str, ...] | list[str]) -> str:
        """Name countries with their flags, sorted by name."""
        return ", ".join(f"{flag(code)} {self.country(code)}" for code in sorted(codes, key=self.country))

    def moment(self, instant: datetime) -> str:
        """Write an instant in the zone."""
        return str(format_datetime(instant, "d MMM y, HH:mm", tzinfo=self.zone, locale=self.language))

    def span(self, time: timedelta) -> str:
        """Write a length of time, in the largest unit that tells it."""
        return str(format_timedelta(time, locale=self.language))

    def days(self, start: PartialDate | None, end: PartialDate | None) -> str:
        """Write the days of a gathering, as exactly as they are known; "" when they aren't."""
        first, last = start or end, end or start
        if first is None or last is None:
            return ""
        if first == last or not (first.exact and last.exact):
            ends = [self._partial(one) for one in dict.fromkeys((first, last))]
            return " – ".join(ends)
        return str(format_interval(first.first(), last.last(), "yMMMd", locale=self.language))

    def _partial(self, moment: PartialDate) -> str:
        day = moment.first()
        if moment.exact:
            return str(format_date(day, "long", locale=self.language))
        if moment.month is not None:
            return str(format_skeleton("yMMMM", day, locale=self.language))
        return str(moment.year)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
