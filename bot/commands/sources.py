"""`hubwire sources`: what is polled, how it fares, and what else could be."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.app import fetcher_of, open_database, well
from bot.clock import utcnow
from bot.polling import sources_file
from bot.polling.opml import read_opml, write_opml
from bot.polling.trial import try_source
from bot.settings import Settings, load
from bot.table import show
from core.errors import InputError
from core.source import Alarm, FetchFailed, SourceState
from core.trial import Trial
from storage import sources
from storage.sources import SourceRow

Url = Annotated[str, typer.Argument(help="Address of a feed, a sitemap, a list or a home page.")]
Opml = Annotated[Path, typer.Argument(help="OPML file.", exists=True, dir_okay=False)]
Name = Annotated[str, typer.Option(help="What people see.")]
Country = Annotated[str, typer.Option(help="Two capital letters, such as KZ.")]
Language = Annotated[str, typer.Option(help="Two small letters, such as kk.")]
Institution = Annotated[str, typer.Option(help="Whose voice it is.")]


def add_to(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Partner sites: what is polled and how it fares.", no_args_is_help=True)
    group.command("list")(list_command)
    group.command("test")(test_command)
    group.command("add")(add_command)
    group.command("import")(import_command)
    group.command("export")(export_command)
    app.add_typer(group, name="sources")


def list_command() -> None:
    """List every source with its last success, next check, interval, articles and events won."""
    show(
        ("source", "last success", "next check", "every", "failures", "articles", "events", "error"),
        [
            (
                row.source.spec.name + (" (retired)" if row.retired else ""),
                _moment(row.state.last_success_at),
                _moment(row.state.next_check_at),
                _span(row.state.interval),
                row.state.failures,
                row.articles,
                row.events,
                _trouble(row.state),
            )
            for row in asyncio.run(_overview(load()))
        ],
    )


def test_command(url: Url) -> None:
    """Find the feed, sitemap or list of an address and show what would come of it; nothing is stored."""
    trial = asyncio.run(_try(load(), url))
    if isinstance(trial, FetchFailed):
        typer.echo(f"Nothing can be read there: {trial.reason}")
        raise typer.Exit(1)
    typer.echo(f"Found a {trial.way.kind} at {trial.way.url}: {trial.articles} articles.")
    if trial.way.recipe is not None:
        typer.echo(f'Recipe: item = "{trial.way.recipe.item}"')
    show(
        ("published", "article", "events"),
        [
            (
                article.document.published.iso() if article.document.published else "-",
                article.document.title[:70],
                "; ".join(facts.name[:70] for facts in events) or "-",
            )
            for article, events in trial.read
        ],
    )


def add_command(
    url: Url, name: Name = "", institution: Institution = "", country: Country = "", language: Language = ""
) -> None:
    """Add a source to the file that SOURCES names, after a look at what is there."""
    settings = load()
    path = sources_file.own(settings.sources)
    trial = asyncio.run(_try(settings, url))
    if isinstance(trial, FetchFailed):
        raise InputError(f"{url}: {trial.reason}; `hubwire sources test` may find more")
    kind = "site" if trial.way.url != url else ""
    fields = {"url": url, "kind": kind, "name": name, "institution": institution}
    added = sources_file.append(path, [fields | {"country": country, "language": language}])
    typer.echo(f"Added to {path}: {added}. A running hubwire takes it up when it is started anew.")


def import_command(file: Opml) -> None:
    """Add the feeds of an OPML file to the file that SOURCES names; known addresses are left alone."""
    path = sources_file.own(load().sources)
    typer.echo(f"Added to {path}: {sources_file.append(path, read_opml(file.read_bytes()))}.")


def export_command() -> None:
    """Print the list of sources as OPML."""
    typer.echo(write_opml(sources_file.read(load().sources)), nl=False)


async def _overview(settings: Settings) -> list[SourceRow]:
    async with open_database(settings) as db, well(settings, db), db.snapshot() as tx:
        return list(await sources.overview(tx))


async def _try(settings: Settings, url: str) -> Trial | FetchFailed:
    async with fetcher_of(settings) as fetcher:
        return await try_source(url, fetcher, utcnow())


def _trouble(state: SourceState) -> str:
    if state.alarm is Alarm.SILENT and not state.last_error:
        return f"silent since {_moment(state.last_news_at)}"
    return state.last_error or "-"


def _moment(instant: datetime | None) -> str:
    return instant.strftime("%Y-%m-%d %H:%M") if instant else "never"


def _span(interval: timedelta) -> str:
    minutes = round(interval.total_seconds() / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
