"""`hubwire extract`: articles as JSON lines in, events with evidence as JSON lines out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from core.errors import InputError
from core.event import EventFacts
from core.merge import same_event
from feeds.extract.events import extract
from feeds.extract.mentions import find_mentions
from feeds.extract.prediction import document_from_json, mentions_to_json, to_prediction

Source = Annotated[Path | None, typer.Argument(help="JSON lines; standard input when left out or -.")]
Named = Annotated[bool, typer.Option("--mentions", help="Add every country, date and body that is named.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract_command)


def extract_command(file: Source = None, *, mentions: Named = False) -> None:
    """Take events out of articles: JSON lines with id, title, text, lang, published, url in, events out."""
    groups: list[tuple[str, EventFacts]] = []
    for prediction, found in predictions(_lines(file), mentions=mentions):
        for event, facts in zip(prediction["events"], found, strict=True):
            event["key"] = _key(facts, prediction["id"], groups)
        sys.stdout.write(json.dumps(prediction, ensure_ascii=False) + "\n")


def predictions(
    lines: Iterable[str], *, mentions: bool = False
) -> Iterator[tuple[dict[str, Any], list[EventFacts]]]:
    """Read articles and extract, one by one; raises InputError that names the line."""
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
        yield prediction | (mentions_to_json(find_mentions(document)) if mentions else {}), found


def _lines(file: Path | None) -> Iterator[str]:
    if file is None or str(file) == "-":
        yield from sys.stdin
        return
    try:
        with file.open(encoding="utf-8") as opened:
            yield from opened
    except (OSError, UnicodeDecodeError) as exc:
        raise InputError(f"can't read {file}: {exc}") from exc


def _key(facts: EventFacts, article: str, groups: list[tuple[str, EventFacts]]) -> str:
    """Return the key of the first event that this is a report of, or a new one."""
    for key, known in groups:
        if same_event(known, facts):
            return key
    key = f"{article}-{len(groups) + 1}"
    groups.append((key, facts))
    return key
