"""The list of sources: a TOML file of `[[source]]` tables."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

from core.errors import ConfigError
from core.source import SourceSpec

FIELDS = {"url", "name", "institution", "country", "language", "kind"}


def read(path: Path | None) -> list[SourceSpec]:
    """Read the operator's list, or the network's own when `path` is None; raises ConfigError."""
    place = path or resources.files("feeds") / "sources.toml"
    try:
        tables = tomllib.loads(place.read_text(encoding="utf-8")).get("source", [])
    except OSError as exc:
        raise ConfigError(f"SOURCES: can't read {place}: {exc.strerror}") from exc
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise ConfigError(f"SOURCES: {place} is not TOML: {exc}") from exc
    if not isinstance(tables, list) or not tables:
        raise ConfigError(f"SOURCES: {place} holds no [[source]] table with a url")
    specs = [_spec(table, f"SOURCES: {place}, source {n}") for n, table in enumerate(tables, start=1)]
    _refuse_doubles(specs, str(place))
    return specs


def _spec(table: object, where: str) -> SourceSpec:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ConfigError(f"{where}: must be a table of texts")
    if unknown := set(table) - FIELDS:
        raise ConfigError(f"{where}: doesn't know {', '.join(sorted(unknown))}")
    url = table.get("url", "")
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise ConfigError(f"{where}: url must be an http or https address")
    if not re.fullmatch(r"[A-Z]{2}|", table.get("country", "")):
        raise ConfigError(f"{where}: country must be two capital letters (ISO 3166-1), such as KZ")
    if not re.fullmatch(r"[a-z]{2}|", table.get("language", "")):
        raise ConfigError(f"{where}: language must be two small letters (ISO 639-1), such as kk")
    if table.get("kind", "feed") != "feed":
        raise ConfigError(f"{where}: kind must be feed")
    return SourceSpec(**{"name": re.sub(r"^https?://(?:www\.)?|/.*$", "", url), **table})


def _refuse_doubles(specs: list[SourceSpec], place: str) -> None:
    seen: set[str] = set()
    for spec in specs:
        if spec.url in seen:
            raise ConfigError(f"SOURCES: {place} names {spec.url} twice")
        seen.add(spec.url)
