"""The language of a text, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 5000  #: characters that are looked at
_KAZAKH = frozenset("әғқңөұүһі")
_KYRGYZ = frozenset("ңөү")
_UZBEK_CYRILLIC = frozenset("ўқғҳ")
_TAJIK = frozenset("ӣӯҷҳқғ")
_UKRAINIAN = frozenset("їєґ")
_BELARUSIAN = frozenset("ў")
#: words that one language of the network uses all the time and the others don't
_COMMON = {
    "en": "the of and to in for on with is at by from was",
    "uz": "va bilan uchun boʻyicha bo'yicha bo‘yicha ushbu hamda davlat tashkil boʻlib bo‘lib bo'lib etildi",
    "az": "və ilə üçün olan bu edilib dövlət haqqında",
    "tr": "ve ile için olan bir bu edildi kamu ile",
    "de": "der die das und mit für von ist im den auf",
    "fr": "le la les des et pour dans une du est",
    "es": "el la los las y para en una del es",
    "bs": "je i na za u se od su koji kao",
    "ro": "și de în la cu pentru din care prin",
    "kk": "jäne men üşin boiynşa",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def guess_language(text: str, declared: str = "") -> str:
    """Return the ISO 639-1 code of a text; `declared` (the source's) decides where the text doesn't."""
    sample = text[:SAMPLE].casefold()
    letters = Counter(sample)
    total = sum(count for char, count in letters.items() if char.isalpha())
    if total == 0:
        return declared or "en"
    cyrillic = sum(count for char, count in letters.items() if "а" <= char <= "ӿ" and char.isalpha())
    if cyrillic * 2 >= total:
        return _cyrillic(letters, cyrillic)
    return _latin(sample, declared)


def _cyrillic(letters: Counter[str], total: int) -> str:
    """Tell Cyrillic languages apart by letters of their own, of which a text has a share, not one."""

    def share(alphabet: frozenset[str]) -> float:
        return sum(letters[char] for char in alphabet) / total

    if share(_UKRAINIAN) > 0.005:
        return "uk"
    if letters["ў"] and letters["і"] / total > 0.02:
        return "be"
    if share(_UZBEK_CYRILLIC) > 0.02 and letters["ў"]:
        return "uz"
    if share(frozenset("ӣӯҷ")) > 0.005:
        return "tg"
    if share(_KAZAKH) > 0.03:
        return "kk" if letters["і"] + letters["ә"] + letters["ұ"] else "ky"
    return "ru"


def _latin(sample: str, declared: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+(?:[ʻ‘’'][^\W\d_]+)*", sample))
    hits = {language: sum(words[word] for word in common) for language, common in _WORDS.items()}
    best = max(hits, key=lambda language: (hits[language], language == declared))
    return best if hits[best] else declared or "en"
