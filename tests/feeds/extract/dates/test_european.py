"""Dates as German, Romance, West and South Slavic, Baltic, Uralic and East Asian texts write them."""

from __future__ import annotations

import pytest

from tests.feeds.extract.dates.cases import cases, written

GERMAN = """
25. Mai 2023 => 2023-05-25
am 25. Mai => y-05-25
am Donnerstag, 25. Mai 2023 => 2023-05-25
am Donnerstag, dem 25. Mai 2023 => 2023-05-25
25.–27. Mai 2023 => 2023-05-25/2023-05-27
25. - 27. Mai 2023 => 2023-05-25/2023-05-27
25./26. Mai 2023 => 2023-05-25/2023-05-26
25. und 26. Mai 2023 => 2023-05-25/2023-05-26
vom 25. bis 27. Mai 2023 => 2023-05-25/2023-05-27
vom 25. bis zum 27. Mai 2023 => 2023-05-25/2023-05-27
30. September bis 2. Oktober 2025 => 2025-09-30/2025-10-02
02.11.2018 => 2018-11-02
25.-27.05.2023 => 2023-05-25/2023-05-27
25. – 27.5.2023 => 2023-05-25/2023-05-27
3. März 2021 => 2021-03-03
12. Dezember 2020 => 2020-12-12
im Mai 2023 => 2023-05
im Jahr 2015 => 2015
Beginn 9:00, Ende 16:00 => -
25 bis 27 Teilnehmer => -
25-27 mei 2023 => 2023-05-25/2023-05-27
25 maj 2023 => 2023-05-25
25.–27. mai 2023 => 2023-05-25/2023-05-27
"""
ROMANCE = """
25 mai 2023 => 2023-05-25
le 25 mai 2023 => 2023-05-25
le jeudi 25 mai 2023 => 2023-05-25
1er mai 2023 => 2023-05-01
du 25 au 27 mai 2023 => 2023-05-25/2023-05-27
les 25 et 26 mai 2023 => 2023-05-25/2023-05-26
les 25, 26 et 27 mai => y-05-25/y-05-27
du 30 mai au 2 juin 2023 => 2023-05-30/2023-06-02
en août 2022 => 2022-08
3 février 2021 => 2021-02-03
en 2015 => 2015
25 de mayo de 2023 => 2023-05-25
el 25 de mayo => y-05-25
del 25 al 27 de mayo de 2023 => 2023-05-25/2023-05-27
los días 25 y 26 de mayo de 2023 => 2023-05-25/2023-05-26
del 30 de mayo al 2 de junio de 2023 => 2023-05-30/2023-06-02
entre el 25 y el 27 de mayo => y-05-25/y-05-27
25 de maio de 2023 => 2023-05-25
de 25 a 27 de maio de 2023 => 2023-05-25/2023-05-27
nos dias 25 e 26 de maio => y-05-25/y-05-26
25 maggio 2023 => 2023-05-25
dal 25 al 27 maggio 2023 => 2023-05-25/2023-05-27
il 25 e 26 maggio => y-05-25/y-05-26
dal 30 maggio al 2 giugno 2023 => 2023-05-30/2023-06-02
5 noiembrie 2021 => 2021-11-05
în perioada 5-7 noiembrie 2021 => 2021-11-05/2021-11-07
5 și 6 noiembrie => y-11-05/y-11-06
"""
SLAVIC = """
25 maja 2023 r. => 2023-05-25
25 maja 2023 roku => 2023-05-25
w dniach 25-27 maja 2023 r. => 2023-05-25/2023-05-27
od 25 do 27 maja 2023 r. => 2023-05-25/2023-05-27
25 i 26 maja => y-05-25/y-05-26
od 30 maja do 2 czerwca 2023 => 2023-05-30/2023-06-02
5 listopada 2021 => 2021-11-05
w maju 2023 roku => 2023-05
12 stycznia => y-01-12
25. května 2023 => 2023-05-25
25.–27. května 2023 => 2023-05-25/2023-05-27
25. 5. 2023 => 2023-05-25
od 25. do 27. maja 2023. godine => 2023-05-25/2023-05-27
25-27. maja 2023. => 2023-05-25/2023-05-27
25. i 26. maja 2023. godine => 2023-05-25/2023-05-26
5. svibnja 2021. => 2021-05-05
25. mája 2023 => 2023-05-25
25 май 2023 г. => 2023-05-25
25 и 26 мај 2023 => 2023-05-25/2023-05-26
"""
OTHERS = """
2023. május 25. => 2023-05-25
2023. május 25–27. => 2023-05-25/2023-05-27
2023 m. gegužės 25 d. => 2023-05-25
2023 m. gegužės 25–27 d. => 2023-05-25/2023-05-27
2023. gada 25. maijā => 2023-05-25
25. mai 2023 => 2023-05-25
25.–27. toukokuuta 2023 => 2023-05-25/2023-05-27
25 Μαΐου 2023 => 2023-05-25
2023 წლის 25-27 მაისს => 2023-05-25/2023-05-27
25 მაისი, 2023 => 2023-05-25
2023 թ. մայիսի 25-ին => 2023-05-25
25 مايو 2023 => 2023-05-25
2023年5月25日 => 2023-05-25
2023年5月25日至27日 => 2023-05-25/2023-05-27
5月25日 => y-05-25
2023년 5월 25일 => 2023-05-25
2023년 5월 25일부터 27일까지 => 2023-05-25/2023-05-27
2023년 5월 25일(목) => 2023-05-25
25 Mei 2023 => 2023-05-25
"""


TABLE = [case for part in (GERMAN, ROMANCE, SLAVIC, OTHERS) for case in cases(part)]


@pytest.mark.parametrize(
    ("text", "expected"), cases(GERMAN + ROMANCE.lstrip() + SLAVIC.lstrip() + OTHERS.lstrip())
)
def test_what_other_languages_write_out(text: str, expected: str) -> None:
    assert written(text) == expected
