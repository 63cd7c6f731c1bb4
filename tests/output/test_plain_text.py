"""Articles as plain text."""

from __future__ import annotations

from newsparse import ErrorRecord, parse, repair
from newsparse.output.plain_text import encode_text

BODY = "The boats left on Thursday.Prior to that, they had waited.\nThe quay was empty."


def test_the_text_is_that_of_repair() -> None:
    (article,) = parse(f"Title: Boats\nText:\n{BODY}\n")
    assert encode_text(article) == repair(BODY + "\n").text.encode()


def test_an_article_without_a_body_is_empty_and_an_error_record_is_nothing() -> None:
    (article,) = parse("Title: Boats\nText:\n")
    assert encode_text(article) == b""
    assert encode_text(ErrorRecord("x", "N004", "empty", None)) is None
