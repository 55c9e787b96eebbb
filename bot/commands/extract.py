"""`hubwire extract`: articles as JSON lines in, events with evidence as JSON lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.grouping import Groups
from core.article import Document
from core.errors import InputError
from core.event import EventFacts
from core.sighting import Sighting
from feeds.extract.events import extract
from feeds.extract.mentions import find_mentions
from feeds.extract.prediction import document_from_json, mentions_to_json, to_prediction
from feeds.likeness import likeness

Source = Annotated[Path | None, typer.Argument(help="JSON lines; standard input when left out or -.")]
Named = Annotated[bool, typer.Option("--mentions", help="Add every country, date and body that is named.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract_command)


def extract_command(file: Source = None, *, mentions: Named = False) -> None:
    """Take events out of articles: JSON lines with id, title, text, lang, published, url in, events out."""
    groups = Groups(likeness)
    done: list[tuple[dict[str, Any], list[int]]] = []
    for number, (prediction, found, seen_on) in enumerate(predictions(_lines(file), mentions=mentions)):
        reports = [Sighting(number, place, facts, seen_on) for place, facts in enumerate(found)]
        done.append((prediction, [groups.add(report) for report in reports]))
    for prediction, numbers in done:  # only now all is known of which belong together
        for event, number in zip(prediction["events"], numbers, strict=True):
            event["key"] = f"event-{groups.group(number) + 1}"
        sys.stdout.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def predictions(
    lines: Iterable[str], *, mentions: bool = False
) -> Iterator[tuple[dict[str, Any], list[EventFacts], date | None]]:
    """Read articles and extract, one by one, with the day of each; raises InputError that names the line."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
            document = document_from_json(article)
        except (json.JSONDecodeError, InputError) as exc:
            raise InputError(f"line {number}: {exc}") from exc
        found = extract(document)
        prediction = to_prediction(str(article["id"]), found)
        yield (
            prediction | (mentions_to_json(find_mentions(document)) if mentions else {}),
            found,
            _day(document),
        )


def _day(document: Document) -> date | None:
    published = document.published
    return published.first() if published is not None and published.exact else None


def _lines(file: Path | None) -> Iterator[str]:
    if file is None or str(file) == "-":
        yield from sys.stdin
        return
    try:
        with file.open(encoding="utf-8") as opened:
            yield from opened
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"can't read {file}: {exc}") from exc
