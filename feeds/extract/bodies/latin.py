"""Institutions in English and its like: runs of capitals with the noun of an institution among them."""

from __future__ import annotations

from collections.abc import Iterator

from feeds.extract.bodies.small_words import is_part
from feeds.extract.bodies.tokens import WORD, Span, Token, with_bracket
from feeds.extract.glance import Sign
from feeds.extract.places.gazetteer import folded, gazetteer
from feeds.extract.words import words

_JOINTS = ("and", "&", "und", "i", "et", "y", "e")
_PREPOSITIONS = ("of", "for", "on", "under", "in", "to", "at", "with", "within", "für", "za", "de")
LONGEST = 30  #: words of one name


def may_name(text: str) -> bool:
    """Say at a glance whether a text may name one."""
    return _may_hold_head.may_stand_in(text)


@Sign
def _may_hold_head(piece: str) -> bool:
    return any(_is_head(Token(0, len(word), word, follows=False)) for word in WORD.findall(piece))


def find(text: str, tokens: list[Token]) -> Iterator[Span]:
    """Find the names, each with the abbreviation that follows it in brackets."""
    at = 0
    while at < len(tokens):
        run = _run(tokens, at) if _begins(tokens[at]) or _is_small_head(tokens[at]) else []
        if any(map(_is_head, run)):
            for piece in _pieces(run):
                yield from _named(text, piece)
        at += max(1, len(run))


def _run(tokens: list[Token], at: int) -> list[Token]:
    """Take words in capitals from `at` on, with the small words that tie them together."""
    run: list[Token] = []
    for here, token in enumerate(tokens[at : at + LONGEST], at):
        if run and not token.follows:
            break
        if not (_belongs(token) or is_part(tokens, at, here)) or (not run and not _begins(token)):
            break
        run.append(token)
    while run and _is_link(run[-1]):
        run.pop()
    return run


def _is_link(token: Token) -> bool:
    return not token.is_capital and token.word in words("body_words").latin_links


def _begins(token: Token) -> bool:
    return token.is_capital and token.word.casefold() not in words("body_words").latin_starts


def _belongs(token: Token) -> bool:
    lists, word = words("body_words"), token.word.casefold()
    if token.is_capital:
        return word not in lists.calendar and token.word[0] < "Ѐ"
    return word in lists.latin_links or _is_small_head(token)


def _is_small_head(token: Token) -> bool:
    return token.word in words("body_words").latin_small_heads


def _is_head(token: Token) -> bool:
    word = token.word.casefold().removesuffix("’s").removesuffix("'s")
    if not (token.is_capital or _is_small_head(token)):
        return False
    lists = words("body_words")
    parts = {word, word.partition("’")[2], word.rpartition("-")[2]}  # "Directorate-School"
    return not parts.isdisjoint(lists.latin_heads) or _is_compound(word)


def _is_compound(word: str) -> bool:
    """Say whether a German word ends in an institution: "Gemeindeschule"."""
    return word.endswith(
        ("schule", "institut", "akademie", "zentrum", "ministerium", "verband", "stiftung", "kolleg")
    )


def _pieces(run: list[Token]) -> Iterator[list[Token]]:
    """Part the run at "and" where an institution begins behind it."""
    start = 0
    for at, token in enumerate(run):
        left, right = run[start:at], run[at + 1 :]
        ties = token.word in _JOINTS or (token.word == "for" and right and right[0].word == "the")
        if ties and _holds_body(left) and _begins_body(right):
            yield run[start:at]
            start = at + 1
    yield run[start:]


def _holds_body(left: list[Token]) -> bool:
    return any(_is_head(token) or _is_initials(token) for token in left)


def _is_initials(token: Token) -> bool:
    return len(token.word) > 2 and token.word.isupper()


def _begins_body(rest: list[Token]) -> bool:
    """Say whether the words up to the first preposition hold the noun of an institution or are initials."""
    if len(rest) > 1 and rest[0].word in ("the", "both") and rest[1].is_capital:
        return True
    for token in rest:
        if token.word in _PREPOSITIONS or token.word in _JOINTS:
            return False
        if _is_head(token) or _is_initials(token):
            return True
    return False


def _named(text: str, piece: list[Token]) -> Iterator[Span]:
    lists = words("body_words")
    piece = _without_seat(_without_person(_trimmed(piece)))
    heads = [token.word.casefold() for token in piece if _is_head(token)]
    if len(piece) < 2 or not heads:
        return
    end = with_bracket(text, piece[-1].end, lists.bracket)
    is_initialled = end > piece[-1].end
    if all(head in lists.weak for head in heads) and not (
        is_initialled or _is_strong(piece) or lists.led.search(text, 0, piece[0].start)
    ):
        return
    if is_initialled:
        end = _after_bracket(text, end)
    yield Span(piece[0].start, end, text[piece[0].start : end].removesuffix("’s").removesuffix("'s"))


def _after_bracket(text: str, end: int) -> int:
    """Take what belongs to a name behind the brackets: "(SIGMA) programme", "(MOIS) of South Korea"."""
    lists = words("body_words")
    following = text[end : end + 14].split(" ")
    if len(following) > 1 and following[1].rstrip(".,;") in lists.latin_small_heads:
        return end + 1 + len(following[1].rstrip(".,;"))
    owner = lists.of_whom.match(text, end)
    return owner.end() if owner else end


def _is_strong(piece: list[Token]) -> bool:
    """Names whose only noun is weak ("Public Service Forum") count when a known institution is in them."""
    text = " ".join(token.word for token in piece)
    last = piece[-1].word in (
        "Office",
        "Club",
        "Board",
        "Party",
        "School",
        "Network",
        "Service",
        "Union",
        "Administration",
        "Court",
        "Company",
        "Trust",
        "Laboratory",
    )
    return last or _is_of(piece) or bool(words("bodies").called.search(text))


def _is_of(piece: list[Token]) -> bool:
    """Say whether the name is built as "School of Public Money", "Network of Service Centres"."""
    lists = words("body_words")
    piece = [token for token in piece if token.word != "the"]
    return any(
        head.word.casefold() in lists.latin_owners and link.word in ("of", "for") and what.is_capital
        for head, link, what in zip(piece, piece[1:], piece[2:], strict=False)
    )


def _trimmed(piece: list[Token]) -> list[Token]:
    while piece and not _begins(piece[0]) and not _is_small_head(piece[0]):
        piece = piece[1:]
    while piece and _is_link(piece[-1]):
        piece = piece[:-1]
    return piece


def _without_seat(piece: list[Token]) -> list[Token]:
    """Drop the town or country in which a body sits; an office, a centre or a university is named by it."""
    at = next((at for at, token in enumerate(piece) if token.word == "in"), 0)
    head = next((token for token in piece[:at] if _is_head(token)), None)
    if head is None or head.word.casefold() not in words("body_words").latin_seated:
        return piece
    seat = folded(" ".join(token.word for token in piece[at + 1 :]))
    return piece[:at] if seat in gazetteer().names else piece


def _without_person(piece: list[Token]) -> list[Token]:
    """Drop who stands before "of" or "at": "Anna Hill of the Agency", "Researchers at the Institute"."""
    for at, token in enumerate(piece):
        if _is_head(token):
            return piece
        if token.word in ("of", "at") and any(map(_is_head, piece[at:])):
            return _without_person(_trimmed(piece[at + 1 :]))
    return piece
