"""The seeds give the expected output beside them, which a person has reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.make_seeds import checked, outcome, seeds
from support.paths import SEEDS

import newsparse
from newsparse.body import repair_body
from newsparse.output.schema import schema

VALID, INVALID = seeds("valid"), seeds("invalid")
SCHEMA = Draft202012Validator(json.loads(schema()))

# The beginnings of blocks that each seed must have; the kind of a block before a bar, if it is no paragraph.
BLOCKS = {
    "glued-sentences.txt": [
        "Prior to the meeting",
        "Her colleagues",
        "The U.S. envoy",
        "Nobody in",
        "In March",
        "Questions",
    ],
    "glued-heading.txt": [
        "heading|Pressure and delay",
        "In two talks",
        "heading|A long winter",
        "Her oven",
        "Less than",
    ],
    "captions.txt": [
        "caption|Photo: NPA",
        "heading|Harder days",
        "Less than",
        "caption|(Photo: NPA)",
        "Serious",
        "caption|Stalls",
    ],
    "interview.txt": ["Anna Bell: The", "NP: Do", "NP: And", "Bell: That", "NP: Will", "caption|Anna Bell Photo"],
    "quotes.txt": [
        "The chairwoman",
        "Both sides",
        "Nobody",
        '"I will,"',
        "heading|'First trial'",
        "Members",
        "Tea was",
    ],
    "line-ends.txt": [
        "The ferry to the Sarn lighthouse sailed on Monday for the first time since Feb. 22, 2021, said Dr. Okoro,",
        'Now we have both."',
        "The town council",
        '"Who would have thought it last year?" Brenda Maur asked.',
        "The U.S. consulate in Port Averil lent a radio, according to an expert from the harbour office.",
        '"My father steered this boat for thirty years."',
        '"I shall be on board',
        "Note: The crossing takes two hours, weather permitting.",
        "Some members want that changed.",
    ],
    "heading-by-space.txt": ["heading|Calm before the thaw", "Engineers", "heading|The water's edge", "Some farmers"],
    "crlf.txt": ["The lamp has worked"],
    "quoted-formats.txt": ["title: a rule", "<p>Some", '{"title"', "Full text:", "LENGTH:", "Nobody"],
    "two-articles.txt": ["Cars took", "Title: this line only looks", "Nobody took"],
}
# Values of the only article of a seed.
VALUES = {
    "placeholders.txt": {"published_time": None, "categories": ["TRANSPORT"], "byline": None, "author_title": None},
    "two-line-title.txt": {"title": "Long way home: how the last steam crane of Hollin was found in a garden"},
    "categories.txt": {"categories": ["SPORT", "CHESS", "LOCAL NEWS"], "published_time": "2023-11-05"},
    "description.txt": {
        "author_description": "Covers grain; once a miller herself: three years in Tarn; collects scales."
    },
    "bom.txt": {"published_time": "2023-10", "title": "Café owners ask for earlier trams"},
    "extra-labels.txt": {"extra": {"URL": "https://news.example.org/2023/hall", "Source": "Northern Post"}},
    "clean.txt": {"repairs": [], "problems": []},
}


def seed_id(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=seed_id)
def test_parse_gives_the_expected_articles_or_error(path: Path) -> None:
    assert outcome(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", INVALID, ids=seed_id)
def test_check_prints_the_expected_findings(path: Path) -> None:
    assert checked(path) == path.with_suffix(".check").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", VALID, ids=seed_id)
def test_articles_conform_to_the_schema(path: Path) -> None:
    for article in newsparse.parse(path):
        SCHEMA.validate(article.as_dict())


@pytest.mark.parametrize("name", ["binary.txt", "empty.txt", "latin1.txt", "proquest.txt"])
def test_error_records_conform_to_the_schema(name: str) -> None:
    path = SEEDS / "invalid" / name
    with pytest.raises(newsparse.InputError) as caught:
        newsparse.parse(path)
    error = caught.value
    SCHEMA.validate(newsparse.ErrorRecord(str(path), error.code, error.message, error.line, error.column).as_dict())


@pytest.mark.parametrize("path", VALID, ids=seed_id)
def test_repair_keeps_every_character_of_the_body(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig").replace("：", ":")
    blocks = "".join(block.text for article in newsparse.parse(path) for block in article.body)
    bodies = [part.split("\nPublished Time:")[0] for part in text.split("\nText:")[1:]]
    assert "".join(blocks.split()) == "".join("".join(bodies).split())


@pytest.mark.parametrize("path", VALID, ids=seed_id)
def test_repair_of_a_repaired_body_changes_nothing(path: Path) -> None:
    for article in newsparse.parse(path):
        again = repair_body("\n".join(block.text for block in article.body))
        assert [text for _, text in again.blocks] == [block.text for block in article.body]
        assert not [found for found in again.damage if found.applied]


@pytest.mark.parametrize(("name", "expected"), BLOCKS.items())
def test_body_has_the_blocks_that_the_seed_is_for(name: str, expected: list[str]) -> None:
    blocks = [block for article in newsparse.parse(SEEDS / "valid" / name) for block in article.body]
    for block in expected:
        kind, _, start = block.rpartition("|")
        kinds = [block.kind for block in blocks if block.text.startswith(start)]
        assert kinds == [kind or "paragraph"], start


@pytest.mark.parametrize(("name", "expected"), VALUES.items())
def test_article_has_the_values_that_the_seed_is_for(name: str, expected: dict[str, object]) -> None:
    (article,) = newsparse.parse(SEEDS / "valid" / name)
    data = article.as_dict()
    assert {key: data[key] for key in expected} == expected


def test_every_valid_seed_has_expected_blocks_or_values() -> None:
    assert {path.name for path in VALID} == BLOCKS.keys() | VALUES.keys()
