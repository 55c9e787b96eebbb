"""The tables. A change here wants a migration; a test compares the two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


sources = Table(
    "sources",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    Column("host", Text, nullable=False),
    Column("spec", JSON, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("next_check_at", UtcDateTime, nullable=False, index=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("interval_seconds", Integer, nullable=False),
    Column("last_success_at", UtcDateTime),
    Column("last_error", Text, nullable=False),
    Column("way", JSON),  # what was found from a home page
    Column("last_news_at", UtcDateTime),
    Column("usual_gap_seconds", Integer),
    Column("alarm", String(16), nullable=False),  # what the administrators were last told
    Column("waiting", JSON),  # articles whose pages are down, since when
    Index("ix_sources_host", "host", "next_check_at"),
)

articles = Table(
    "articles",
    metadata,
    _id(),
    Column("source_id", ForeignKey("sources.id"), nullable=False),
    Column("identity", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("published", String(10)),
    Column("published_at", UtcDateTime),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("mark", Text, nullable=False),  # fingerprint of what the feed says; "" for articles of old
    Column("read_at", UtcDateTime),  # when it was last read again, because it was edited
    UniqueConstraint("source_id", "identity"),
)

article_names = Table(
    "article_names",
    metadata,
    Column("source_id", ForeignKey("sources.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("identity", Text, nullable=False),  # that of the article in `articles`
)

events = Table(
    "events",
    metadata,
    _id(),
    Column("version", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("found_at", UtcDateTime, nullable=False, index=True),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("first_day", Date, index=True),
    Column("last_day", Date, index=True),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("prose", Text, nullable=False),  # folded: what free words are looked for in
    Column("hidden", Boolean, nullable=False),
    Column("merged_into", BigInteger, index=True),  # the event that an editor made it a part of
)

event_countries = Table(
    "event_countries",
    metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(2), primary_key=True),
    Index("ix_event_countries_code", "code", "event_id"),
)

event_topics = Table(
    "event_topics",
    metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", String(32), primary_key=True),
    Index("ix_event_topics_topic", "topic", "event_id"),
)

_PUT_OFF: Any = {f"{dialect}_where": text("put_off IS NOT NULL") for dialect in ("sqlite", "postgresql")}

#: what one article says of one event
sightings = Table(
    "sightings",
    metadata,
    Column("article_id", ForeignKey("articles.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),  # which of the article's events
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("facts", JSON, nullable=False),
    Column("first_day", Date),  # none where only the year is known
    Column("last_day", Date),
    Column("country", String(2), nullable=False),  # "" when unknown
    Column("seen_on", Date, nullable=False),
    Column("put_off", Date),  # the first day that a postponement names, the old one or the new
    Index("ix_sightings_country", "country", "first_day", "last_day"),
    Index("ix_sightings_first_day", "first_day", "seen_on"),
    Index("ix_sightings_put_off", "country", "put_off", **_PUT_OFF),
)

#: what an event was before each change of its version; the newest version stands in `events`
event_versions = Table(
    "event_versions",
    metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("facts", JSON, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

#: the editors' deeds: corrections are read from here whenever facts are put together
edits = Table(
    "edits",
    metadata,
    _id(),
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("action", String(16), nullable=False),
    Column("field", String(16), nullable=False),
    Column("value", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("institution", Text, nullable=False),
    Column("thread_id", BigInteger),
    Column("state", String(16), nullable=False),
    Column("state_reason", Text, nullable=False),
    Column("state_since", UtcDateTime),
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_hour", Integer, nullable=False),
    Column("met_at", UtcDateTime, nullable=False),
)

_CHAT = "chats.id"

#: what chats ask for; many ask for the same, and each rule is judged once
rules = Table(
    "rules",
    metadata,
    _id(),
    Column(
        "rule", Text, nullable=False, unique=True
    ),  # canonical JSON, so that the same rule is the same text
)

rule_countries = Table(
    "rule_countries",
    metadata,
    Column("rule_id", ForeignKey("rules.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(2), primary_key=True),  # "" for a rule that asks for no country
    Index("ix_rule_countries_code", "code", "rule_id"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), nullable=False),
    Column("rule_id", ForeignKey("rules.id"), nullable=False),
    Column("cadence", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("remind", String(16)),  # how long before each event, none when null
    Column("remind_since", UtcDateTime),
    UniqueConstraint("chat_id", "rule_id"),
    Index("ix_subscriptions_rule_id", "rule_id", "cadence", "chat_id"),
    Index("ix_subscriptions_cadence", "cadence", "chat_id"),
)

_OPEN: Any = {f"{dialect}_where": text("due_at IS NOT NULL") for dialect in ("sqlite", "postgresql")}

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE")),
    Column("content", JSON, nullable=False),
    Column("due_at", UtcDateTime),  # null: nothing more to do
    Column("expires_at", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # taken again though it may have arrived: possibly sent twice
    Column("state", String(16), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("message_id", BigInteger),
    Column("created_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Index("ix_deliveries_chat_id", "chat_id", "due_at"),
    Index("ix_deliveries_event_id", "event_id", "chat_id"),
    Index("ix_deliveries_open", "priority", "due_at", "id", **_OPEN),
    Index("ix_deliveries_open_expiry", "expires_at", **_OPEN),
)

digest_marks = Table(
    "digest_marks",
    metadata,
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("cadence", String(16), nullable=False),
    Column("period_end", UtcDateTime, nullable=False),
    Column("marked_at", UtcDateTime, nullable=False),
)

#: events that a chat was not told of at once because they were no news; its catch-up tells of them
held_back = Table(
    "held_back",
    metadata,
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), primary_key=True),
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("held_at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),
    Column("version", Integer),  # that the catch-up told
    Index("ix_held_back_told_at", "told_at", "chat_id"),
    Index("ix_held_back_event_id", "event_id", "chat_id"),
)

#: reminders of events; those that subscriptions bring of themselves have a row once they were sent
reminders = Table(
    "reminders",
    metadata,
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), primary_key=True),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),  # 0 for the chat itself
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("lead", String(16), primary_key=True),
    Column("wanted", Boolean),  # set or refused by hand; null: as the subscriptions have it
    Column("reminded_of", Date),  # the event's day for which it was sent
    Column("set_at", UtcDateTime, nullable=False),
)

#: events that a chat wants to hear nothing more of
mutes = Table(
    "mutes",
    metadata,
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), primary_key=True),
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("muted_at", UtcDateTime, nullable=False),
)

#: the addresses by which chats read their private calendars
calendars = Table(
    "calendars",
    metadata,
    Column("chat_id", ForeignKey(_CHAT, ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("token", Text, nullable=False, unique=True),
    Column("made_at", UtcDateTime, nullable=False),
)
