"""Institutions in Russian: adjectives, the noun, and what depends on it; in the nominative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from feeds.extract.bodies.tokens import Span, Token, with_bracket
from feeds.extract.glance import bit_of, seen_in
from feeds.extract.memory import per_word
from feeds.extract.words import words
from feeds.once import once

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

MOST_ADJECTIVES, LONGEST = 5, 22
LONGEST_QUOTE = 60  #: characters of a name in quotation marks
_DEPENDENT = ("NOUN", "ADJF", "PRTF", "NUMR")
_TIES = frozenset(("при", "по", "имени", "им", "и", "для", "под"))
_HELPED = frozenset(("поддержке", "участии", "содействии", "финансировании", "помощи", "партнёрстве"))
#: no name goes on with them
_PARTING = frozenset(("с", "со", "з", "зі", "из", "у", "к", "за", "от", "о", "об"))
#: what goes on with "с" after all: «по борьбе с коррупцией»
_WITH = frozenset(
    ("борьбе", "работе", "связям", "взаимодействию", "сотрудничеству", "обращению", "противодействию")
)
_SPHERE = frozenset(("сфере", "области", "делам", "вопросам", "странах"))


_UKRAINIAN = re.compile(r"(?:[сц]ьк(?:ий|а|е|ої|ого|ому|им|ою|ій)|н(?:ої|ій|а|ий|е|ого|ому|им|ою))$")
_UKRAINIAN_GENITIVE = re.compile(r"(?:ої|ів|ії|ння|[сц]ьких|ових)$")
_QUOTED = re.compile(r"\s«[^«»]{2,60}»")


@once
def _morphology() -> MorphAnalyzer:
    """Load the dictionary; only when an institution in Russian is met."""
    import pymorphy3  # noqa: PLC0415 - 40 MB that other languages don't need

    return pymorphy3.MorphAnalyzer()


@per_word
def _parses(word: str) -> tuple[Parse, ...]:
    return tuple(_morphology().parse(word)[:6])


def may_name(text: str) -> bool:
    """Say at a glance whether a text may name one."""
    return bool(seen_in(text) & bit_of("body_words", "russian_heads"))


def find(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Find the names, each with the abbreviation that follows it in brackets."""
    heads, small = words("body_words").russian_heads, words("body_words").russian_small_heads
    done = 0
    for at, token in enumerate(tokens):
        if at < done or not heads.fullmatch(token.word):
            continue
        first = _first(tokens, at, done)
        named = small.fullmatch(token.word) or _QUOTED.match(text, token.end)  # «общественный фонд «Старт»»
        if not (tokens[first].is_capital or named):
            continue
        done = _last(tokens, at) + 1
        end = _end(text, token.start, tokens[done - 1].end)
        if done - first < 2 and end == tokens[done - 1].end:
            continue
        name = _nominative(text, tokens, first, at, end)
        yield Span(tokens[first].start, end, name[0].upper() + name[1:])


def _end(text: str, start: int, end: int) -> int:
    if text[end : end + 1] in ("»", "”"):
        end += 1
    if text.count("«", start, end) > text.count("»", start, end):
        end = max(end, text.find("»", end, end + LONGEST_QUOTE) + 1)
    quoted = _QUOTED.match(text, end)
    end = quoted.end() if quoted else end
    return with_bracket(text, end, words("body_words").bracket)


def _first(tokens: list[Token], at: int, least: int) -> int:
    """Walk back over the adjectives that stand before the noun."""
    first = at
    while first > max(least, at - MOST_ADJECTIVES) and tokens[first].follows and not tokens[first].is_capital:
        if not _is_adjective(tokens[first - 1].word):
            return first
        first -= 1
    while first > max(least, at - MOST_ADJECTIVES) and tokens[first].follows:
        before = tokens[first - 1]
        if not (before.is_capital and _describes(before.word, tokens[at].word)):
            break
        first -= 1
    return first


def _is_adjective(word: str) -> bool:
    """Ask the dictionary, which knows no Ukrainian."""
    return any("ADJF" in parse.tag for parse in _parses(word)) or bool(_UKRAINIAN.search(word))


def _last(tokens: list[Token], at: int) -> int:
    """Walk on over genitives, names and what "при", "по" and "и" tie to them."""
    last = at
    for here in range(at + 1, min(at + LONGEST, len(tokens))):
        token = tokens[here]
        if not token.follows or not _depends(token, tokens[here - 1], here == at + 1):
            break
        if _is_another(tokens[here - 1 : here + 2]):
            break
        if token.word not in _TIES and token.word not in ("в", "на", "с"):
            last = here
    return last


def _is_another(run: list[Token]) -> bool:
    """Say whether "and" leads to another body: «банка развития и Лесной палаты»."""
    if len(run) < 3 or run[0].word != "и" or not (run[1].is_capital and run[2].follows):
        return False
    return words("body_words").russian_heads.fullmatch(run[2].word) is not None and _agree(
        run[1].word, run[2].word
    )


def _depends(token: Token, before: Token, is_next: bool) -> bool:
    word = token.word
    if word in _TIES or word in ("в", "на") or (word == "с" and before.word in _WITH):
        return before.word not in _TIES
    if before.word in ("в", "на"):
        return word in _SPHERE
    if before.word == "и" and token.is_capital and words("body_words").russian_heads.fullmatch(word):
        return False
    if word in _HELPED or word in _PARTING or (before.word == "и" and word.isupper()):
        return False
    if word.isupper() or (token.is_capital and (is_next or before.is_capital)):
        return not _is_verb(word)
    if _UKRAINIAN_GENITIVE.search(word) or before.word.endswith(("ої", "их", "ого")):
        return True
    tags = [parse.tag for parse in _parses(word)]
    wanted = ("datv", "loct", "gent", "ablt") if before.word in (*_TIES, "с") else ("gent",)
    if _is_verb(word):
        return False
    fits = any(tag.POS in _DEPENDENT and tag.case in wanted for tag in tags)
    return fits or before.word in ("по", "при") or _agree(before.word, word)


def _agree(adjective: str, word: str) -> bool:
    """Say whether an adjective and a noun stand in one case: "по гражданским делам"."""
    pairs = ((one.tag.case, two.tag.case) for one in _parses(adjective) for two in _parses(word))
    return _is_adjective(adjective) and any(one == two and one is not None for one, two in pairs)


def _describes(word: str, noun: str) -> bool:
    """Say whether an adjective belongs to the noun: the first of «Организованный Академией» does not."""
    return bool(_UKRAINIAN.search(word)) or _agree(word, noun)


def _is_verb(word: str) -> bool:
    return str(_parses(word)[0].tag.POS) in ("VERB", "INFN", "GRND", "PRTS", "PRED")


def _nominative(text: str, tokens: list[Token], first: int, head: int, end: int) -> str:
    """Bring adjectives and noun to the nominative; what depends on them stays as it is."""
    noun = _head_parse(tokens[head].word, tokens[head - 1].word if head > first else "")
    if noun is None:
        return text[tokens[first].start : end]
    number = noun.tag.number or "sing"
    gender = noun.tag.gender if number == "sing" else None
    grammemes = {"nomn", number, *([str(gender)] if gender else [])}
    named = [_inflected(token.word, grammemes) for token in tokens[first:head]]
    named.append(_inflected(tokens[head].word, {"nomn", number}, noun))
    return " ".join(named) + text[tokens[head].end : end]


def _head_parse(word: str, adjective: str) -> Parse | None:
    """Return the noun in an oblique case; None when it stands in the nominative already.

    The adjective before it tells which noun is meant: «Азиатского банка» is no nominative of «банка».
    """
    nouns = [parse for parse in _parses(word) if parse.tag.POS == "NOUN"]
    described = [(one.tag.case, one.tag.gender) for one in _parses(adjective) if "ADJF" in one.tag]
    fitting = [one for one in nouns if any(_fits(one, *tag) for tag in described)]
    nouns = fitting or nouns
    if not nouns or any(noun.tag.case == "nomn" and noun.tag.number == "sing" for noun in nouns):
        return None
    singular = [noun for noun in nouns if noun.tag.number == "sing"]
    return (singular or nouns)[0]


def _fits(noun: Parse, case: object, gender: object) -> bool:
    return bool(noun.tag.case == case and gender in (None, noun.tag.gender))


def _inflected(word: str, grammemes: set[str], parse: Parse | None = None) -> str:
    fitting = [one for one in _parses(word) if one.tag.POS in ("ADJF", "PRTF")]
    chosen = parse or (fitting[0] if fitting else None)
    form = chosen.inflect(grammemes) if chosen else None
    if form is None:
        return word
    changed: str = form.word
    return changed.capitalize() if word[0].isupper() else changed
