"""What extraction costs: articles a second on one core, memory once loaded, and time against length.

Beside each figure stands what today's tools reach on the same sort of text (spaCy, natasha, dateparser).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

from benchmarks.sets import HERE, own_sets, read
from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract
from feeds.extract.memory import forget

LENGTH = 2500  #: characters
SECONDS = 4.0
#: what is said over and over, with a number that makes each time new
HOSTILE = {
    "one line of letters": "ab",
    "ten thousand dates": "On 25-27 May 2023 and 1 June seminar {}, ",
    "brackets and quotes": '(«"“{}',
    "capitals": "Agency {} of the Ministry of ",
    "digits and dashes": "1-{}-",
    "right to left": "مؤتمر {} في ٢٥ مايو ",
    "spaces": "seminar{}          ",
}


def main() -> None:
    """Print the figures."""
    _show("speed, texts of 2,500 characters", f"{speed():,.0f} articles/s", "4–15 articles/s")
    _show("memory of the loaded extractor", f"{memory():,.0f} MB", "431 MB")
    _show("memory of `hubwire extract`, with the encoder", f"{command_memory():,.0f} MB", "431 MB")
    for name, said in HOSTILE.items():
        _show(f"time for twice the length: {name}", f"{growth(said):.1f} times", "–")
    _show("5 MB in one line", f"{_timed(_repeated('x{} ', 5_000_000)):.2f} s", "–")


def _show(what: str, ours: str, theirs: str) -> None:
    sys.stdout.write(f"{what:<52}{ours:>18}   today's tools {theirs}\n")


def speed() -> float:
    """Return how many articles one core reads in a second, each as if it was not read before."""
    documents = _documents()
    for document in documents:
        extract(document)
    count, spent = 0, 0.0
    while spent < SECONDS:
        forget()
        begun = time.process_time()
        extract(documents[count % len(documents)])
        spent += time.process_time() - begun
        count += 1
    return count / spent


def _documents() -> list[Document]:
    """Return the labelled articles that can be brought to the length measured."""
    articles = [article for _, path in own_sets() for article in read(path)]
    return [
        Document(
            article["title"],
            text[:LENGTH],
            article["lang"],
            PartialDate.parse(article["published"]) if article["published"] else None,
        )
        for at, article in enumerate(articles)
        if len(text := _filled(at, articles)) >= LENGTH
    ]


def _filled(at: int, articles: list[dict[str, Any]]) -> str:
    """Go on with other articles of the language where one is too short."""
    language = articles[at]["lang"]
    others = (one["text"] for one in (*articles[at:], *articles[:at]) if one["lang"] == language)
    text = ""
    while len(text) < LENGTH and (more := next(others, None)):
        text = f"{text}{more}\n"
    return text


def memory() -> float:
    """Return the megabytes of a fresh process that has loaded the extractor and read the articles."""
    command = [sys.executable, "-m", "benchmarks.extraction", "--memory"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE.parent).stdout  # noqa: S603
    return float(told)


def command_memory() -> float:
    """Return the megabytes of the command, which groups reports too: the most that a process here took."""
    articles = (
        {
            "id": str(number),
            "title": one.title,
            "text": one.text,
            "lang": one.language,
            "published": one.published.iso() if one.published else None,
        }
        for number, one in enumerate(_documents())
    )
    lines = "".join(f"{json.dumps(article)}\n" for article in articles)
    command = [sys.executable, "-m", "bot.main", "extract"]
    subprocess.run(command, check=True, input=lines, stdout=subprocess.DEVNULL, text=True, cwd=HERE.parent)  # noqa: S603
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def growth(said: str) -> float:
    """Return how much longer twice the length takes, within the length that is read."""
    return _timed(_repeated(said, 48_000)) / max(_timed(_repeated(said, 24_000)), 1e-6)


def _repeated(said: str, size: int) -> str:
    return "".join(said.format(time) for time in range(size // len(said) + 1))[:size]


def _timed(text: str) -> float:
    """Return the seconds that a text takes, the best of three."""
    tries = []
    for _ in range(3):
        forget()
        begun = time.process_time()
        extract(Document("A seminar", text, "", PartialDate(2023, 5, 1)))
        tries.append(time.process_time() - begun)
    return min(tries)


if __name__ == "__main__":
    if "--memory" in sys.argv:
        for document in _documents():
            extract(document)
        sys.stdout.write(str(_peak()))
    else:
        main()
