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
    """Compile stems into one pattern, the longest first; case does not matter.

    It begins with the set of first letters, which the engine skips to, and branches on the first two.
    """
    heads: dict[str, dict[str, list[str]]] = {}
    for entry in sorted({entry.lower() for entry in entries}, key=len, reverse=True):
        second = entry[1:2] if entry[1:2].isalpha() else ""
        heads.setdefault(entry[0], {}).setdefault(second, []).append(entry[1 + len(second) :])
    first = "".join(
        re.escape(case) for head in sorted(heads) for case in (head, head.upper()) if len(case) == 1
    )
    branches = "|".join(f"(?<=[{re.escape(head)}])(?:{_branches(rests)})" for head, rests in heads.items())
    return re.compile(rf"[{first}](?<!\w.)(?i:{branches})", re.DOTALL)


def _branches(rests: dict[str, list[str]]) -> str:
    return "|".join(f"{second}(?:{'|'.join(map(_escaped, group))})" for second, group in rests.items())


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
