"""Every way in which a country is named, one by one: each row is a name in a text and the codes it gives."""

from __future__ import annotations

import pytest

from feeds.extract.places.find import find_places

#: names of countries, peoples and towns; they stand in "Yesterday … was named."
ENGLISH = {
    "KZ": "Kazakhstan|the Republic of Kazakhstan|the RK|Kazakh|Kazakhs|Kazakhstani|Astana|"
    "Nur-Sultan|Almaty|Kazakhstan's",
    "KG": "Kyrgyzstan|the Kyrgyz Republic|Kirghizia|Kyrgyz|Bishkek|Osh|Jalal-Abad",
    "UZ": "Uzbekistan|the Republic of Uzbekistan|Uzbek|Tashkent|Samarkand|Bukhara|Karakalpakstan",
    "TJ": "Tajikistan|Tajik|Tadzhikistan|Dushanbe|Khujand",
    "TM": "Turkmenistan|Turkmen|Ashgabat",
    "GB": "the UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Northern Ireland|British|"
    "Scottish|Liverpool|Leeds",
    "US": "the USA|the U.S.|the United States|the United States of America|American|Americans|"
    "Chicago|Texas|Miami",
    "AE": "the UAE|the United Arab Emirates|Emirati|Dubai|Abu Dhabi|Sharjah",
    "KR": "South Korea|the Republic of Korea|the ROK|Korea|South Korean|Seoul|Busan|Incheon",
    "KP": "North Korea|the DPRK|the Democratic People’s Republic of Korea|North Korean|Pyongyang",
    "CN": "China|the People's Republic of China|PRC|Chinese|Beijing|Shanghai|Wuhan|Urumqi",
    "CD": "the Democratic Republic of the Congo|DR Congo|the DRC|Kinshasa|Goma",
    "CG": "the Republic of the Congo|Brazzaville|Congo-Brazzaville",
    "GN": "Guinea|Guinean|Conakry",
    "GW": "Guinea-Bissau",
    "GQ": "Equatorial Guinea",
    "PG": "Papua New Guinea|Port Moresby",
    "NE": "Niger|Nigerien|Niamey",
    "NG": "Nigeria|Nigerian|Lagos|Abuja|Kano",
    "GE": "Georgia|Georgian|Tbilisi|Batumi|Kutaisi",
    "JO": "Jordan|Jordanian|Amman|the Hashemite Kingdom of Jordan",
    "IL": "Israel|Israeli|Israelis|Tel Aviv|Haifa|Jerusalem",
    "PS": "Palestine|Palestinian|Palestinians|Gaza|the Gaza Strip|the West Bank",
    "TR": "Turkey|Türkiye|Turkiye|Turkish|Ankara|Istanbul|Izmir",
    "BA": "Bosnia and Herzegovina|Bosnia|BiH|FBiH|Bosnian|Sarajevo|Banja Luka",
    "MK": "North Macedonia|Macedonian|Skopje",
    "NL": "the Netherlands|Holland|Dutch|Amsterdam|The Hague|Rotterdam",
    "CZ": "Czechia|the Czech Republic|Czech|Prague|Brno",
    "CI": "Côte d'Ivoire|Ivory Coast|Ivorian|Abidjan",
    "SZ": "Eswatini|Swaziland",
    "MM": "Myanmar|Burma|Burmese|Yangon",
    "LA": "Laos|Lao PDR|Vientiane",
    "IQ": "Iraq|Iraqi|Baghdad|Mosul|Basra|Erbil",
    "SY": "Syria|Syrian|Damascus|Aleppo|Homs",
    "VA": "the Vatican|the Holy See",
    "ZA": "South Africa|South African|Johannesburg|Cape Town|Pretoria|Durban",
    "SS": "South Sudan|South Sudanese|Juba",
    "SD": "Sudan|Sudanese|Khartoum",
    "DO": "the Dominican Republic|Santo Domingo",
    "CF": "the Central African Republic|Bangui",
    "TT": "Trinidad and Tobago|Trinidad & Tobago",
    "XK": "Kosovo|Pristina|Kosovar",
    "UA": "Ukraine|Ukrainian|Kyiv|Kiev|Kharkiv|Odessa|Lviv|Mariupol",
    "AU": "Australia|Australian|Sydney|Melbourne|Canberra",
    "BR": "Brazil|Brazilian|Sao Paulo|Rio de Janeiro|Brasilia",
    "SA": "Saudi Arabia|the Kingdom of Saudi Arabia|Saudi|Riyadh|Jeddah",
    "SN": "Senegal|Senegalese|Dakar",
    "VE": "Venezuela|Venezuelan|Caracas",
}
#: "Вчера … были названы."
RUSSIAN = {
    "KZ": "Казахстан|Казахстана|Казахстану|Казахстаном|Казахстане|РК|Республики Казахстан|"
    "казахстанский|казахстанская|"
    "казахстанского|казахстанскими|казахстанцев|Алма-Ате|Алма-Ата|Астане|Нур-Султане|Шымкенте",
    "UZ": "Узбекистане|узбекской|узбекистанские|Республикой Узбекистан|РУз|Ташкентом|Самарканде",
    "KG": "Киргизии|Кыргызстаном|КР|кыргызский|киргизских|Кыргызской Республики|Бишкека|Оше",
    "TJ": "Таджикистаном|таджикская|Душанбе|Худжанде",
    "RU": "России|Российской Федерацией|РФ|российскому|россияне|Москве|Санкт-Петербурга|Новосибирске|Чечне",
    "US": "США|Соединённых Штатах|Америке|американские|американцы|Вашингтоном|Нью-Йорке|Чикаго|Калифорнии",
    "AE": "ОАЭ|Объединённых Арабских Эмиратов|эмиратский|Дубае|Абу-Даби",
    "GB": "Великобританией|Соединённого Королевства|британской|Англии|Лондоне|Шотландии|шотландские",
    "KR": "Республики Корея|Республике Корея|Южной Кореей|южнокорейская|Сеуле|Пусане",
    "KP": "КНДР|Северной Корее|северокорейский|Пхеньяне",
    "CN": "Китаем|КНР|китайских|Пекине|Шанхае|Урумчи",
    "IL": "Израилем|израильская|израильтяне|Тель-Авиве|Иерусалиме",
    "PS": "Палестине|палестинские|палестинцев|секторе Газа|сектора Газа",
    "SY": "Сирии|сирийскую|сирийцев|Дамаске|Алеппо",
    "IQ": "Ираке|иракские|Багдаде|Мосуле",
    "IR": "Иране|иранской|Тегераном|Исламской Республики Иран",
    "EG": "Египте|египетские|Каире|египтянин",
    "TR": "Турцией|турецкая|Анкарой|Стамбуле|Анталье|Турецкой Республикой",
    "TD": "Чад|Чаде|чадский",
    "JO": "Иордании|иорданской|Аммане",
    "ZA": "ЮАР|южноафриканский|Кейптауне|Йоханнесбурге",
    "CD": "ДРК|Демократической Республике Конго",
    "PG": "Папуа — Новой Гвинее|Папуа-Новой Гвинеи",
    "GW": "Гвинее-Бисау",
    "SA": "Саудовской Аравии|саудовские|Эр-Рияде",
    "IN": "Индии|индийскими|Дели|Мумбаи",
    "VE": "Венесуэле|венесуэльские|Каракасе",
    "UA": "Украине|Украиной|украинских|Киеве|Киевом|Донецке|Харькове|Львовом",
    "BY": "Беларусью|Белоруссии|белорусскими|Минске",
    "DE": "Германии|ФРГ|немецкая|германскими|Мюнхене|Берлином",
    "FR": "Франции|французского|Париже|Марселе|французы",
    "NG": "Нигерии|нигерийские",
    "NE": "Нигере|нигерские",
    "SE": "Швеции|шведского|Стокгольме|шведы",
}
#: "Кеше … аталды."
KAZAKH = {
    "KZ": "Қазақстан|Қазақстанның|Қазақстандағы|Қазақстаннан|Қазақстанға|Қазақстанымыздың|"
    "Қазақстан Республикасының|ҚР|ҚР-ның|"
    "қазақстандық|қазақстандықтардың|Астанада|Астанадан|Алматыдағы|Шымкенттегі|"
    "Түркістанда|Қарағандыда|Атырауға",
    "UZ": "Өзбекстан|Өзбекстанның|Өзбекстандағы|өзбекстандық|Ташкентте|Самарқандта",
    "KG": "Қырғызстан|Қырғызстанмен|Қырғыз Республикасының|қырғызстандық|Бішкекте|Ошта",
    "RU": "Ресей|Ресейдің|Ресеймен|ресейлік|ресейліктер|Ресей Федерациясының|РФ|Мәскеуде|Қазанда|Омбыда",
    "US": "АҚШ|АҚШ-тың|АҚШ-та|АҚШ-пен|АҚШ-қа|Америка|америкалық|Вашингтонда|Нью-Йоркте",
    "CN": "Қытай|Қытайдың|Қытаймен|ҚХР|қытайлық|Бейжіңде|Үрімжіде",
    "AE": "БАӘ|БАӘ-нің|Біріккен Араб Әмірліктерінің|Дубайда",
    "GB": "Ұлыбритания|Ұлыбританияның|Англияда|британдық|Лондонда",
    "KR": "Оңтүстік Корея|Оңтүстік Кореяның|Корея Республикасымен|кореялық|Сеулде",
    "KP": "Солтүстік Корея|Солтүстік Кореядан|КХДР|Пхеньянда",
    "TR": "Түркия|Түркияның|Түркиядағы|түркиялық|Анкарада|Стамбұлда",
    "DE": "Германия|Германияның|германиялық|Берлинде|Мюнхенде",
    "FR": "Франция|Францияға|франциялық|Парижде",
    "UA": "Украина|Украинадағы|украиналық|Киевте",
    "JP": "Жапония|Жапониядан|жапониялық|Токиода",
    "IN": "Үндістан|Үндістанның|үндістандық",
    "EG": "Египетте|Мысырда|Каирде",
    "IR": "Иран|Иранның|ирандық|Тегеранда",
    "MN": "Моңғолия|Моңғолияның|Ұлан-Батырда",
    "SY": "Сирияда|сириялық|Дамаскіде",
    "IL": "Израиль|Израильдің|Израильмен|израильдік",
    "LY": "Ливия|ливиялық|Триполиде",
}
CASES = [
    (frame.format(name), language, code)
    for table, language, frame in (
        (ENGLISH, "en", "Yesterday {} was named."),
        (RUSSIAN, "ru", "Вчера {} были названы."),
        (KAZAKH, "kk", "Кеше {} аталды."),
    )
    for code, names in table.items()
    for name in names.split("|")
]


@pytest.mark.parametrize(("text", "language", "code"), CASES)
def test_a_name_tells_its_country(text: str, language: str, code: str) -> None:
    assert {place.code for place in find_places(text, language)} == {code}
