"""The documents tell of what exists, and of nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.reference import README, TABLES, written

HOUSE = Path(__file__).parent.parent
ROOMS = "bot|benchmarks|core|docs|feeds|handlers|sandbox|storage|tests"
PLACES = {"newbot", "health", "metrics"}  # of @BotFather, and addresses
DOCUMENTS = [README, HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").glob("*.md"))]


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    assert written(text) == text, "`make docs` writes them anew"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_commands_of_the_line_are_ones(document: Path) -> None:
    tables = "".join(table() for table in TABLES.values())
    named = re.findall(r"`(?:\.venv/bin/)?(hubwire [a-z]+)", document.read_text(encoding="utf-8"))
    assert [command for command in named if command not in tables] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_targets_of_make_are_ones(document: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(
        r"^\s+make ([a-z ]+)$|`make ([a-z]+)`", document.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(" ".join(map(" ".join, named)).split()) <= set(targets)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_files_that_are_named_are_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{ROOMS})/[\w/.-]*)`|\]\((docs/[^)]+)\)", text)
    assert [path for path in map("".join, named) if not (HOUSE / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.name)
def test_commands_of_the_bot_are_ones(document: Path) -> None:
    known = set(re.findall(r"^\| `/(\w+)`", TABLES["bot commands"](), re.MULTILINE))
    named = set(re.findall(r"(?<=`)/([a-z]+)(?=[` ])", document.read_text(encoding="utf-8")))
    assert named - PLACES <= known
