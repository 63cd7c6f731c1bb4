"""Segments of bylines are classified as organizations, persons, jobs, locations, degrees or placeholders."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.cases import read_cases
from support.paths import TESTS

from newsparse.bylines import classify

FOLDER = TESTS / "bylines/cases"
ORGANIZATIONS = [printed for printed, _ in read_cases(FOLDER / "classify.tsv", "printed", "authors")]
PERSONS = [printed for printed, _ in read_cases(FOLDER / "persons.tsv", "printed", "authors")]
COMPANY = "Procter & Gamble Co."  # recognized by the parser, which knows the whole piece

ACCEPTED: list[tuple[Callable[[str], object], str]] = [
    (classify.is_job_title, "Staff writer|chief political correspondent|Professor of Law|Editors|journaliste"),
    (
        classify.is_job_description,
        "research fellow at the university|Vice President|a reporter|Senior Fellow at the House",
    ),
    (classify.is_web_address, "news.example.org|https://example.org/lena|example.com/a"),
    (classify.is_agency, "AFP|afp|Reuters|XINHUA|ČTK|тасс"),
    (classify.is_asian_script, "王伟|김민수|محمد علي|山田太郎|שלום"),
    (classify.has_no_author, "unknown|No author.|佚名|nan|null|Author details not found"),
    (classify.may_be_several_names, "Lena Maur Tom Okoro|Lena Maria Sofia Maur Okoro|王伟和李娜|أحمد محمد ومنى علي"),
    (classify.is_location, "Beijing|New York|北京|Washington, D.C.|Berlin, Germany"),
    (classify.is_degree, "PhD|Ph.D.|M.D.|MBA"),
]
REJECTED: list[tuple[Callable[[str], object], str]] = [
    (classify.is_job_title, "Lena Maur|Editor-in-Chief Lena Maur|Northern Post"),
    (classify.is_job_description, "Tom Dean|reporter Lena Maur|Lena Maur|Northern Post|Ann Head"),
    (classify.is_organization, "Anna Post|Li Sun|George Daily|Lena Maur|Charlotte Church|McAllen"),
    (classify.is_web_address, "J.Ames|S.L. Perrin|Lena Maur|will"),
    (classify.is_agency, "Afp|Lena Maur|Northern Post"),
    (classify.is_asian_script, "Lena Maur|Иван Сафонов|Åsne|"),
    (classify.has_no_author, "Nan|Null|Lena Maur|Lena Maur and Author not found"),
    (classify.may_be_several_names, "Lena Maria Maur|Nguyễn Thị Minh Khai|Dr. Lena Maria Maur|王小明|Maria de la Cruz"),
    (classify.is_location, "Velsen|Paris Hilton|Lena Maur|Beijing, Velsen"),
    (classify.is_degree, "Lena|Reporter|Jr."),
]


def cases(table: list[tuple[Callable[[str], object], str]]) -> list[tuple[Callable[[str], object], str]]:
    return [(function, segment) for function, segments in table for segment in segments.split("|")]


@pytest.mark.parametrize(("function", "segment"), cases(ACCEPTED))
def test_classifier_accepts(function: Callable[[str], object], segment: str) -> None:
    assert function(segment)


@pytest.mark.parametrize(("function", "segment"), cases(REJECTED))
def test_classifier_rejects(function: Callable[[str], object], segment: str) -> None:
    assert not function(segment)


def test_names_of_organizations_are_recognized() -> None:
    assert [name for name in ORGANIZATIONS if name != COMPANY and not classify.is_organization(name)] == []


@pytest.mark.parametrize("function", [classify.is_organization, classify.is_job_title, classify.has_no_author])
def test_names_of_persons_are_no_organizations_and_no_jobs(function: Callable[[str], bool]) -> None:
    assert [name for name in PERSONS if function(name)] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [("ESPN Chicago", True), ("G1 São Paulo", True), ("OregonLive", True), ("McAllen", False), ("Lena Maur", False)],
)
def test_brand_of_an_outlet_is_recognized(words: str, expected: bool) -> None:
    assert classify.is_outlet_brand(words.split()) is expected


@pytest.mark.parametrize(("names", "expected"), [("王伟 李娜", True), ("王伟 山田", False)])
def test_chinese_names_begin_with_a_surname(names: str, expected: bool) -> None:
    assert classify.are_chinese_names(names.split()) is expected


@pytest.mark.parametrize(
    ("words", "expected"), [("anna post", True), ("anna m. post", True), ("velsen post", False), ("anna maur", False)]
)
def test_surname_that_is_a_word_of_newspapers_needs_a_given_name(words: str, expected: bool) -> None:
    assert classify.has_newspaper_surname(words.split()) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Lena Maur", True),
        ("Lena van der Maur", True),
        ("Lena", False),
        ("Human Rights", False),
        ("Northern Post", False),
        ("lena Maur", False),
        ("New York", False),
        ("Ann Arbor", False),
    ],
)
def test_name_of_a_person_has_two_capitalized_words(words: str, expected: bool) -> None:
    assert classify.is_person_name(words.split()) is expected


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        ("Lena Maur", "BBC News", True),
        ("Lena Maur", "Reuters", True),
        ("Anna Maur", "Harbour Post", True),
        ("Okwe Maur", "Harbour Post", False),
        ("Anna Maur", "Evening Post", False),
        ("Anna", "Harbour Post", False),
    ],
)
def test_outlet_after_a_name_is_known_or_follows_a_known_given_name(head: str, tail: str, expected: bool) -> None:
    assert classify.is_outlet_after_name(head.split(), tail.split()) is expected


@pytest.mark.parametrize(
    ("segment", "location"),
    [
        ("Beijing", "Beijing"),
        ("in Velsen", "Velsen"),
        ("à Paris", "Paris"),
        ("en Madrid", "Madrid"),
        ("en Velsen", None),
    ],
)
def test_location_follows_a_preposition(segment: str, location: str | None) -> None:
    assert classify.parse_location(segment) == location


def test_normalize_folds_case_and_removes_punctuation() -> None:
    assert classify.normalize(" Ph.D., ") == "phd"
