"""The command line `hubwire`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from bot import logs
from bot.commands import (
    chats,
    deliveries,
    digest,
    edit,
    events,
    extract,
    health,
    poll,
    run,
    sandbox,
    sources,
    store,
    worker,
)
from core.errors import ConfigError, HubwireError, InputError

app = typer.Typer(
    name="hubwire",
    help="A Telegram bot that keeps a partner network informed of its events.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

COMMANDS = (
    *(run, worker, sandbox, poll, extract, events, edit),
    *(digest, sources, chats, deliveries, store, health),
)
for module in COMMANDS:
    module.add_to(app)


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
