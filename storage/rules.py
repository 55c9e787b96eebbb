"""What may be asked for. A rule is stored once, however many chats ask for the same."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, exists, select

from core.event import EventFacts
from core.subscription import Rule, matches
from storage import schema
from storage.codec import rule_from_json, rule_to_json
from storage.database import Transaction
from storage.upsert import insert

_T = schema.rules
_C = schema.rule_countries
ANY_COUNTRY = ""
_CODES: BindParameter[list[str]] = bindparam("codes", expanding=True)
_ASKED_FOR = select(_T.c.id, _T.c.rule).where(
    _T.c.id.in_(select(_C.c.rule_id).where(_C.c.code.in_(_CODES))),
    exists().where(schema.subscriptions.c.rule_id == _T.c.id),
)


async def ensure(tx: Transaction, rule: Rule) -> int:
    """Store a rule unless it is known; returns its id."""
    text = rule_to_json(rule)
    new = insert(tx, _T).values(rule=text).on_conflict_do_nothing().returning(_T.c.id)
    rule_id = (await tx.execute(new)).scalar_one_or_none()
    if rule_id is None:
        return int((await tx.execute(select(_T.c.id).where(_T.c.rule == text))).scalar_one())
    codes = sorted(rule.countries) or [ANY_COUNTRY]
    await tx.execute(_C.insert(), [{"rule_id": rule_id, "code": code} for code in codes])
    return int(rule_id)


async def wanting(tx: Transaction, facts: EventFacts) -> list[int]:
    """Return the rules that somebody has and that ask for an event."""
    asked = {"codes": [ANY_COUNTRY, *facts.taking_part]}
    return [
        row.id for row in await tx.execute(_ASKED_FOR, [asked]) if matches(rule_from_json(row.rule), facts)
    ]
