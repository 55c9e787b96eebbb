"""What a further gathering of an article shares with its main one."""

from __future__ import annotations

from dataclasses import replace

from core.event import EventFacts, Evidence, Format

RULE = "shared with the main gathering"


def completed(own: EventFacts, main: EventFacts) -> EventFacts:
    """Fill what a gathering's own sentences leave open; link it where it lies within."""
    dated, placed = own.end is not None, own.country is not None
    taken = [
        *(["start", "end"] if not dated and main.end is not None else ()),
        *(["country"] if not placed and main.country is not None else ()),
        *(["organisers"] if not own.organisers and main.organisers else ()),
    ]
    whole = replace(
        own,
        start=own.start if dated else main.start,
        end=own.end if dated else main.end,
        inferred=own.inferred | {field for field in taken if field != "organisers"},
        city=own.city if placed else main.city,
        country=own.country if placed else main.country,
        format=main.format if own.format is Format.UNKNOWN else own.format,
        countries=own.countries if placed and own.countries else main.countries,
        organisers=own.organisers or main.organisers,
        topics=own.topics or main.topics,
        evidence=(*own.evidence, *(Evidence(field, "", RULE) for field in taken)),
    )
    return replace(whole, part_of=main.name if _is_within(whole, main) else "")


def _is_within(own: EventFacts, main: EventFacts) -> bool:
    """Say whether a gathering falls into the days of the main one, whatever they are."""
    if own.first_day is None or own.last_day is None or main.first_day is None or main.last_day is None:
        return own.end == main.end
    return main.first_day <= own.first_day and own.last_day <= main.last_day
