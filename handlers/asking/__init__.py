"""What the network knows, asked for: lists of events by words, and the digest."""
