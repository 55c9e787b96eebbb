from __future__ import annotations

import pytest

from core.errors import ConfigError
from storage.alone import alone


async def test_the_second_who_wants_a_database_is_refused_until_the_first_is_gone(database_url: str) -> None:
    async with alone(database_url):
        with pytest.raises(ConfigError, match="another hubwire works with this database; stop it first"):
            async with alone(database_url):
                pass
    async with alone(database_url):
        pass
