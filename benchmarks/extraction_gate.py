"""`make gate`: what `hubwire extract` finds in the labelled sets may not fall below floors that only rise.

The network's sets are scored with the scorer that lies beside them, the project's own with `scoring.py`.
`--update` raises the floors to what is reached now.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from benchmarks import scoring
from benchmarks.sets import GOLD, HERE, gold_sets, own_sets, read

FLOORS = HERE / "floors.toml"
FIGURES = (
    "event_score_strict",
    "is_event_f1",
    "date_both",
    "country",
    "countries_f1",
    "kind",
    "organisers_f1",
    "topics_f1",
    "count_exact",
    "merge_pair_f1",
    "evidence_found",
)
Figures = dict[str, float]


def main(arguments: list[str]) -> int:
    """Print every figure beside its floor; return 1 when one is below."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    reached = dict(_measured())
    for name, figures in reached.items():
        _show(name, figures, floors.get(name, {}))
    if "--update" in arguments:
        FLOORS.write_text(_raised(floors, reached), encoding="utf-8")
    below = [f"{name} {key}" for name, key in _fallen(floors, reached)]
    sys.stdout.write(f"below the floor: {', '.join(below)}\n" if below else "the gate is passed\n")
    return int(bool(below))


def _measured() -> Iterator[tuple[str, Figures]]:
    if not GOLD.exists():
        sys.stdout.write(f"{GOLD} is not there: the network's sets are skipped\n")
    for name, path in gold_sets():
        with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.write(_extracted(path))
            file.flush()
            yield name, _scored_beside(path, Path(file.name))
    for name, path in own_sets():
        predictions = [json.loads(line) for line in _extracted(path).splitlines()]
        yield name, scoring.score(read(path), predictions)


def _extracted(path: Path) -> str:
    """Return what the command line makes of a file of articles."""
    command = [sys.executable, "-c", "from bot.main import main; main()", "extract", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout  # noqa: S603


def _scored_beside(gold: Path, predictions: Path) -> Figures:
    command = [sys.executable, str(GOLD / "score.py"), str(gold), str(predictions), "--json"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    figures = json.loads(told)["all"]
    return {key: figures[key] for key in FIGURES if figures.get(key) is not None}


def _show(name: str, figures: Figures, floors: Figures) -> None:
    sys.stdout.write(f"{name}\n")
    for key, value in figures.items():
        floor = f"{floors[key]:.3f}" if key in floors else "–"
        sys.stdout.write(f"  {key:<20}{value:>7.3f}   floor {floor:>6}\n")


def _fallen(floors: dict[str, Figures], reached: dict[str, Figures]) -> Iterator[tuple[str, str]]:
    for name, figures in reached.items():
        for key, floor in floors.get(name, {}).items():
            if figures.get(key, 0.0) < floor:
                yield name, key


def _raised(floors: dict[str, Figures], reached: dict[str, Figures]) -> str:
    """Write the floors, each the higher of what it was and what is reached."""
    lines = [
        "# What `make gate` demands of each set. Raised by `python -m benchmarks.extraction_gate --update`."
    ]
    for name in sorted({*floors, *reached}):
        old, new = floors.get(name, {}), reached.get(name, {})
        lines += ["", f"[{name}]"]
        for key in dict.fromkeys((*old, *new)):
            lines.append(f"{key} = {max(old.get(key, 0.0), math.floor(new.get(key, 0.0) * 1000) / 1000)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
