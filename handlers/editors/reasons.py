"""Why a source can't be read, in the reader's language.

A reason is stored, logged and shown on the command line in English; here it is known again by its words.
"""

from __future__ import annotations

import re
from functools import cache

from core.markup import Html, escape, fill
from handlers.voice import Voice, mark

#: every reason that a visit can give; a test holds them against the code that gives them
REASONS = (
    mark("the site answered {status}"),
    mark("no full answer within {seconds} seconds"),
    mark("the name {name} can't be resolved"),
    mark("the connection failed: {kind}"),
    mark("more than {most} redirects"),
    mark("a redirect without a target"),
    mark("not an address"),
    mark("only http and https are fetched, not {scheme}"),
    mark("{host} is a private address"),
    mark("{host} leads to a private address"),
    mark("more than {size} MB"),
    mark("the compressed body was cut off"),
    mark("the body is not the gzip that the site says it is"),
    mark("the body is encoded as {coding}, which was not asked for"),
    mark("the site's robots.txt forbids it"),
    mark("the site asks for {seconds} seconds between requests"),
    mark("not a feed: empty"),
    mark("not a feed: an HTML page"),
    mark("not a feed: neither RSS nor Atom nor JSON Feed"),
    mark("not a feed: {kind} while reading it"),
    mark("no feed, sitemap or list of news was found there"),
    mark("an answer without a body"),
    mark("the site answers without a body"),
    mark("the site was too slow to be read within {seconds} seconds"),
    mark("it could not be read in time; it is tried again at the next visit"),
    mark("a list without a recipe"),
    mark("the recipe finds no article; the page may have been redesigned"),
    mark("the sitemap dates none of its pages, so that new ones can't be told"),
    mark("no text was found on the page"),
    mark("this hubwire polls no sites"),
    mark("a fault in hubwire: {kind}; its log says more"),
)
_OF_ROBOTS = "robots.txt: "


def reason_in(voice: Voice, reason: str) -> Html:
    """Say a reason in the voice's language; one that is not known stays as it is."""
    if reason.startswith(_OF_ROBOTS):
        return fill(
            "{file}{reason}", file=_OF_ROBOTS, reason=reason_in(voice, reason.removeprefix(_OF_ROBOTS))
        )
    for message, pattern in _patterns():
        if found := pattern.fullmatch(reason):
            return voice.say(message, **found.groupdict())
    return escape(reason)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(one, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(one)))) for one in REASONS]
