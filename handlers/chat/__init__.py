"""The chat itself: its settings, its place with Telegram, and all that is stored of it."""
