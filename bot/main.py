"""The command line `hubwire`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup
from typer.main import get_group

from bot import logs
from core.errors import ConfigError, HubwireError, InputError

#: each command's name, or that of its group, and the module in `bot/commands/` that holds it
COMMANDS = {
    "run": "run",
    "worker": "worker",
    "sandbox": "sandbox",
    "poll": "poll",
    "extract": "extract",
    "events": "events",
    "edit": "edit",
    "reread": "edit",
    "digest": "digest",
    "sources": "sources",
    "chats": "chats",
    "deliveries": "deliveries",
    "migrate": "store",
    "backup": "store",
    "restore": "store",
    "doctor": "health",
}


class _Commands(Mapping[str, Any]):
    """The commands by name; a module is imported when one of its own is asked for.

    All of them together take over a second and a hundred megabytes, and most need a small part of that.
    """

    def __getitem__(self, name: str) -> Any:
        part = typer.Typer()
        import_module(f"bot.commands.{COMMANDS[name]}").add_to(part)
        return get_group(part).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Hubwire(TyperGroup):
    """The command line, which imports what it is asked for."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.commands = cast(MutableMapping[str, Any], _Commands())


app = typer.Typer(
    name="hubwire",
    cls=_Hubwire,
    help="A Telegram bot that keeps a partner network informed of its events.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def common(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log more.")] = False,
) -> None:
    """Settings come from the environment and from .env; `.env.example` lists them."""
    logs.configure("DEBUG" if verbose else "WARNING", "console")


def main() -> None:
    """Run a command; a wrong setting or input ends with code 2 and one clear line, never a traceback."""
    try:
        app()
    except (ConfigError, InputError) as exc:
        sys.exit(_complain(exc, 2))
    except HubwireError as exc:
        sys.exit(_complain(exc, 1))
    except KeyboardInterrupt:
        sys.exit(130)


def _complain(exc: HubwireError, code: int) -> int:
    for line in str(exc).splitlines():
        sys.stderr.write(f"hubwire: {logs.redact(line)}\n")
    return code


if __name__ == "__main__":
    main()
