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
    """Compile stems into one alternation, the longest first; case does not matter."""
    ordered = sorted(set(entries), key=len, reverse=True)
    bodies = "|".join(_escaped(entry) for entry in ordered)
    return re.compile(rf"(?<!\w)(?:{bodies})", re.IGNORECASE)


def _escaped(entry: str) -> str:
    text = re.escape(entry).replace(r"\~", r"[\w’'-]*").replace(r"\ ", r"[\s-]+")
    return text if entry.endswith("~") else text + r"(?!\w)"


@cache
def words(name: str) -> Any:
    """Return a file's lists by name: `stems` and `regex` as compiled patterns, `sets` as frozensets."""
    data = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    lists: dict[str, Any] = {key: pattern(value) for key, value in data.get("stems", {}).items()}
    lists |= {key: frozenset(value) for key, value in data.get("sets", {}).items()}
    lists |= {key: re.compile(value) for key, value in data.get("regex", {}).items()}
    return SimpleNamespace(**lists, tables=data.get("tables", {}), names=[*data.get("stems", {})])
