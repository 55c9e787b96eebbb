"""Institutions in Kazakh, Uzbek and Kyrgyz: the noun stands last, with the ending of a thing possessed."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.extract.bodies.tokens import Span, Token, with_bracket
from feeds.extract.glance import bit_of, seen_in
from feeds.extract.places.gazetteer import folded, gazetteer
from feeds.extract.words import words

MOST = 12  #: words before the noun
_WHERE = ("дегі", "дағы", "тегі", "тағы", "dagi", "даги", "деги", "дагы")  #: "that is in"
_CALLED = ("атты", "деген", "nomli", "деп")  #: "by the name of": what follows is named by itself
_KEPT = ("президенті", "президентi", "әкімі", "олимпиада")  #: they look like another case and are in none
_SEASONS = (
    "жазғы",
    "қысқы",
    "күзгі",
    "көктемгі",
    "жайкы",
    "yozgi",
    "ёзги",
)  #: a school of a season is no body
_NO_OWNERS = ("iş",)  #: "iş birliği" is cooperation
_AND = ("және", "жана", "va", "ва", "hamda", "ҳамда")
_OPENING = {"«": "»", "“": "”", "„": "“"}
_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ’'`", "‘"))


def may_name(text: str) -> bool:
    """Say at a glance whether a text may name one."""
    return bool(seen_in(text) & bit_of("body_words", "turkic_heads"))


def find(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Find the names, each with the abbreviation that follows it in brackets; heads in the nominative."""
    lists = words("body_words")
    done = 0
    for at, token in enumerate(tokens):
        if at < done or not _is_head(token.word) or _goes_on(tokens, at):
            continue
        first = _first(text, tokens, at, done)
        if first < at and tokens[first].word.casefold() in lists.turkic_gatherings:
            first += 1  # the object or subject of the sentence: "Seminar Moliya vazirligi … tashkil etildi"
        if first == at or tokens[at - 1].word.casefold() in (*_SEASONS, *_NO_OWNERS):
            continue
        done = at + 1
        head = lists.turkic_case.sub("", token.word)
        end = with_bracket(text, token.end, lists.bracket)
        name = text[tokens[first].start : token.start] + head + text[token.end : end]
        start = tokens[first].start
        if text[start - 1 : start] in _OPENING and _OPENING[text[start - 1 : start]] in name:
            start, name = start - 1, text[start - 1] + name
        yield Span(start, end, name[0].upper() + name[1:])


def _is_head(word: str) -> bool:
    """Say whether a word is an institution's noun, whichever apostrophe it is written with."""
    heads = words("body_words").turkic_heads
    return bool(heads.fullmatch(word) or heads.fullmatch(word.translate(_APOSTROPHES)))


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Say whether the name's own noun comes later: this one is in the genitive, or "жанындағы" follows."""
    lists = words("body_words")
    for here in range(at + 1, min(at + 8, len(tokens))):
        word = tokens[here].word.casefold()
        if not tokens[here].follows or word in _CALLED or lists.turkic_joint.match(word):
            return False
        if _is_head(tokens[here].word):
            genitive = tokens[at].word.endswith(("ның", "нің", "ning", "нинг", "нын"))
            return genitive or tokens[at + 1].word in ("жанындағы", "huzuridagi", "ҳузуридаги", "алдындагы")
    return False


def _first(text: str, tokens: list[Token], at: int, least: int) -> int:
    """Walk back to the first word of the name: the farthest in capitals, else the farthest that fits."""
    lists = words("body_words")
    first = at
    while first > max(least, at - MOST) and tokens[first].follows:
        word = tokens[first - 1].word.casefold()
        is_name = word in _KEPT or folded(word) in gazetteer().names
        if _joins(tokens, first - 1, least) or _is_object(tokens, first - 1):
            first -= 1
            continue
        if lists.turkic_joint.match(word) or (lists.turkic_stop.search(word) and not is_name):
            break
        if tokens[first].is_capital and "»" in text[tokens[first - 1].end : tokens[first].start]:
            break  # another name ends here
        first -= 1
    capitals = [here for here in range(first, at) if tokens[here].is_capital]
    first = capitals[0] if capitals else first
    if first < at and tokens[first].word.endswith(_WHERE):
        first += 1  # «Хельсинкидегі Солтүстік дизайн мектебі»
    if first > least and tokens[first].follows and lists.turkic_admin.fullmatch(tokens[first - 1].word):
        first -= 1  # «облыстық Еңбек басқармасы»
    return first


def _is_object(tokens: list[Token], at: int) -> bool:
    """Say whether a word is what a body does, before the noun of doing: «басқаруды зерттеу орталығы»."""
    lists, word, following = words("body_words"), tokens[at].word.casefold(), tokens[at + 1]
    if following.is_capital or lists.turkic_joint.match(word):
        return False
    return bool(lists.turkic_object.search(word) and lists.turkic_doing.search(following.word))


def _joins(tokens: list[Token], at: int, least: int) -> bool:
    """Say whether an "and" stands within one name, between two adjectives or two things it is about.

    «экономикалық және әлеуметтік», «Су ресурстары және ирригация министрлігі»: no name begins small.
    """
    if at < 1 or not words("body_words").turkic_joint.match(tokens[at].word.casefold()):
        return False
    adjective, (before, behind) = words("body_words").turkic_adjective, (tokens[at - 1], tokens[at + 1])
    if all(adjective.search(one.word) for one in (before, behind)):
        return True
    is_and = tokens[at].word in _AND and not (
        behind.is_capital or _is_head(behind.word) or _is_head(before.word)
    )
    return is_and and any(one.is_capital for one in tokens[max(least, at - 3) : at])
