"""The list of sources: a TOML file of `[[source]]` tables."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from core.errors import ConfigError
from core.source import Recipe, SourceKind, SourceSpec

FIELDS = {field.name for field in fields(SourceSpec)}
PARTS = {field.name for field in fields(Recipe)}


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
    recipe = table.pop("recipe", None) if isinstance(table, dict) else None
    texts = _texts(table, FIELDS, where)
    url = texts.get("url", "")
    if not re.fullmatch(r"https?://[^\s/]+\S*", url):
        raise ConfigError(f"{where}: url must be an http or https address")
    if not re.fullmatch(r"[A-Z]{2}|", texts.get("country", "")):
        raise ConfigError(f"{where}: country must be two capital letters (ISO 3166-1), such as KZ")
    if not re.fullmatch(r"[a-z]{2}|", texts.get("language", "")):
        raise ConfigError(f"{where}: language must be two small letters (ISO 639-1), such as kk")
    kind = _kind(texts.pop("kind", SourceKind.FEED), where)
    texts.setdefault("name", re.sub(r"^https?://(?:www\.)?|/.*$", "", url))
    return SourceSpec(**texts, kind=kind, recipe=_recipe(recipe, kind, where))


def _kind(text: str, where: str) -> SourceKind:
    try:
        return SourceKind(text)
    except ValueError:
        raise ConfigError(f"{where}: kind must be {', '.join(SourceKind)}") from None


def _recipe(table: object, kind: SourceKind, where: str) -> Recipe | None:
    """Read the recipe, which a list must have and nothing else may."""
    if (kind is SourceKind.LIST) != (table is not None):
        raise ConfigError(f'{where}: [source.recipe] belongs to kind = "list", and each list needs one')
    if table is None:
        return None
    texts = _texts(table, PARTS, f"{where}, recipe")
    if not texts.get("item"):
        raise ConfigError(
            f"{where}, recipe: item must be the CSS selector of one article's place in the list"
        )
    return Recipe(**texts)


def _texts(table: object, known: set[str], where: str) -> dict[str, Any]:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ConfigError(f"{where}: must be a table of texts")
    if unknown := set(table) - known:
        raise ConfigError(f"{where}: doesn't know {', '.join(sorted(unknown))}")
    return dict(table)


def _refuse_doubles(specs: list[SourceSpec], place: str) -> None:
    seen: set[str] = set()
    for spec in specs:
        if spec.url in seen:
            raise ConfigError(f"SOURCES: {place} names {spec.url} twice")
        seen.add(spec.url)


def own(path: Path | None) -> Path:
    """Return the operator's own file; raises ConfigError when there is none to write to."""
    if path is None:
        raise ConfigError("SOURCES: set it to a file of your own; the network's list can't be changed")
    return path


def append(path: Path, tables: Iterable[dict[str, str]]) -> int:
    """Add tables whose address the file does not hold yet; returns how many. Nothing else is touched."""
    known = {spec.url for spec in read(path)}
    added = []
    for table in tables:
        spec = _spec({name: value for name, value in table.items() if value}, "the new source")
        if spec.url not in known:
            known.add(spec.url)
            added.append(table)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(_written(table) for table in added)
    return len(added)


def _written(table: dict[str, str]) -> str:
    """Write a table as TOML; its strings are those of JSON."""
    fields = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in table.items() if value)
    return "\n[[source]]\n" + "".join(fields)
