"""Whose name a cell or a list holds."""

from __future__ import annotations

import pytest

from parsers.words.names import is_name, name_in_cell, name_key, names_in


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Mr. John A. Smith", "John A. Smith"),
        ("Dr. Ann Lee, Ph.D.", "Ann Lee"),
        ("John W. Brown M.D.", "John W. Brown"),
        ("The Honorable John Smith", "John Smith"),
        ("Gen. Carl Hale (Ret.)", "Carl Hale"),
        ("Adm. James Ellis, USN (Ret.)", "James Ellis"),
        ("Sir Peter Bonfield, CBE, FREng", "Peter Bonfield"),
        ("Mr. Smith", "Smith"),
        ("Robert C. Davidson, Jr.", "Robert C. Davidson, Jr."),
        ("William P. Lauder III", "William P. Lauder III"),
        ("JOHN H. O'NEIL, JR.", "JOHN H. O'NEIL, JR."),
        ("G.F. (Rick) Ringler, III", "G.F. (Rick) Ringler, III"),
        ('Mortimer J. "Tim" Buckley', 'Mortimer J. "Tim" Buckley'),
        ("R. Martin “Marty” Chávez", "R. Martin “Marty” Chávez"),
        ("A.Mark Zeffiro", "A.Mark Zeffiro"),
        ("Rear Admiral Kevin Sweeney, USN (Retired)", "Kevin Sweeney"),
        ("Michael J. Warren, M.S., CPA", "Michael J. Warren"),
        ("Burton G. Malkiel, Ph. D.", "Burton G. Malkiel"),
        ("A. D. (“Pete”) Correll", "A. D. (“Pete”) Correll"),
        ("DE LA ROSA, MARIA", "DE LA ROSA, MARIA"),
        ("Independent Director: Mary Kelly", "Mary Kelly"),
        ("Mary Kelly (term expiring 2020)", "Mary Kelly"),
        ("V. James Marino", "V. James Marino"),
        ("Yo-Yo Ma", "Yo-Yo Ma"),
        ("Robert Q. Public", "Robert Q. Public"),
        ("Smith, John A.", "Smith, John A."),
        ("Smith, Jr., John", "Smith, Jr., John"),
        ("H. van der Merwe", "H. van der Merwe"),
        ("Juan C. de la Cruz", "Juan C. de la Cruz"),
        ("YIMIN JIN", "YIMIN JIN"),
        ("Lip-Bu Tan", "Lip-Bu Tan"),
        ("James H. Stock", "James H. Stock"),
        ("Richard D. Holder", "Richard D. Holder"),
        ("L. G. Schafran", "L. G. Schafran"),
        ("1. John Smith", "John Smith"),
        ("(a) John Smith", "John Smith"),
        ("01 John Smith", "John Smith"),
        ("Nominee 1: John Smith", "John Smith"),
        ("Election of John Smith", "John Smith"),
        ("Class I: John Smith", "John Smith"),
        ("John Smith (1)", "John Smith"),
        ("John Smith*", "John Smith"),
        ("John  \n Smith.....", "John Smith"),
        ("John Smith, Class II", "John Smith"),
        ("John Smith – Chairman", "John Smith"),
        ("John Smith, age 62", "John Smith"),
    ],
)
def test_a_cell_that_names_a_person_gives_the_name_as_printed_without_titles(cell: str, name: str) -> None:
    found = name_in_cell(cell)
    assert found is not None
    assert found.text == name


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Total",
        "Votes For",
        "BROKER NON-VOTES",
        "Ernst & Young LLP",
        "Arthur Andersen LLP",
        "Grant Thornton",
        "Wells Fargo Bank, N.A.",
        "2019 Stock Incentive Plan",
        "Name Change",
        "Human Rights",
        "Report on Charitable Giving",
        "Class A Common Stock",
        "Cummings",
        "John Smith and Mary Jones",
        "New York",
        "12,345",
    ],
)
def test_a_cell_that_names_no_one_person_gives_none(cell: str) -> None:
    assert name_in_cell(cell) is None


def test_a_names_span_leaves_out_numbering_titles_and_marks() -> None:
    cell = "3. Mr. John A. Smith (1)"
    found = name_in_cell(cell, offset=50)
    assert found is not None
    assert cell[found.span.start - 50 : found.span.end - 50] == "John A. Smith"


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        (
            "Chosen: Sam Hill, Jay Hill and Messrs. Kent Good, Robert Day, Jr., M.D., Dr. Ann Lee (61) and Vin Fox.",
            ["Sam Hill", "Jay Hill", "Kent Good", "Robert Day, Jr.", "Ann Lee", "Vin Fox"],
        ),
        (
            "Class II directors: John Smith; Jane Doe III; and Peter O’Neil, Ph.D.",
            ["John Smith", "Jane Doe III", "Peter O’Neil"],
        ),
        (
            "ELECTED JOHN SMITH, MARY JONES AND PETER LEE, JR. AS DIRECTORS",
            ["JOHN SMITH", "MARY JONES", "PETER LEE, JR."],
        ),
        ("Chairman Sam Hill and Director Peter Lee", ["Sam Hill", "Peter Lee"]),
        ("Holders elected William V. Camp. The Board of Directors then met.", ["William V. Camp"]),
        ("and ratified Ernst & Young LLP and Grant Thornton, LLP as auditors", []),
        (
            "certified by First Coast Results, holders elected Mary Bar, Safra Kay and Bo Ray",
            ["Mary Bar", "Safra Kay", "Bo Ray"],
        ),
        ("elected Ann Lee as a Class I Director of the Board", ["Ann Lee"]),
    ],
)
def test_a_list_in_prose_gives_its_persons_in_order(prose: str, names: list[str]) -> None:
    assert [n.text for n in names_in(prose)] == names


def test_names_in_prose_know_their_places() -> None:
    prose = "re-elected Mr. Sam Hill and Ann Lee"
    assert [prose[n.span.start : n.span.end] for n in names_in(prose)] == ["Sam Hill", "Ann Lee"]


def test_is_name_refuses_a_name_with_more_around_it() -> None:
    assert is_name("Ann Lee")
    assert not is_name("Dr. Ann Lee")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith, John A.", "John Smith"),
        ("Mr. John A. Smith, Jr.", "John Smith"),
        ("José Núñez", "Jose Nunez"),
        ('Mortimer J. "Tim" Buckley', "Mortimer Buckley"),
        ("Elsa A. Murano, Ph.D.", "Elsa Murano"),
        ("WILLIAM LAUDER III", "William Lauder"),
    ],
)
def test_one_person_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
