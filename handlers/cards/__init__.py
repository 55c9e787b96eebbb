"""One event before a reader: its card, the buttons under it, its alert, its calendar file."""
