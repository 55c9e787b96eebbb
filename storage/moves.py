"""A group that became a supergroup lives on under a new number, with all that it had."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, exists, select, update

from core.chat import ChatKind
from core.delivery import moved_key
from storage import chats, schema
from storage.database import Transaction

_C, _D = schema.chats, schema.deliveries
#: of what a chat has one only, by what columns
_UNIQUE = (
    (schema.subscriptions, ("rule_id",)),
    (schema.digest_marks, ("period",)),
    (schema.held_back, ("event_id",)),
    (schema.reminders, ("thread_id", "event_id", "lead")),
    (schema.mutes, ("event_id",)),
    (schema.calendars, ()),
)


async def move(tx: Transaction, old_id: int, new_id: int) -> None:
    """Move all that a chat has to its new id; where both have the same, the new one's stays."""
    old, new = await chats.get(tx, old_id), await chats.get(tx, new_id)
    if old is None or old_id == new_id:
        return
    if new is None:
        row = (await tx.execute(select(_C).where(_C.c.id == old_id))).one()
        values = {**row._mapping, "id": new_id, "kind": ChatKind.SUPERGROUP.value}  # noqa: SLF001 - public API
        await tx.execute(_C.insert().values(values))
    elif new.thread_id is None:
        await chats.set_thread(tx, new_id, old.thread_id)
    for table, columns in _UNIQUE:
        theirs = table.alias()
        same = [theirs.c[name] == table.c[name] for name in columns]
        double = exists().where(theirs.c.chat_id == new_id, *same)
        await tx.execute(delete(table).where(table.c.chat_id == old_id, double))
        await tx.execute(update(table).where(table.c.chat_id == old_id).values(chat_id=new_id))
    await _move_deliveries(tx, old_id, new_id)
    await tx.execute(delete(_C).where(_C.c.id == old_id))


async def _move_deliveries(tx: Transaction, old_id: int, new_id: int) -> None:
    """Give deliveries the keys that they would have in the new chat: what is asked for twice is sent once."""
    taken = {row.key for row in await tx.execute(select(_D.c.key).where(_D.c.chat_id == new_id))}
    rows = (await tx.execute(select(_D.c.id, _D.c.key).where(_D.c.chat_id == old_id))).all()
    moved = [{"row": row.id, "name": moved_key(row.key, old_id, new_id)} for row in rows]
    if kept := [one for one in moved if one["name"] not in taken]:
        values = {"key": bindparam("name"), "chat_id": new_id}
        await tx.execute(update(_D).where(_D.c.id == bindparam("row")).values(values), kept)
    await tx.execute(delete(_D).where(_D.c.chat_id == old_id))
