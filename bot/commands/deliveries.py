"""`hubwire deliveries`: states of what was to be sent, dead letters, replay."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_database
from bot.clock import utcnow
from bot.settings import Settings, load
from bot.table import show
from core.delivery import Delivery, DeliveryState
from storage import deliveries

State = Annotated[DeliveryState | None, typer.Option(help="List those in this state.")]
Most = Annotated[int, typer.Option(help="How many to list.", min=1)]
Ids = Annotated[list[int], typer.Argument(help="Ids, as `hubwire deliveries list` shows them.")]


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="What was to be sent and what became of it.", no_args_is_help=True)
    group.command("list")(list_command)
    group.command("replay")(replay_command)
    app.add_typer(group, name="deliveries")


def list_command(state: State = None, limit: Most = 20) -> None:
    """Count deliveries by state and list the newest; `--state failed` shows the dead letters."""
    counts, listed = asyncio.run(_list(load(), state, limit))
    show(("state", "deliveries"), [(name.value, counts.get(name, 0)) for name in DeliveryState])
    typer.echo("")
    show(
        ("id", "key", "chat", "state", "attempts", "doubts", "next", "reason"),
        [
            (d.id, d.key, d.chat_id, d.state.value, d.attempts, d.doubts, _next(d), d.reason or "-")
            for d in listed
        ],
    )


def _next(delivery: Delivery) -> str:
    """Say when something happens to it by itself: a try, the end of a sender's lease, or never."""
    if delivery.due_at is not None:
        return f"{delivery.due_at:%Y-%m-%d %H:%M} UTC"
    return "replay it" if delivery.state in deliveries.DEAD else "-"


def replay_command(ids: Ids) -> None:
    """Put failed, expired or uncertain deliveries back into the queue."""
    typer.echo(f"{asyncio.run(_replay(load(), ids))} of {len(ids)} put back; `hubwire run` sends them.")


async def _list(
    settings: Settings, state: DeliveryState | None, limit: int
) -> tuple[dict[DeliveryState, int], list[Delivery]]:
    async with open_database(settings) as db, db.snapshot() as tx:
        return await deliveries.counts(tx), await deliveries.listing(tx, state=state, limit=limit)


async def _replay(settings: Settings, ids: list[int]) -> int:
    async with open_database(settings) as db, db.transaction() as tx:
        count = await deliveries.replay(tx, ids, utcnow())
        await tx.commit()
    return count
