"""Logs for people (`console`) or machines (`json`), never with a token in them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from core.calendar import TOKEN

NOISY = ("httpx", "apscheduler", "trafilatura", "htmldate", "uvicorn.access", "alembic", "procrastinate")
_TOKEN = re.compile(r"(?<!\d)(\d{3,}):[A-Za-z0-9_-]{10,}")
_CALENDAR = re.compile(TOKEN)


def redact(text: str) -> str:
    """Hide every bot token in a text, whose id stays, and every key of a private calendar."""
    return _CALENDAR.sub("cal_…", _TOKEN.sub(r"\1:…", text))


def configure(level: str, form: str) -> None:
    """Send structlog and the standard library's logging through one chain to standard error."""
    shared: Sequence[Processor] = (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _redact_values,
    )
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _redact_values, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("httpx", "trafilatura", "htmldate", "uvicorn.access", "alembic", "procrastinate"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _redact_values(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:  # noqa: ARG001
    return {key: redact(value) if isinstance(value, str) else value for key, value in event.items()}
