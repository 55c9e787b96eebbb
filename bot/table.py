"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer


def show(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under a head; columns as wide as their widest cell, the last one free."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
