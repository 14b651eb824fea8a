"""Block Kit as HTML: what is in a message is shown, and nothing in it can act."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standin.preview import (
    STYLE,
    Room,
    channel_page,
    render_blocks,
    render_message,
    render_mrkdwn,
    render_view,
    workspace_page,
)
from tests.slack.golden_files import MESSAGES, VIEWS


class Page(HTMLParser):
    """The tags, addresses and text of a piece of HTML; fails where tags do not match."""

    VOID = frozenset({"br", "hr", "img", "meta"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.mark.parametrize(
    ("mrkdwn", "html"),
    [
        ("plain", "plain"),
        ("*bold* _it_ ~no~ `a*b*c`", "<b>bold</b> <i>it</i> <s>no</s> <code>a*b*c</code>"),
        ("2 * 3 * 4 snake_case_name", "2 * 3 * 4 snake_case_name"),
        ("AT&amp;T &lt;b&gt; &eacute;", "AT&amp;T &lt;b&gt; &amp;eacute;"),
        ("one\ntwo", "one<br>two"),
        ("> quote\nrest", "<blockquote>quote</blockquote>rest"),
        ("&gt; quote", "<blockquote>quote</blockquote>"),
        ("<!channel>", '<span class="mention loud">@channel</span>'),
        ("*a _b* c_", "<b>a _b</b> c_"),
        ("*a _b_ c*", "<b>a <i>b</i> c</b>"),
        ("<@U1|dana>", '<span class="mention">@dana</span>'),
        ("<#C1|results>", '<span class="mention">#results</span>'),
        ("<javascript:alert(1)|click>", "click"),
        ("<data:text/html,x>", "data:text/html,x"),
        ("<script>alert(1)</script>", "scriptalert(1)/script"),
        ("\ue0000\ue001", "0"),
    ],
)
def test_markup_is_shown_as_slack_shows_it(mrkdwn: str, html: str) -> None:
    assert render_mrkdwn(mrkdwn) == html


def test_a_link_opens_elsewhere_and_may_be_bold() -> None:
    assert render_mrkdwn("*<https://sec.gov/?a=1&amp;b=2|the &lt;filing&gt;>*") == (
        '<b><a href="https://sec.gov/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the &lt;filing&gt;</a></b>'
    )


def test_a_date_is_in_the_readers_zone_and_a_bad_one_falls_back() -> None:
    shown = render_mrkdwn("<!date^1779136267^{date_short_pretty} at {time} (16:31 ET)|2026-05-18 16:31 ET>")
    assert shown == (
        '<time datetime="2026-05-18T16:31:07-04:00" title="2026-05-18 16:31 ET">'
        "May 18, 2026 at 4:31 PM (16:31 ET)</time>"
    )
    assert render_mrkdwn("<!date^soon^{date}|some day>") == "some day"


def test_a_block_of_an_unknown_type_is_shown_as_such() -> None:
    assert Page(render_blocks([{"type": "hologram"}, {}])).text == "[hologram][block without a type]"


def test_a_table_has_headings_alignment_and_plain_cells() -> None:
    table = {
        "type": "table",
        "column_settings": [{"align": "left", "is_wrapped": True}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "For"}],
            [{"type": "raw_text", "text": "<b>*A*</b>"}, {"type": "raw_text", "text": "1,234"}],
        ],
    }
    html = render_blocks([table])
    assert '<th class="left wrapped">Name</th><th class="right">For</th>' in html
    assert '<td class="left wrapped">&lt;b&gt;*A*&lt;/b&gt;</td><td class="right">1,234</td>' in html


def test_an_image_has_its_words_and_only_a_web_address() -> None:
    good = render_blocks([{"type": "image", "image_url": "https://x.example/a.png", "alt_text": 'say "on" pay'}])
    assert '<img src="https://x.example/a.png" alt="say &quot;on&quot; pay">' in good
    bad = Page(render_blocks([{"type": "image", "image_url": "javascript:x", "alt_text": "chart"}]))
    assert (bad.addresses, bad.text) == ([], "[chart]")


def test_a_button_with_an_address_is_a_link_and_any_other_does_nothing() -> None:
    def button(**more: object) -> str:
        return render_blocks([{"type": "actions", "elements": [{"type": "button", "text": {"text": "Go"}, **more}]}])

    assert '<a class="button" href="https://sec.gov/x"' in button(url="https://sec.gov/x")
    assert '<span class="button danger" role="button">Go</span>' in button(style="danger", url="javascript:x")


def test_rich_text_has_lists_quotes_links_and_styles() -> None:
    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "a<b", "style": {"bold": True, "code": True}},
                            {"type": "link", "url": "javascript:x", "text": "no"},
                            {"type": "user", "user_id": "U1"},
                            {"type": "emoji", "name": "tada"},
                            {"type": "odd"},
                        ],
                    }
                ],
            },
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "q"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "p"}]},
        ],
    }
    html = render_blocks([block])
    assert "<ol><li><span><code><b>a&lt;b</b></code>no" in html
    assert '<span class="mention">@U1</span>:tada:<span class="unknown">[odd]</span>' in html
    assert "<blockquote>q</blockquote><pre>p</pre>" in html


def test_who_said_it_when_and_to_whom() -> None:
    app = Page(render_message({"text": "hi", "ts": "1779136267.0001", "bot_id": "B1"}))
    assert app.text == "BallotwireAPP4:31 PMhi"
    person = Page(render_message({"text": "hi", "user": "U1", "user_name": "Dana", "ts": "x"}))
    assert person.text == "DDanahi"
    alone = Page(render_message({"text": "hi", "bot_id": "B1", "ephemeral": True}))
    assert "Only visible to you" in alone.text
    for_ana = Page(render_message({"text": "hi", "user": "U0ANA", "ephemeral": True, "only_for": "ana"}))
    assert for_ana.text == "Only visible to anaBallotwireAPPhi"


def test_an_uploaded_file_is_a_card_and_a_picture_is_seen() -> None:
    picture = "data:image/png;base64,AAAA"
    files = [{"title": "<votes>.csv", "size": 1234}, {"title": "chart", "alt_txt": "say on pay", "picture": picture}]
    html = render_message({"text": "hi", "bot_id": "B1", "files": files})
    assert "<votes>.csv 1,234 bytes" in Page(html).text
    assert f'<img src="{picture}" alt="say on pay">' in html
    odd = render_message({"text": "hi", "bot_id": "B1", "files": [{"title": "x", "picture": "javascript:x"}]})
    assert "javascript" not in odd


def test_all_channels_can_stand_on_one_page() -> None:
    rooms = [Room("a", "/a", "topic", ({"text": "one", "bot_id": "B1"},)), Room("b", "/b")]
    page = Page(workspace_page(rooms, rooms, title="T", attributes='data-version="7"', foot="<p>end</p>"))
    assert page.tags.count("section") == 2
    assert "class=here" not in workspace_page(rooms, rooms, title="T")
    assert page.text.endswith("# bNothing has been posted here yet.end")


def test_replies_are_shown_under_their_message() -> None:
    replies = [{"text": "more", "bot_id": "B1"}, {"text": "and more", "bot_id": "B1"}]
    shown = Page(render_message({"text": "hi", "bot_id": "B1", "replies": replies})).text
    assert re.search(r"hi\s*2 replies.*more.*and more", shown)


def test_a_page_allows_no_script_and_marks_where_one_is() -> None:
    html = channel_page("proxy-results", [], channels=[("proxy-results", "/a"), ("<b>", "/b")], topic="<i>")
    page = Page(html)
    assert "default-src 'none'" in html
    assert "script" not in page.tags
    assert '<a href="/a" class=here># proxy-results</a>' in html
    assert "Nothing has been posted here yet." in page.text
    assert "# <b>" in page.text
    assert STYLE in html


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_every_word_of_every_message_is_shown(name: str) -> None:
    for message in MESSAGES[name]():
        shown = Page(render_message({"text": message.text, "blocks": list(message.blocks), "bot_id": "B1"})).text
        for block in message.blocks:
            for text in plain_words(block):
                assert text in shown, text
        assert "[" not in re.sub(r"\[to check\]", "", shown)


def test_a_modal_has_its_title_blocks_and_close() -> None:
    shown = Page(render_view(VIEWS["view-evidence"]())).text
    assert shown.startswith("Words of the filing")
    assert "Miriam Castellanos, votes for: 43,950,000" in shown
    assert shown.endswith("Close")


def test_a_home_shows_inputs_and_what_is_chosen_in_them() -> None:
    select = {
        "type": "static_select",
        "placeholder": {"type": "plain_text", "text": "Pick"},
        "initial_option": {"text": {"type": "plain_text", "text": "Update"}, "value": "u"},
    }
    block = {"type": "input", "label": {"type": "plain_text", "text": "Mode"}, "element": select}
    assert Page(render_view({"type": "home", "blocks": [block]})).text == "ModeUpdate ▾"


def plain_words(block: object) -> list[str]:
    """The texts of a block that are no mrkdwn, as a reader sees them."""
    if isinstance(block, dict):
        if block.get("type") in {"plain_text", "raw_text", "text"}:
            return [" ".join(str(block["text"]).split())]
        return [text for value in block.values() for text in plain_words(value)]
    return [text for each in block for text in plain_words(each)] if isinstance(block, list | tuple) else []


@given(st.text(max_size=300))
def test_no_text_becomes_a_tag_or_an_address_that_acts(text: str) -> None:
    page = Page(render_mrkdwn(text))
    assert set(page.tags) <= {"b", "i", "s", "code", "br", "blockquote", "span", "a", "time"}
    assert all(address.lower().startswith(("http:", "https:", "mailto:")) for address in page.addresses)


@given(st.text("<>|!@#&;:*_~`\n abhtps/.^{}", max_size=200))
def test_no_heap_of_marks_breaks_the_html(text: str) -> None:
    page = Page(render_mrkdwn(text))
    assert all(address.lower().startswith(("http:", "https:", "mailto:")) for address in page.addresses)
