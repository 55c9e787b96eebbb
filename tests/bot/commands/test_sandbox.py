"""`hubwire sandbox` as a person starts it: a process of its own."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

PATIENCE = 60.0  #: seconds


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async for line in process.stdout:
        if found := re.search(r"sandbox is open: (http://127\.0\.0\.1:\d+/)", line.decode()):
            return found[1]
    raise AssertionError("it ended without a word")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_it_prints_its_address_answers_and_ends_cleanly(how: signal.Signals, tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.main", "sandbox", "--port", "0", "--database", str(tmp_path / "x.sqlite3"),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        address = await asyncio.wait_for(_address(process), PATIENCE)
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            assert "hubwire sandbox" in await answer.text()
        process.send_signal(how)
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
    assert (process.returncode, "Traceback" in errors.decode()) == (0, False)
    assert (tmp_path / "x.sqlite3").exists()
