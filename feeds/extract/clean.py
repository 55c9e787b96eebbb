"""What of a page is the article: furniture, doubled headlines and the way through the site are left out.

No word is rewritten, so that every quote stands in the text as it was given (but see `mend.py`); words that a
content system broke ("fr om") are borne by the grammars that meet them.
"""

from __future__ import annotations

import re

from feeds.extract.sentences import Sentence
from feeds.extract.words import words

MOST = 60_000  #: characters that are read of an article
LONGEST_TITLE = 1000
SHORT = 80  #: a line of furniture is shorter
HEAD = 8  #: lines among which a headline is looked for where the page's title is none
LONGEST_HEADLINE = 250
LABEL = 40  #: characters that a headline may have before it where it stands again
_MARKS = re.compile(r"[\W_]+")
_CRUMBS = re.compile(r"\s[/>»›→|]\s")
_LABEL = re.compile(r"^(?:T|Title|Заголовок)?\s*:\s*|^\s*date\s+[\d-]+\s+")


def headline(title: str, sentences: list[Sentence]) -> str:
    """Return the title, or the text's own headline where the page's title is furniture."""
    told = _LABEL.sub("", title)
    if not _is_furniture(told):
        return told
    for sentence in sentences[:HEAD]:
        text = _LABEL.sub("", sentence.text)
        if 12 <= len(text) <= LONGEST_HEADLINE and not _is_furniture(text) and _bare(text) != _bare(title):
            return text
    return title


def _is_furniture(title: str) -> bool:
    """Say whether a title is a notice, a menu or the way through the site."""
    text = title.strip()
    if len(text) < 4 or words("furniture").title.fullmatch(text.rstrip(" .:")):
        return True
    crumbs = _CRUMBS.split(text)
    if len(crumbs) > 2 or (len(crumbs) == 2 and words("furniture").title.fullmatch(crumbs[0].strip())):
        return max(len(crumb) for crumb in crumbs) < 60
    opening = words("furniture").title.match(text)
    return opening is not None and len(opening[0]) > 12


def body(sentences: list[Sentence], title: str) -> list[Sentence]:
    """Return the sentences of the article itself, without its headline and the page around it."""
    tails, furniture = words("furniture").tail, words("furniture").line
    head, opening = _bare(title), _opening(title)
    kept: list[Sentence] = []
    for sentence in sentences:
        short = len(sentence.text) < SHORT
        if kept and short and tails.match(sentence.text):
            break
        if short and (furniture.match(sentence.text) or len(_CRUMBS.split(sentence.text)) > 2):
            continue
        alike = abs(len(sentence.text) - len(title)) < LABEL and opening in sentence.text.casefold()
        if alike and _bare(_LABEL.sub("", sentence.text)) == head:
            continue
        kept.append(sentence)
    return kept


def _opening(title: str) -> str:
    """Return the first word of a headline: most lines hold it nowhere."""
    return next(iter(_MARKS.sub(" ", title.casefold()).split()), "")


def _bare(text: str) -> str:
    return _MARKS.sub("", text.casefold())
