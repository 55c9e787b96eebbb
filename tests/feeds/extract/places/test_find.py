from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.extract.places.find import find_places

ENGLISH = [
    ("Experts from Kazakhstan and the Kyrgyz Republic met.", "KZ KG"),
    ("Delegates of the USA, the UK and the UAE spoke.", "US GB AE"),
    ("The U.S. Embassy sent greetings.", "US"),
    ("Officials of the RK and of the Republic of Korea", "KZ KR"),
    ("South Korea and the DPRK", "KR KP"),
    ("The Democratic People’s Republic of Korea sent no one.", "KP"),
    ("Lao PDR, Viet Nam and Türkiye", "LA VN TR"),
    ("Turkey and Turkiye are one country.", "TR TR"),
    ("Georgia's ministry and Kazakhstan’s agency", "GE KZ"),
    ("Georgia State University in Atlanta, Georgia", "US US:Atlanta US"),
    ("Tbilisi, Georgia", "GE:Tbilisi GE"),
    ("Experts from Jordan, Niger, Chad and Guinea", "JO NE TD GN"),
    ("Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GW GQ PG"),
    ("Nigeria and Niger are neighbours.", "NG NE"),
    ("Michael Jordan and Mr. Jordan spoke.", ""),
    ("Professor Jordan’s remarks remain valid.", ""),
    ("At the opening Prof. Anna London thanked the guests.", ""),
    ("Yesterday afternoon J. Washington read the report.", ""),
    ("At the fair the singer Paris Holton sang in Paris.", "FR:Paris"),
    ("The Hub opened a Reading room for State Enterprise staff.", ""),
    ("A Human Resource Center for Mobile services", ""),
    ("They met in Nice on Monday.", "FR:Nice"),
    ("Nice people gathered.", ""),
    ("Kiev and Kyiv are one city.", "UA:Kyiv UA:Kyiv"),
    ("Nur-Sultan, later Astana again", "KZ:Nur-Sultan KZ:Astana"),
    ("from Almaty to Shymkent by way of Taraz", "KZ:Almaty KZ:Shymkent KZ:Taraz"),
    ("in Osh, Naryn and Jalal-Abad", "KG:Osh KG:Naryn KG:Jalal-Abad"),
    ("The office in Khorog and that in Islamabad", "TJ:Khorog PK:Islamabad"),
    ("ASTANA. The forum began.", "KZ:Astana"),
    ("Washington, D.C. and New York City", "US:Washington US:New York"),
    ("Brussels, Vienna, Geneva and The Hague", "BE:Brussels AT:Vienna CH:Geneva NL:The Hague"),
    ("Kazakh and Uzbek experts visited Korean colleagues.", "KZ UZ KR"),
    ("The American, Maldivian and Moroccan teams", "US MV MA"),
    ("Latin American countries and South America", ""),
    ("The materials are available in English and Russian.", ""),
    ("Working languages: English, Russian and Kazakh languages", ""),
    ("It cost 40,000 US dollars and 250 billion Korean won.", ""),
    ("the Russian delegation", "RU"),
    ("CONTACT US TODAY", ""),
    ("join us in may, or march with us", ""),
    ("He speaks polish to the kazakh.", ""),
    ("University of Southern California (USA)", "US US"),
    ("Northern Ireland and the Republic of Ireland", "GB IE"),
    ("New Mexico lies in the USA.", "US US"),
    ("The Paris Agreement and the Vienna Convention", ""),
    ("Indian officials sailed the Indian Ocean.", "IN"),
    ("North Macedonia, Bosnia and Herzegovina, Montenegro", "MK BA ME"),
    ("the Czech Republic, Slovakia and Hungary", "CZ SK HU"),
    ("Singapore and Hong Kong", "SG:Singapore HK:Hong Kong"),
    ("Côte d'Ivoire, Cabo Verde and Eswatini", "CI CV SZ"),
    ("Chișinău, Bălți and Iași", "MD:Chisinau MD:Balti RO:Iasi"),
]
RUSSIAN = [
    ("В Ташкенте, Бишкеке и Душанбе", "UZ:Tashkent KG:Bishkek TJ:Dushanbe"),
    ("Делегация Кыргызской Республики прибыла в Нур-Султан.", "KG KZ:Nur-Sultan"),
    ("представители Казахстана, Узбекистана и Таджикистана", "KZ UZ TJ"),
    ("в Республике Корея и в Южной Корее", "KR KR"),
    ("КНДР и Северная Корея", "KP KP"),
    ("с Республикой Беларусь и Республикой Молдова", "BY MD"),
    ("при Президенте РК и Правительстве КР", "KZ KG"),
    ("эксперты из США, ОАЭ и Великобритании", "US AE GB"),
    ("в Соединённых Штатах Америки", "US"),
    ("в Объединённых Арабских Эмиратах", "AE"),
    ("в Боснии и Герцеговине", "BA"),
    ("коллеги из Северной Македонии", "MK"),
    ("в Российской Федерации и КНР", "RU CN"),
    ("казахстанские и узбекские эксперты", "KZ UZ"),
    ("Белорусы приехали к финнам.", "BY FI"),
    ("Корейскому агентству помогли эстонцы", "KR EE"),
    ("Астанинский хаб и Ташкентский университет", "KZ UZ"),
    ("в Санкт-Петербурге и Нижнем Новгороде", "RU:St Petersburg RU:Nizhny Novgorod"),
    ("Роман и Владимир выступили с докладами.", ""),
    ("во Владимире открылась школа", "RU:Vladimir"),
    ("в мире, в центре, на востоке", ""),
    ("на казахском и русском языках", ""),
    ("Читать на румынском", ""),
    ("выделено 5 млн российских рублей", ""),
    ("российских служащих", "RU"),
    ("страны Латинской Америки", ""),
    ("Киев, Киеве, Киевом", "UA:Kyiv UA:Kyiv UA:Kyiv"),
    ("в Нью-Йорке, Вашингтоне и Женеве", "US:New York US:Washington CH:Geneva"),
    ("в Баку и Алматы", "AZ:Baku KZ:Almaty"),
    ("Из Кишинёва в Бельцы", "MD:Chisinau MD:Balti"),
    ("г-н Минский приветствовал гостей", ""),
    ("Киргизия, Туркмения, Молдавия, Белоруссия", "KG TM MD BY"),
    ("В ГРУЗИИ И АРМЕНИИ", "GE AM"),
    ("в Турецкой Республике и Турции", "TR TR"),
]
KAZAKH = [
    ("Қазақстанда және Өзбекстанда", "KZ UZ"),
    ("Қазақстан Республикасының Үкіметі", "KZ"),
    ("Қырғыз Республикасынан келген сарапшылар", "KG"),
    ("Астанада, Алматыда және Шымкентте", "KZ:Astana KZ:Almaty KZ:Shymkent"),
    ("Нұр-Сұлтанда өтті", "KZ:Nur-Sultan"),
    ("Ташкенттегі форум Бішкекте жалғасты", "UZ:Tashkent KG:Bishkek"),
    ("ҚР Президентінің жанындағы Академия", "KZ"),
    ("АҚШ-тың, БАӘ-нің және Оңтүстік Кореяның өкілдері", "US AE KR"),
    ("Әзербайжаннан, Әзірбайжаннан келді", "AZ AZ"),
    ("Эстониядан, Грузиядан, Түркиядан", "EE GE TR"),
    ("Белградта конференция болды", "RS:Belgrade"),
    ("қазақстандық және ресейлік мамандар", "KZ RU"),
    ("Кореялық делегация", "KR"),
    ("Қызылордада және Ақтөбеде", "KZ:Kyzylorda KZ:Aktobe"),
    ("Қытаймен, Жапониямен", "CN JP"),
    ("халықаралық, облыстық және мемлекеттік", ""),
    ("Мәскеуден Нью-Йоркке дейін", "RU:Moscow US:New York"),
]
OTHERS = [
    ("O‘zbekiston va Qozog‘iston vakillari", "uz", "UZ KZ"),
    ("Toshkentda, Samarqandda va Nukusda", "uz", "UZ:Tashkent UZ:Samarkand UZ:Nukus"),
    ("gruziyalik va tallinlik mutaxassislar", "uz", "GE EE"),
    ("Озарбайжондан келган меҳмонлар Ўзбекистонда", "uz", "AZ UZ"),
    ("Бишкекте Кыргыз Республикасынын Өкмөтү", "ky", "KG:Bishkek KG"),
    ("в Києві, в Україні та в Грузії", "uk", "UA:Kyiv UA GE"),
    ("in Kasachstan und bei kirgisischen Partnern", "de", "KZ KG"),
    ("Akademien Kirgisistans, Kasachstans und Russlands in Duschanbe", "de", "KG KZ RU TJ:Dushanbe"),
    ("Ankara'da ve Türkiye'de", "tr", "TR:Ankara TR"),
    ("Bakıda, Azərbaycan Respublikasında", "az", "AZ:Baku AZ"),
    ("u Beogradu, iz Bosne i Hercegovine", "bs", "RS:Belgrade BA"),
]
CASES = [
    *((text, "en", told) for text, told in ENGLISH),
    *((text, "ru", told) for text, told in RUSSIAN),
    *((text, "kk", told) for text, told in KAZAKH),
    *OTHERS,
]


def _told(text: str, language: str) -> str:
    found = find_places(text, language)
    return " ".join(one.code + (f":{one.city}" if one.city else "") for one in found)


@pytest.mark.parametrize(("text", "language", "told"), CASES)
def test_a_text_names_its_places(text: str, language: str, told: str) -> None:
    assert _told(text, language) == told


@pytest.mark.parametrize(("text", "language", "told"), [*((t, "kk", x) for t, x in KAZAKH), *OTHERS[:5]])
def test_the_letters_tell_a_language_that_is_not_given(text: str, language: str, told: str) -> None:
    if any(letter in text for letter in "әғқңөұүіӘҒҚҢӨҰҮІ‘ўҳ"):
        assert _told(text, "") == told


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("The Astana Civil Service Hub invited its members.", ["body"]),
        ("Academy of Public Administration under the President of the Republic of Kazakhstan", ["body"]),
        ("Академия управления при Президенте Республики Беларусь", ["body"]),
        ("the University of Tashkent", ["body"]),
        ("in Astana", ["city"]),
        ("in Kazakhstan", ["country"]),
        ("Kazakh experts", ["demonym"]),
    ],
)
def test_a_mention_says_how_it_names_the_place(text: str, how: list[str]) -> None:
    assert [one.how for one in find_places(text, "en")] == how


def test_a_mention_holds_the_place_of_its_words() -> None:
    text = "Guests from Kazakhstan's south came to Nur-Sultan."
    assert [text[one.start : one.end] for one in find_places(text, "en")] == ["Kazakhstan", "Nur-Sultan"]


@given(st.text(max_size=300), st.sampled_from(["", "en", "ru", "kk", "xx"]))
def test_any_text_gives_mentions_in_order_that_do_not_overlap(text: str, language: str) -> None:
    end = 0
    for one in find_places(text, language):
        assert end <= one.start < one.end <= len(text)
        end = one.end
