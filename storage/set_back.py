"""The clock was set back: nothing may wait for the hours that come a second time.

That it was is read off what was written before: rows made at an instant that is still to come. So it is
noticed after a restart as well. Waits keep their length, what was due stays due, and an instant that was
meant as one (tomorrow at nine) stays as it is.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, func, or_, select, update

from core.delivery import DeliveryState
from storage import schema
from storage.database import Transaction

LOOKED_AT = 10_000  #: deliveries: by the clock set right, many may be made before it is noticed
TOLERANCE = timedelta(seconds=30)  #: clocks of several machines differ by less
_D, _S, _E, _M = schema.deliveries, schema.sources, schema.events, schema.digest_marks
_LAST_ROWS = select(_D.c.created_at).order_by(_D.c.id.desc()).limit(LOOKED_AT).subquery()


async def mend(tx: Transaction, now: datetime) -> timedelta:
    """Bring what was reckoned from a clock that ran ahead back to `now`; returns by how much it ran ahead."""
    ahead = await _newest(tx, now) - now
    if ahead <= TOLERANCE:
        return timedelta()
    await tx.execute(update(_D).where(*_was_due(now, now + ahead)).values(due_at=now))
    await _shift(tx, _D.c.due_at, _waits(), now, ahead)
    await _shift(tx, _S.c.next_check_at, _S.c.next_check_at.is_not(None), now, ahead)
    for made in (_D.c.created_at, _S.c.last_success_at, _E.c.found_at, _E.c.changed_at, _M.c.period_end):
        await tx.execute(update(made.table).where(made > now).values({made.name: now}))
    return ahead


async def _newest(tx: Transaction, now: datetime) -> datetime:
    """Return the latest instant at which something was written, by the clock of then."""
    latest = (
        select(func.max(_LAST_ROWS.c.created_at)),
        select(func.max(_S.c.last_success_at)),
        select(func.max(_E.c.found_at)),
    )
    found = [(await tx.execute(one)).scalar_one_or_none() for one in latest]
    return max((moment for moment in found if moment is not None), default=now)


def _was_due(now: datetime, then: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what held of a row that was due when the clock still showed `then`."""
    return _D.c.due_at > now, _D.c.due_at <= then, ~_waits()


def _waits() -> ColumnElement[bool]:
    """Return what holds of a row whose time is the end of a lease, or of a wait after an attempt."""
    return or_(_D.c.state != DeliveryState.WAITING.value, _D.c.reason != "")


async def _shift(
    tx: Transaction, column: ColumnElement[datetime], which: ColumnElement[bool], now: datetime, by: timedelta
) -> None:
    """Bring forward instants to come, each to `now` at the earliest."""
    table = column.table
    rows = (await tx.execute(select(table.c.id, column.label("at")).where(column > now, which))).all()
    if rows:
        statement = update(table).where(table.c.id == bindparam("row")).values({column.key: bindparam("to")})
        await tx.execute(statement, [{"row": row.id, "to": max(now, row.at - by)} for row in rows])
