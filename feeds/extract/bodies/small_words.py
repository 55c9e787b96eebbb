"""Words in small letters that belong to an institution's name, as French and German write them."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.extract.bodies.tokens import Token
from feeds.extract.words import words

_GERMAN_LINKS = frozenset(("für", "der", "des", "zur", "zum"))
_GERMAN_ENDINGS = ("e", "en", "er", "es", "em")
_LINKS = frozenset(("de", "du", "des", "d'", "d’", "di", "del", "della", "do", "da", "l'", "l’", "la"))


def is_part(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Say whether the small word at an offset goes on with the name that begins at `first`."""
    if at <= first or tokens[at].is_capital:
        return False
    return _is_german(tokens, at) or _is_romance(tokens, first, at)


def _is_german(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it is an adjective before a noun: "Institut für öffentliche Finanzen"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        tokens[at - 1].word in _GERMAN_LINKS
        and tokens[at].word.endswith(_GERMAN_ENDINGS)
        and following is not None
        and following.follows
        and following.is_capital
    )


def _is_romance(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Say whether it is a noun after "de" or an adjective: "Institut lacustre de gestion publique"."""
    lists = words("body_words")
    if tokens[at].word in lists.romance_verbs or not _has_romance_head(tokens[first:at]):
        return False
    if tokens[at - 1].word in _LINKS:
        return True
    following = tokens[at + 1].word if at + 1 < len(tokens) and tokens[at + 1].follows else ""
    describes_head = tokens[at - 1].is_capital and following in _LINKS
    describes_noun = tokens[at - 2].word in _LINKS and bool(lists.romance_adjective.search(tokens[at].word))
    return describes_head or describes_noun


def _has_romance_head(name: Sequence[Token]) -> bool:
    return any(token.word.casefold() in words("body_words").romance_heads for token in name)
