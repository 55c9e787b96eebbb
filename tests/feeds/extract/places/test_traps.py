"""Names that look like a place and are none, and namesakes that the words beside them tell apart."""

from __future__ import annotations

import pytest

from feeds.extract.places.find import find_places

#: language | text | codes
TABLE = """
en | The U.S. state of Georgia and Atlanta, Georgia | US
en | Georgia's capital Tbilisi | GE
en | Georgia Institute of Technology | US
en | Michael Jordan scored. |
en | Jordan said it would close its border with Syria. | JO SY
en | Paris Hilton arrived. |
en | Washington said Moscow had lied. | US RU
en | George Washington was president. |
en | Denzel Washington starred. |
en | the Paris Agreement and the Bologna Process |
en | The Moscow Times reported. |
en | University of Oxford researchers | GB
en | Oxford University Press published it. | GB
en | He ate turkey and guinea pigs ran. |
en | Guinea pigs were bought. |
en | It costs 5 Hong Kong dollars. |
en | The Australian dollar fell. |
en | Jack London wrote it. |
en | The London-based firm | GB
en | She lives in Paris, Texas. | US
en | in Cambridge, Massachusetts | US
en | in London, Ontario, Canada | CA
en | in Birmingham, Alabama | US
en | Birmingham City Council | GB
en | Sydney Sweeney smiled |
en | Brussels agreed with Berlin | BE DE
en | The Lebanon Hills park | LB
en | Kim Jong Un of North Korea | KP
en | South Korean President | KR
en | A Russian-speaking crowd |
en | Translated from Arabic into Turkish |
en | the Russian language |
en | the Chinese yuan and Japanese yen |
en | Bank of America |
en | Bank of England | GB
en | American Express |
en | the New York Times reported from Kabul | AF
en | Manchester United beat Real Madrid. | GB ES
en | He visited Indiana and Maine | US
en | Cork, Ireland | IE
en | Berlin Film Festival | DE
en | the Dead Sea |
en | the Black Sea |
en | Lake Victoria |
en | the Mexican peso |
en | Dr. Ireland spoke |
en | Madison Square |
en | in Santa Clara, California | US
en | Salvador Dali painted |
en | Kent State University |
en | Lincoln said |
en | Turkish delight |
en | Danish pastry |
en | Brazil's Lula met Macron | BR
en | Panama Papers |
en | Kuwait City | KW
en | San Marino | SM
en | Bukhara Street, Tashkent | UZ
en | St. Petersburg, Florida | US
en | Valencia, Venezuela | VE
en | Hyderabad, Pakistan | PK
en | Tripoli, Lebanon | LB
en | In March, August and May |
en | US President | US
en | Tell us |
en | An Indian summer |
en | Santiago Ramón y Cajal |
en | Reading is fun. |
en | Nice, France | FR
en | He was born in Nice. | FR
en | Mali and Malian troops | ML
en | Monaco and Andorra | MC AD
en | Cuban, Colombian and Chilean | CU CO CL
en | Turkmenbashi | TM
en | Togo, Benin, Gabon and Mali | TG BJ GA ML
en | Christine Holland thanked |
ru | на русском языке |
ru | по-русски и на английском |
ru | русский язык и литература |
ru | Михаил Грузинский приехал |
ru | в Москве и Вашингтоне | RU US
ru | Джордж Вашингтон |
ru | Владимир Путин |
ru | Роман Полянский |
ru | 100 долларов США |
ru | тысяча американских долларов |
ru | белорусских рублей |
ru | японская иена и китайский юань |
ru | Парижское соглашение |
ru | Женевская конвенция |
ru | Российская газета |
ru | при Президенте РК | KZ
ru | МИД Японии и Минобороны Израиля | JP IL
ru | Латвия — Эстония | LV EE
ru | экс-президент Грузии | GE
ru | московский аэропорт | RU
ru | лондонский суд | GB
ru | парижские власти | FR
ru | киевский режим | UA
ru | алматинский | KZ
ru | ташкентские улицы | UZ
ru | Улица Ташкентская |
ru | Донбасс и Крым | UA
ru | СНГ, ЕС и НАТО |
ru | Ливия, Ливан, Либерия | LY LB LR
ru | в мае в Польше | PL
ru | Чад полнил дом | TD
ru | Он пил турецкий кофе | TR
ru | Томск, Омск | RU
ru | Брест, Гродно | BY
ru | в Бресте (Франция) | FR
ru | в Орле и Туле | RU
ru | орёл летел |
ru | Иван Минин |
ru | латинский, арабский |
ru | Индийский океан |
ru | Лев и Сергей Донецкий |
ru | Уэльса | GB
ru | британец и француженка | GB FR
ru | канадские и мексиканские | CA MX
ru | в Сан-Франциско | US
ru | Куба, Перу и Чили | CU PE CL
ru | перу и чернила |
ru | Иран заявил | IR
ru | Марий Эл | RU
kk | орыс тілінде |
kk | қазақ тілі |
kk | ағылшын тілінен |
kk | АҚШ доллары |
kk | қырғыз халқы | KG
kk | Владимир Путин |
kk | Мәскеу мен Киев | RU UA
kk | Париж келісімі |
kk | Түркістан облысы | KZ
kk | Алматы облысының әкімі | KZ
kk | Қазақстан Республикасы Президентінің | KZ
kk | Еуропа мен Азия |
kk | Лондондағы | GB
kk | Шри-Ланкада | LK
kk | Жаңа Зеландиядағы | NZ
kk | Сауд Арабиясының | SA
kk | Чехиядан, Польшадан | CZ PL
kk | Мысалы, бұл |
kk | Орал қаласында | KZ
kk | Тараздағы, Семейдегі, Павлодардағы | KZ
kk | Батыс Қазақстан облысы | KZ
kk | Нигерия, Кения | NG KE
kk | Куба, Чили, Перу | CU CL PE
kk | Ұлыбританияның астанасы | GB
kk | Астана қаласы | KZ
kk | астанасы |
en | The singer Victoria Beckham came yesterday with her friend Sofia Coppola. |
en | On a rainy evening Jordan Smith and the pilot Chad Wilson spoke to a man called Israel Adesanya. |
en | The nurse Florence Nightingale and the spy Austin Powers are well known here. |
en | At noon the painter Adelaide Smith met Alexandria Ocasio-Cortez for lunch. |
ru | Вчера певица София Ротару выступила на сцене. |
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("language", "text", "codes"), CASES)
def test_only_what_is_a_place_counts_as_one(language: str, text: str, codes: str) -> None:
    assert {place.code for place in find_places(text, language)} == set(codes.split())
