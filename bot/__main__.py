"""`python -m bot`, which is `make run`: on Telegram when a token is set, else in the sandbox."""

from __future__ import annotations

import sys

from bot.main import main
from bot.settings import load
from core.errors import ConfigError


def choose() -> str:
    """Return the command to start: `run` where a token is set, `sandbox` elsewhere."""
    return "run" if load().bot_token.get_secret_value() else "sandbox"


if __name__ == "__main__":
    try:
        command = choose()
    except ConfigError:
        command = "run"  # which complains of it
    sys.argv[1:] = [command, *sys.argv[1:]]
    main()
