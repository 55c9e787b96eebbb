"""Every date of an article is a rival, with what its sentence has to do with the title."""

from __future__ import annotations

from core.partial_date import PartialDate
from feeds.extract.dates.rivals import candidates

PUBLISHED = PartialDate(2024, 5, 1)


def test_a_sentence_that_repeats_the_title_speaks_for_its_date() -> None:
    sentences = [
        "An archive was shown on 3 May 2024.",
        "The forum on clean rivers in Osh was held on 2 May 2024.",
    ]
    other, told = candidates("Forum on clean rivers in Osh", sentences, PUBLISHED)
    assert other.passage.likeness == 0
    assert told.passage.likeness > 0.5


def test_endings_do_not_matter_where_words_are_compared() -> None:
    (told,) = candidates(
        "Форум молодых аудиторов", ["О форуме молодыми аудиторами сказано 2 мая 2024 года."], PUBLISHED
    )
    assert told.passage.likeness == 0.75  # three words of the four at least that a title counts as
