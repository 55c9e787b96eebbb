"""Articles that name no gathering and tell what people did there."""

from __future__ import annotations

import pytest

from core.article import Document
from core.event import Kind
from core.partial_date import PartialDate
from feeds.extract.events import extract
from feeds.extract.kinds import find_kinds
from feeds.extract.names import choose_name

DEEDS = [
    (
        Kind.MEETING,
        "Four mayors compare notes",
        "The four mayors sat down with their treasurers in Gori on 13 May 2024.",
    ),
    (Kind.MEETING, "Riga and Kazan agree", "The rectors put their names to the paper in Riga on Tuesday."),
    (
        Kind.MEETING,
        "Guests from Sofia",
        "On 12 May the Academy welcomed colleagues and the two deans shook hands.",
    ),
    (
        Kind.TRAINING,
        "Clerks back from Oslo",
        "Twelve clerks learnt how to write a plain letter in Oslo on 6-10 May.",
    ),
    (Kind.TRAINING, "Pens and paper", "On 13 May thirty secretaries in Telavi were taught to keep minutes."),
    (Kind.CEREMONY, "A prize for patience", "The medal was handed over in Baku on Monday by the Ombudsman."),
    (
        Kind.CEREMONY,
        "New home for the archive",
        "The archive moved into its new house in Osh on 10 May 2024.",
    ),
    (
        Kind.CALL,
        "Money for young scholars",
        "Young scholars may apply until 1 June 2024 at the Institute of Rule-Making.",
    ),
    (Kind.MEETING, "Аудиторы пяти стран", "В Ош съехались аудиторы пяти стран; три дня они сверяют часы."),
    (
        Kind.MEETING,
        "Ректоры договорились",
        "Ректоры двух академий подписали 13 мая в Минске план на три года.",
    ),
    (Kind.TRAINING, "Снова за партой", "С 6 по 8 мая в Таразе сорок акимов учились читать бюджет."),
    (Kind.TRAINING, "Опыт Тарту", "Специалисты из Нукуса вернулись из Тарту, где перенимали опыт 6–10 мая."),
    (Kind.CEREMONY, "Имена лучших", "13 мая в Казани назвали лучших операторов и вручили им часы."),
    (Kind.CEREMONY, "Книга о селе", "Вчера в библиотеке Нарына представили книгу о сельской управе."),
    (Kind.CALL, "Журнал растёт", "Редакция ждёт тезисы до 1 июня 2024 года."),
    (
        Kind.MEETING,
        "Төрт елдің басшылары",
        "13 мамырда Ақтауда төрт елдің кадр қызметінің басшылары жүздесті.",
    ),
    (Kind.TRAINING, "Елу маман", "6-8 мамырда Семейде елу маман хат жазуды үйренді."),
    (Kind.CEREMONY, "Үздік оператор", "13 мамырда Оралда үздік операторға кілт табысталды."),
    (Kind.MEETING, "Hokimlar", "13-may kuni Navoiyda uch viloyat hokimlari uchrashdilar."),
    (Kind.TRAINING, "Oltmish kotib", "6–8-may kunlari Urganchda oltmish kotib xat yozishni o‘rgandi."),
    (Kind.MEETING, "Зустріч сусідів", "13 травня у Львові зібралися керівники служб чотирьох країн."),
    (Kind.MEETING, "Bürgermeister", "Am 13. Mai 2024 trafen sich in Graz sechs Bürgermeister."),
    (Kind.MEETING, "Komşular", "Altı belediye başkanı 13 Mayıs 2024'te Bursa'da bir araya geldi."),
]
DAILY = [
    (
        "Plan approved",
        "On 13 May the Government approved the plan, which had been the subject of ten round tables.",
    ),
    (
        "A new counter",
        "From 1 June parents will register births at the clinic. 40,000 births a year are expected.",
    ),
    (
        "Officer for seminars",
        "Contract: one year. Duty station: Osh. Only shortlisted candidates are called.",
    ),
    ("Принят закон о выборах", "13 мая депутаты в третьем чтении приняли закон; обсуждение длилось год."),
    ("Сотрудники", "Отдел обучения проводит семинары. Телефон 12-34."),
    ("Жаңа қағидалар күшіне енді", "1 мамырда қағидаларды бекіту туралы бұйрық күшіне енді."),
]


def _extract(title: str, text: str, language: str = "en") -> list[Kind]:
    document = Document(title, text, language, PartialDate.parse("2024-05-14"))
    return [event.kind for event in extract(document)]


@pytest.mark.parametrize(("kind", "title", "text"), DEEDS, ids=lambda value: str(value)[:30])
def test_what_people_do_tells_the_kind_where_no_noun_does(kind: Kind, title: str, text: str) -> None:
    assert _extract(title, text)[:1] == [kind]


@pytest.mark.parametrize(("title", "text"), DAILY, ids=lambda value: value[:30])
def test_deeds_of_daily_business_make_no_event(title: str, text: str) -> None:
    assert _extract(title, text) == []


def test_a_noun_beats_a_deed_that_overlaps_it() -> None:
    (found,) = find_kinds("They signed a memorandum")
    assert (found.kind, found.deed) == (Kind.MEETING, False)


def test_no_name_is_made_of_a_deed() -> None:
    assert choose_name("Two mayors", ["The mayors shook hands in Riga."], Kind.MEETING)[0] == "Two mayors"
