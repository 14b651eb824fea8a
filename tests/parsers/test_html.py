from __future__ import annotations

from parsers.document import Paragraph, Table
from tests.parsers.blocks import grid, shown, structured


def page(body: str) -> str:
    return f"<html><body>{body}</body></html>"


def test_block_elements_are_paragraphs_and_white_space_is_folded() -> None:
    assert shown(page("<p>One\n  <i>two</i>&nbsp;three</p><div>Four<div>Five</div>six</div>")) == [
        "One two three",
        "Four",
        "Five",
        "six",
    ]


def test_inline_elements_do_not_break_words() -> None:
    assert shown(page("<p>Pro<b>pos</b><span style='color:red'>al</span> <a href='#x'>1</a></p>")) == ["Proposal 1"]


def test_line_breaks_end_a_line_unless_the_sentence_goes_on() -> None:
    assert shown(page("<p>Proposal 1<br>Election of directors<br/>of the company</p>")) == [
        "Proposal 1",
        "Election of directors of the company",
    ]


def test_character_references_are_decoded_once() -> None:
    assert shown(page("<p>Smith &amp; Co. &#8212; &#x2019;s &ldquo;plan&rdquo; &amp;lt; &euro;5 &bogus; AT&T</p>")) == [
        "Smith & Co. — ’s “plan” &lt; €5 &bogus; AT&T"
    ]


def test_invisible_characters_do_not_split_numbers() -> None:
    assert shown(page("<p>1,\u200b234&#8203;,567 co\u00adpy</p>")) == ["1,234,567 copy"]


def test_what_is_hidden_is_no_text() -> None:
    assert shown(
        page(
            "<div style='display:none'><div>no</div>no</div><p>yes</p><style>p{}</style><script>if (a<b) x()</script>"
            "<!-- no <p>no</p> --><span style='DISPLAY : none'>no</span><p>also</p>"
        )
    ) == ["yes", "also"]


def test_what_hides_without_end_hides_nothing() -> None:
    assert shown(page("<p>yes</p><div style='display:none'><p>1,234 votes for")) == ["yes", "1,234 votes for"]


def test_brackets_in_the_text_are_text() -> None:
    assert shown(page("<p>holders of < 5% and > 10%</p><p>next</p>")) == ["holders of < 5% and > 10%", "next"]


def test_a_bracket_inside_an_attribute_ends_no_tag() -> None:
    assert shown(page("<p title='a > b'>One</p><p title=\"a > b\">Two</p>")) == ["One", "Two"]


def test_emphasis_over_all_of_a_paragraph_makes_it_bold() -> None:
    document = structured(
        page(
            "<p><b>Item</b> <b>5.07</b></p><p style='font-weight:bold'>Head</p><h3>Title</h3>"
            "<p><span style='font-weight:700'>All <span>of</span> it</span></p><p><b>Part</b> of it</p><p>None</p>"
        )
    )
    assert [(document.words(b.span), b.bold) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("Item 5.07", True),
        ("Head", True),
        ("Title", True),
        ("All of it", True),
        ("Part of it", False),
        ("None", False),
    ]


def test_a_table_of_counts_is_a_grid_with_colspans_laid_out() -> None:
    assert grid(
        page(
            "<table><tr><td>Nominee</td><td></td><td colspan=2>For</td><td></td><td colspan=2>Withheld</td></tr>"
            "<tr><td>Ada Reed</td><td></td><td></td><td>41,118</td><td></td><td></td><td>1,772</td></tr></table>"
        )
    ) == [
        [(0, 1, "Nominee"), (2, 2, "For"), (5, 2, "Withheld")],
        [(0, 1, "Ada Reed"), (3, 1, "41,118"), (6, 1, "1,772")],
    ]


def test_a_cell_that_spans_rows_keeps_its_columns_in_the_rows_below() -> None:
    assert grid(
        page(
            "<table><tr><td rowspan=2>Nominee</td><td colspan=2>Votes</td></tr><tr><td>For</td><td>Against</td></tr>"
            "<tr><td>Ada Reed</td><td>1,118</td><td>72</td></tr></table>"
        )
    ) == [
        [(0, 1, "Nominee"), (1, 2, "Votes")],
        [(1, 1, "For"), (2, 1, "Against")],
        [(0, 1, "Ada Reed"), (1, 1, "1,118"), (2, 1, "72")],
    ]


def test_signs_in_cells_of_their_own_join_their_number() -> None:
    assert grid(
        page(
            "<table><tr><td>Paid</td><td>$</td><td>1,118</td><td></td><td>98.2</td><td>%</td>"
            "<td>(</td><td>7</td><td>)</td></tr></table>"
        )
    ) == [[(0, 1, "Paid"), (1, 2, "$1,118"), (4, 2, "98.2%"), (6, 3, "(7)")]]


def test_a_cells_lines_stay_apart() -> None:
    assert shown(page("<table><tr><td><p>For</p><p>Against</p></td><td>1,118<br>72</td></tr></table>")) == [
        [["For\nAgainst", "1,118\n72"]]
    ]


def test_a_heading_broken_inside_its_cell_stays_one_cell() -> None:
    assert shown(page("<table><tr><td>Broker<br>non-votes</td><td>9,118</td></tr></table>")) == [
        [["Broker non-votes", "9,118"]]
    ]


def test_a_raised_footnote_mark_is_no_digit_of_the_number_before_it() -> None:
    assert shown(page("<table><tr><td>Ada Reed</td><td>1,118<sup>1</sup></td></tr></table>")) == [
        [["Ada Reed", "1,118 1"]]
    ]
    assert shown(page("<p>the 5<sup>th</sup> meeting</p>")) == ["the 5th meeting"]


def test_a_table_that_only_places_text_is_paragraphs() -> None:
    assert shown(
        page(
            "<table><tr><td>Item 5.07</td><td>Submission of Matters to a Vote</td></tr></table>"
            "<table><tr><td>1.</td><td><p>Election of directors.</p><p>All were elected.</p></td></tr></table>"
            "<table><tr><td></td><td>A sentence alone.</td></tr></table>"
        )
    ) == [
        "Item 5.07 Submission of Matters to a Vote",
        "1. Election of directors.",
        "All were elected.",
        "A sentence alone.",
    ]


def test_a_table_inside_a_cell_stands_where_it_is_among_the_cells_paragraphs() -> None:
    assert shown(
        page(
            "<table><tr><td>before<table><tr><td>For</td><td>1,118</td></tr></table>after</td></tr>"
            "<tr><td>last</td></tr></table>"
        )
    ) == ["before", [["For", "1,118"]], "after", "last"]


def test_names_over_names_are_a_table_still() -> None:
    assert shown(page("<table><tr><td>For</td><td>Against</td></tr></table>")) == [[["For", "Against"]]]


def test_unclosed_rows_cells_and_tables_read() -> None:
    assert shown("<html><body><table><tr><td>For<td>1,118<tr><td>Against<td>72") == [
        [["For", "1,118"], ["Against", "72"]]
    ]


def test_a_document_cut_inside_a_tag_reads_to_the_cut() -> None:
    assert shown("<html><body><p>Ada Reed was elected.</p><p>Bo</p><td sty") == ["Ada Reed was elected.", "Bo"]


def test_every_span_is_a_slice_of_the_text_and_blocks_stand_in_order() -> None:
    document = structured(
        page(
            "<p>One</p><table><tr><td>For</td><td>1,118</td></tr><tr><td>Against</td><td>72</td></tr></table><p>Two</p>"
        )
    )
    assert document.text == "One\nFor\t1,118\nAgainst\t72\nTwo"
    first, table, last = document.blocks
    assert isinstance(table, Table)
    assert (document.words(first.span), document.words(table.span), document.words(last.span)) == (
        "One",
        "For\t1,118\nAgainst\t72",
        "Two",
    )
    assert [document.words(row.span) for row in table.rows] == ["For\t1,118", "Against\t72"]


def test_capital_tags_and_unquoted_attributes_of_old_pages_read() -> None:
    assert grid(
        "<HTML><BODY><TABLE BORDER=0><TR VALIGN=TOP><TD NOWRAP COLSPAN=2>Ada Reed</TD>"
        "<TD ALIGN=RIGHT>1,118</TD></TR></TABLE>"
    ) == [[(0, 2, "Ada Reed"), (2, 1, "1,118")]]


def test_words_behind_a_closed_cell_or_an_unknown_tag_do_not_grow_onto_the_number_before() -> None:
    assert shown("<html><body><table><tr><td>For</td><td>1,118</td>72<tr><td>Against<td>5<htd>6</table>") == [
        [["For", "1,118 72"], ["Against", "5 6"]]
    ]


def test_typed_text_inside_pre_tags_keeps_its_columns() -> None:
    assert shown(
        """<HTML><BODY><P>Item 4. Submission of Matters</P><PRE>
The following were elected:

                               For         Withheld
                           ----------      --------
     Ada Reed              12,394,201       131,002
     Bo Lind &amp; Sons        12,394,101       131,102
</PRE><P>Item 5.</P></BODY></HTML>"""
    ) == [
        "Item 4. Submission of Matters",
        "The following were elected:",
        [["For", "Withheld"], ["Ada Reed", "12,394,201", "131,002"], ["Bo Lind & Sons", "12,394,101", "131,102"]],
        "Item 5.",
    ]


def test_a_cell_in_pre_tags_stays_a_cell() -> None:
    assert shown("<html><body><table><tr><td><pre>For</pre></td><td><pre>1,118</pre></td></tr></table>") == [
        [["For", "1,118"]]
    ]


def test_rows_set_as_paragraphs_with_blanks_between_their_columns_are_a_table() -> None:
    blanks = "&nbsp;" * 8
    assert shown(
        page(
            f"<p>The directors were elected:</p><p>Nominee{blanks}For{blanks}Withheld</p>"
            f"<p>Ada Reed{blanks}12,394,201{blanks}131,002</p><p>Bo Lind{blanks}12,394,101{blanks}-0-</p><p>Next.</p>"
        )
    ) == [
        "The directors were elected:",
        [["Nominee", "For", "Withheld"], ["Ada Reed", "12,394,201", "131,002"], ["Bo Lind", "12,394,101", "-0-"]],
        "Next.",
    ]


def test_a_sentence_that_ends_in_two_numbers_is_a_paragraph() -> None:
    assert shown(
        page("<p>Authorized shares rose from 1,000,000 to 2,000,000</p><p>in the years 1,999 2,000 and so on.</p>")
    ) == [
        "Authorized shares rose from 1,000,000 to 2,000,000",
        "in the years 1,999 2,000 and so on.",
    ]


def test_a_paragraph_of_invisible_characters_is_none() -> None:
    assert shown(page("<p>One</p><p>\u200b&#8203;</p><p>Two</p>")) == ["One", "Two"]
