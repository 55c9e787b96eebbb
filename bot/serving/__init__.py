"""What hubwire serves itself: health, metrics, feeds, calendars, Telegram's webhook."""
