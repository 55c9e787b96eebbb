"""The house's import law (docs/design.md), read off the syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
ROOMS = {"core", "feeds", "storage", "handlers", "bot", "sandbox", "tests", "benchmarks"}

MAY_IMPORT = {
    "core": set(),
    "feeds": {"core"},
    "storage": {"core"},
    "handlers": {"core", "storage"},
    "bot": {"core", "storage", "feeds", "handlers"},
    "sandbox": {"core"},
}
#: packages that one room keeps to itself, and who may use them
KEPT = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "telegram": {"handlers", "bot"},
    "procrastinate": {"bot"},
    "typer": {"bot"},
    "structlog": {"bot"},
    "pydantic": {"bot"},
    "pydantic_settings": {"bot"},
    "prometheus_client": {"bot"},
    "feedparser": {"feeds"},
    "trafilatura": {"feeds"},
    "selectolax": {"feeds"},
    "pymorphy3": {"feeds"},
    "ftfy": {"feeds"},
    "ahocorasick": {"feeds"},
    "babel": {"handlers", "feeds"},
    "icalendar": {"handlers", "feeds"},
}
#: what the ground must do without: files, sockets, the clock, tasks
NOT_IN_CORE = {
    "asyncio",
    "io",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "zoneinfo",
}
#: the one command that starts the sandbox
STARTS_THE_SANDBOX = HOUSE / "bot" / "commands" / "sandbox.py"


def modules() -> list[Path]:
    return sorted(path for room in MAY_IMPORT for path in (HOUSE / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides which room it means"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_imports_only_what_the_law_allows(path: Path) -> None:
    room = path.relative_to(HOUSE).parts[0]
    names = set(imported(path))
    allowed = MAY_IMPORT[room] | {room} | ({"sandbox"} if path == STARTS_THE_SANDBOX else set())
    assert names & ROOMS <= allowed
    assert {name for name in names if name in KEPT and room not in KEPT[name]} == set()
    if room == "core":
        assert names & NOT_IN_CORE == set()


def test_the_law_is_checked_on_every_room() -> None:
    assert {path.relative_to(HOUSE).parts[0] for path in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path.parts[len(HOUSE.parts)] != "bot"],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_only_the_roof_reads_the_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"}
    room = path.relative_to(HOUSE).parts[0]
    if room != "sandbox":  # stands beside the house, like the outside world: it has a clock of its own
        assert calls & clocks == set()
