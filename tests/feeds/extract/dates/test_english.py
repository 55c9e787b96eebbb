"""Dates as English news, notices and calls write them."""

from __future__ import annotations

import pytest

from tests.feeds.extract.dates.cases import cases, written

TABLE = """
25 May 2023 => 2023-05-25
May 25, 2023 => 2023-05-25
May 25 2023 => 2023-05-25
25th May 2023 => 2023-05-25
25th of May 2023 => 2023-05-25
the 25th of May, 2023 => 2023-05-25
May 25th, 2023 => 2023-05-25
May the 25th, 2023 => 2023-05-25
on 1st June => y-06-01
on the 2nd of June => y-06-02
3rd June, 2021 => 2021-06-03
Thursday, 25 May 2023 => 2023-05-25
Thursday 25 May => y-05-25
on Thursday, May 25 => y-05-25
25 May (Thursday) 2023 => 2023-05-25
Thu. 25 Oct. 2018 => 2018-10-25
Oct 5, 2023 => 2023-10-05
Sept. 5, 2023 => 2023-09-05
5 Sep 2023 => 2023-09-05
25-May-2023 => 2023-05-25
25/May/2023 => 2023-05-25
25-27 May 2023 => 2023-05-25/2023-05-27
25–27 May 2023 => 2023-05-25/2023-05-27
25 – 27 May 2023 => 2023-05-25/2023-05-27
25 — 27 May, 2023 => 2023-05-25/2023-05-27
25−27 May 2023 => 2023-05-25/2023-05-27
25‑27 May 2023 => 2023-05-25/2023-05-27
25 to 27 May 2023 => 2023-05-25/2023-05-27
from 25 to 27 May 2023 => 2023-05-25/2023-05-27
from the 25th to the 27th of May, 2023 => 2023-05-25/2023-05-27
25th–27th May => y-05-25/y-05-27
25th-27th May 2023 => 2023-05-25/2023-05-27
25 to 27th May 2023 => 2023-05-25/2023-05-27
between 25 and 27 May 2023 => 2023-05-25/2023-05-27
25 through 27 May 2023 => 2023-05-25/2023-05-27
25 until 27 May 2023 => 2023-05-25/2023-05-27
May 30-31, 2019 => 2019-05-30/2019-05-31
May 30–31 => y-05-30/y-05-31
MAY 25-27, 2023 => 2023-05-25/2023-05-27
May 25th to 27th, 2023 => 2023-05-25/2023-05-27
May 25 to 27, 2023 => 2023-05-25/2023-05-27
fr om October 27 to 29 => y-10-27/y-10-29
fr om 27 to 29 October => y-10-27/y-10-29
November 4-5 => y-11-04/y-11-05
30 May – 2 June => y-05-30/y-06-02
30 May – 2 June 2023 => 2023-05-30/2023-06-02
30 May 2023 – 2 June 2023 => 2023-05-30/2023-06-02
25 May-27 May 2021 => 2021-05-25/2021-05-27
May 30 – June 2, 2023 => 2023-05-30/2023-06-02
October 27 – November 2, 2024 => 2024-10-27/2024-11-02
April 29th through May 2nd, 2023 => 2023-04-29/2023-05-02
from 30 May to 2 June 2023 => 2023-05-30/2023-06-02
between 1 September and 15 December 2022 => 2022-09-01/2022-12-15
28 December 2023 to 3 January 2024 => 2023-12-28/2024-01-03
28 December to 3 January 2024 => 2023-12-28/2024-01-03
December 28, 2023 – January 3, 2024 => 2023-12-28/2024-01-03
28 December 2023 – 3 January => 2023-12-28/2024-01-03
25 and 26 May 2023 => 2023-05-25/2023-05-26
25 & 26 May 2023 => 2023-05-25/2023-05-26
25th and 26th of May => y-05-25/y-05-26
25, 26 and 27 May 2023 => 2023-05-25/2023-05-27
25, 26, 27 May 2023 => 2023-05-25/2023-05-27
3, 5 and 9 May => y-05-03/y-05-09
May 3, 5 and 9, 2023 => 2023-05-03/2023-05-09
31 May and 1 June 2023 => 2023-05-31/2023-06-01
Tuesday, May 25, and Wednesday, May 26, 2021 => 2021-05-25/2021-05-26
10-12 November and 15 November 2023 => 2023-11-10/2023-11-12 2023-11-15
25 (Monday) – 27 (Wednesday) May 2023 => 2023-05-25/2023-05-27
Thursday 25 – Saturday 27 May 2023 => 2023-05-25/2023-05-27
25 May 2023 (Thursday) to 27 May 2023 (Saturday) => 2023-05-25/2023-05-27
25 May 2023, 10:00 – 27 May 2023, 18:00 => 2023-05-25/2023-05-27
25/26 May 2023 => 2023-05-25/2023-05-26
2023-05-27 => 2023-05-27
2023-05-25 – 2023-05-27 => 2023-05-25/2023-05-27
2023-05-25T10:00:00 => 2023-05-25
2023/05/25 => 2023-05-25
27.05.2023 => 2023-05-27
27/05/2023 => 2023-05-27
05/27/2023 => 2023-05-27
25-27.05.2023 => 2023-05-25/2023-05-27
25.05-27.05.2023 => 2023-05-25/2023-05-27
03.06.2024 – 05.06.2024 => 2024-06-03/2024-06-05
in the period 03.06 – 05.06.2024 => 2024-06-03/2024-06-05
in May 2023 => 2023-05
May 2023 => 2023-05
in early May 2023 => 2023-05
May-June 2023 => 2023-05/2023-06
from May to June 2023 => 2023-05/2023-06
December 2023 – January 2024 => 2023-12/2024-01
in May => y-05
in 2015 => 2015
since 2015 => 2015
by 2030 => 2030
from 2019 to 2021 => 2019/2021
2018-2020 => 2018/2020
(2013–2016) => 2013/2016
held in Tbilisi (2019) => 2019
as of December 31, 2022 => 2022-12-31
May 25,2023 => 2023-05-25
on 25\u00a0May\u00a02023 => 2023-05-25
25\u200b-\u200b27 May 2023 => 2023-05-25/2023-05-27
In October, 25 people came => y-10
ASTANA – April 4 brought => y-04-04
they may 25 times => -
you may attend 3 sessions => -
25-27 participants => -
from 9:00 to 18:00 => -
from 9.00 to 18.00 => -
25% in May, up 3 points => y-05
the 2030 Agenda => -
Agenda 2030 => -
12,000 people => -
2,023 people => -
$25 May => -
version 1.2.23 => -
Article 25, paragraph 3 => -
tel. +7 (717) 25 05 20 => -
+995 (32) 2 00 00 00 => -
No. 650/2023 => -
31 April 2023 is => 2023-04-31
COVID-19 March 2020 => 2020-03
ISO 9001:2015 => -
12.V.2024 => 2024-05-12
12–14.VI.2024 => 2024-06-12/2024-06-14
3-VII-2024 => 2024-07-03
14-Mar-95 => 1995-03-14
3/16/95 => 1995-03-16
the first of May => y-05-01
the twenty-second of April 2024 => 2024-04-22
June 5 (Wed) to 7 (Fri), 2024 => 2024-06-05/2024-06-07
Wed 5 – Fri 7 June => y-06-05/y-06-07
Tue., 4 June => y-06-04
he sat 5 minutes => -
the first in May => y-05
"5" June 2024 => 2024-06-05
"""


@pytest.mark.parametrize(("text", "expected"), cases(TABLE))
def test_what_english_writes_out(text: str, expected: str) -> None:
    assert written(text.replace("\\u00a0", "\u00a0").replace("\\u200b", "\u200b")) == expected


@pytest.mark.parametrize(("text", "expected"), cases(TABLE))
def test_what_english_writes_out_within_a_sentence(text: str, expected: str) -> None:
    assert written(f"We met ({text}) and went home, all of us.") == expected
