"""What it is called: the theme in quotes, a proper name around its word, or a short phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.event import Kind
from feeds.extract.kinds import KindMention, find_kinds, is_frame
from feeds.extract.places.gazetteer import folded, gazetteer
from feeds.extract.themes import led_theme, theme
from feeds.extract.words import words

_WORD = re.compile(r"[\w’'&/().-]*\w[)]?")
_CAPITALS = re.compile(r"(?:(?:[A-Z0-9][\w’'&-]*|of|for|on|and|the|in|to|with|at)\s+){0,9}$")
_CAPITALS_AFTER = re.compile(
    r"(?:\s+(?:[A-Z][\w’'&-]*|on|of|for|and|the|in|to|with|de|del|des|du|di|für|und|et|–|20\d\d))*"
    r"(?:\s+(?:[A-Z][\w’'&-]*|20\d\d))|\s+20\d\d"
)
_SMALL = re.compile(
    r"^(?:(?:of|for|on|and|the|in|to|with|at|a|an|The|In|On|At|From|A|An|El|La|Le|Il|Der|Die|Das)\s+)+"
)
_ADJECTIVE = re.compile(
    r"(?:[\w-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ом|ем|ой|ей|ую|юю|ых|их|ым|им|ыми|ими)|[IVXLC]+|\d+-\w{1,3}"
    r"|[a-z-]+(?:al|ive|ic|ary|ed|ing|an|day|week|level|th)|[A-Z][\w’'-]*|\d+(?:st|nd|rd|th)|first|second|third|joint|expert|project|partner|board|steering)$"
)
_REFLEXIVE = ("тся", "ться", "лся", "лась", "лось", "лись")  #: endings of Russian verbs alone
#: prepositions that a verb or a number was cut from
_LOOSE = re.compile(
    r"(?:\s+(?:за|на|в|во|по|с|о|об|к|от|до|для|из|и|of|for|on|and|the|in|to|with|at|by|from))+$"
)
_ARTICLE = re.compile(r" (?:the|a|an) ")
_GOES_ON = re.compile(r"\s+")
LONGEST = 200
LINES = 12  #: of a notice that may tell its topic
_NAMED = frozenset({Kind.CONFERENCE, Kind.WORKSHOP, Kind.TRAINING, Kind.WEBINAR, Kind.CEREMONY, Kind.CALL})
_FEWEST, _MOST = 2, 16  #: words of a phrase


def choose_name(title: str, sentences: Sequence[str], kind: Kind | None = None) -> tuple[str, str]:
    """Return a name and the words it was read from; `kind` is what the gathering was found to be."""
    if kind is Kind.CALL and _mentions(title, kind):
        return title, title
    texts = [title, *sentences[:6]]
    if told := _told_in_line(sentences[:LINES]):
        return told, told
    finders = (
        (theme, texts),
        (_headed, texts[:1]),
        (led_theme, texts[:5]),
        (_proper, texts[:4]),
        (_phrase, texts[:4]),
    )
    for finder, looked in (*finders, *([] if title else [(_noun, texts)])):
        for text in looked:
            for found in finder(text, _mentions(text, kind)):
                return found, found
    name = title.strip()[:LONGEST]
    if not name and sentences:
        name = sentences[0][:LONGEST].rstrip()
    return name.rstrip(". "), name.rstrip(". ")


def _told_in_line(lines: Sequence[str]) -> str:
    """Return what a notice says on its line "Topic:"; "" when it has none."""
    told = (words("names").line.match(line) for line in lines)
    return next((str(one[1]).strip(' .,;«»“”„"')[:LONGEST] for one in told if one), "")


def own_theme(text: str, mention: KindMention) -> str:
    """Return the quoted theme beside one mention of a gathering, "" when it has none."""
    return next(iter(theme(text, [mention])), "")


def _mentions(text: str, kind: Kind | None) -> list[KindMention]:
    """Return the words for the gathering itself: of its kind, where it is known, and no frame of it."""
    return [
        mention
        for mention in find_kinds(text)
        if (kind is None or mention.kind is kind) and not mention.deed and not is_frame(text, mention)
    ]


def _headed(title: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give what a title tells behind the word for a gathering: "Webinar: Managing Records"."""
    head, colon, told = title.partition(": ")
    if colon and len(told.split()) >= _FEWEST and any(_is_all(head, kind) for kind in mentions):
        yield told.strip(' .«»“”"')[:LONGEST]


def _is_all(head: str, kind: KindMention) -> bool:
    """Say whether words are no more than one for a gathering, with an adjective at most."""
    return kind.end == len(head) and len(head[: kind.start].split()) <= 1


def _proper(text: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give the capitalised name around a word for a gathering: "2023 ASPA Annual Conference on Trust"."""
    for kind in mentions:
        if not text[kind.start].isupper() or not text[kind.start].isascii() or kind.kind not in _NAMED:
            continue
        before = _CAPITALS.search(text, max(0, kind.start - 150), kind.start)
        after = _CAPITALS_AFTER.match(text, kind.end)
        end = after.end() if after else kind.end
        if after and _is_origin(after[0].split()[-1]):
            end = _right(text, end)
        name = text[before.start() if before else kind.start : end]
        name = _SMALL.sub("", name).strip()
        if 3 <= len(name.split()) <= 18 and any(word[0].isupper() for word in name.split()[1:]):
            yield name


def _is_origin(word: str) -> bool:
    """Say whether a word tells of what country somebody is: "Study Visit of Moldovan" is cut short."""
    place = gazetteer().names.get(folded(word))
    return place is not None and place.how == "demonym"


def _phrase(text: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give the noun phrase around a word for a gathering.

    Turkic languages put what belongs to a noun before it, with no end to be seen: the title serves better.
    """
    if words("traps").letters.search(text) or words("names").turkic.search(text):
        return
    for kind in mentions:
        lists = words("names")
        if lists.deeds.match(text, kind.start) or lists.persons.match(text, kind.start):
            continue
        if _ARTICLE.match(text, kind.end):  # "Under the memorandum the two will …"
            continue
        start, end = _left(text, kind.start), _right(text, kind.end)
        phrase = _LOOSE.sub("", text[start:end]).strip(" ,–—-:;")
        if article := words("names").small.match(phrase):
            phrase = phrase[article.end() :].lstrip()
        if _FEWEST <= len(phrase.split()) <= _MOST and end - kind.end > 3:
            yield phrase


def _noun(text: str, mentions: Sequence[KindMention]) -> Iterable[str]:
    """Give the word for a gathering with its adjectives, where no title names it and the text no theme."""
    phrases = (text[_left(text, kind.start) : kind.end] for kind in mentions)
    return [
        phrase[small.end() :].lstrip() if (small := words("names").small.match(phrase)) else phrase
        for phrase in phrases
    ]


def _left(text: str, start: int) -> int:
    """Return where the adjectives before a noun begin."""
    while True:
        head = text[max(0, start - 40) : start].rstrip()
        before = head.rsplit(None, 1)[-1] if head else ""
        glued = text[max(0, start - 40) : start]
        if (
            not before
            or glued == head
            or not _ADJECTIVE.match(before)
            or words("names").stop.fullmatch(before)
        ):
            return start
        start -= len(glued) - len(head) + len(before)


def _is_deed(text: str, word: re.Match[str]) -> bool:
    """Say whether a word is a verb by its form: "a delegation headed by", «делегация знакомится»."""
    return word[0].endswith(_REFLEXIVE) or (word[0].endswith("ed") and text.startswith(" by ", word.end()))


def _right(text: str, end: int) -> int:
    """Return where what belongs to a noun ends: at a verb, a place, a time or a mark."""
    stop, limit = words("names").stop, min(len(text), end + 160)
    while end < limit:
        gap = _GOES_ON.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None or stop.match(text, word.start()) or word[0][0].isdigit() or _is_deed(text, word):
            return end
        end = word.end()
    return end
