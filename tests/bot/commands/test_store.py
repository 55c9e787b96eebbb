"""`hubwire migrate`, `backup`, `restore`, `deliveries`: what the operator does with the store."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from core.chat import Chat, ChatKind
from core.delivery import DeliveryKind, NewDelivery, TextMessage
from core.outbox import Failure, FailureKind, GiveUp, decide
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


@pytest.mark.parametrize(
    ("kind", "next_try"),
    [(DeliveryKind.ALERT, "2026-05-04 09:02 UTC"), (DeliveryKind.NOTICE, "replay it")],
)
def test_what_is_uncertain_is_shown_with_its_doubts_and_what_comes_next(
    hubwire: Run, store: Store, kind: DeliveryKind, next_try: str
) -> None:
    async def one_lost_answer(tx: Transaction) -> None:
        await chats.ensure(tx, Chat(7, ChatKind.PRIVATE), NOW)
        await deliveries.enqueue(tx, [NewDelivery("hello", 7, kind, TextMessage("x"), NOW)], NOW)
        (taken,) = await claims.claim(tx, NOW, lease=timedelta(minutes=1), limit=1)
        verdict = decide(Failure(FailureKind.ANSWER_LOST, "no answer"), taken, NOW)
        await deliveries.settle(tx, [deliveries.Settled(taken, verdict)], NOW)

    store(one_lost_answer)
    head, row = hubwire("deliveries", "list", "--state", "uncertain").out.splitlines()[-2:]
    assert head.split() == ["id", "key", "chat", "state", "attempts", "doubts", "next", "reason"]
    cells = [cell.strip() for cell in re.split(r"\s{2,}", row)]
    assert cells[1:] == ["hello", "7", "uncertain", "1", "0", next_try, "no answer"]


def test_a_state_that_does_not_exist_is_refused_with_those_that_do(hubwire: Run) -> None:
    done = hubwire("deliveries", "list", "--state", "nowhere")
    assert done.code == 2
    assert "uncertain" in done.err
