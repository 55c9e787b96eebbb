"""The audit of what editors did to events."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from core.edit import Action, Edit, Entry
from storage import schema
from storage.database import Transaction

_T = schema.edits
_E = schema.events
_OWN = _T.c.event_id == bindparam("event")
_OF_PARTS = (_T.c.action == Action.CORRECT.value) & _T.c.event_id.in_(
    select(_E.c.id).where(_E.c.merged_into == bindparam("event"))
)
_OF_EVENT = select(_T).where(_OWN | _OF_PARTS).order_by(_OWN, _T.c.id)


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


async def of_event(tx: Transaction, event_id: int) -> list[Entry]:
    """Return an event's audit, the oldest line first; before it, what was corrected of events that joined it.

    So those corrections hold where the event has none of its own.
    """
    rows = await tx.execute(_OF_EVENT, [{"event": event_id}])
    return [Entry(Edit(Action(row.action), row.field, row.value), row.editor, row.made_at) for row in rows]
