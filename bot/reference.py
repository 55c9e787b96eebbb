"""The README's tables, made from the code so that they can't lie: `make docs` writes them.

A table stands between two comment lines, `<!-- begin NAME -->` and `<!-- end NAME -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

import typer

from bot.main import app
from handlers.registry import COMMANDS, FOR_EDITORS

HOUSE = Path(__file__).parent.parent
README = HOUSE / "README.md"
EXAMPLE = HOUSE / ".env.example"


def bot_commands() -> str:
    """Return the table of what people type in Telegram."""
    every = (*((one, "") for one in COMMANDS), *((one, " (editors only)") for one in FOR_EDITORS))
    return _table("In Telegram", ((f"/{one.name}", one.does + whom) for one, whom in every))


def line_commands() -> str:
    """Return the table of what the operator types in a terminal."""
    return _table("In the terminal", _lines(typer.main.get_command(app), "hubwire"))


def settings() -> str:
    """Return the table of settings, from the comment and the default of each in `.env.example`."""
    found = re.findall(r"^# (.+)\n([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    return _table(
        "Setting", ((name, f"{told} Default: `{value}`." if value else told) for told, name, value in found)
    )


TABLES: dict[str, Callable[[], str]] = {
    "bot commands": bot_commands,
    "line commands": line_commands,
    "settings": settings,
}


def written(text: str) -> str:
    """Return a document with its tables as the code has them now; raises ValueError where one is missing."""
    for name, table in TABLES.items():
        between = re.compile(f"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not between.search(text):
            raise ValueError(f"there is no place for the table of {name}")
        text = between.sub(lambda found, made=table: f"{found[1]}{made()}{found[2]}", text)  # type: ignore[misc]
    return text


def _lines(command: object, path: str) -> Iterator[tuple[str, str]]:
    """Walk a command and those below it; give each that does something with its first line of help."""
    below = getattr(command, "commands", {})
    for name, one in below.items():
        yield from _lines(one, f"{path} {name}")
    if not below:
        yield path, str(getattr(command, "help", "")).split("\n")[0]


def _table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [
        f"| {head} | |",
        "|---|---|",
        *(f"| `{name}` | {escape(told, quote=False)} |" for name, told in rows),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
