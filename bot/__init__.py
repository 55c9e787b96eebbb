"""The roof: settings, wiring, clock, jobs and the command line; alone in knowing all rooms."""

import os

# python-telegram-bot 22 gives flood waits as ints and warns of it unless told that timedeltas are welcome.
os.environ.setdefault("PTB_TIMEDELTA", "1")
