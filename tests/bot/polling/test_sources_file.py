from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.polling import sources_file
from core.errors import ConfigError
from core.source import Recipe, SourceKind, SourceSpec

URL = 'url = "https://x.example/feed"'


def written(folder: Path, *tables: str) -> Path:
    path = folder / "sources.toml"
    path.write_text("".join(f"[[source]]\n{table}\n" for table in tables), encoding="utf-8")
    return path


def test_the_network_s_own_list_is_wide() -> None:
    specs = sources_file.read(None)
    assert len({spec.institution for spec in specs}) >= 40
    assert len({spec.country for spec in specs}) >= 20
    assert all(spec.name and spec.institution and spec.country and spec.language for spec in specs)
    assert set(Counter(spec.kind for spec in specs)) <= {SourceKind.FEED, SourceKind.SITE}


def test_an_address_alone_is_enough(tmp_path: Path) -> None:
    (spec,) = sources_file.read(written(tmp_path, 'url = "https://www.x.example/en/feed"'))
    assert spec == SourceSpec("https://www.x.example/en/feed", "x.example")


def test_a_list_is_read_by_its_recipe(tmp_path: Path) -> None:
    table = f'{URL}\nkind = "list"\n[source.recipe]\nitem = ".news li"\ndate = "time"'
    (spec,) = sources_file.read(written(tmp_path, table))
    assert (spec.kind, spec.recipe) == (SourceKind.LIST, Recipe(".news li", date="time"))


@pytest.mark.parametrize(
    ("tables", "complaint"),
    [
        ([], "holds no"),
        (['name = "x"'], "source 1: url must be"),
        (['url = "ftp://x.example/feed"'], "url must be an http or https address"),
        ([f'{URL}\ncountry = "kz"'], "country must be two capital letters"),
        ([f'{URL}\nlanguage = "kaz"'], "language must be two small letters"),
        ([f'{URL}\nkind = "magic"'], "kind must be feed, sitemap, list, site"),
        ([f'{URL}\ncolour = "red"'], "doesn't know colour"),
        ([f"{URL}\nname = 3"], "must be a table of texts"),
        ([f'{URL}\nkind = "list"'], "each list needs one"),
        ([f'{URL}\n[source.recipe]\nitem = "li"'], 'belongs to kind = "list"'),
        ([f'{URL}\nkind = "list"\n[source.recipe]\nlink = "a"'], "item must be the CSS selector"),
        ([URL, URL], "names https://x.example/feed twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, tables: list[str], complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        sources_file.read(written(tmp_path, *tables))


def test_what_is_no_toml_is_said(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text("[[source", encoding="utf-8")
    with pytest.raises(ConfigError, match="is not TOML"):
        sources_file.read(path)
