"""The gathering's own date among its rivals."""

from __future__ import annotations

from itertools import pairwise

import pytest

from core.partial_date import PartialDate
from feeds.extract.dates.choose import choose
from feeds.extract.dates.rivals import candidates
from feeds.extract.sentences import split

#: title, text, day of publication, dates
CASES: dict[str, tuple[str, str, str | None, str]] = {
    "a law beside it": (
        "Seminar on the new law",
        "The seminar took place in Riga on 12–13 March 2023. The law was adopted on 5 May 2019.",
        "2023-03-20",
        "2023-03-12/2023-03-13",
    ),
    "a numbered decree": (
        "Круглый стол о госслужбе",
        "Круглый стол прошёл 14 июня. Указ от 12 мая 2022 года № 123 утвердил новые правила.",
        "2023-06-15",
        "2023-06-14/2023-06-14",
    ),
    "history before": (
        "Forum of auditors",
        "The association was founded on 1 March 2010. The Forum was held in Baku on 3-5 October 2022.",
        "2022-10-06",
        "2022-10-03/2022-10-05",
    ),
    "a gathering in brackets before its deadline": (
        "Reminder to authors",
        "Abstracts for the Conference on Archives (Kraków, 24–26 June 2026) are due on Friday, 27 February.",
        "2026-02-24",
        "2026-06-24/2026-06-26",
    ),
    "a conference whose call for workshops ends before": (
        "The Nordic Conference on Libraries",
        "The Nordic Conference, to be held in Turku on 2–5 June 2027, invites proposals by post.",
        "2026-11-20",
        "2027-06-02/2027-06-05",
    ),
    "a series that is called tomorrow": (
        "Webinar on records",
        "Join us on Wednesday 22 April for a webinar on records. It is part of the series Archives Tomorrow.",
        "2026-04-10",
        "2026-04-22/2026-04-22",
    ),
    "a deadline of registration": (
        "Conference on open data",
        "The conference will be held on 20 June 2024. Registration closes on 1 June 2024.",
        "2024-05-02",
        "2024-06-20/2024-06-20",
    ),
    "the next one": (
        "Workshop on ethics in Osh",
        "The workshop was held in Osh on 4 May. The next workshop is planned for 10 June in Bishkek.",
        "2024-05-05",
        "2024-05-04/2024-05-04",
    ),
    "the one before": (
        "Семинар в Таразе",
        "Семинар состоялся 4 мая. Предыдущий семинар прошёл 10 апреля в Шымкенте.",
        "2024-05-05",
        "2024-05-04/2024-05-04",
    ),
    "for reference": (
        "Training for mayors",
        "The training was held on 4 May. For reference: the summit of 27-29 September 2015 adopted goals.",
        "2024-05-05",
        "2024-05-04/2024-05-04",
    ),
    "a two-day one that opened": (
        "Two-day workshop opens",
        "A two-day workshop opened on 12 May 2021 in Tbilisi.",
        "2021-05-12",
        "2021-05-12/2021-05-13",
    ),
    "a two-day one that closed yesterday": (
        "Форум в Бишкеке",
        "Двухдневный форум вчера завершил работу в Бишкеке.",
        "2024-05-24",
        "2024-05-22/2024-05-23",
    ),
    "opened today, lasts three days": (
        "Conference in Minsk",
        "The international conference opened today in Minsk. It will last three days.",
        "2022-09-07",
        "2022-09-07/2022-09-09",
    ),
    "runs until": (
        "School of ethics",
        "The summer school starts today in Telavi and runs until 4 October.",
        "2024-09-30",
        "2024-09-30/2024-10-04",
    ),
    "began on one day, closed on another": (
        "Course for judges",
        "The course for judges began on 15 October. The closing ceremony of the course took place today.",
        "2018-10-26",
        "2018-10-15/2018-10-26",
    ),
    "last Thursday and Friday": (
        "Forum of trust",
        "Last Thursday and Friday the Forum of Trust was held online.",
        "2020-10-27",
        "2020-10-22/2020-10-23",
    ),
    "this week, from Monday to Wednesday": (
        "Workshop in Tbilisi",
        "The regional workshop brought forty designers to Tbilisi this week, from Monday to Wednesday.",
        "2024-06-06",
        "2024-06-03/2024-06-05",
    ),
    "last year's in the same words": (
        "Форум в Оше",
        "Форум проходит 14–15 мая. В прошлом году, 22–23 мая, он прошёл в Бишкеке.",
        "2025-05-14",
        "2025-05-14/2025-05-15",
    ),
    "a Kazakh range": (
        "Тренинг өтті",
        "13-14 ақпанда Қызылордада екі күндік тренинг өтті. Былтыр 4-5 желтоқсанда дөңгелек үстел өткен еді.",
        "2026-02-16",
        "2026-02-13/2026-02-14",
    ),
    "an Uzbek day that began a three-day one": (
        "Seminar-trening yakunlandi",
        "Uch kunlik seminar-trening kecha o‘z ishini yakunladi. U 11-oktyabr kuni boshlangan edi.",
        "2022-10-14",
        "2022-10-11/2022-10-13",
    ),
    "the year in its name": (
        "2021 Annual Conference of the Hub",
        "The conference was held from October 27 to 29 in Nur-Sultan.",
        None,
        "2021-10-27/2021-10-29",
    ),
    "no year anywhere": ("Seminar series", "On November 4-5, the first seminar was organised.", None, "-"),
    "today, and no day of publication": ("Conference", "The conference opened today.", None, "-"),
    "a plan is no year": (
        "Workshop on Agenda 2030",
        "The workshop on the Agenda 2030 was held on 27-29 November.",
        None,
        "-",
    ),
    "the line of publication": (
        "Study visit to Seoul",
        "September 27, 2022\nTwenty officials are on a study visit to Seoul.",
        "2022-09-27",
        "-",
    ),
    "a crawler's header": (
        "Конгресс управления",
        "date 2026-01-28 Конгресс управления пройдёт с 10 по 13 февраля 2026 года.",
        "2026-01-28",
        "2026-02-10/2026-02-13",
    ),
    "a name that ends in a question": (
        "Вебинар: әңгіме",
        "Бүгін кеңесшілер үшін «Шағымды қалай қараймыз?» атты вебинар өтті. Жазбасы дүйсенбіде салынады.",
        "2024-03-29",
        "2024-03-29/2024-03-29",
    ),
    "a label": (
        "Building capacities",
        "Date & place of event: 27-29 November 2019, Almaty\nOrganised by the Hub since 2013.",
        None,
        "2019-11-27/2019-11-29",
    ),
    "a quoted date": (
        "Award ceremony",
        "The award ceremony was held yesterday. “A promise can be checked tomorrow,” she said.",
        "2023-03-17",
        "2023-03-16/2023-03-16",
    ),
    "a German range over two months": (
        "Tagung zur Verwaltung",
        "Die Tagung findet vom 30. September bis 2. Oktober 2025 in Wien statt.",
        "2025-06-27",
        "2025-09-30/2025-10-02",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_gathering_s_date_is_chosen(name: str) -> None:
    title, text, published, expected = CASES[name]
    day = PartialDate.parse(published) if published else None
    chosen = choose(title, [one.text for one in split(text)], day, is_call=False)
    assert _shown(chosen.start, chosen.end) == expected
    assert chosen.quote in f"{title}\n{text}"


def _shown(start: PartialDate | None, end: PartialDate | None) -> str:
    return "-" if end is None else f"{start.iso() if start else '?'}/{end.iso()}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Abstracts should reach us by 15 March 2024. The conference is on 19–21 September 2024.",
            "2024-03-15",
        ),
        ("Deadline for applications: 30 April 2024. The school takes place on 1-5 July 2024.", "2024-04-30"),
        ("Заявки принимаются до 10 марта 2024 года. Семинар пройдёт 14–15 апреля 2024 года.", "2024-03-10"),
        ("Өтінімдер 2024 жылғы 10 наурызға дейін қабылданады. Форум 5 мамырда өтеді.", "2024-03-10"),
        ("Обучение пройдёт с 2 по 20 апреля онлайн, заявки принимаются до 22 марта.", "2024-03-22"),
    ],
)
def test_a_call_ends_on_its_deadline(text: str, expected: str) -> None:
    sentences = [one.text for one in split(text)]
    chosen = choose("Call for papers", sentences, PartialDate(2024, 1, 12), is_call=True)
    assert _shown(chosen.start, chosen.end) == f"?/{expected}"


def test_an_inferred_year_names_its_rule_and_a_written_one_none() -> None:
    day = PartialDate(2024, 5, 5)
    inferred = choose("Seminar", ["The seminar was held on 4 May."], day, is_call=False)
    written = choose("Seminar", ["The seminar was held on 4 May 2024."], day, is_call=False)
    assert (inferred.rule, written.rule) == ("nearest to publication", "")


def test_candidates_show_the_marks_that_make_their_scores() -> None:
    found = candidates("Seminar", ["The seminar was held on 4 May 2024.", "The law of 3 May 2019."], None)
    assert [one.quote for one in found] == ["4 May 2024", "3 May 2019"]
    assert "holding" in found[0].marks
    assert "law" in found[1].marks
    assert all(one.score > other.score for one, other in pairwise(found))


@pytest.mark.parametrize(
    "unit", ["25 May 2023, ", "1-", "25, ", "May ", "2023 ", "25 - ", "Monday, ", "(", "25.", "от "]
)
def test_hostile_runs_end_in_an_answer(unit: str) -> None:
    sentences = [one.text for one in split(unit * 3000)]
    choose("Seminar", sentences, PartialDate(2024, 5, 5), is_call=False)
