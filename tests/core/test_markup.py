from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.markup import Html, escape, fill, length, pack, plain, shorten, visible_length


def test_values_are_escaped_and_markup_is_not() -> None:
    assert fill("<b>{name}</b> {link}", name="<&>", link=Html("<i>x</i>")) == "<b>&lt;&amp;&gt;</b> <i>x</i>"


def test_control_characters_go() -> None:
    assert escape("a\x00b\x1bc\nd") == "abc\nd"


def test_emoji_count_two_as_telegram_counts() -> None:
    assert length("🎓a") == 3
    assert visible_length("<b>🎓</b>&amp;") == 3


def test_cutting_falls_on_a_word_and_says_so() -> None:
    assert shorten("a conference on integrity", 20) == "a conference on…"


def test_what_fits_is_not_cut() -> None:
    assert shorten("short", 5) == "short"


@given(st.text())
def test_escaping_loses_nothing_that_shows(text: str) -> None:
    assert plain(escape(text)) == "".join(c for c in text if c >= " " or c == "\n")


@given(st.text(), st.integers(1, 60))
def test_cut_text_is_never_too_long(text: str, most: int) -> None:
    assert length(shorten(text, most)) <= most


@given(st.lists(st.text(min_size=1, max_size=300).map(escape)), st.integers(50, 200))
def test_packed_parts_fit_and_keep_the_order(blocks: list[Html], most: int) -> None:
    parts = pack(blocks, most=most)
    assert all(visible_length(part) <= most for part in parts)
    short = [plain(block) for block in blocks if visible_length(block) <= most]
    rest = "\n\n".join(plain(part) for part in parts)
    for text in short:
        assert text in rest
        rest = rest[rest.index(text) + len(text) :]


def test_links_past_the_hundredth_would_be_dropped_so_a_part_holds_fewer() -> None:
    parts = pack([Html(f'<a href="https://x.example/{n}">{n}</a>') for n in range(250)])
    assert [part.count("<a ") for part in parts] == [95, 95, 60]
