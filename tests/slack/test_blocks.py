"""Slack's limits, each at its edge, and text that cannot become markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import blocks as b
from bot.slack.mrkdwn import (
    Mrkdwn,
    bold,
    clean,
    cut,
    cut_mrkdwn,
    eastern,
    escape,
    fitting,
    joined,
    length,
    link,
    moment,
    safe_url,
)
from bot.slack.paging import BLOCKS_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT, message, paged
from bot.standin.slack.limits import message_fault

HOSTILE = (
    "<!channel>",
    "<!here|x>",
    "<@U012AB3CD>",
    "<#C012|general>",
    "<!subteam^S1>",
    "<javascript:alert(1)|click>",
    "<https://evil.example|Open filing>",
    "*bold* _italic_ ~struck~ `code`",
    ":rotating_light: :+1:",
    "> quoted",
    "a & b &amp; c &lt;!channel&gt;",
    "\u202egnp.exe\u2066",
    "tab\tnew\nline\x00null\ud800",
)


def shown(block: b.Block) -> str:
    text = block["text"]
    assert isinstance(text, dict)
    return str(text["text"])


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_outside_pings_links_formats_or_quotes(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("<>*_~`\n\t\x00\u202e\u2066\ud800")
    assert not escaped.startswith("&gt;")
    assert ":rotating_light:" not in escaped
    assert ":+1:" not in escaped


def test_the_three_characters_are_escaped_once_and_in_their_order() -> None:
    assert escape("AT&T <b> &amp;") == "AT&amp;T &lt;b&gt; &amp;amp;"


def test_times_of_day_are_no_emoji() -> None:
    assert escape("at 10:00:00 a.m.") == "at 10:00:00 a.m."


def test_ordinary_names_are_left_as_they_are() -> None:
    assert escape("Rosalind O’Shea-Müller, Jr. (石川)") == "Rosalind O’Shea-Müller, Jr. (石川)"
    assert bold("Ernst & Young") == "*Ernst &amp; Young*"
    assert bold("  ") == ""


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//sec.gov/x",
        "file:///etc/passwd",
        "https://",
        "https://[::1",
        "https://sec.gov/a b",
        "https://sec.gov/<x>",
        "https://sec.gov/" + "a" * 500,
        "",
    ],
)
def test_an_address_that_may_not_be_followed_is_no_link(url: str) -> None:
    assert safe_url(url) is None
    assert link(url, "the words") == "the words"
    assert b.link_button("Open", "open_filing", url) is None


def test_a_link_holds_its_label_and_nothing_else() -> None:
    assert link("https://www.sec.gov/a?b=1&c=2", "x|y>z") == "<https://www.sec.gov/a?b=1&amp;c=2|x¦y&gt;z>"


def test_a_moment_is_the_readers_own_with_edgars_beside_it() -> None:
    at = datetime(2026, 5, 18, 20, 31, 7, tzinfo=UTC)
    assert eastern(at) == "2026-05-18 16:31 ET"
    assert moment(at) == "<!date^1779136267^{date_short_pretty} at {time} (16:31 ET)|2026-05-18 16:31 ET>"


def test_text_is_cut_between_words() -> None:
    assert cut("one two three", 13) == "one two three"
    assert cut("one two three", 12) == "one two…"
    assert cut("one two three", 9) == "one two…"
    assert cut("unbreakable" * 20, 20) == ("unbreakable" * 20)[:19] + "…"


def test_a_cut_never_falls_into_an_entity() -> None:
    assert escape("&" * 10, 23) == "&amp;&amp;&amp;&amp;…"
    assert escape("&" * 10, 26) == "&amp;&amp;&amp;&amp;&amp;…"


def test_a_cut_never_falls_into_a_link_and_closes_emphasis() -> None:
    text = Mrkdwn("*see <https://www.sec.gov/very/long|the words of the filing> now*")
    assert cut_mrkdwn(text, 40) == "*see*…"
    assert cut_mrkdwn(text, len(text)) == text


@given(st.text(), st.integers(8, 200))
def test_escaped_text_keeps_its_limit_and_whole_entities(text: str, limit: int) -> None:
    escaped = escape(text, limit)
    assert length(escaped) <= limit
    rest = escaped.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert not set(rest) & set("&<>*_~`\n")


@given(st.lists(st.text(), max_size=12), st.integers(30, 300))
def test_lines_that_do_not_fit_are_counted(lines: list[str], limit: int) -> None:
    marked = [escape(line) for line in lines]
    wanted = [line for line in marked if line.strip()]
    text = fitting(marked, limit)
    assert length(text) <= limit
    got = text.split("\n") if text else []
    if got[-1:] and got[-1].startswith("… ") and got[-1].endswith(" more") and text not in wanted:
        assert int(got[-1].split()[1]) + len(got) - 1 == len(wanted)
    else:
        assert len(got) == len(wanted)


def test_an_emoji_outside_the_basic_plane_counts_twice() -> None:
    assert length("𝕏") == 2
    assert cut("𝕏" * 10, 9) == "𝕏𝕏𝕏𝕏…"


@pytest.mark.parametrize(("given", "kept"), [(150, 150), (151, 150)])
def test_a_header_holds_150_characters(given: int, kept: int) -> None:
    block = b.header("x" * given)
    assert len(shown(block)) == kept
    assert shown(block).endswith("…") == (given > kept)


def test_a_header_of_nothing_is_a_dash() -> None:
    assert shown(b.header(" \n")) == b.ABSENT


@pytest.mark.parametrize(("given", "kept"), [(2999, 2999), (3000, 3000), (3001, 2999), (9000, 2999)])
def test_a_section_holds_3000_characters(given: int, kept: int) -> None:
    text = shown(b.section(Mrkdwn("y" * given)))
    assert len(text) == kept
    assert text.endswith("…") == (given > 3000)


def test_a_section_counts_the_lines_that_it_leaves_out() -> None:
    text = shown(b.section(*[Mrkdwn("z" * 999)] * 5))
    assert text.split("\n")[-1] == "… 3 more"
    assert text.count("z" * 999) == 2


def test_a_section_of_nothing_is_a_dash() -> None:
    assert shown(b.section(Mrkdwn(""), Mrkdwn(" "))) == b.ABSENT


def test_fields_are_ten_of_what_keeps_the_block_small() -> None:
    assert len(b.fields([Mrkdwn("f")] * 11)["fields"]) == 10  # type: ignore[arg-type]
    wide = b.fields([Mrkdwn("f" * 5000)] * 3)
    assert [len(each["text"]) for each in wide["fields"]] == [1999] * 3  # type: ignore[attr-defined]


def test_context_is_ten_lines() -> None:
    assert len(b.context(*[Mrkdwn("c")] * 11)["elements"]) == 10  # type: ignore[arg-type]


def test_actions_are_25_and_never_none() -> None:
    many = [b.button(str(n), f"a{n}", "v") for n in range(26)]
    assert len(b.actions(*many)["elements"]) == 25  # type: ignore[arg-type]
    assert b.actions(None, many[0])["elements"] == [many[0]]
    with pytest.raises(ValueError, match="at least one"):
        b.actions(None)


def test_a_button_cuts_its_words_and_refuses_a_value_that_is_no_key() -> None:
    button = b.button("w" * 76, "a", "v" * 255, "s" * 76)
    assert len(shown(button)) == 75
    assert len(str(button["accessibility_label"])) == 75
    with pytest.raises(ValueError, match="255"):
        b.button("x", "a", "v" * 256)
    with pytest.raises(ValueError, match="1 to"):
        b.button("x", "a", "")


@pytest.mark.parametrize(("rows", "last"), [(98, "97"), (99, "98"), (100, "… 2 more"), (500, "… 402 more")])
def test_a_table_holds_a_hundred_rows_with_its_heading_and_counts_the_others(rows: int, last: str) -> None:
    table = b.table([b.Column("n"), b.Column("m", right=True)], [[b.Cell(str(n)), b.Cell("")] for n in range(rows)])
    made = table["rows"]
    assert isinstance(made, list)
    assert len(made) == min(rows + 1, 100)
    assert made[-1] == [{"type": "raw_text", "text": last}, {"type": "raw_text", "text": b.ABSENT}]


def test_a_table_holds_twenty_columns() -> None:
    table = b.table([b.Column(str(n)) for n in range(21)], [[b.Cell("x")] * 21])
    assert [len(row) for row in table["rows"]] == [20, 20]  # type: ignore[attr-defined]
    assert len(table["column_settings"]) == 20  # type: ignore[arg-type]


def test_a_cell_is_text_and_not_markup() -> None:
    table = b.table([b.Column("a")], [[b.Cell("<!channel> & *x*")], [b.Cell("z" * 130, bold=True)]])
    assert table["rows"][1] == [{"type": "raw_text", "text": "<!channel> & *x*"}]  # type: ignore[index]
    assert max(map(len, b.texts(table))) == 120


def test_every_mrkdwn_text_is_verbatim() -> None:
    for block in (b.section(escape("x")), b.fields([escape("x")]), b.context(escape("x"))):
        assert str(block).count("'verbatim': True") == str(block).count("'mrkdwn'") == 1


def sections(count: int, size: int = 20) -> list[b.Block]:
    return [b.section(Mrkdwn(f"{n} " + "s" * size)) for n in range(count)]


def test_fifty_blocks_are_one_message_and_the_fifty_first_another() -> None:
    head, foot = [b.header("H")], [b.context(Mrkdwn("f"))]
    one = paged(Mrkdwn("t"), head=head, body=sections(47), foot=foot, title="H")
    assert [len(m.blocks) for m in one] == [49]
    two = paged(Mrkdwn("t"), head=head, body=sections(49), foot=foot, title="H")
    assert [len(m.blocks) for m in two] == [50, 3]
    assert two[0].blocks[-1]["elements"] == foot[0]["elements"]


def test_what_does_not_fit_goes_on_in_the_thread_with_nothing_lost() -> None:
    body = sections(20, 1200)
    pages = paged(Mrkdwn("text"), head=[b.header("H")], body=body, foot=[], title="Acme")
    assert [m.text for m in pages] == ["text", "Acme, continued (2)", "Acme, continued (3)", "Acme, continued (4)"]
    said = [shown(block) for m in pages for block in m.blocks if block["type"] == "section"]
    assert said == [shown(block) for block in body]
    assert "this message's thread" in str(pages[0].blocks[-1])


def test_a_table_is_split_between_rows_under_the_same_heading() -> None:
    rows = [[b.Cell(f"Name {n} {'x' * 90}"), b.Cell(str(n))] for n in range(99)]
    table = b.table([b.Column("Director"), b.Column("For", right=True)], rows)
    pages = paged(Mrkdwn("t"), head=[b.header("H")], body=[table, *sections(2)], foot=[], title="H")
    tables = [block for m in pages for block in m.blocks if block["type"] == "table"]
    assert [len(t["rows"]) for t in tables] == [83, 18]  # type: ignore[arg-type]
    assert all(t["rows"][0] == table["rows"][0] for t in tables)  # type: ignore[index]
    assert [row for t in tables for row in t["rows"][1:]] == table["rows"][1:]  # type: ignore[index]
    assert [block["type"] for block in pages[1].blocks] == ["header", "table", "section", "section"]


def test_a_second_table_goes_into_a_second_message() -> None:
    table = b.table([b.Column("a")], [[b.Cell("1")]])
    pages = paged(Mrkdwn("t"), head=[], body=[table, table], foot=[], title="H")
    assert [[block["type"] for block in m.blocks] for m in pages] == [["table", "context"], ["header", "table"]]


def test_a_single_message_says_when_it_leaves_something_out() -> None:
    whole = message(Mrkdwn("t"), sections(3))
    assert len(whole.blocks) == 3
    short = message(Mrkdwn("t"), sections(60), foot=[b.divider()], more="Ask for less.")
    assert len(short.blocks) == 50
    assert "Ask for less." in str(short.blocks[-2])
    assert short.blocks[-1]["type"] == "divider"


def test_the_fallback_text_keeps_its_last_line_when_it_is_cut() -> None:
    lines = Mrkdwn("\n".join([*["w" * 100] * 60, "https://www.sec.gov/x"]))
    text = message(lines, []).text
    assert len(text) <= TEXT_LIMIT
    assert text.endswith(" more\nhttps://www.sec.gov/x")


def test_block_ids_are_unique_and_change_with_what_is_said() -> None:
    first, again = message(Mrkdwn("t"), sections(3)), message(Mrkdwn("t"), sections(3))
    assert first == again
    ids = [block["block_id"] for block in first.blocks]
    assert len(set(ids)) == 3
    changed = message(Mrkdwn("t"), [*sections(2), b.section(Mrkdwn("new"))])
    assert [block["block_id"] for block in changed.blocks][:2] == ids[:2]
    assert changed.blocks[2]["block_id"] != ids[2]


words = st.text(max_size=400).map(escape)
cells = st.builds(b.Cell, st.text(max_size=150), st.booleans())


@st.composite
def tables(draw: st.DrawFn) -> b.Block:
    width = draw(st.integers(1, 8))
    row = st.lists(cells, min_size=width, max_size=width)
    rows = draw(st.lists(row, max_size=6)) * draw(st.integers(1, 30))
    return b.table([b.Column(draw(st.text(max_size=20)), draw(st.booleans())) for _ in range(width)], rows)


any_block = st.one_of(
    st.text(max_size=300).map(b.header),
    st.lists(words, max_size=12).map(lambda lines: b.section(*lines)),
    st.lists(words, max_size=12).map(b.fields),
    st.lists(words, max_size=12).map(lambda lines: b.context(*lines)),
    tables(),
    st.builds(b.divider),
    st.builds(b.image, st.just("https://files.example/a.png"), st.text(max_size=3000), st.text(max_size=3000)),
)


def rows_of(blocks: Iterable[b.Block]) -> list[object]:
    return [row for block in blocks if block["type"] == "table" for row in block["rows"][1:]]  # type: ignore[index]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=4000).map(lambda t: escape(t, 4000)), st.lists(any_block, max_size=70))
def test_whatever_is_said_slack_takes_it_and_nothing_is_lost(text: Mrkdwn, body: list[b.Block]) -> None:
    head, foot = [b.header("H" * 150)], [b.context(Mrkdwn("c" * 500)), b.actions(b.button("x", "a", "v"))]
    pages = paged(text or Mrkdwn("t"), head=head, body=body, foot=foot, title="T" * 200)
    for page in pages:
        assert message_fault(page.text, list(page.blocks)) is None
        assert len(page.blocks) <= BLOCKS_LIMIT
        assert b.size(*page.blocks) + length(page.text) <= MESSAGE_LIMIT
    shown_blocks = [block for page in pages for block in page.blocks]
    assert rows_of(shown_blocks) == rows_of(body)
    kinds = [block["type"] for block in body if block["type"] not in {"table", "header", "context"}]
    got = [block["type"] for block in shown_blocks if block["type"] not in {"table", "header", "context", "actions"}]
    assert got == kinds


def test_joined_leaves_out_what_says_nothing() -> None:
    assert joined(" · ", (Mrkdwn("a"), Mrkdwn(""), Mrkdwn("b"))) == "a · b"


def test_clean_folds_white_space_and_drops_what_cannot_be_seen() -> None:
    assert clean(" a\u00a0b\n\tc\x07\ud800\u200b ") == "a b c"


def test_a_heading_goes_with_its_table_and_never_stays_behind() -> None:
    rows = [[b.Cell(f"Name {n} {'x' * 90}")] for n in range(60)]
    heading, table = b.section(Mrkdwn("*Election*")), b.table([b.Column("Director")], rows)

    def kinds(length_of_each: int) -> list[list[object]]:
        pages = paged(Mrkdwn("t"), head=[], body=[*sections(6, length_of_each), heading, table], foot=[], title="H")
        return [[block["type"] for block in m.blocks] for m in pages]

    assert kinds(1200) == [[*["section"] * 6, "section", "table", "context"], ["header", "table"]]
    assert kinds(1370) == [[*["section"] * 6, "context"], ["header", "section", "table"]]
