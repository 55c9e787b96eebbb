"""`hubwire extract`: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands.conftest import Run

SEMINAR = {
    "id": "a1",
    "title": "Seminar on open data",
    "text": "On 25-27 May 2026 the Steppe Academy held a seminar on open data in Almaty, Kazakhstan.",
    "lang": "en",
    "published": "2026-05-28",
    "url": "https://steppe.example/a1",
}
SAME = {
    **SEMINAR,
    "id": "a2",
    "title": "Open data seminar",
    "text": "A seminar on open data took place in Almaty on 25-27 May 2026. The Steppe Academy organised it.",
}
VACANCY = {**SEMINAR, "id": "v1", "title": "Vacancy: driver", "text": "We are looking for a driver."}


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_events_come_out_with_evidence_and_a_shared_key(hubwire: Run, place: Path) -> None:
    file = place / "articles.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in (SEMINAR, SAME, VACANCY)), encoding="utf-8")
    done = hubwire("extract", str(file))
    assert done.code == 0
    first, second, vacancy = lines(done.out)
    assert (first["id"], first["is_event"], vacancy["is_event"]) == ("a1", True, False)
    event = first["events"][0]
    assert (event["start"], event["end"], event["city"], event["country"]) == (
        "2026-05-25",
        "2026-05-27",
        "Almaty",
        "KZ",
    )
    assert event["key"] == second["events"][0]["key"]
    assert vacancy["events"] == []
    assert "25-27 May 2026" in json.dumps(first, ensure_ascii=False)


def test_standard_input_is_read_where_no_file_is_named(hubwire: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(SEMINAR) + "\n\n"))
    assert [one["id"] for one in lines(hubwire("extract").out)] == ["a1"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"id": "a1", "title": "x", "text": "y"}\n{broken', "line 2"),
        ('{"title": "no id", "text": "y"}', "line 1"),
        ("[1, 2]", "line 1"),
        ('{"id": "a", "title": "x", "text": "y", "published": "soon"}', "line 1"),
    ],
)
def test_a_bad_line_is_named(hubwire: Run, place: Path, text: str, complaint: str) -> None:
    file = place / "bad.jsonl"
    file.write_text(text, encoding="utf-8")
    done = hubwire("extract", str(file))
    assert done.code == 2
    assert complaint in done.err
    assert "Traceback" not in done.err


def test_a_file_that_is_not_there_is_named(hubwire: Run) -> None:
    done = hubwire("extract", "nowhere.jsonl")
    assert done.code == 2
    assert "nowhere.jsonl" in done.err
