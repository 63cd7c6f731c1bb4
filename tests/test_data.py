"""The data files of the package: origin, licence, order, no duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.lexicon import TARGET, parse_lexicon
from support.make_data import data_files, problems_of
from support.paths import PACKAGE

TEXT = """# Words.
# Origin: ours.
# Licence: MIT.
# Order: sorted.
# Entries: words.

[fish]
# All.
cod hake
ling
"""
LINES = "# Words.\n# Origin: ours.\n# Licence: MIT.\n# Order: by size.\n\nling 2\ncod 1\n"
JSON = '{"origin": "ours", "licence": "MIT", "weights": {"a": 1, "b": 2}}'


def test_all_data_files_are_found() -> None:
    names = {path.relative_to(PACKAGE).as_posix() for path in data_files()}
    expected = {"body/words.txt", "body/word_classes.txt", "body/heading_weights.json", "checks/residue.txt"}
    assert expected <= names


@pytest.mark.parametrize("path", data_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_data_file_is_sorted_without_duplicates_and_states_its_origin(path: Path) -> None:
    assert problems_of(path) == []


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        ("a.txt", TEXT, []),
        ("a.txt", TEXT.replace("# Origin: ours.\n", ""), ["no origin is stated"]),
        ("a.txt", TEXT.replace("# Licence: MIT.\n", ""), ["no licence is stated"]),
        ("a.txt", TEXT.replace("# Order: sorted.\n", ""), ["no order is stated"]),
        ("a.txt", TEXT.replace("cod hake", "hake cod"), ["'cod' stands after 'hake'"]),
        ("a.txt", TEXT.replace("cod hake", "cod cod"), ["'cod' occurs 2 times"]),
        ("a.txt", TEXT + "[fish]\n", ["'[fish]' occurs 2 times"]),
        ("a.txt", TEXT + "[more fish]\ncod\n", []),
        ("a.txt", LINES, []),
        ("a.txt", LINES + "ling 2\n", ["'ling 2' occurs 2 times"]),
        ("a.json", JSON, []),
        ("a.json", JSON.replace('"origin": "ours", ', ""), ["no origin is stated"]),
        ("a.json", JSON.replace('"licence": "MIT", ', ""), ["no licence is stated"]),
        ("a.json", JSON.replace('"a": 1, "b": 2', '"b": 1, "a": 2'), ["'a' stands after 'b'"]),
        ("a.json", JSON.replace('"a": 1', '"b": 1'), ["'b' occurs 2 times"]),
    ],
)
def test_problem_of_a_data_file_is_reported(tmp_path: Path, name: str, text: str, problems: list[str]) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert problems_of(path) == problems


def test_lexicon_keeps_the_most_frequent_class_of_lower_case_words() -> None:
    lexicon = ";;; A comment\nhouse NN VB\nHouse NNP\nwent VBD\nup-to JJ\ncafé NN\n% NN\nalone\nquickly RB\nwow UH\n"
    assert parse_lexicon(lexicon) == {"house": "N", "went": "D", "quickly": "R"}


def test_word_classes_hold_the_letters_of_the_lexicon_only() -> None:
    lines = TARGET.read_text(encoding="ascii").partition("\n\n")[2].splitlines()
    assert {line[-1] for line in lines} <= set("JVDZGPRITMCOQ#N")
    assert all(line[-2] == " " and line[:-2].isalpha() and line[:-2].islower() for line in lines)
