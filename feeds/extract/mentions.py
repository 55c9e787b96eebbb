"""What an article names, whether or not it is about an event: countries, dates and bodies."""

from __future__ import annotations

from dataclasses import dataclass

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.bodies.find import find_bodies
from feeds.extract.clean import LONGEST_TITLE, MOST
from feeds.extract.dates.find import believed, find_dates
from feeds.extract.dates.listed import listed
from feeds.extract.mend import mended
from feeds.extract.places.find import find_places
from feeds.extract.sentences import split


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything named in the title and the text, each once."""

    places: tuple[str, ...]  #: ISO 3166-1 alpha-2 of every country named, itself or by a town; sorted
    dates: tuple[
        tuple[PartialDate, PartialDate], ...
    ]  #: both ends of every date written out, in the text's order
    bodies: tuple[str, ...]  #: names of institutions, in the text's order


def find_mentions(document: Document) -> Mentions:
    """Return what a document names; sentence by sentence, so that the time stays linear in its length."""
    title, text = mended(document.title[:LONGEST_TITLE]), mended(document.text[:MOST])
    texts = [title.strip(), *(sentence.text for sentence in split(text))]
    places = {place.code for text in texts for place in find_places(text, document.language)}
    published = believed(document.published)
    found = ((text, date) for text in texts for date in find_dates(text, published))
    dates = (written for text, date in found if not date.yearless for written in listed(text, date))
    bodies = (body.name for text in texts for body in find_bodies(text, document.language))
    return Mentions(tuple(sorted(places)), tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(bodies)))
