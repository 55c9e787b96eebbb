"""Dates: found, judged against each other, and the gathering's own chosen."""
