"""Reading of the data files beside the modules."""

from __future__ import annotations

import pytest

from newsparse.body.data_files import parse_sections, read_data


def test_sections_hold_the_words_of_all_their_lines() -> None:
    text = "# Lists.\n\n[fish]\n# Of the sea:\n# the larger ones.\ncod\nhake ling\n\n[no fish]\n# None.\n"
    assert parse_sections(text) == {"fish": frozenset({"cod", "hake", "ling"}), "no fish": frozenset()}


def test_text_without_sections_holds_no_lists() -> None:
    assert parse_sections("# Only a comment.\n") == {}


@pytest.mark.parametrize("name", ["words.txt", "word_classes.txt", "heading_weights.json"])
def test_data_file_is_not_empty(name: str) -> None:
    assert len(read_data(name)) > 1000


def test_missing_data_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_data("missing.txt")
