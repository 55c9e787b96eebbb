"""Pairs of records of invented gatherings in two languages, most of them written before they were tried."""

from __future__ import annotations

from pathlib import Path

from core.event import Kind, Topic
from tests.core.builders import facts
from tests.feeds.pairs import Pair

_LINES = (Path(__file__).parent / "pairs_across.tsv").read_text(encoding="utf-8").splitlines()


def _pairs(verdict: str) -> list[Pair]:
    rows = (line.split("\t") for line in _LINES if not line.startswith("#"))
    return [_pair(row) for told, *row in rows if told == verdict]


def _pair(row: list[str]) -> Pair:
    why, city, country, start, end, kind, topic, *names = row
    first, second = (
        facts(name, start, end, city=city, country=country, kind=Kind(kind), topics=(Topic(topic),))
        for name in names
    )
    return why, first, second


ONE, TWO = _pairs("one"), _pairs("two")
