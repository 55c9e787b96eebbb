"""The extractor's data files: word lists in TOML, and lists in tab-separated lines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def read_file(name: str) -> dict[str, Any]:
    """Return a TOML file of the data as it is written."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_lists(name: str) -> dict[str, list[str]]:
    """Return a file's `stems` as they are written."""
    stems: dict[str, list[str]] = read_file(name).get("stems", {})
    return stems


def hand_list(name: str) -> Iterator[list[str]]:
    """Read a hand-written list of the data: tab-separated lines, `#` begins a comment."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
