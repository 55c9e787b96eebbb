"""How many machines share the chats and the flood limit: arithmetic that each does alone and alike.

Chats are spread over sixteen shards. Who is alive is known to all; each takes the shards that its rank among
the living gives it, so nobody has to hand them out. The flood limit has a part for each shard and one for
answering people, held one-to-one with the locks: whatever happens, no more than the whole is ever held.
"""

from __future__ import annotations

SHARDS = 16
PARTS = SHARDS + 1  #: of the flood limit


def shard_of(chat_id: int) -> int:
    """Return the shard of a chat."""
    return abs(chat_id) % SHARDS


def wanted(rank: int, members: int) -> frozenset[int]:
    """Return the shards of the member with a rank from 0 to `members` - 1: all are somebody's, none twice."""
    return frozenset(range(rank * SHARDS // members, (rank + 1) * SHARDS // members))


def share(shards: int, *, answers: bool) -> float:
    """Return the part of the flood limit, from 0 to 1, of who holds so many shards and perhaps answers.

    Never nothing: who holds no part sends nothing either.
    """
    return max(1, shards + answers) / PARTS
