"""Properties of every input: the invariants of repair, and no exception but InputError."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.strategies.bodies import BODIES, FILES, addresses
from support.strategies.headers import Spellings, spellings

import newsparse
from newsparse.body import LEVELS, Level, repair_body
from newsparse.header.document import parse_documents
from newsparse.output.articles import render
from newsparse.output.yaml_text import yaml_document

EXAMPLES = settings(max_examples=300)


def visible(text: str) -> str:
    """Return `text` without white space, which repairs may change."""
    return "".join(text.split())


@pytest.mark.parametrize("level", LEVELS)
@EXAMPLES
@given(body=BODIES)
def test_repair_keeps_visible_characters_and_is_idempotent_and_deterministic(level: Level, body: str) -> None:
    repaired = repair_body(body, level)
    text = "\n".join(block for _, block in repaired.blocks)
    assert visible(text) == visible(body)
    assert repair_body(body, level) == repaired
    again = repair_body(text, level)
    assert again.blocks == repaired.blocks
    assert not [found for found in again.damage if found.applied]


@pytest.mark.parametrize("level", LEVELS)
@EXAMPLES
@given(parts=st.lists(st.tuples(BODIES, addresses()), min_size=1, max_size=3), end=BODIES)
def test_repair_keeps_addresses_and_tags(level: Level, parts: list[tuple[str, str]], end: str) -> None:
    body = " ".join(f"{before} {address}" for before, address in parts) + f" {end}"
    repaired = repair_body(body, level)
    for _, address in parts:
        assert address in repaired.edited
        if "\n" not in address:
            assert any(address in text for _, text in repaired.blocks)
    again = repair_body(repaired.text, level)
    assert again.text == repaired.text
    assert visible(again.text) == visible(body)


@EXAMPLES
@given(body=BODIES)
def test_damage_has_a_position_in_the_body_and_a_confidence(body: str) -> None:
    lines = body.split("\n")
    for found in repair_body(body, "all").damage:
        line = lines[found.line - 1]
        assert 1 <= found.column <= len(line) + 1
        assert visible(found.before) == visible(found.after) or found.action == "move-quote"
        assert 0.5 <= found.confidence <= 1


@EXAMPLES
@given(text=FILES)
def test_documents_keep_all_characters_but_labels(text: str) -> None:
    text = text.replace("\r", "\n")
    found = list(parse_documents(text))
    kept = sum(len(visible(x.body)) + sum(len(visible(field.value)) for field in x.fields) for x in found)
    labels = sum(len(visible(field.label)) + 20 for x in found for field in x.fields)
    labels += 20 * text.casefold().count("text")
    assert kept <= len(visible(text)) <= kept + labels


@EXAMPLES
@given(text=FILES)
def test_any_text_gives_articles_or_one_error(text: str) -> None:
    try:
        articles = newsparse.parse(text)
    except newsparse.InputError as error:
        assert error.code in ("N003", "N004")
        return
    assert [article.record for article in articles] == list(range(1, len(articles) + 1))
    for line, article in zip(render(articles), articles, strict=True):
        assert json.loads(line) == article.as_dict()
        assert yaml.load(yaml_document(article.as_dict()), Loader=yaml.CSafeLoader) == article.as_dict()


@EXAMPLES
@given(data=st.one_of(st.binary(), FILES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_articles_or_one_error(data: bytes) -> None:
    try:
        assert newsparse.parse(data)
    except newsparse.InputError as error:
        assert error.code in ("N002", "N003", "N004")


@EXAMPLES
@given(files=spellings(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"]))
def test_any_allowed_spelling_of_a_header_gives_the_same_values(files: Spellings, encoding: str) -> None:
    (expected,) = newsparse.parse(files.canonical)
    (article,) = newsparse.parse(files.other.encode(encoding), encoding=encoding if encoding == "gb18030" else None)
    assert {**article.as_dict(), "problems": 0} == {**expected.as_dict(), "problems": 0}
    codes = sorted(problem.code for problem in article.problems if problem.code != "N006")
    assert codes == sorted(problem.code for problem in expected.problems)
