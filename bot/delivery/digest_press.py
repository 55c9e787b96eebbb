"""Digests as messages: what several chats read alike is read from the database and rendered once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, datetime

from core.chat import Chat
from core.delivery import TextMessage
from core.digest import Material, Period, compose
from core.subscription import Rule
from handlers.asking.digests import digest_messages
from handlers.voice import Voice
from storage import digests
from storage.database import Transaction


class Press:
    """Makes digests within one transaction, as of one instant."""

    def __init__(self, tx: Transaction, now: datetime):
        self._tx = tx
        self._now = now
        self._materials: dict[tuple[Period, date], Material] = {}
        self._made: dict[Hashable, list[TextMessage]] = {}

    async def digest(
        self, chat: Chat, period: Period, rules: Sequence[Rule], muted: frozenset[int]
    ) -> list[TextMessage]:
        """Compose and render a chat's digest; [] when there is nothing to tell."""
        voice = Voice.of(chat)
        today = self._now.astimezone(voice.zone).date()
        alike = (period, today, voice, frozenset(rules), muted)
        if alike not in self._made:
            digest = compose(await self._material(period, today), rules, today, muted)
            self._made[alike] = digest_messages(digest, period, chat, today)
        return self._made[alike]

    async def _material(self, period: Period, today: date) -> Material:
        if (period, today) not in self._materials:
            self._materials[period, today] = await digests.material(self._tx, period, today)
        return self._materials[period, today]
