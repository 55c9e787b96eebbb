"""What goes wrong at a source is told in the language of who reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.markup import plain
from handlers.editors.reasons import REASONS, reason_in
from handlers.voice import Voice

UTC_ZONE = ZoneInfo("UTC")
HOUSE = Path(__file__).parents[3]
GIVERS = {"FetchFailed", "Refused", "PrivateAddress", "TooSoon"}
#: reasons that are put together elsewhere
TOLD_APART = (
    "not a feed: empty",
    "not a feed: an HTML page",
    "not a feed: neither RSS nor Atom nor JSON Feed",
    "the site's robots.txt forbids it",
    "the site asks for 30 seconds between requests",
    "a fault in hubwire: KeyError; its log says more",
)


def given() -> Iterator[str]:
    """Give every reason that the code writes out, with 7 for what it puts in."""
    for file in (*HOUSE.glob("feeds/**/*.py"), *HOUSE.glob("bot/polling/*.py"), *HOUSE.glob("core/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GIVERS and node.args:
                yield from _written(node.args[0])


def _written(reason: ast.expr) -> Iterator[str]:
    if isinstance(reason, ast.Constant):
        yield str(reason.value)
    elif isinstance(reason, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in reason.values)


def test_the_code_gives_reasons() -> None:
    assert len(set(given())) > 20


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("reason", sorted({*given(), *TOLD_APART} - {"not a feed: 7"}))
def test_every_reason_is_told_in_every_language(reason: str, language: str) -> None:
    told = plain(reason_in(Voice(language, UTC_ZONE), reason))
    assert told != reason
    assert "{" not in told


@pytest.mark.parametrize(
    "reason", [*TOLD_APART, "the site answered 503", "robots.txt: the site answered 500"]
)
def test_english_says_what_the_log_says(reason: str) -> None:
    assert plain(reason_in(Voice("en", UTC_ZONE), reason)) == reason


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("the site answered 503", "сайт ответил кодом 503"),
        ("robots.txt: the site answered 500", "robots.txt: сайт ответил кодом 500"),
        ("the name news.<b>.example can't be resolved", "имя news.<b>.example не удаётся найти в DNS"),
        ("something that nobody foresaw", "something that nobody foresaw"),
        ("", ""),
    ],
)
def test_what_varies_in_a_reason_stays(reason: str, told: str) -> None:
    assert plain(reason_in(Voice("ru", UTC_ZONE), reason)) == told


def test_each_reason_is_listed_once() -> None:
    assert len(REASONS) == len(set(REASONS))
