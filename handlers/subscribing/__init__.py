"""What a chat wants to hear of: put together, shown, ended."""
