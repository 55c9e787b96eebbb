"""Beside the house: a local Bot API server, sample partner sites and a chat page, to try everything with."""
