from __future__ import annotations

import pytest

from core.article import Document
from core.partial_date import PartialDate
from feeds.extract.events import extract

EVENTS = [
    ("Workshop on open data", "A workshop on open data was held in Baku on 3 May 2024."),
    ("Fair hiring", "On 12 May the Academy hosted a round table on fair hiring in Riga."),
    ("Deans in Oslo", "The annual conference of deans will take place in Oslo on 5-7 June 2024."),
    ("A book on merit", "A book launch took place at the Academy on Monday."),
    ("Guests from Hanoi", "The Rector met with a delegation of Hanoi at the Academy on 14 May 2024."),
    ("Conference moved", "The conference planned for 20 May 2024 in Minsk has been postponed."),
    ("Call for papers", "The Institute invites papers for its conference. Send abstracts by 1 June 2024."),
    ("Семинар по этике", "14 мая 2024 года в Астане прошёл семинар по этике."),
    ("Визит в Ташкент", "Делегация академии прибыла с визитом в Ташкент 13 мая."),
    ("Форум молодых", "С 20 по 22 мая 2024 года в Казани состоится форум молодых управленцев."),
    ("Школа отменена", "Летняя школа, намеченная на 1 июня, отменена."),
    ("Әдеп", "2024 жылғы 14 мамырда Астанада әдеп жөнінде семинар өтті."),
    ("Форум", "Ертең Алматыда халықаралық форум басталады."),
    ("Seminar", "14-may kuni Toshkentda xalqaro seminar bo‘lib o‘tdi."),
    ("Tagung", "Am 14. Mai 2024 fand in Wien eine Tagung über die Verwaltung statt."),
    ("Atelier", "Un atelier sur l'état civil a eu lieu à Dakar le 14 mai 2024."),
    ("Taller", "El 14 de mayo de 2024 se celebró en Quito un taller sobre gobierno abierto."),
    ("Çalıştay", "14 Mayıs 2024 tarihinde Ankara’da bir çalıştay düzenlendi."),
    ("Круглий стіл", "14 травня 2024 року у Львові відбувся круглий стіл."),
    ("Семинар", "2024-жылдын 14-майында Бишкекте семинар өттү."),
]
OTHERS = [
    ("Vacancy: programme officer", "The Academy is looking for an officer who will prepare seminars."),
    ("Programme Officer", "Duties: organise workshops. Qualifications: a degree. Cover letter by 1 June."),
    ("About us", "The Academy was founded in 1998. It holds conferences and trains officials."),
    ("Who we are", "Our mission is to hold seminars for civil servants."),
    ("Opinion: merit first", "I heard it at a conference in 2009 and again in 2014."),
    ("Interview with the Rector", "We spoke about the forum and about reforms."),
    ("Tender", "Organisation of field seminars: lot 1. Bidders send documents by 3 June."),
    ("Farewell to a colleague", "He died on 3 May. He spoke at many conferences. The funeral is today."),
    (
        "Wages grew by three per cent",
        "In April 2024 wages grew by 3 per cent, says the office of statistics.",
    ),
    ("Our year in numbers", "64 activities, among them 17 study visits, says the annual report."),
    ("Project approved", "The Board has approved a loan of EUR 18 million. Training is foreseen."),
    ("New law on the service", "The law comes into force on 1 June 2024. The decree was signed in May."),
    ("Вакансия", "Требования к кандидатам: опыт проведения семинаров."),
    ("Назначен новый директор", "Приказом министра директором назначен А. Асанов. Он родился в 1979 году."),
    ("О нас", "Академия основана в 1998 году и ежегодно проводит конференции."),
    ("Ушёл из жизни профессор", "Он участвовал во многих конференциях. Прощание состоится в среду."),
    ("Что изменит новый закон", "С 1 июня 2024 года вступает в силу закон. Законопроект обсуждали."),
    ("Вышел первый номер журнала", "В номере статьи о реформах и обзор конференции 2023 года."),
    ("Тендер: выездные семинары", "Заявки поставщиков принимаются до 3 июня. Лот № 1."),
    ("Поздравляем с праздником", "Дорогие коллеги, желаем здоровья и успехов."),
    ("Бос лауазым", "Академияға маман керек. Талаптар: семинар өткізу тәжірибесі."),
    ("Жаңа төраға тағайындалды", "Ол 1979 жылы туған, еңбек жолын академияда бастаған."),
    ("Пікір: қағаз көбейді", "Меніңше, конференциялар бұл мәселені шешпейді."),
    ("Stellenangebot", "Gesucht wird eine Referentin, die Tagungen vorbereitet."),
    ("Offre d'emploi", "Le poste comprend l'organisation de séminaires."),
    ("", ""),
]


def _document(title: str, text: str) -> Document:
    return Document(title, text, "", PartialDate(2024, 5, 15))


@pytest.mark.parametrize(("title", "text"), EVENTS)
def test_a_gathering_reported_or_announced_is_an_event(title: str, text: str) -> None:
    assert extract(_document(title, text))


@pytest.mark.parametrize(("title", "text"), OTHERS)
def test_pages_of_another_sort_are_none(title: str, text: str) -> None:
    assert extract(_document(title, text)) == []
