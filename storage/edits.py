"""The audit of what editors did to events."""

from __future__ import annotations

from sqlalchemy import bindparam, literal, select

from core.edit import Action, Edit, Entry
from storage import schema
from storage.database import Transaction

_T = schema.edits
_OF_EVENT = select(_T).where(_T.c.event_id == bindparam("event")).order_by(_T.c.id)


async def add(tx: Transaction, event_id: int, entry: Entry) -> None:
    """Write a line: who did what, when."""
    edit = entry.edit
    await tx.execute(
        _T.insert().values(
            event_id=event_id,
            action=edit.action.value,
            field=edit.field,
            value=edit.value,
            editor=entry.editor,
            made_at=entry.made_at,
        )
    )


async def joined(tx: Transaction, part: int, whole: int) -> None:
    """Let corrections of an event hold for that which it became a part of, where that has none of its own."""
    own = select(_T.c.field).where(_T.c.event_id == whole, _T.c.action == Action.CORRECT.value)
    theirs = (_T.c.event_id == part, _T.c.action == Action.CORRECT.value, _T.c.field.not_in(own))
    kept = [_T.c.action, _T.c.field, _T.c.value, _T.c.editor, _T.c.made_at]
    rows = select(literal(whole), *kept).where(*theirs).order_by(_T.c.id)
    await tx.execute(_T.insert().from_select(["event_id", *(column.name for column in kept)], rows))


async def of_event(tx: Transaction, event_id: int) -> list[Entry]:
    """Return an event's audit, the oldest line first."""
    rows = await tx.execute(_OF_EVENT, [{"event": event_id}])
    return [Entry(Edit(Action(row.action), row.field, row.value), row.editor, row.made_at) for row in rows]
