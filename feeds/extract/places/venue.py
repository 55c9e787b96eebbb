"""Where the gathering takes place: the town or country whose surroundings speak most of a venue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from feeds.extract.dates.find import has_date
from feeds.extract.kinds import find_kinds
from feeds.extract.memory import per_text
from feeds.extract.places.find import PlaceMention
from feeds.extract.places.gazetteer import capitals, folded, gazetteer
from feeds.extract.tense import is_held
from feeds.extract.words import words

LEAD = 6  #: texts, the title first, in which a venue is looked for when no key sentence is given
LEAST = 2.0  #: a lower score names no venue
PAST = 2  #: index of the last text whose years may lie before publication: news of December come in January
_HOMES = {"kk": "KZ", "ky": "KG", "uz": "UZ"}  #: languages whose districts lie in one country, as good as all
STEAD = 120  #: characters before a country in which the house is named where it is held
NEAR = 60  #: characters around a name in which its relation is told


@dataclass(frozen=True, slots=True)
class Venue:
    """A place where the gathering may be, and how much speaks for it."""

    text: str  #: the sentence or title that names it
    mention: PlaceMention
    score: float
    rule: str = ""  #: by which the country was inferred, when it is not written

    @property
    def quote(self) -> str:
        """Return the words that name it, as they stand in the text."""
        return self.text[self.mention.start : self.mention.end]


def choose_venue(
    texts: Sequence[str],
    mentions: Sequence[Sequence[PlaceMention]],
    key: Collection[int] = (),
    year: int | None = None,
) -> Venue | None:
    """Return the likeliest venue; None when nothing says where.

    `texts` are the title and the sentences, `mentions` their places; `key` indexes the texts that tell of the
    gathering itself, which then are looked at first.
    """
    likely = [venue for venue in _candidates(texts, mentions, key, year) if venue.score >= LEAST]
    if not likely:
        return None
    best = max(likely, key=lambda venue: venue.score)
    towns = [venue for venue in likely if venue.mention.city and venue.mention.code == best.mention.code]
    return max(towns, key=lambda venue: venue.score) if towns else best


def home_venue(texts: Sequence[str], language: str) -> Venue | None:
    """Return the country of a language where the lead speaks of a district or village that no list knows."""
    code = _HOMES.get(language)
    for text in texts[: PAST + 1]:
        told = words("roles").administrative.search(text) if code else None
        if told and code:
            mention = PlaceMention(told.start(), told.end(), code, None, "country")
            return Venue(text, mention, LEAST, "country of the language")
    return None


def _candidates(
    texts: Sequence[str], mentions: Sequence[Sequence[PlaceMention]], key: Collection[int], year: int | None
) -> Iterator[Venue]:
    for at, (text, found) in enumerate(zip(texts, mentions, strict=True)):
        if found and (at < LEAD or at in key):
            setting = _setting(text, at, is_key=at in key)
            for mention in map(partial(_or_capital, text), found):
                if at <= PAST or not is_past(text, mention, year):
                    yield Venue(text, mention, _score(text, mention, setting, at))


def _or_capital(text: str, mention: PlaceMention) -> PlaceMention:
    """Return the capital where a country's is told: "the Georgian capital", «столице Грузии»."""
    lists = words("roles")
    if mention.city or mention.code not in capitals():
        return mention
    told = lists.capital_after.match(text, mention.end) or lists.capital_before.search(text, 0, mention.start)
    return mention._replace(city=capitals()[mention.code], how="city") if told else mention


def _setting(text: str, at: int, *, is_key: bool) -> float:
    """Return how much the sentence as a whole speaks of the gathering."""
    score = 0.8 if find_kinds(text) else 0.0
    score += 0.7 if is_held(text) else 0.0
    score += 0.6 if has_date(text) else 0.0
    score += 1.0 if is_key else 0.0
    return score - 0.3 * max(0, at - 1)


def _score(text: str, mention: PlaceMention, setting: float, at: int) -> float:
    lists = words("roles")
    before, after = text[max(0, mention.start - NEAR) : mention.start], text[mention.end : mention.end + NEAR]
    if mention.how in ("body", "demonym") and not lists.labelled.match(text):
        return 0.0
    if (
        lists.experience.search_in(before, text)
        or lists.donor.search_in(before, text)
        or is_background(text, mention)
    ):
        return 0.0
    if lists.invited.search(text, 0, mention.start):
        return 0.0
    score = setting + (1.2 if mention.city else 0.0)
    if lists.labelled.match(text):
        return score + 3.0 + mention.start / 1000  # from the hall to the town
    if _is_dateline(text, mention, at):
        return score + 2.5
    if is_marked(text, mention) or lists.venue_after.match(after):
        return score + 2.0 + (0.5 if at == 0 else 0.0)
    if lists.origin.search(before):
        return 0.0
    if mention.city and (_is_dated(before, after) or lists.hall.search(before)):
        return score + 2.0
    if lists.stead.search(text, max(0, mention.start - STEAD), mention.start):
        return score + 2.0
    if lists.unknown_town.search(before):
        return score + 2.0
    return score + 1.0 if mention.city and lists.to.search(before) else min(score, LEAST - 0.1)


def is_background(text: str, mention: PlaceMention) -> bool:
    """Say whether the clause that holds the name tells of something else: the past, others, plans."""
    start, end = text.rfind(";", 0, mention.start) + 1, text.find(";", mention.end)
    return bool(words("roles").background.search(text, start, end if end >= 0 else len(text)))


def is_past(text: str, mention: PlaceMention, year: int | None) -> bool:
    """Say whether the clause that holds the name is dated before the year of publication, and only so."""
    if year is None or not (told := _years(text)):
        return False
    start, end = text.rfind(";", 0, mention.start) + 1, text.find(";", mention.end)
    within = [one for one in told if start <= one[0] and (one[0] < end or end < 0)]
    nearest = min(within, key=lambda one: abs(one[0] - mention.start), default=None)
    return nearest is not None and nearest[1] < year


@per_text
def _years(text: str) -> list[tuple[int, int]]:
    """Return the years that a text tells, each with its offset; it is asked for every place named there."""
    return [(found.start(), int(found[0])) for found in words("roles").year.finditer(text)]


def _is_dated(before: str, after: str) -> bool:
    """Say whether a date stands beside: "Tashkent, 30 May", "27 November 2019, Almaty"."""
    return bool(words("roles").dated_after.match(after) or words("roles").dated_before.search(before))


def is_marked(text: str, mention: PlaceMention) -> bool:
    """Say whether the name stands in "in …" or carries the ending that means it."""
    before = text[max(0, mention.start - NEAR) : mention.start]
    return bool(words("roles").venue.search(before)) or _is_locative(text[mention.start : mention.end])


def _is_locative(name: str) -> bool:
    """Say whether a Kazakh or Uzbek name ends in "at": Астанада, Toshkentda."""
    ending = name.casefold().endswith(("да", "де", "та", "те", "до", "дө", "то", "da", "de", "ta", "də"))
    return ending and folded(name) not in gazetteer().names


def _is_dateline(text: str, mention: PlaceMention, at: int) -> bool:
    """Say whether the article begins with the town: "ASTANA. KAZINFORM -", "22 марта, Минск /Корр./"."""
    head = text[: mention.end]
    if at > 2 or len(head) > 40 or not mention.city:
        return False
    if at == 0 and mention.start == 0 and text[mention.end : mention.end + 2] == ": ":
        return True  # a headline that begins "Almaty: …"
    if at <= 1 and words("roles").dateline_alone.match(text) and mention.start <= 3:
        return True
    shouted = text[mention.start : mention.end].isupper() and not text[:200].isupper()
    if shouted:
        return bool(words("roles").dateline.match(text))
    return text[mention.end : mention.end + 6].lstrip().startswith("/")
