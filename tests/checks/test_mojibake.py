"""Detection of mojibake."""

from __future__ import annotations

import json

import pytest
from support.paths import TESTS

from newsparse.checks.mojibake import mojibake_in

SAMPLES = json.loads((TESTS / "checks/residue.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "meant"), SAMPLES["mojibake"])
def test_mojibake_is_found_with_the_text_it_stands_for(text: str, meant: str) -> None:
    (found,) = mojibake_in(text)
    assert (text[found.start : found.stop], found.meant) == (found.printed, meant)


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1250", "cp1251", "mac_roman", "cp437"])
@pytest.mark.parametrize(
    "text", ["the café’s “old quay”", "São João é no dia 24", "Größe", "Łódź", "Αθήνα", "Москва", "東京都の港"]
)
def test_text_decoded_as_another_encoding_is_mojibake(codec: str, text: str) -> None:
    assert list(mojibake_in(text.encode().decode(codec, "replace")))
    assert list(mojibake_in(text)) == []


def test_the_message_says_what_the_mojibake_stands_for() -> None:
    (found,) = mojibake_in("The cafÃ© is open.")
    assert found.message == "'Ã©' is 'é' in UTF-8, decoded as Windows-1252"
