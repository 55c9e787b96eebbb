"""Every error that hubwire raises on purpose.

HubwireError
├── UserError                 a person asked for something that can't be done; the text is the reply
│   ├── BadQuery              words of a command that we can't read
│   └── NotAllowed            the person may not do this here
├── ConfigError               a setting is missing or wrong; the text names it
├── InputError                a file or line given on the command line is not of the stated form
├── StorageError              the database refused or is gone
│   └── SchemaError           the database's schema is not the one this version knows
└── InvariantError            a bug of ours: a state that cannot be

Bad weather (a site that is down, a broken feed, a chat that is gone) is a value, never one of these.
"""

from __future__ import annotations


class HubwireError(Exception):
    """Base of every error raised on purpose."""


class UserError(HubwireError):
    """A person asked for something that can't be done.

    `message` is an English template (a gettext msgid) and `values` fill it, so that the reply can be
    translated where it is sent.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class BadQuery(UserError):
    """The words of a command can't be read; the text says what to write instead."""


class NotAllowed(UserError):
    """The person may not do this in this chat; the text says who may."""


class ConfigError(HubwireError):
    """A setting is missing or wrong; the text names the setting and what it wants."""


class InputError(HubwireError):
    """Input given on the command line is not of the stated form; the text says where."""


class StorageError(HubwireError):
    """The database refused or is gone."""


class SchemaError(StorageError):
    """The database's schema is not the one this version knows."""


class InvariantError(HubwireError):
    """A state that cannot be: a bug of ours."""
