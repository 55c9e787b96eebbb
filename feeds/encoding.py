"""The letters of a body, whatever its head claims: servers and feeds lie about their encoding."""

from __future__ import annotations

import codecs
import re

SAMPLE = 200_000  #: bytes whose letters are looked at
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""")
_CHARSET = re.compile(r"charset=\"?([\w.:-]{1,40})", re.IGNORECASE)
_CYRILLIC = re.compile("[А-я]")
_HIGH = re.compile(rb"[\x80-\xff]+")
#: encodings that any bytes decode in, so that to declare them proves nothing
_PATIENT = {"iso8859-1", "cp1252", "ascii"}


def decode(body: bytes, content_type: str = "") -> str:
    """Turn bytes into text: by their mark, as UTF-8 if they are that, as declared, or by their letters."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    if body[1:2] == b"\0" or body[:1] == b"\0":  # UTF-16 without a mark begins with "<"
        return body.decode("utf-16-le" if body[1:2] == b"\0" else "utf-16-be", "replace")
    text = body.decode("utf-8", "replace")  # what is cut or dented is UTF-8 still
    if body.isascii():
        return text
    if text.count("\ufffd") * 50 <= sum(1 for _ in _HIGH.finditer(body)):
        return text
    for encoding in (_known(_first(_DECLARED, body[:300])), _known(_charset(content_type))):
        if encoding and encoding != "utf-8" and not (encoding in _PATIENT and _looks_cyrillic(body)):
            return body.decode(encoding, "replace")
    return body.decode(_by_letters(body), "replace")


def _first(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return found[1].decode("ascii", "ignore") if found else ""


def _charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _known(name: str) -> str:
    """Return Python's name of a text encoding; "" for what is none."""
    try:
        info = codecs.lookup(name)
        b"".decode(info.name)
    except (LookupError, ValueError):
        return ""
    return info.name if info.name not in {"idna", "punycode", "utf-7", "unicode_escape"} else ""


def _by_letters(body: bytes) -> str:
    """Tell windows-1251, koi8-r and Latin apart: most letters of a text are small ones."""
    if not _looks_cyrillic(body):
        return "cp1252"
    small_in_koi = len(re.findall(rb"[\xc0-\xdf]", body[:SAMPLE]))
    small_in_1251 = len(re.findall(rb"[\xe0-\xff]", body[:SAMPLE]))
    return "koi8-r" if small_in_koi > small_in_1251 else "cp1251"


def _looks_cyrillic(body: bytes) -> bool:
    """Say whether letters beyond ASCII stand in whole words; in Latin text they stand alone."""
    runs = _HIGH.findall(body[:SAMPLE])
    return sum(len(run) for run in runs if len(run) > 2) * 2 > sum(map(len, runs))


def repaired(text: str) -> str:
    """Undo UTF-8 that was once read as windows-1251 ("РљРѕРЅС„")."""
    marks = text.count("Р") + text.count("С")
    letters = len(_CYRILLIC.findall(text)) if marks else 0
    if letters < 4 or marks * 5 < letters * 2:
        return text
    try:
        return b"".join(_byte(char) for char in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte(char: str) -> bytes:
    return char.encode("latin-1") if char == "\x98" else char.encode("cp1251")
