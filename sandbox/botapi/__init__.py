"""A local Bot API server that refuses what Telegram's refuses, in the same words."""
