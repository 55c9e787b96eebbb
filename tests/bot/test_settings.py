from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings, listen_address, load
from core.errors import ConfigError

TOKEN = "123456:" + "A" * 35
HOUSE = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_but_the_token_has_a_default() -> None:
    settings = load()
    assert settings.database_url == "sqlite:///hubwire.sqlite3"
    assert settings.bot_token.get_secret_value() == ""


def test_the_environment_beats_the_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("POLL_SECONDS=7\nTIMEZONE=Asia/Tashkent\n", encoding="utf-8")
    monkeypatch.setenv("POLL_SECONDS", "9")
    settings = load()
    assert (settings.poll_seconds, settings.timezone) == (9, "Asia/Tashkent")


@pytest.mark.parametrize("text", ["", "1", "1,2", "1 2", " 1 , 2 ,"])
def test_admin_ids_are_read_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ADMIN_IDS", text)
    assert load().admin_ids == {int(part) for part in re.findall(r"\d", text)}


@pytest.mark.parametrize(("paid", "rate", "fits"), [("yes", 1000, True), ("yes", 1001, False)])
def test_a_paid_broadcast_has_telegrams_bound(
    monkeypatch: pytest.MonkeyPatch, paid: str, rate: int, fits: bool
) -> None:
    monkeypatch.setenv("PAID_BROADCAST", paid)
    monkeypatch.setenv("SEND_PER_SECOND", str(rate))
    if fits:
        assert (load().paid_broadcast, load().send_per_second) == (True, rate)
    else:
        with pytest.raises(ConfigError, match="SEND_PER_SECOND: Telegram allows 1000"):
            load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not-a-token"),
        ("BOT_API_URL", "ftp://x"),
        ("SOURCES", "nowhere.toml"),
        ("ADMIN_IDS", "me"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../etc/passwd"),
        ("POLL_SECONDS", "0"),
        ("POLL_SECONDS", "often"),
        ("POLL_MIN_SECONDS", "999999"),
        ("ALLOW_PRIVATE_NETWORKS", "maybe"),
        ("SEND_PER_SECOND", "-1"),
        ("WEBHOOK_URL", "https://bot.example/hook"),  # without a secret
        ("WEBHOOK_SECRET", "with space"),
        ("WEBHOOK_LISTEN", "somewhere"),
        ("HTTP_LISTEN", "8080"),
        ("PUBLIC_URL", "events.example.org"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_value_is_complained_of_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load()
    assert name in str(caught.value) or name.replace("URL", "SECRET") in str(caught.value)


def test_every_wrong_value_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLL_SECONDS", "x")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    with pytest.raises(ConfigError) as caught:
        load()
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["POLL_SECONDS", "LOG_FORMAT"]


def test_the_token_shows_in_no_repr_and_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(bot_token=TOKEN)
    assert TOKEN not in repr(settings) + str(settings)
    monkeypatch.setenv("BOT_TOKEN", "sécret:" + "B" * 35)
    with pytest.raises(ConfigError) as caught:
        load()
    assert "B" * 35 not in str(caught.value)


def test_the_example_names_every_setting_and_no_other() -> None:
    example = (HOUSE / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^([A-Z_]+)=", example, re.MULTILINE) == [
        name.upper() for name in Settings.model_fields
    ]


def test_the_example_says_the_defaults() -> None:
    assert Settings(_env_file=HOUSE / ".env.example") == Settings()  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("text", "address"),
    [("127.0.0.1:80", ("127.0.0.1", 80)), (":80", ("0.0.0.0", 80)), ("[::1]:80", ("::1", 80))],
)
def test_listen_addresses(text: str, address: tuple[str, int]) -> None:
    assert listen_address(text) == address


@pytest.mark.parametrize(
    ("listen", "public", "address"),
    [
        ("", "", ""),
        ("", "https://events.example.org", ""),  # nothing is served
        ("127.0.0.1:8080", "", "http://127.0.0.1:8080"),
        ("[::1]:8080", "", "http://[::1]:8080"),
        ("127.0.0.1:8080", "https://events.example.org/", "https://events.example.org"),
        (":8080", "", f"http://{socket.gethostname()}:8080"),
        ("0.0.0.0:8080", "", f"http://{socket.gethostname()}:8080"),
    ],
)
def test_the_address_at_which_people_reach_what_is_served(listen: str, public: str, address: str) -> None:
    assert load(http_listen=listen, public_url=public).public_address == address


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [({}, "BOT_TOKEN"), ({"BOT_TOKEN": TOKEN, "POLL_SECONDS": "never"}, "POLL_SECONDS")],
)
def test_the_command_ends_with_code_2_and_no_traceback(
    tmp_path: Path, environment: dict[str, str], complaint: str
) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "bot.main", "run"],
        cwd=tmp_path,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"hubwire: {complaint}: ")
    assert "Traceback" not in done.stderr
    assert "A" * 35 not in done.stderr
