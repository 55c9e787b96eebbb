"""Events out again, for programs: what a request asks, and the answer as JSON, RSS, Atom or iCalendar.

Everything here is pure: parameters and events in, bytes out. `bot/serving/published.py` serves it.
"""
