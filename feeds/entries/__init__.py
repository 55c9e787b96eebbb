"""What a source lists, of whatever kind, as entries."""
