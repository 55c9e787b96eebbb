"""`hubwire sources` as an operator uses it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.polling import sources_file
from tests.bot.commands.conftest import Run
from tests.feeds.feedtext import PROSE, Item, rss

HOME = (
    '<html><head><link rel="alternate" type="application/rss+xml" href="/f.xml"></head><body>Hi</body></html>'
)


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a home page that names its feed."""

    pages = {"/": HOME.encode(), "/f.xml": rss(Item(link="/1", text=PROSE * 4))}  # noqa: RUF012

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_list_shows_how_each_fares(hubwire: Run) -> None:
    shown = hubwire("sources", "list")
    assert shown.code == 0
    assert "Steppe Academy" in shown.out
    assert "1 h 0 min" in shown.out


def test_a_trial_shows_what_would_come_and_stores_nothing(hubwire: Run, place: Path, site: str) -> None:
    before = (place / "sources.toml").read_bytes()
    shown = hubwire("sources", "test", site)
    assert shown.code == 0
    assert f"Found a feed at {site}f.xml: 1 articles" in shown.out
    assert "Conference on digital public services" in shown.out
    assert (place / "sources.toml").read_bytes() == before
    assert site not in hubwire("sources", "list").out


def test_a_trial_of_nothing_says_why(hubwire: Run) -> None:
    shown = hubwire("sources", "test", "http://127.0.0.1:9/")
    assert (shown.code, "the connection failed" in shown.out) == (1, True)


def test_a_source_is_added_once(hubwire: Run, place: Path, site: str) -> None:
    words = ("sources", "add", site, "--name", 'The "Academy" – Қазақ', "--country", "KZ")
    assert ": 1." in hubwire(*words).out
    assert ": 0." in hubwire(*words).out
    added = sources_file.read(place / "sources.toml")[-1]
    assert (added.url, added.name, added.country, added.kind) == (site, 'The "Academy" – Қазақ', "KZ", "site")


def test_what_is_exported_can_be_imported(hubwire: Run, place: Path) -> None:
    path = place / "sources.toml"
    before = sources_file.read(path)
    (place / "out.opml").write_text(hubwire("sources", "export").out, encoding="utf-8")
    path.write_text('[[source]]\nurl = "https://other.example/feed"\n', encoding="utf-8")
    assert hubwire("sources", "import", "out.opml").code == 0
    assert sources_file.read(path)[1:] == before


def test_what_is_no_opml_is_refused(hubwire: Run, place: Path) -> None:
    (place / "bad.opml").write_text("nothing", encoding="utf-8")
    done = hubwire("sources", "import", "bad.opml")
    assert (done.code, "not OPML" in done.err) == (2, True)


def test_the_network_s_own_list_is_not_written_to(hubwire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCES", "")
    done = hubwire("sources", "add", "https://x.example/")
    assert (done.code, "SOURCES" in done.err) == (2, True)
