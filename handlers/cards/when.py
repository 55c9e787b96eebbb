"""When an event is, in words that claim no more than is known: of a call it is the deadline that counts."""

from __future__ import annotations

from core.event import EventFacts, Kind, Status
from core.inference import days_inferred, postponed_by_the_report_of_its_days, year_inferred
from core.markup import Html, escape, fill
from handlers.voice import Voice


def when(facts: EventFacts, voice: Voice) -> Html:
    """Write the days of an event; those of a postponed one are past plans."""
    days = days_of(facts, voice)
    if facts.status is Status.POSTPONED:
        return _of_a_postponed_one(facts, days, voice)
    if facts.kind is Kind.CALL:
        return _of_a_call(facts, voice)
    return escape(days) or voice.say("date not known")


def _of_a_postponed_one(facts: EventFacts, days: str, voice: Voice) -> Html:
    if not days:
        return voice.say("new date not yet known")
    if postponed_by_the_report_of_its_days(facts):
        return voice.say("{days} (the old date or the new one: see the source)", days=days)
    return voice.say("new date not yet known (was {days})", days=days)


def days_of(facts: EventFacts, voice: Voice) -> str:
    """Write the days alone: of a call, its deadline; "" when nothing is known."""
    if facts.kind is Kind.CALL:
        return voice.days(facts.end, facts.end)
    return voice.days(facts.start, facts.end)


def how_known(facts: EventFacts, voice: Voice) -> Html:
    """Say what of the days was not read but inferred; nothing where they were read."""
    if year_inferred(facts):
        return voice.say(" (year inferred)")
    return voice.say(" (date inferred)") if days_inferred(facts) else Html("")


def _of_a_call(facts: EventFacts, voice: Voice) -> Html:
    opens, deadline = voice.days(facts.start, facts.start), days_of(facts, voice)
    if not deadline:
        return voice.say("deadline not known")
    told = voice.say("deadline {day}", day=deadline)
    if opens and opens != deadline:
        return fill("{opens}, {told}", opens=voice.say("open from {day}", day=opens), told=told)
    return told
