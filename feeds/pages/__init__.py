"""What an article's page tells beside its text."""
