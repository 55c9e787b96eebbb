"""Who parses feeds, and what is not parsed again."""
