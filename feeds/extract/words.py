"""The extractor's word lists: TOML files in `data/`, compiled once.

A list of stems becomes one pattern that matches any of them at the beginning of a word. In the files `~`
stands for the rest of a word: `организован~` finds every form, `held` finds only itself.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from types import SimpleNamespace
from typing import Any

from feeds.extract.gazetteer import DATA


def pattern(entries: list[str]) -> re.Pattern[str]:
    """Compile stems into one alternation, the longest first; case does not matter.

    Entries are grouped by their first letters, so that most words are passed over at a glance.
    """
    groups: dict[str, list[str]] = {}
    for entry in sorted({entry.lower() for entry in entries}, key=len, reverse=True):
        groups.setdefault(entry[: 2 if entry[:2].isalpha() else 1], []).append(entry)
    heads = "|".join(
        f"(?={re.escape(head)})(?:{'|'.join(map(_escaped, group))})" for head, group in groups.items()
    )
    first = "".join(sorted({re.escape(head[0]) for head in groups}))
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{heads})", re.IGNORECASE)


def _escaped(entry: str) -> str:
    text = re.escape(entry).replace(r"\~", r"[\w’'-]*").replace(r"\ ", r"[\s-]+")
    return text if entry.endswith("~") else text + r"(?!\w)"


def read_lists(name: str) -> dict[str, list[str]]:
    """Return a file's `stems` as they are written."""
    stems: dict[str, list[str]] = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))["stems"]
    return stems


@cache
def words(name: str) -> Any:
    """Return a file's lists by name: `stems` and `regex` as compiled patterns, `sets` as frozensets."""
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {key: pattern(value) for key, value in data.get("stems", {}).items()}
    lists |= {key: frozenset(value) for key, value in data.get("sets", {}).items()}
    lists |= {key: re.compile(value) for key, value in data.get("regex", {}).items()}
    return SimpleNamespace(**lists, tables=data.get("tables", {}), names=[*data.get("stems", {})])
