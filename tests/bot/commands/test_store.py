"""`hubwire migrate`, `backup`, `restore`, `deliveries`: what the operator does with the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.chat import Chat, ChatKind
from core.delivery import DeliveryKind, NewDelivery, TextMessage
from core.outbox import GiveUp
from storage import chats, claims, deliveries
from storage.database import Transaction
from tests.bot.commands.conftest import Run, Store
from tests.core.builders import NOW


async def one_dead_letter(tx: Transaction) -> None:
    await chats.ensure(tx, Chat(7, ChatKind.PRIVATE), NOW)
    new = NewDelivery("alert:1:1:7", 7, DeliveryKind.ALERT, TextMessage("x"), NOW)
    await deliveries.enqueue(tx, [new], NOW)
    (taken,) = await claims.claim(tx, NOW, lease=timedelta(minutes=1), limit=1)
    await deliveries.settle(tx, [deliveries.Settled(taken, GiveUp("message is too long"))], NOW)


def test_migrating_what_is_up_to_date_says_so(hubwire: Run) -> None:
    assert hubwire("migrate").out == "The schema is up to date.\n"


@pytest.mark.sqlite_only
def test_a_backup_is_restored_elsewhere(
    hubwire: Run, store: Store, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(one_dead_letter)
    assert hubwire("backup", "copy.sqlite3").code == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{place / 'second.sqlite3'}")
    assert hubwire("restore", "copy.sqlite3").code == 0
    assert "alert:1:1:7" in hubwire("deliveries", "list").out


@pytest.mark.sqlite_only
def test_a_restore_onto_a_database_says_what_to_do(hubwire: Run) -> None:
    hubwire("backup", "copy.sqlite3")
    done = hubwire("restore", "copy.sqlite3")
    assert done.code == 2
    assert "move it away first" in done.err


def test_dead_letters_are_shown_with_their_reason_and_replayed(hubwire: Run, store: Store) -> None:
    store(one_dead_letter)
    shown = hubwire("deliveries", "list", "--state", "failed").out
    assert "message is too long" in shown
    number = next(line.split()[0] for line in shown.splitlines() if "alert:1:1:7" in line)
    assert hubwire("deliveries", "replay", number, "999").out.startswith("1 of 2 put back")
    assert "message is too long" not in hubwire("deliveries", "list").out


def test_a_state_that_does_not_exist_is_refused_with_those_that_do(hubwire: Run) -> None:
    done = hubwire("deliveries", "list", "--state", "nowhere")
    assert done.code == 2
    assert "uncertain" in done.err
