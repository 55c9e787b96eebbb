"""What of a page is the article: furniture at the end and doubled headlines are left out.

Nothing is rewritten, so that every quote stands in the text as it was given; words that a content system
broke ("fr om") are borne by the grammars that meet them.
"""

from __future__ import annotations

from feeds.extract.sentences import Sentence
from feeds.extract.words import words

MOST = 60_000  #: characters that are read of an article


def body(sentences: list[Sentence], title: str) -> list[Sentence]:
    """Return the sentences of the article itself."""
    tails, furniture = words("furniture").tail, words("furniture").line
    kept: list[Sentence] = []
    for sentence in sentences:
        short = len(sentence.text) < 80
        if kept and short and tails.match(sentence.text):
            break
        if short and furniture.match(sentence.text):
            continue
        if _bare(sentence.text) == _bare(title):
            continue
        kept.append(sentence)
    return kept


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
