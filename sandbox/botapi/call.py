"""One call of the Bot API: its parameters, however they were sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from sandbox.botapi.errors import bad

File = tuple[str, bytes]  #: name and content


@dataclass(frozen=True, slots=True)
class Call:
    """A call: everything of a form comes as text, of JSON as itself; the readers below accept both."""

    values: dict[str, Any]
    files: dict[str, File] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text, "" when it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """Return a whole number, 0 when it is missing; raises a 400 for what is none."""
        try:
            return int(self.text(name) or 0)
        except ValueError:
            raise bad(f"{name} must be a number") from None

    def flag(self, name: str) -> bool:
        """Return a yes or no."""
        return self.text(name).lower() in ("true", "1", "yes")

    def data(self, name: str) -> Any:
        """Return an object or a list, None when it is missing; raises a 400 for broken JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


async def read(request: Request) -> Call:
    """Read a call from its address and its body."""
    values: dict[str, Any] = dict(request.query_params)
    files: dict[str, File] = {}
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            values.update(json.loads(await request.body() or b"{}"))
        except ValueError:
            raise bad("can't parse JSON object") from None
    elif "form" in kind:
        async with request.form() as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = (value.filename or name, await value.read())
                else:
                    values[name] = value
    return Call(values, files)
