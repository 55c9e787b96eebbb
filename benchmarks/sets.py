"""The labelled sets: the project's own, and the network's where they lie next to the checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE.parent.parent / "shared" / "gold"
OWN = HERE / "articles"


def read(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_sets() -> Iterator[tuple[str, Path]]:
    """Give the network's sets by name, those that are there."""
    for name in ("dev", "longform"):
        path = GOLD / f"{name}.jsonl"
        if path.exists():
            yield name, path


def own_sets() -> Iterator[tuple[str, Path]]:
    """Give the project's own sets by name."""
    for path in sorted(OWN.glob("*.jsonl")):
        yield f"own-{path.stem}", path
