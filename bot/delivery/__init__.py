"""From the outbox to Telegram: claim, render, wait for a turn, send, settle; and what the clock puts in."""
